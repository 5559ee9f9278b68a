"""The best ways to somebody among 50,000 ties: against reading the ties, as any graph must."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import cycle
from random import Random

from relationship_desk.compose import Composition
from relationship_desk.domain.relations import RelationKind, stored_as
from relationship_desk.store.database import Connection
from relationship_desk.store.ways import ways_to
from tests.bench.big_store import today
from tests.bench.harness import Figure, compare

_TIES = 50_000
_ENDS = 25  # people who are looked for, in turns
_FEW_DAYS = 3
_HUB = 1_000  # people to whom one is tied
_KINDS = (RelationKind.KNOWS, RelationKind.FRIEND, RelationKind.MANAGER, RelationKind.INTRODUCED_BY)


def figures(opened: Composition, repeats: int) -> Iterator[Figure]:
    """Every figure of this file."""
    reader = opened.reader
    [(first,)] = reader.sql("SELECT min(happened_on) FROM interaction")
    early = date.fromisoformat(first) + timedelta(days=_FEW_DAYS)  # hardly anybody is known by then
    with _tied(opened) as (ends, hub):
        for name, on, whom in (
            ("a way to somebody", today(), cycle(ends)),
            ("a way of three steps", early, cycle(ends)),
            ("a way to a hub", today(), cycle([hub])),
        ):
            yield compare(
                name,
                lambda: reader.sql("SELECT person_id, other_id, kind FROM relation"),
                lambda on=on, whom=whom: ways_to(reader, on, [next(whom)]),  # type: ignore[misc]
                repeats=repeats,
                target=1,
                note=f"{_TIES:,} ties; floor: one query that reads them all",
            )


@contextmanager
def _tied(opened: Composition) -> Iterator[tuple[list[int], int]]:
    """While this lasts, people are tied: the ends of ways, and who is tied to most."""
    connection = opened.store.writer()
    try:
        with connection.transaction():
            found = _fill(connection)
        connection.sql("ANALYZE")
        yield found
    finally:
        with connection.transaction():
            connection.sql("DELETE FROM relation")
        connection.close()


def _fill(connection: Connection) -> tuple[list[int], int]:
    chance = Random(3)
    people = [row_id for (row_id,) in connection.sql("SELECT id FROM person ORDER BY id")]
    hub = people[0]
    pairs = {(hub, other) for other in people[1 : _HUB + 1]}
    while len(pairs) < min(_TIES, len(people) * (len(people) - 1) // 4):
        one, other = chance.sample(people, 2)
        pairs.add((min(one, other), max(one, other)))
    rows = [stored_as(one, chance.choice(_KINDS), other) for one, other in sorted(pairs)]
    connection.many(
        "INSERT OR IGNORE INTO relation (person_id, kind, other_id, note, state, created_at) "
        "VALUES (?, ?, ?, '', 'said', '2026-01-01T00:00:00Z')",
        [(pair.one, pair.kind.value, pair.other) for pair in rows],
    )
    return chance.sample(people, min(_ENDS, len(people))), hub
