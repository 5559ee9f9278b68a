"""Reads of what people are looking for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relationship_desk.store.database import Connection
from relationship_desk.store.schema import NeedTopic
from relationship_desk.store.topics import topics_of

_SELECT = """
    SELECT n.id, n.person_id, p.full_name, n.text, n.since_on, n.until_on, n.interaction_id
    FROM need n JOIN person p ON p.id = n.person_id
"""
_ORDER = "ORDER BY n.until_on IS NOT NULL, n.until_on DESC, n.since_on, n.id"


@dataclass(frozen=True, slots=True)
class NeedRow:
    """What somebody looks for, open where there is no `until_on`."""

    id: int
    person_id: int
    person_name: str
    text: str
    since_on: date
    until_on: date | None
    interaction_id: int | None
    topics: tuple[str, ...]


def need_rows(
    connection: Connection, person_id: int | None = None, *, over: bool = False
) -> list[NeedRow]:
    """The open needs, the oldest first; with `over` those that are over too, behind them. Of one
    person, or of everybody who is not archived."""
    where = "p.archived_at IS NULL" if person_id is None else "p.id = ?"
    where += "" if over else " AND n.until_on IS NULL"
    values = () if person_id is None else (person_id,)
    return _rows(connection, f"WHERE {where} {_ORDER}", values)


def needs_on(connection: Connection, on: date) -> list[NeedRow]:
    """What was looked for on a day, the oldest first; by everybody who is not archived."""
    where = "p.archived_at IS NULL AND n.since_on <= ? AND (n.until_on IS NULL OR n.until_on > ?)"
    return _rows(connection, f"WHERE {where} ORDER BY n.since_on, n.id", (on.isoformat(),) * 2)


def get_need(connection: Connection, need_id: int) -> NeedRow | None:
    """One need, or None."""
    return next(iter(_rows(connection, "WHERE n.id = ?", (need_id,))), None)


def _rows(connection: Connection, rest: str, values: Sequence[Any]) -> list[NeedRow]:
    found = connection.sql(f"{_SELECT} {rest}", values)
    topics = topics_of(connection, NeedTopic, "need_id", [row[0] for row in found])
    return [
        NeedRow(
            row_id, person_id, name, text, date.fromisoformat(since),
            date.fromisoformat(until) if until else None, entry, topics.get(row_id, ()),
        )
        for row_id, person_id, name, text, since, until, entry in found
    ]  # fmt: skip
