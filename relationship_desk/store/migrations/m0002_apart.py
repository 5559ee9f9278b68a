"""Pairs of people whom somebody looked at and called two."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# No references: a decision outlives the deletion of a person, because Undo brings the person back.
_STATEMENTS = (
    """
    CREATE TABLE apart (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL, other_id INTEGER NOT NULL, UNIQUE (person_id, other_id))
    """,
    "CREATE INDEX apart_other ON apart (other_id)",
)


def up(sql: Callable[[str], Any]) -> None:
    """From the kernel to a store that remembers who is not the same."""
    for statement in _STATEMENTS:
        sql(statement)
