"""Promises, the user's own and those of others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS: tuple[str, ...] = (
    # `made_in` and `kept_by` are no references: an entry of the timeline may go and come back by
    # Undo, and the promise outlives it.
    """
    CREATE TABLE promise (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        direction TEXT NOT NULL, text TEXT NOT NULL, due_on TEXT,
        made_in INTEGER, kept_by INTEGER, done_at TEXT, created_at TEXT NOT NULL)
    """,
    "CREATE INDEX promise_person ON promise (person_id)",
    "CREATE INDEX promise_due ON promise (due_on) WHERE done_at IS NULL",
)


def up(sql: Callable[[str], Any]) -> None:
    """From a store that knows tasks alone to one that knows what was promised, too."""
    for statement in _STATEMENTS:
        sql(statement)
