"""Reads of tasks, and of the reminders that come due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from relationship_desk.domain.instants import from_text, to_text
from relationship_desk.store.database import Connection

T = TypeVar("T")

# The due instant and the occurrence of a reminder whose task has a date that is none: before all
# others, so that the engine finds it, and no wall time.
UNREADABLE = ""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task."""

    id: int
    text: str
    person_id: int | None
    person_name: str
    due_on: date | None
    due_time: time | None
    done_at: datetime | None
    snoozed_until: datetime | None


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A task whose reminder has come and which nobody has answered."""

    task: TaskRow
    due_at: datetime
    occurrence: str
    state: str  # "due", "claimed", "shown", "failed" or "disabled"
    message: str  # why it failed or was disabled


_COLUMNS = """
    t.id, t.text, t.person_id, coalesce(p.full_name, ''), t.due_on, t.due_time, t.done_at,
    t.snoozed_until
"""
_SELECT = f"SELECT {_COLUMNS} FROM task t LEFT JOIN person p ON p.id = t.person_id"


def task_rows(
    connection: Connection, person_id: int | None = None, *, done: bool = False
) -> list[TaskRow]:
    """The open tasks, soonest first and those without a date last; or the done ones, newest first.

    Of one person, or of everybody who is not archived.
    """
    values: list[Any] = []
    if person_id is None:
        where = "p.archived_at IS NULL"
    else:
        where = "t.person_id = ?"
        values.append(person_id)
    if done:
        where += " AND t.done_at IS NOT NULL ORDER BY t.done_at DESC, t.id DESC"
    else:
        where += (
            " AND t.done_at IS NULL ORDER BY t.due_on IS NULL, t.due_on,"
            " t.due_time = '', t.due_time, t.id"
        )
    return [_task(row) for row in connection.sql(f"{_SELECT} WHERE {where}", values)]


def get_task(connection: Connection, task_id: int) -> TaskRow | None:
    """One task, or None."""
    rows = connection.sql(f"{_SELECT} WHERE t.id = ?", (task_id,))
    return _task(rows[0]) if rows else None


def _task(row: tuple[Any, ...]) -> TaskRow:
    task_id, text, person_id, person_name, due_on, due_time, done_at, snoozed_until = row
    return TaskRow(
        task_id,
        text,
        person_id,
        person_name,
        _read(date.fromisoformat, due_on),
        _read(time.fromisoformat, due_time),
        _read(from_text, done_at),
        _read(from_text, snoozed_until),
    )


def _read(parse: Callable[[str], T], text: str | None) -> T | None:
    """None also for what is no date: one odd row must not hide all the others."""
    try:
        return parse(text) if text else None
    except (ValueError, TypeError):
        return None


def agenda(connection: Connection, on: date, zone_end_of_day: datetime) -> list[TaskRow]:
    """The open tasks due on that day or before, and not snoozed beyond it."""
    end = to_text(zone_end_of_day)
    rows = connection.sql(
        f"{_SELECT} WHERE t.done_at IS NULL AND p.archived_at IS NULL AND CASE "
        "WHEN t.snoozed_until IS NULL THEN t.due_on <= ? "
        "ELSE t.snoozed_until < ? AND coalesce(t.due_on <= ?, 1) END "
        "ORDER BY t.due_on IS NULL, t.due_on, t.due_time = '', t.due_time, t.id",
        (on.isoformat(), end, on.isoformat()),
    )
    return [_task(row) for row in rows]


def inbox(connection: Connection, now: datetime) -> list[InboxRow]:
    """What has come due, oldest first."""
    found = connection.sql(
        f"""
        SELECT r.next_due_at, r.occurrence, coalesce(d.state, 'due'), coalesce(d.message, ''),
               {_COLUMNS}
        FROM reminder r
        JOIN task t ON t.id = r.source_id
        LEFT JOIN person p ON p.id = t.person_id
        LEFT JOIN delivery d
            ON d.source = r.source AND d.source_id = r.source_id AND d.occurrence = r.occurrence
        WHERE r.source = 'task' AND r.next_due_at <= ? ORDER BY r.next_due_at, r.source_id
        """,
        (to_text(now),),
    )
    return [
        InboxRow(_task(tuple(task)), _read(from_text, due_at) or now, occurrence, state, message)
        for due_at, occurrence, state, message, *task in found
    ]
