"""Reads of what was given, and of what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relationship_desk.domain.value import ASK_AFTER_DAYS, Given
from relationship_desk.store.database import Connection
from relationship_desk.store.schema import GivingTopic
from relationship_desk.store.topics import topics_of

_SELECT = """
    SELECT g.id, g.person_id, p.full_name, g.kind, g.text, g.given_on, g.effort_minutes,
           g.resource_id, coalesce(r.title, ''), g.need_id, g.introduction_id, g.interaction_id,
           g.outcome, g.outcome_on
    FROM giving g JOIN person p ON p.id = g.person_id LEFT JOIN resource r ON r.id = g.resource_id
"""
_NEWEST = "ORDER BY g.given_on DESC, g.id DESC"


@dataclass(frozen=True, slots=True)
class GivingRow:
    """One thing that was given. `outcome_on`: when it was told what became of it, or None."""

    id: int
    person_id: int
    person_name: str
    kind: Given
    text: str
    given_on: date
    effort_minutes: int | None
    resource_id: int | None
    resource_title: str
    need_id: int | None
    introduction_id: int | None
    interaction_id: int | None
    outcome: str
    outcome_on: date | None
    topics: tuple[str, ...]


def giving_rows(connection: Connection, person_id: int | None = None) -> list[GivingRow]:
    """What was given, the newest first; to one person, or to everybody who is not archived."""
    where = "p.archived_at IS NULL" if person_id is None else "p.id = ?"
    values = () if person_id is None else (person_id,)
    return _rows(connection, f"WHERE {where} {_NEWEST}", values)


def get_giving(connection: Connection, giving_id: int) -> GivingRow | None:
    """One thing that was given, or None."""
    return next(iter(_rows(connection, "WHERE g.id = ?", (giving_id,))), None)


def outcomes_to_ask(connection: Connection, on: date) -> list[GivingRow]:
    """What was given long enough ago to ask how it went, the oldest first. An introduction asks by
    itself."""
    return _rows(
        connection,
        "WHERE g.outcome_on IS NULL AND g.introduction_id IS NULL "
        "AND julianday(?) - julianday(g.given_on) >= ? "
        "AND p.archived_at IS NULL ORDER BY g.given_on, g.id",
        (on.isoformat(), ASK_AFTER_DAYS),
    )


def _rows(connection: Connection, rest: str, values: Sequence[Any]) -> list[GivingRow]:
    found = connection.sql(f"{_SELECT} {rest}", values)
    topics = topics_of(connection, GivingTopic, "giving_id", [row[0] for row in found])
    return [
        GivingRow(
            row_id, person_id, name, Given(kind), text, date.fromisoformat(on), minutes, resource,
            title, need, introduction, entry, outcome,
            date.fromisoformat(outcome_on) if outcome_on else None, topics.get(row_id, ()),
        )
        for (
            row_id, person_id, name, kind, text, on, minutes, resource, title, need, introduction,
            entry, outcome, outcome_on,
        ) in found
    ]  # fmt: skip
