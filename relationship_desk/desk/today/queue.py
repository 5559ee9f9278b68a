"""The queue: what all sources offer, in one order, each row with what was said last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from relationship_desk.desk.today.source import Asked, TodaySource
from relationship_desk.desk.today.sources import SOURCES
from relationship_desk.domain.contact import ADDRESS_PARTS, UNIT_SEPARATOR, DetailKind
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.today import Today, TodayRow, batching_hints, in_order
from relationship_desk.store.database import Connection
from relationship_desk.store.last_talk import LastTalk, last_talks

_NOTE = 160
_CHUNK = 500
_LOCALITY = ADDRESS_PARTS.index("locality")


def today_queue(
    connection: Connection, asked: Asked, sources: Sequence[TodaySource] = SOURCES
) -> Today:
    """Everything that is due on the day, in its order."""
    with connection.snapshot():
        offered = [source.offer(connection, asked) for source in sources]
        rows = in_order(row for offer in offered for row in offer.rows)
        people = sorted({row.person_id for row in rows if row.person_id is not None})
        talks = last_talks(connection, asked.on, people)
        towns = _towns(connection, people)
    told = [_with_context(row, asked.on, talks, towns) for row in rows]
    later = tuple(offer.later for offer in offered if offer.later)
    return Today(tuple(told), later, batching_hints(told))


def _with_context(
    row: TodayRow, on: date, talks: Mapping[int, LastTalk], towns: Mapping[int, str]
) -> TodayRow:
    if row.person_id is None:
        return row
    talk = talks.get(row.person_id)
    return row._replace(
        town=towns.get(row.person_id, ""),
        last_note="" if talk is None else talk.sentence(on, _NOTE),
        by_phone=talk is not None and talk.channel == Channel.CALL,
    )


def _towns(connection: Connection, people: Sequence[int]) -> dict[int, str]:
    """The town of each of these people: that of their first address which has one."""
    found: dict[int, str] = {}
    for start in range(0, len(people), _CHUNK):
        chunk = people[start : start + _CHUNK]
        for person_id, value in connection.sql(
            "SELECT person_id, value FROM detail WHERE kind = ? "
            f"AND person_id IN ({', '.join('?' * len(chunk))}) ORDER BY person_id, position",
            (DetailKind.ADDRESS.value, *chunk),
        ):
            parts = value.split(UNIT_SEPARATOR)
            town = parts[_LOCALITY].strip() if len(parts) > _LOCALITY else ""
            if town:
                found.setdefault(person_id, town)
    return found
