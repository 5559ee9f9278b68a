"""Reads of what comes next, whatever it is: a look at the table `reminder`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from relationship_desk.domain.instants import from_text, to_text
from relationship_desk.store.database import Connection


@dataclass(frozen=True, slots=True)
class AheadRow:
    """One thing that comes, or has come and is not answered."""

    source: str
    source_id: int
    at: datetime
    title: str
    person_id: int | None
    person_name: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """How many things are due before an instant, and the first few of all that come."""

    count: int
    rows: tuple[AheadRow, ...]


def ahead(connection: Connection, before: datetime, at_most: int = 3) -> Ahead:
    """What is due before that instant (by the index on it), and the soonest `at_most` at all."""
    # An empty instant is a date that cannot be read: the engine lists it, nobody can wait for it.
    [(count,)] = connection.sql(
        "SELECT count(*) FROM reminder WHERE next_due_at > '' AND next_due_at < ?",
        (to_text(before),),
    )
    found = connection.sql(
        "SELECT r.source, r.source_id, r.next_due_at, r.title, p.id, coalesce(p.full_name, '') "
        "FROM reminder r LEFT JOIN person p ON p.id = r.person_id WHERE r.next_due_at > '' "
        "ORDER BY r.next_due_at, r.source, r.source_id LIMIT ?",
        (at_most,),
    )
    rows = tuple(
        AheadRow(source, source_id, from_text(at), title, person_id, name)
        for source, source_id, at, title, person_id, name in found
    )
    return Ahead(int(count), rows)
