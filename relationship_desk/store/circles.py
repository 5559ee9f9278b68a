"""Reads of circles, of what people have instead of them, and of seasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.rhythm import (
    READY_MADE,
    CircleFact,
    OwnFacts,
    OwnRhythm,
    Rhythm,
    SeasonKind,
    is_in_season,
)
from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection

_CHUNK = 500
# The shortest first; circles without a rhythm last.
_SHORTEST_FIRST = "c.ideal_days IS NULL, c.ideal_days, c.latest_days, c.folded"
_LASTS = "(from_on IS NULL OR from_on <= ?) AND (until_on IS NULL OR until_on > ?)"


@dataclass(frozen=True, slots=True)
class CircleRow:
    """A circle and how many people are in it; `rhythm` is None where it is only a group."""

    id: int
    name: str
    rhythm: Rhythm | None
    people: int


@dataclass(frozen=True, slots=True)
class SeasonRow:
    """A time of a person (`person_id`), or the user's own (None): see `schema.Season`."""

    id: int
    person_id: int | None
    kind: SeasonKind
    from_on: date | None
    until_on: date | None

    def holds(self, on: date) -> bool:
        """Whether the season lasts on that day."""
        return is_in_season(on, self.from_on, self.until_on)


def all_circles(connection: Connection, *, archived: bool = False) -> list[CircleRow]:
    """Every circle, the shortest rhythm first, with how many are in it in the archive or not."""
    place = "IS NOT NULL" if archived else "IS NULL"
    return [
        CircleRow(circle_id, name, _rhythm(ideal, latest), people)
        for circle_id, name, ideal, latest, people in connection.sql(
            "SELECT c.id, c.name, c.ideal_days, c.latest_days, count(p.id) FROM circle c "
            "LEFT JOIN person_circle pc ON pc.circle_id = c.id "
            f"LEFT JOIN person p ON p.id = pc.person_id AND p.archived_at {place} "
            f"GROUP BY c.id ORDER BY {_SHORTEST_FIRST}"
        )
    ]


def members_of(connection: Connection, circle_id: int) -> list[int]:
    """Who is in a circle and not archived, in the order of their names."""
    return [
        person_id
        for (person_id,) in connection.sql(
            "SELECT x.id FROM person_circle c JOIN person_index x ON x.id = c.person_id "
            "WHERE c.circle_id = ? AND x.archived = 0 ORDER BY x.sort_key",
            (circle_id,),
        )
    ]


def choosable_circles(connection: Connection) -> list[tuple[str, Rhythm | None]]:
    """Name and rhythm of every circle, and of the ready-made ones that nobody has used yet.

    The shortest rhythm first, circles without one last.
    """
    found: list[tuple[str, Rhythm | None]] = [(c.name, c.rhythm) for c in all_circles(connection)]
    there = {fold(name) for name, _ in found}
    found += [(ready.name, ready.rhythm) for ready in READY_MADE if fold(ready.name) not in there]
    return sorted(found, key=lambda circle: _length(circle[1]))


def _length(rhythm: Rhythm | None) -> tuple[bool, int, int]:
    return (rhythm is None, *((rhythm.ideal_days, rhythm.latest_days) if rhythm else (0, 0)))


def circles_of(
    connection: Connection, ids: Sequence[int] | None = None
) -> dict[int, list[tuple[str, Rhythm | None]]]:
    """Name and rhythm of the circles of everybody, or of these people, the shortest first."""
    found: dict[int, list[tuple[str, Rhythm | None]]] = {}
    for person_id, name, ideal, latest in _of_people(
        connection,
        "SELECT pc.person_id, c.name, c.ideal_days, c.latest_days FROM person_circle pc "
        "JOIN circle c ON c.id = pc.circle_id {where} "
        f"ORDER BY {_SHORTEST_FIRST}",
        "pc.person_id",
        ids,
    ):
        found.setdefault(person_id, []).append((name, _rhythm(ideal, latest)))
    return found


def own_rhythms(connection: Connection, ids: Sequence[int] | None = None) -> dict[int, OwnRhythm]:
    """What everybody, or these people, have instead of their circles' rhythm."""
    rows = _of_people(
        connection,
        "SELECT person_id, ideal_days, latest_days FROM rhythm {where}",
        "person_id",
        ids,
    )
    return {person_id: OwnRhythm(_rhythm(ideal, latest)) for person_id, ideal, latest in rows}


def own_facts(connection: Connection, ids: Sequence[int]) -> dict[int, OwnFacts]:
    """Circles and own rhythm of these people, for their cards; who has neither is left out."""
    circles, own = circles_of(connection, ids), own_rhythms(connection, ids)
    return {
        person_id: OwnFacts(
            tuple(CircleFact(*circle) for circle in circles.get(person_id, ())),
            own.get(person_id),
        )
        for person_id in circles.keys() | own.keys()
    }


def effective_rhythms(
    connection: Connection, ids: Sequence[int] | None = None
) -> dict[int, tuple[Rhythm, str]]:
    """The rhythm that counts, and the circle that gives it ("" for one of their own).

    Of everybody, or of these people; who has none is left out.
    """
    giving: list[tuple[Rhythm, str]] = []
    places: dict[int, int] = {}  # of a circle among those that give a rhythm
    for circle_id, name, ideal, latest in connection.sql(
        f"SELECT c.id, c.name, c.ideal_days, c.latest_days FROM circle c ORDER BY {_SHORTEST_FIRST}"
    ):
        if (rhythm := _rhythm(ideal, latest)) is not None:
            places[circle_id] = len(giving)
            giving.append((rhythm, name))
    shortest: dict[int, int] = {}
    for person_id, circle_id in _of_people(
        connection, "SELECT person_id, circle_id FROM person_circle {where}", "person_id", ids
    ):
        place = places.get(circle_id)
        if place is not None and place <= shortest.get(person_id, place):
            shortest[person_id] = place
    found = {person_id: giving[place] for person_id, place in shortest.items()}
    for person_id, own in own_rhythms(connection, ids).items():
        if own.rhythm is None:
            found.pop(person_id, None)
        else:
            found[person_id] = (own.rhythm, "")
    return found


def seasons_of(connection: Connection, person_id: int | None) -> list[SeasonRow]:
    """All seasons of a person, or the user's own, in the order in which they were entered."""
    return [
        SeasonRow(row_id, person_id, SeasonKind(kind), _day(from_on), _day(until_on))
        for row_id, kind, from_on, until_on in connection.sql(
            "SELECT id, kind, from_on, until_on FROM season WHERE person_id IS ? ORDER BY id",
            (person_id,),
        )
    ]


def seasons_of_people(
    connection: Connection, kinds: Sequence[SeasonKind], ids: Sequence[int] | None = None
) -> dict[int | None, list[SeasonRow]]:
    """The seasons of some kinds of everybody, or of these people; the user's own under None."""
    found: dict[int | None, list[SeasonRow]] = {None: []}
    asked = None if ids is None else {*ids, None}
    marks = ", ".join("?" * len(kinds))
    for row_id, person_id, kind, from_on, until_on in connection.sql(
        f"SELECT id, person_id, kind, from_on, until_on FROM season WHERE kind IN ({marks}) "
        "ORDER BY id",
        [kind.value for kind in kinds],
    ):
        if asked is None or person_id in asked:
            row = SeasonRow(row_id, person_id, SeasonKind(kind), _day(from_on), _day(until_on))
            found.setdefault(person_id, []).append(row)
    return found


def people_in_season(
    connection: Connection, kind: SeasonKind, on: date, ids: Sequence[int] | None = None
) -> dict[int, date | None]:
    """Who is in a season of a kind on a day: the day on which it ends, None where it is open."""
    found: dict[int, date | None] = {}
    for person_id, until_on in _of_people(
        connection,
        "SELECT person_id, until_on FROM season {where} ORDER BY until_on IS NOT NULL, until_on",
        "person_id",
        ids,
        f"person_id IS NOT NULL AND kind = ? AND {_LASTS}",
        (kind.value, on.isoformat(), on.isoformat()),
    ):
        if person_id not in found or found[person_id] is not None:
            found[person_id] = _day(until_on)
    return found


def my_quiet_season(connection: Connection, on: date) -> SeasonRow | None:
    """The user's own quiet season that lasts on that day, or None."""
    return next(
        (
            row
            for row in seasons_of(connection, None)
            if row.kind is SeasonKind.QUIET and row.holds(on)
        ),
        None,
    )


def _of_people(
    connection: Connection,
    query: str,
    column: str,
    ids: Sequence[int] | None,
    condition: str = "",
    values: Sequence[object] = (),
) -> list[tuple[Any, ...]]:
    """The rows of a query about everybody, or about these people in chunks."""
    if ids is None:
        where = f"WHERE {condition}" if condition else ""
        return connection.sql(query.format(where=where), values)
    rows: list[tuple[Any, ...]] = []
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        where = f"WHERE {column} IN ({', '.join('?' * len(chunk))})"
        where += f" AND {condition}" if condition else ""
        rows += connection.sql(query.format(where=where), (*chunk, *values))
    return rows


def _rhythm(ideal: int | None, latest: int | None) -> Rhythm | None:
    """None also for what cannot be one: an odd row must not hide all the others."""
    try:
        return None if ideal is None or latest is None else Rhythm(ideal, latest)
    except (UserError, TypeError):
        return None


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
