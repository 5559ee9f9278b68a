"""Reads of insights: what was learned, from whom, where, and about what.

Invariant: a search finds an insight by its words, its topics, and the names beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relationship_desk.domain.text import fold
from relationship_desk.store import schema as s
from relationship_desk.store.database import Connection
from relationship_desk.store.topics import topics_of


@dataclass(frozen=True, slots=True)
class InsightRow:
    """One insight, and where it comes from."""

    id: int
    text: str
    on: date
    person_id: int | None
    person_name: str
    event_id: int | None
    event: str
    organisation_id: int | None
    organisation: str
    topics: tuple[str, ...]

    @property
    def source(self) -> str:
        """ "Ida Vale, Book Fair"; empty where nobody is named."""
        return ", ".join(name for name in (self.person_name, self.event, self.organisation) if name)


def insight_rows(connection: Connection, query: str = "") -> list[InsightRow]:
    """All that have these words, the newest first."""
    words = fold(query).split()
    return [
        row
        for row in _rows(connection, "", [])
        if all(word in fold(f"{row.text} {row.source} {' '.join(row.topics)}") for word in words)
    ]


def insights_of_person(connection: Connection, person_id: int) -> list[InsightRow]:
    """What was learned from somebody."""
    return _rows(connection, "WHERE i.person_id = ?", [person_id])


def insights_of_organisation(connection: Connection, organisation_id: int) -> list[InsightRow]:
    """What was learned at an organisation, or about it."""
    return _rows(connection, "WHERE i.organisation_id = ?", [organisation_id])


def insights_of_event(connection: Connection, event_id: int) -> list[InsightRow]:
    """What was learned at an event."""
    return _rows(connection, "WHERE i.event_id = ?", [event_id])


def get_insight(connection: Connection, insight_id: int) -> InsightRow | None:
    """One insight, or None."""
    return next(iter(_rows(connection, "WHERE i.id = ?", [insight_id])), None)


def _rows(connection: Connection, where: str, values: Sequence[Any]) -> list[InsightRow]:
    found = connection.sql(
        "SELECT i.id, i.text, i.noted_on, i.person_id, coalesce(p.full_name, ''), i.event_id, "
        "coalesce(e.name, ''), i.organisation_id, coalesce(o.name, '') FROM insight i "
        "LEFT JOIN person p ON p.id = i.person_id LEFT JOIN event e ON e.id = i.event_id "
        f"LEFT JOIN organisation o ON o.id = i.organisation_id {where} "
        "ORDER BY i.noted_on DESC, i.id DESC",
        values,
    )
    topics = topics_of(connection, s.InsightTopic, "insight_id", [row[0] for row in found])
    return [
        InsightRow(
            row_id, text, date.fromisoformat(on), person_id, person, event_id, event,
            organisation_id, organisation, topics.get(row_id, ()),
        )
        for row_id, text, on, person_id, person, event_id, event, organisation_id, organisation
        in found
    ]  # fmt: skip
