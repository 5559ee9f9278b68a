"""The last contact with each of many people: its day, its channel and its first words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.dates import date_in_words
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.text import one_line
from relationship_desk.store.database import Connection

_CHUNK = 500
_WORDS = 200  # characters of the text: more is cut off wherever it is shown

# The key of the newest entry sorts as text: day, time, id. The narrow index finds it without
# reading the texts; they are read for the one entry of each person.
_QUERY = """
    SELECT newest.person_id, i.happened_on, i.channel, substr(i.text, 1, ?)
    FROM (
        SELECT p.person_id, max(i.happened_on || ' ' || i.happened_time || ' '
            || printf('%020d', i.id)) AS place
        FROM participant p
        JOIN interaction i INDEXED BY interaction_contact ON i.id = p.interaction_id
        WHERE p.person_id IN ({marks}) AND i.counts AND i.happened_on <= ?
        GROUP BY p.person_id
    ) newest JOIN interaction i ON i.id = CAST(substr(newest.place, -20) AS INTEGER)
"""


@dataclass(frozen=True, slots=True)
class LastTalk:
    """The newest entry that counts as contact."""

    on: date
    channel: str
    words: str  # the beginning of its text, perhaps empty

    def sentence(self, today: date, limit: int) -> str:
        """ "Call, 3 weeks ago: the harbour plan"."""
        try:
            noun = Channel(self.channel).noun
        except ValueError:
            noun = Channel.OTHER.noun
        said = f"{noun[:1].upper()}{noun[1:]}, {date_in_words(self.on, today)}"
        words = one_line(self.words, limit)
        return f"{said}: {words}" if words else said


def last_talks(connection: Connection, on: date, people: Sequence[int]) -> dict[int, LastTalk]:
    """The last contact up to `on` by person; who has none is left out."""
    found: dict[int, LastTalk] = {}
    for start in range(0, len(people), _CHUNK):
        chunk = people[start : start + _CHUNK]
        query = _QUERY.format(marks=", ".join("?" * len(chunk)))
        for person_id, day, channel, words in connection.sql(
            query, (_WORDS, *chunk, on.isoformat())
        ):
            found[person_id] = LastTalk(date.fromisoformat(day), channel, words)
    return found
