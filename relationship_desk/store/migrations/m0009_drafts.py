"""Tasks that carry a text to send, and the playbook they came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE task ADD COLUMN playbook TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE task ADD COLUMN draft TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE task ADD COLUMN draft_via TEXT NOT NULL DEFAULT ''",
)


def up(sql: Callable[[str], Any]) -> None:
    """From tasks that are words alone to tasks that may hold what is to be sent."""
    for statement in _STATEMENTS:
        sql(statement)
