"""Backups: verified copies of the store, made by SQLite itself.

Invariant: a backup that is listed has passed an integrity check; a live file is never copied.
"""

from __future__ import annotations

from pathlib import Path

from relationship_desk.clock import Clock
from relationship_desk.store.copies import copy_store


def back_up_before_migration(store: Path, backups: Path, clock: Clock) -> Path:
    """A backup of an older store before it is changed; where it lies."""
    return copy_store(store, free_name(backups, clock, "before-migration"))


def free_name(backups: Path, clock: Clock, why: str) -> Path:
    """`desk-20260301-080000-daily-1.sqlite3`: a time for people, a counter for certainty."""
    moment = clock.now().astimezone(clock.zone()).strftime("%Y%m%d-%H%M%S")
    number = 1
    while (path := backups / f"desk-{moment}-{why}-{number}.sqlite3").exists():
        number += 1
    return path
