"""Who is tied to whom, by all that is written down: relations, introductions, entries, events and
organisations with both. What holds two people together is told by `domain/ties.py`.

Invariant: a tie holds from both sides. Nothing counts that is after the day asked about, and no
entry, event or organisation with more than `COMPANY` people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from relationship_desk.domain.relations import RelationKind
from relationship_desk.domain.ties import (
    COMPANY,
    Tie,
    TieKind,
    entry_tie,
    plain_tie,
    relation_tie,
)
from relationship_desk.store.database import Connection

_CHUNK = 500
_KINDS = {kind.value: kind for kind in RelationKind}
_RELATION = "SELECT {one}, {other}, kind, id FROM relation WHERE state = 'said' {whom}"
_INTRODUCTION = """
    SELECT {one}, {other}, id FROM introduction
    WHERE (stage IN ('made', 'checked', 'finished') AND made_on <= ? OR stage = 'acquainted') {whom}
"""
_INTRODUCER = """
    SELECT {one}, {other}, event_id FROM event_person WHERE introducer_id IS NOT NULL {whom}
"""
# The plus signs keep SQLite from beginning anywhere but with the people asked about.
_ENTRY = """
    SELECT a.person_id, b.person_id, count(*), max(a.interaction_id)
    FROM participant a
    JOIN interaction i ON i.id = a.interaction_id AND +i.counts AND +i.happened_on <= ?
    JOIN participant b ON b.interaction_id = a.interaction_id AND b.person_id <> a.person_id
    WHERE (SELECT count(*) FROM participant c WHERE c.interaction_id = a.interaction_id)
        BETWEEN 2 AND {company} {whom}
    GROUP BY a.person_id, b.person_id
"""
_EVENT = """
    SELECT a.person_id, a.event_id FROM (
        SELECT event_id, person_id FROM event_person WHERE 1 {whom}
        UNION SELECT event_id, person_id FROM encounter WHERE person_id IS NOT NULL {whom}
    ) a JOIN event e ON e.id = a.event_id WHERE e.starts_on <= ?
"""
_AT_EVENTS = """
    SELECT event_id, person_id FROM event_person WHERE event_id IN ({marks})
    UNION SELECT event_id, person_id FROM encounter
    WHERE person_id IS NOT NULL AND event_id IN ({marks})
"""
_BEGUN = "(since_on IS NULL OR since_on <= ?)"
_ORGANISATION = f"SELECT person_id, organisation_id FROM affiliation WHERE {_BEGUN} {{whom}}"
_AT_ORGANISATIONS = f"""
    SELECT organisation_id, person_id FROM affiliation
    WHERE organisation_id IN ({{marks}}) AND {_BEGUN}
"""

Found = dict[int, dict[int, Tie]]


def ties_of(connection: Connection, on: date, ids: Sequence[int] | None = None) -> Found:
    """To whom everybody, or these people, are tied, and by what."""
    reading = _Reading(connection, on.isoformat())
    if ids is None:
        reading.read(None)
    else:
        for start in range(0, len(ids), _CHUNK):
            reading.read(ids[start : start + _CHUNK])
    return reading.found


class _Reading:
    """Ties as they are found, of each pair the surest."""

    def __init__(self, connection: Connection, day: str) -> None:
        self._connection, self._day = connection, day
        self.found: Found = defaultdict(dict)

    def read(self, ids: Sequence[int] | None) -> None:
        """Add the ties of these people, or of everybody."""
        for one, other, kind, row_id in self._both_ways(_RELATION, "person_id", "other_id", ids):
            self._add(one, other, relation_tie(_KINDS[kind], row_id))
        for one, other, row_id in self._both_ways(
            _INTRODUCTION, "first_id", "second_id", ids, self._day
        ):
            self._add(one, other, plain_tie(TieKind.INTRODUCTION, row_id))
        for one, other, row_id in self._both_ways(_INTRODUCER, "person_id", "introducer_id", ids):
            self._add(one, other, plain_tie(TieKind.INTRODUCER, row_id))
        whom, values = _whom("a.person_id", ids)
        entries = _ENTRY.format(whom=whom, company=COMPANY)
        for one, other, count, newest in self._connection.sql(entries, (self._day, *values)):
            self._add(one, other, entry_tie(count, newest))
        self._gathered(ids)

    def _both_ways(
        self, query: str, first: str, second: str, ids: Sequence[int] | None, *before: str
    ) -> Iterator[tuple[Any, ...]]:
        for one, other in ((first, second), (second, first)):
            whom, values = _whom(one, ids)
            yield from self._connection.sql(
                query.format(one=one, other=other, whom=whom), (*before, *values)
            )

    def _gathered(self, ids: Sequence[int] | None) -> None:
        """Who was at the same event, and who is in the same organisation."""
        whom, values = _whom("person_id", ids)
        mine = self._connection.sql(_EVENT.format(whom=whom), (*values, *values, self._day))
        self._meet(mine, _AT_EVENTS, TieKind.EVENT, twice=True)
        mine = self._connection.sql(_ORGANISATION.format(whom=whom), (self._day, *values))
        self._meet(mine, _AT_ORGANISATIONS, TieKind.ORGANISATION, twice=False)

    def _meet(self, mine: list[tuple[int, int]], query: str, kind: TieKind, *, twice: bool) -> None:
        places = sorted({place for _, place in mine})
        there: dict[int, set[int]] = defaultdict(set)
        for start in range(0, len(places), _CHUNK):
            chunk = places[start : start + _CHUNK]
            marks = ", ".join("?" * len(chunk))
            values = (*chunk, *chunk) if twice else (*chunk, self._day)
            for place, person_id in self._connection.sql(query.format(marks=marks), values):
                there[place].add(person_id)
        for one, place in mine:
            if len(there[place]) <= COMPANY:
                for other in there[place]:
                    self._add(one, other, plain_tie(kind, place))

    def _add(self, one: int, other: int, tie: Tie) -> None:
        if one != other and tie.is_surer_than(self.found[one].get(other)):
            self.found[one][other] = tie


def _whom(column: str, ids: Sequence[int] | None) -> tuple[str, Sequence[int]]:
    if ids is None:
        return "", ()
    return f"AND {column} IN ({', '.join('?' * len(ids))})", ids
