"""Who is there to be in touch with: the living who are not archived.

Invariant: this is the one place that says who is dead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.occasions import is_death
from relationship_desk.store.database import Connection

_CHUNK = 500


def living_people(connection: Connection, on: date, ids: Sequence[int] | None = None) -> list[int]:
    """The living who are not archived, in the order of their names; of these people, or all."""
    dead = dead_people(connection, on, ids)
    found: list[tuple[str, int]] = []
    query = "SELECT sort_key, id FROM person_index WHERE archived = 0"
    if ids is None:
        found = connection.sql(query)
    else:
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            found += connection.sql(f"{query} AND id IN ({', '.join('?' * len(chunk))})", chunk)
    return [person_id for _, person_id in sorted(found) if person_id not in dead]


def dead_people(connection: Connection, on: date, ids: Sequence[int] | None = None) -> set[int]:
    """Those of whom a card tells a death; one whose full date is after `on` has not come yet."""
    query = (
        "SELECT person_id, label, value FROM detail "
        "WHERE kind = 'date' AND label NOT IN ('', 'birthday', 'anniversary') "
        "AND NOT (value GLOB '[0-9][0-9][0-9][0-9]-*' AND value > ?)"
    )
    found = []
    if ids is None:
        found = connection.sql(query, (on.isoformat(),))
    else:
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            within = f"{query} AND person_id IN ({', '.join('?' * len(chunk))})"
            found += connection.sql(within, (on.isoformat(), *chunk))
    return {
        person_id
        for person_id, label, value in found
        if is_death(Detail(DetailKind.DATE, (value,), label))
    }
