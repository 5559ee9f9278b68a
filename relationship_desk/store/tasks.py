"""Reads of tasks, and of the reminders that come due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from relationship_desk.domain.due import Plan, day_of
from relationship_desk.domain.instants import from_text, to_text
from relationship_desk.domain.recurrence import Repeat
from relationship_desk.store.database import Connection
from relationship_desk.store.task_plans import COLUMNS, Odd, read_plan, read_repeat

T = TypeVar("T")

# The due instant and the occurrence of a reminder whose task has a date that is none: before all
# others, so that the engine finds it, and no wall time.
UNREADABLE = ""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task. Of one that repeats `due_on` is the day of the occurrence that stands now: the one
    that waits for an answer, or the next."""

    id: int
    text: str
    person_id: int | None
    person_name: str
    due_on: date | None
    due_time: time | None
    done_at: datetime | None
    snoozed_until: datetime | None
    repeat: Repeat | None = None
    lead_days: int = 0
    anchor_on: date | None = None  # of what repeats the day it is counted from; else `due_on`
    begins_on: date | None = None  # of what repeats from its date the first day that counts
    has_text: bool = False  # it holds a text to send


# The last three: what stands now by the reminders, which archived people have none of, and up to
# when a repetition was answered.
_COLUMNS = f"""
    t.id, t.text, t.person_id, coalesce(p.full_name, ''), t.done_at, t.draft <> '',
    {", ".join(f"t.{column}" for column in COLUMNS)},
    (SELECT settles FROM reminder WHERE source = 'task' AND source_id = t.id AND t.repeat <> ''),
    (SELECT max(occurrence) FROM answer WHERE source = 'task' AND source_id = t.id
        AND kind <> 'snoozed' AND t.repeat <> '')
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
        return [_task(row) for row in connection.sql(f"{_SELECT} WHERE {where}", values)]
    where += " AND t.done_at IS NULL"
    rows = [_task(row) for row in connection.sql(f"{_SELECT} WHERE {where}", values)]
    return sorted(rows, key=_soonest)


def get_task(connection: Connection, task_id: int) -> TaskRow | None:
    """One task, or None."""
    rows = connection.sql(f"{_SELECT} WHERE t.id = ?", (task_id,))
    return _task(rows[0]) if rows else None


def agenda(connection: Connection, on: date, zone_end_of_day: datetime) -> list[TaskRow]:
    """The open tasks due on that day or before, and not snoozed beyond it."""
    end = to_text(zone_end_of_day)
    found = connection.sql(
        f"{_SELECT} WHERE t.done_at IS NULL AND p.archived_at IS NULL AND CASE "
        "WHEN t.snoozed_until IS NULL OR t.repeat <> '' THEN t.due_on <= ? "
        "ELSE t.snoozed_until < ? AND coalesce(t.due_on <= ?, 1) END",
        (on.isoformat(), end, on.isoformat()),
    )
    rows = [
        row
        for row in (_task(columns, on) for columns in found)
        if (row.due_on is None or row.due_on <= on)
        and (row.snoozed_until is None or row.snoozed_until < zone_end_of_day)
    ]
    return sorted(rows, key=_soonest)


def _soonest(row: TaskRow) -> tuple[bool, date, bool, time, int]:
    return (
        row.due_on is None,
        row.due_on or date.min,
        row.due_time is None,
        row.due_time or time.min,
        row.id,
    )


def _task(columns: tuple[Any, ...], on: date | None = None) -> TaskRow:
    """A row, of which a repetition stands where the reminders say, or as it would on a day."""
    task_id, text, person_id, person_name, done_at, has_text, *facts, stands, settled = columns
    row = dict(zip(COLUMNS, facts, strict=True))
    due_on = anchor_on = _read(date.fromisoformat, row["due_on"])
    sleeps_until = _read(from_text, row["snoozed_until"])
    repeat: Repeat | None = None
    if row["repeat"]:
        try:
            repeat, plan = read_repeat(row), read_plan(row, [settled] if settled else [])
        except Odd:
            plan = Plan(due_on)
        if plan.series is not None:
            due_on = _standing_day(plan, None if done_at or on else stands, on, settled)
            if sleeps_until is not None and due_on != plan.snoozed_on:
                sleeps_until = None
    return TaskRow(
        task_id,
        text,
        person_id,
        person_name,
        due_on,
        _read(time.fromisoformat, row["due_time"]),
        _read(from_text, done_at),
        sleeps_until,
        repeat,
        row["lead_days"] if isinstance(row["lead_days"], int) else 0,
        anchor_on,
        _read(date.fromisoformat, row["repeat_since"]),
        bool(has_text),
    )


def _standing_day(
    plan: Plan, stands: str | None, on: date | None, settled: str | None
) -> date | None:
    """The day of a series that waits or comes next; of one that is over, the last."""
    if stands:
        return day_of(stands)
    first = plan.first()
    if first is None or plan.series is None:
        return day_of(settled) if settled else plan.due_on
    newest = plan.series.newest(on) if on is not None else None
    return first if newest is None else max(first, newest)


def _read(parse: Callable[[str], T], text: str | None) -> T | None:
    """None also for what is no date: one odd row must not hide all the others."""
    try:
        return parse(text) if text else None
    except (ValueError, TypeError):
        return None
