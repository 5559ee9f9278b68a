"""When there was contact last: the one answer, asked of the interactions each time.

The unit is the civil day, as that of a rhythm is: an entry of today counts today, whatever its
hour, so an evening that is written down at noon makes nobody due in between. Lists, lanes, warmth
and reminders read the same and agree. What is written down for a later day counts from then on.

Invariant: only what counts as contact and is not on a day to come is an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from relationship_desk.store.database import Connection

_CHUNK = 500
# The narrow index, because SQLite would rather read every entry with its text.
_QUERY = """
    SELECT p.person_id, max(i.happened_on)
    FROM participant p JOIN interaction i INDEXED BY interaction_contact ON i.id = p.interaction_id
    WHERE p.person_id IN ({marks}) AND i.counts AND i.happened_on <= ?
    GROUP BY p.person_id
"""
# Of everybody both indexes are read from end to end, side by side: no page is sought twice.
_OF_ALL = """
    SELECT p.person_id, max(i.happened_on)
    FROM interaction i INDEXED BY interaction_contact
    CROSS JOIN participant p ON p.interaction_id = i.id
    WHERE i.counts AND i.happened_on <= ?
    GROUP BY p.person_id
"""

_NEXT = """
    SELECT p.person_id, min(i.happened_on)
    FROM participant p JOIN interaction i INDEXED BY interaction_contact ON i.id = p.interaction_id
    WHERE p.person_id IN ({}) AND i.counts AND i.happened_on > ?
    GROUP BY p.person_id
"""


def last_contacts(
    connection: Connection, on: date, ids: Sequence[int] | None = None
) -> dict[int, date]:
    """The day of the newest contact up to `on`, by person; of everybody, or of these people.

    Who has none is left out.
    """
    if ids is None:
        rows = connection.sql(_OF_ALL, (on.isoformat(),))
    else:
        rows = []
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            query = _QUERY.format(marks=", ".join("?" * len(chunk)))
            rows += connection.sql(query, (*chunk, on.isoformat()))
    return {person_id: date.fromisoformat(day) for person_id, day in rows}


def next_contacts(
    connection: Connection, on: date, ids: Sequence[int] | None = None
) -> dict[int, date]:
    """The day of the first contact that is written down for after `on`, by person."""
    if ids is None:
        # From the days to come on, which are few, to who was there.
        rows = connection.sql(
            "SELECT p.person_id, min(i.happened_on) FROM interaction i INDEXED BY interaction_at "
            "CROSS JOIN participant p ON p.interaction_id = i.id "
            "WHERE i.happened_on > ? AND i.counts GROUP BY p.person_id",
            (on.isoformat(),),
        )
    else:
        rows = []
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            rows += connection.sql(
                _NEXT.format(", ".join("?" * len(chunk))), (*chunk, on.isoformat())
            )
    return {person_id: date.fromisoformat(day) for person_id, day in rows}
