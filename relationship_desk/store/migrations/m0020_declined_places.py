"""What cards say of where somebody belongs, and the user does not want to be asked about again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE declined_place (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        folded TEXT NOT NULL,
        UNIQUE (person_id, folded))
    """,
)


def up(sql: Callable[[str], Any]) -> None:
    """From a store that proposes the same link for ever to one that takes no for an answer."""
    for statement in _STATEMENTS:
        sql(statement)
