"""What was tried with people: every entry of the timeline that is more than a bare note.

Invariant: an entry of after the day that is asked about is as if it had not been.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from relationship_desk.domain.attention import Touches
from relationship_desk.store.database import Connection

_CHUNK = 500
# Days, not entries: three letters of one day are one try.
_QUERY = """
    WITH touch AS (
        SELECT p.person_id, i.happened_on, i.direction
        FROM participant p JOIN interaction i ON i.id = p.interaction_id
        WHERE p.person_id IN ({marks}) AND i.happened_on <= ? AND i.channel <> 'note'
    ), heard AS (
        SELECT person_id, max(happened_on) AS happened_on FROM touch
        WHERE direction <> 'mine' GROUP BY person_id
    )
    SELECT t.person_id, max(t.happened_on),
        count(DISTINCT CASE WHEN t.happened_on > coalesce(h.happened_on, '')
            THEN t.happened_on END)
    FROM touch t LEFT JOIN heard h ON h.person_id = t.person_id GROUP BY t.person_id
"""


def touches_of(connection: Connection, on: date, people: Sequence[int]) -> dict[int, Touches]:
    """What was tried with these people up to a day; who was never written to is left out."""
    found: dict[int, Touches] = {}
    for start in range(0, len(people), _CHUNK):
        chunk = people[start : start + _CHUNK]
        query = _QUERY.format(marks=", ".join("?" * len(chunk)))
        for person_id, last_on, unanswered in connection.sql(query, (*chunk, on.isoformat())):
            found[person_id] = Touches(date.fromisoformat(last_on), unanswered)
    return found


def contacted_on(connection: Connection, on: date) -> set[int]:
    """With whom there was contact on that day."""
    return {
        person_id
        for (person_id,) in connection.sql(
            "SELECT DISTINCT p.person_id FROM interaction i "
            "JOIN participant p ON p.interaction_id = i.id WHERE i.happened_on = ? AND i.counts",
            (on.isoformat(),),
        )
    }
