"""What became of every popup: one line each, for a log that people can read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def up(sql: Callable[[str], Any]) -> None:
    """Add `delivery_event`."""
    # No reference: the line stays when what it tells of is deleted, until that is erased for good.
    sql("""
        CREATE TABLE delivery_event (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL, source TEXT NOT NULL, source_id INTEGER NOT NULL,
            occurrence TEXT NOT NULL, title TEXT NOT NULL, reminders INTEGER NOT NULL,
            backend TEXT NOT NULL, fate TEXT NOT NULL, reply TEXT NOT NULL,
            reason TEXT NOT NULL, tries INTEGER NOT NULL)
    """)
    sql("CREATE INDEX delivery_event_at ON delivery_event (at, id)")
    sql("CREATE INDEX delivery_event_of ON delivery_event (source, source_id, occurrence)")
