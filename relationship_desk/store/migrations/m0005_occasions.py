"""Room for occasions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS: tuple[str, ...] = ()


def up(sql: Callable[[str], Any]) -> None:
    """The next tables and columns."""
    for statement in _STATEMENTS:
        sql(statement)
