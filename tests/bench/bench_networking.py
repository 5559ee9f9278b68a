"""The lists of organisations, insights and opportunities: against one query of the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from relationship_desk.compose import Composition
from relationship_desk.store.database import Connection
from relationship_desk.store.insights import insight_rows
from relationship_desk.store.memberships import yields
from relationship_desk.store.opportunities import opportunity_rows
from relationship_desk.store.organisations import organisation_rows
from tests.bench.big_store import today
from tests.bench.harness import Figure, compare

_PLACES = 2_000
_THINGS = 5_000  # insights, and as many opportunities
_AT = "2026-01-01T00:00:00Z"
_TABLES = ("opportunity_link", "opportunity", "insight", "affiliation", "organisation")
_CONTACTS = """
    SELECT a.organisation_id, count(*) FROM affiliation a
    JOIN participant t ON t.person_id = a.person_id
    JOIN interaction i ON i.id = t.interaction_id AND i.counts GROUP BY a.organisation_id
"""
_INSIGHTS = """
    SELECT i.*, p.full_name, o.name FROM insight i LEFT JOIN person p ON p.id = i.person_id
    LEFT JOIN organisation o ON o.id = i.organisation_id ORDER BY i.noted_on DESC
"""
_OPPORTUNITIES = """
    SELECT y.*, p.full_name, l.kind, v.full_name FROM opportunity y
    LEFT JOIN person p ON p.id = y.person_id
    LEFT JOIN opportunity_link l ON l.opportunity_id = y.id
    LEFT JOIN person v ON v.id = l.person_id ORDER BY y.next_on, y.id
"""


def figures(opened: Composition, repeats: int) -> Iterator[Figure]:
    """Every figure of this file."""
    reader = opened.reader
    with _filled(opened):
        for name, floor, ours, target in (
            (
                "organisations, and what each gave",
                _CONTACTS,
                lambda: (organisation_rows(reader), yields(reader, today())),
                3,
            ),
            ("insights", _INSIGHTS, lambda: insight_rows(reader), 4),
            ("opportunities with their ways", _OPPORTUNITIES, lambda: opportunity_rows(reader), 5),
        ):
            yield compare(
                name,
                lambda floor=floor: reader.sql(floor),  # type: ignore[misc]
                ours,
                repeats=repeats,
                target=target,
                note=f"{_PLACES:,} organisations; floor: one query of the same rows",
            )


@contextmanager
def _filled(opened: Composition) -> Iterator[None]:
    """While this lasts, everybody has a place, and much was learned and came of it."""
    connection = opened.store.writer()
    try:
        with connection.transaction():
            _fill(connection)
        connection.sql("ANALYZE")
        yield
    finally:
        with connection.transaction():
            for table in _TABLES:
                connection.sql(f"DELETE FROM {table}")
        connection.close()


def _fill(connection: Connection) -> None:
    chance = Random(5)
    people = [row_id for (row_id,) in connection.sql("SELECT id FROM person")]
    places, things = range(1, _PLACES + 1), range(1, _THINGS + 1)
    connection.many(
        "INSERT INTO organisation (id, name, folded, kind, url, place, note, created_at) "
        "VALUES (?, ?, ?, 'company', '', 'Hamburg', '', ?)",
        [(i, f"House {i}", f"house {i}", _AT) for i in places],
    )
    connection.many(
        "INSERT INTO affiliation (person_id, organisation_id, role) VALUES (?, ?, 'Curator')",
        [(person, chance.choice(places)) for person in people],
    )
    connection.many(
        "INSERT INTO insight (text, person_id, organisation_id, noted_on, created_at) "
        "VALUES (?, ?, ?, '2025-05-05', ?)",
        [(f"Paper {i}", chance.choice(people), chance.choice(places), _AT) for i in things],
    )
    connection.many(
        "INSERT INTO opportunity (id, title, stage, person_id, organisation_id, value, currency, "
        "next_step, note, why, created_at) "
        "VALUES (?, ?, 'spotted', ?, ?, '100', 'EUR', '', '', '', ?)",
        [(i, f"It {i}", chance.choice(people), chance.choice(places), _AT) for i in things],
    )
    connection.many(
        "INSERT INTO opportunity_link (opportunity_id, position, kind, person_id, words) "
        "VALUES (?, 0, 'via', ?, '')",
        [(i, chance.choice(people)) for i in things],
    )
