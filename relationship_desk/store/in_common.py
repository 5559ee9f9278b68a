"""Whom the user knows beside a person: who took part in the same entries, who works at the same
place. Invariant: nobody is named who is archived, and nobody twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.contact import UNIT_SEPARATOR
from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection
from relationship_desk.store.people import names_of, person_ids

_CHUNK = 500
_TOGETHER = """
    SELECT other.person_id, count(*), max(i.happened_on)
    FROM participant mine
    JOIN participant other ON other.interaction_id = mine.interaction_id
        AND other.person_id <> mine.person_id
    JOIN interaction i ON i.id = mine.interaction_id
    JOIN person p ON p.id = other.person_id AND p.archived_at IS NULL
    WHERE mine.person_id = ? AND i.happened_on <= ? GROUP BY other.person_id
"""


@dataclass(frozen=True, slots=True)
class InCommon:
    """Somebody beside a person: in how many entries, the newest of them, and at which places."""

    id: int
    name: str
    together: int
    last_on: date | None
    organisations: tuple[str, ...]


def in_common(
    connection: Connection, person_id: int, organisations: list[str], on: date
) -> list[InCommon]:
    """Those with most entries together up to `on` first, then the newest, then by name."""
    together = {
        other: (count, date.fromisoformat(last))
        for other, count, last in connection.sql(_TOGETHER, (person_id, on.isoformat()))
    }
    places: dict[int, list[str]] = {}
    for organisation in organisations:
        for other in working_at(connection, organisation):
            if other != person_id:
                places.setdefault(other, []).append(organisation)
    ids = sorted(together.keys() | places.keys())
    names = names_of(connection, ids)
    found = []
    for other in ids:
        count, last_on = together.get(other, (0, None))
        found.append(InCommon(other, names[other], count, last_on, tuple(places.get(other, ()))))
    found.sort(key=lambda c: (-c.together, -(c.last_on or date.min).toordinal(), c.name, c.id))
    return found


def working_at(connection: Connection, organisation: str) -> list[int]:
    """Those who are not archived and whose card names this organisation."""
    wanted = fold(organisation)
    ids = person_ids(connection, wanted) if wanted else []
    found: list[int] = []
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        rows = connection.sql(
            "SELECT person_id, value FROM detail WHERE kind = 'organisation' "
            f"AND person_id IN ({', '.join('?' * len(chunk))})",
            chunk,
        )
        found += [i for i, value in rows if fold(value.split(UNIT_SEPARATOR)[0]) == wanted]
    return list(dict.fromkeys(found))
