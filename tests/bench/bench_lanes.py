"""How it stands with everybody: the lanes, asked of a whole store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from relationship_desk.compose import Composition
from relationship_desk.domain.rhythm import READY_MADE
from relationship_desk.store.lanes import lanes, standings
from relationship_desk.store.warmth import warmth_of
from tests.bench.big_store import today
from tests.bench.harness import Figure, compare

_FIVE = 5  # of five people four are in a circle
_SOMEBODY = 77
# The same rows, by the plan that SQLite takes for them.
FLOOR = """
    SELECT p.id, max(i.happened_on), min(c.ideal_days)
    FROM person_index p
    LEFT JOIN participant t ON t.person_id = p.id
    LEFT JOIN interaction i ON i.id = t.interaction_id AND i.counts AND i.happened_on <= ?
    LEFT JOIN person_circle pc ON pc.person_id = p.id
    LEFT JOIN circle c ON c.id = pc.circle_id
    WHERE p.archived = 0 GROUP BY p.id
"""


def figures(opened: Composition, repeats: int) -> Iterator[Figure]:
    """Every figure of this file."""
    reader, on = opened.reader, today()
    one = FLOOR.replace("GROUP BY", "AND p.id = ? GROUP BY")
    with circles(opened):
        people = sum(map(len, lanes(reader, on).values()))
        yield compare(
            "lanes of everybody",
            lambda: reader.sql(FLOOR, (on.isoformat(),)),
            lambda: lanes(reader, on),
            repeats=repeats,
            target=3,
            note=f"{people:,} people; floor: one indexed query of the same rows",
        )
        yield compare(
            "warmth of everybody",
            lambda: reader.sql(FLOOR, (on.isoformat(),)),
            lambda: warmth_of(reader, on),
            repeats=repeats,
            target=5,
            note="floor: as before, which reads no channel",
        )
        yield compare(
            "how it stands with one person",
            lambda: reader.sql(one, (on.isoformat(), _SOMEBODY)),
            lambda: standings(reader, on, [_SOMEBODY]),
            repeats=repeats,
            note="floor: the same query of one person",
        )


@contextmanager
def circles(opened: Composition) -> Iterator[None]:
    """The ready-made circles with most of the people in them, while this lasts."""
    connection = opened.store.writer()
    try:
        with connection.transaction():
            connection.many(
                "INSERT INTO circle (name, folded, ideal_days, latest_days) VALUES (?, ?, ?, ?)",
                [
                    (r.name, r.name.lower(), r.rhythm.ideal_days, r.rhythm.latest_days)
                    for r in READY_MADE
                ],
            )
            connection.sql(
                "INSERT INTO person_circle (person_id, circle_id) SELECT p.id, c.id "
                "FROM person p JOIN circle c ON c.id % ? = p.id % ?",
                (_FIVE, _FIVE),
            )
        yield
    finally:
        with connection.transaction():
            connection.sql("DELETE FROM person_circle")
            connection.sql("DELETE FROM circle")
        connection.close()
