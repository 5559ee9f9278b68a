"""What people are to each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE relation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        other_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        kind TEXT NOT NULL, note TEXT NOT NULL, since_on TEXT, state TEXT NOT NULL,
        created_at TEXT NOT NULL)
    """,
    "CREATE UNIQUE INDEX relation_once ON relation (person_id, other_id, kind)",
    "CREATE INDEX relation_other ON relation (other_id)",
)


def up(sql: Callable[[str], Any]) -> None:
    """From a store of people beside each other to one that knows what they are to each other."""
    for statement in _STATEMENTS:
        sql(statement)
