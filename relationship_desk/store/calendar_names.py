"""Reads of what names occasions and tasks to other programs: no other desk has the same.

Invariant: what is read here of a row never changes, however it is edited.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relationship_desk.store.database import Connection


@dataclass(frozen=True, slots=True)
class TaskName:
    """Of one task: when it was made, as text, and the first day that its repetition counts."""

    created_at: str
    begins: date | None


def uids_of_people(connection: Connection) -> dict[int, str]:
    """The uid of everybody, by id."""
    return dict(connection.sql("SELECT id, uid FROM person"))


def task_names(connection: Connection) -> dict[int, TaskName]:
    """Of every open task, by id; without a first day where what is stored is none."""
    found: dict[int, TaskName] = {}
    for task_id, created_at, since in connection.sql(
        "SELECT id, created_at, repeat_since FROM task WHERE done_at IS NULL"
    ):
        try:
            begins = date.fromisoformat(since[:10]) if since else None
        except (TypeError, ValueError):
            begins = None
        found[task_id] = TaskName(created_at, begins)
    return found
