"""What the user said to the offer of another rhythm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE rhythm_reply (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        kind TEXT NOT NULL, ideal_days INTEGER NOT NULL, offered_days INTEGER NOT NULL,
        at TEXT NOT NULL)
    """,
    "CREATE INDEX rhythm_reply_person ON rhythm_reply (person_id)",
)


def up(sql: Callable[[str], Any]) -> None:
    """From rhythms that are only set to rhythms that are asked about."""
    for statement in _STATEMENTS:
        sql(statement)
