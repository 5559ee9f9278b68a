"""Reads of promises: of one person, of everybody, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relationship_desk.domain.instants import from_text
from relationship_desk.domain.promises import Owing
from relationship_desk.store.database import Connection

_CHUNK = 500
_SELECT = """
    SELECT m.id, m.direction, m.person_id, p.full_name, m.text, m.due_on, m.made_in, m.done_at,
           m.kept_by, m.created_at
    FROM promise m JOIN person p ON p.id = m.person_id
"""
_SOONEST = "ORDER BY m.due_on IS NULL, m.due_on, m.id"


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise. `made_in` and `kept_by` are entries of the timeline, which may be gone."""

    id: int
    direction: Owing
    person_id: int
    person_name: str
    text: str
    due_on: date | None
    made_in: int | None
    done_at: datetime | None
    kept_by: int | None
    created_at: datetime


def promise_rows(
    connection: Connection, person_id: int | None = None, *, done: bool = False
) -> list[PromiseRow]:
    """The open promises, soonest first and those without a day last; or the kept ones, newest
    first. Of one person, or of everybody who is not archived."""
    values = [] if person_id is None else [person_id]
    where = "p.archived_at IS NULL" if person_id is None else "p.id = ?"
    where += f" AND m.done_at IS {'NOT ' if done else ''}NULL"
    order = "ORDER BY m.done_at DESC, m.id DESC" if done else _SOONEST
    return _rows(connection, f"WHERE {where} {order}", values)


def promises_due(connection: Connection, on: date) -> list[PromiseRow]:
    """The open promises of people who are not archived: mine that are due on that day or before,
    and theirs whose day is over."""
    where = (
        "m.done_at IS NULL AND m.due_on <= ? AND (m.direction = ? OR m.due_on < ?) "
        "AND p.archived_at IS NULL"
    )
    values = [on.isoformat(), Owing.MINE.value, on.isoformat()]
    return _rows(connection, f"WHERE {where} {_SOONEST}", values)


def get_promise(connection: Connection, promise_id: int) -> PromiseRow | None:
    """One promise, or None."""
    return next(iter(_rows(connection, "WHERE m.id = ?", [promise_id])), None)


def promise_ids(connection: Connection, people: Sequence[int]) -> set[int]:
    """The promises of these people, and those that are gone and still have a reminder."""
    found: set[int] = set()
    for start in range(0, len(people), _CHUNK):
        chunk = tuple(people[start : start + _CHUNK])
        where = f"person_id IN ({', '.join('?' * len(chunk))})"
        query = (
            f"SELECT id FROM promise WHERE {where} UNION "
            f"SELECT source_id FROM reminder WHERE source = 'promise' AND {where}"
        )
        found.update(row_id for (row_id,) in connection.sql(query, chunk + chunk))
    return found


def _rows(connection: Connection, rest: str, values: Sequence[Any]) -> list[PromiseRow]:
    return [
        PromiseRow(
            row_id,
            Owing(direction),
            person_id,
            name,
            text,
            _day(due_on),
            made_in,
            from_text(done_at) if done_at else None,
            kept_by,
            from_text(created_at),
        )
        for (
            row_id, direction, person_id, name, text, due_on, made_in, done_at, kept_by, created_at,
        ) in connection.sql(f"{_SELECT} {rest}", values)
    ]  # fmt: skip


def _day(text: str | None) -> date | None:
    """None also for what is no date: one odd row must not hide all the others."""
    try:
        return date.fromisoformat(text) if text else None
    except (ValueError, TypeError):
        return None
