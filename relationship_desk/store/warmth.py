"""Warmth of many people at once, and the contacts behind that of one: asked each time anew.

Invariant: only what counts as contact and is not after the day that is asked about adds anything;
by the day, as in `store/last_contact`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.rhythm import Rhythm
from relationship_desk.domain.warmth import Warmth, WarmthPart, added, warmth
from relationship_desk.store.circles import effective_rhythms
from relationship_desk.store.database import Connection
from relationship_desk.store.living import living_people

_CHUNK = 500
_CHANNELS = {channel.value: channel for channel in Channel}
_WORDS = 200  # characters of the text: more is cut off wherever it is shown
_CONTACTS = """
    SELECT p.person_id, CAST(julianday(?) - julianday(i.happened_on) AS INTEGER), i.channel
    FROM participant p JOIN interaction i ON i.id = p.interaction_id
    WHERE {whom} i.counts AND i.happened_on <= ?
"""
_OF_ONE = """
    SELECT i.id, i.happened_on, i.channel, substr(i.text, 1, ?)
    FROM participant p JOIN interaction i ON i.id = p.interaction_id
    WHERE p.person_id = ? AND i.counts AND i.happened_on <= ?
    ORDER BY i.happened_on DESC, i.happened_time DESC, i.id DESC
"""


def warmth_of(
    connection: Connection, on: date, ids: Sequence[int] | None = None
) -> dict[int, Warmth]:
    """The warmth of everybody, or of these people, in the order of their names.

    Who has no rhythm, the dead and the archived are left out; who was never contacted has none.
    """
    living = living_people(connection, on, ids)
    rhythms = effective_rhythms(connection, None if ids is None else living)
    contacts: dict[int, list[tuple[int, Channel]]] = {
        person_id: [] for person_id in living if person_id in rhythms
    }
    asked = None if ids is None else list(contacts)
    for person_id, age, channel in contact_ages(connection, on, asked):
        if person_id in contacts:
            contacts[person_id].append((age, channel))
    return {
        person_id: warmth(rhythms[person_id][0], found) for person_id, found in contacts.items()
    }


def contact_ages(
    connection: Connection, on: date, ids: Sequence[int] | None
) -> Iterator[tuple[int, int, Channel]]:
    """Person, age in days and channel of each contact; of everybody in one query."""
    day = on.isoformat()
    if ids is None:
        rows = connection.sql(_CONTACTS.format(whom=""), (day, day))
    else:
        rows = []
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            whom = f"p.person_id IN ({', '.join('?' * len(chunk))}) AND"
            rows += connection.sql(_CONTACTS.format(whom=whom), (day, *chunk, day))
    for person_id, age, channel in rows:
        yield person_id, age, _CHANNELS.get(channel, Channel.OTHER)


def warmth_parts(
    connection: Connection, on: date, person_id: int, rhythm: Rhythm
) -> list[WarmthPart]:
    """What each contact with one person adds by that rhythm, the newest first."""
    found = []
    for entry_id, day, name, words in connection.sql(_OF_ONE, (_WORDS, person_id, on.isoformat())):
        at, channel = date.fromisoformat(day), _CHANNELS.get(name, Channel.OTHER)
        adds = added(rhythm, (on - at).days, channel)
        found.append(WarmthPart(entry_id, at, channel, words, adds))
    return found
