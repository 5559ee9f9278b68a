"""Reads of standings and milestones: of one person, and of everybody who is not archived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.standing import StandingKind
from relationship_desk.store.database import Connection


@dataclass(frozen=True, slots=True)
class StandingRow:
    """What somebody is to the user's work, and since when."""

    id: int
    person_id: int
    person_name: str
    kind: StandingKind
    since_on: date | None
    until_on: date | None
    note: str

    def holds(self, on: date) -> bool:
        """Whether it has begun and not ended."""
        begun = self.since_on is None or self.since_on <= on
        return begun and (self.until_on is None or self.until_on >= on)


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A day in the work with somebody that comes once."""

    id: int
    person_id: int
    person_name: str
    text: str
    on: date


def standing_rows(connection: Connection, person_id: int | None = None) -> list[StandingRow]:
    """In the order of the names, those that ended last."""
    where = "x.archived = 0" if person_id is None else "p.id = ?"
    return [
        StandingRow(row_id, whose, name, StandingKind(kind), _day(since_on), _day(until_on), note)
        for row_id, whose, name, kind, since_on, until_on, note in connection.sql(
            "SELECT g.id, g.person_id, p.full_name, g.kind, g.since_on, g.until_on, g.note "
            "FROM standing g JOIN person p ON p.id = g.person_id "
            f"JOIN person_index x ON x.id = p.id WHERE {where} "
            "ORDER BY g.until_on IS NOT NULL, x.sort_key, g.since_on, g.id",
            () if person_id is None else (person_id,),
        )
    ]


def milestone_rows(
    connection: Connection,
    person_id: int | None = None,
    *,
    begin: date = date.min,
    end: date = date.max,
) -> list[MilestoneRow]:
    """Those from one day to another, the soonest first; of one person, or of everybody."""
    where = "p.archived_at IS NULL" if person_id is None else "p.id = ?"
    values: list[object] = [] if person_id is None else [person_id]
    return [
        MilestoneRow(row_id, whose, name, text, date.fromisoformat(on))
        for row_id, whose, name, text, on in connection.sql(
            "SELECT m.id, m.person_id, p.full_name, m.text, m.happened_on "
            f"FROM milestone m JOIN person p ON p.id = m.person_id WHERE {where} "
            "AND m.happened_on BETWEEN ? AND ? ORDER BY m.happened_on, m.id",
            [*values, begin.isoformat(), end.isoformat()],
        )
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
