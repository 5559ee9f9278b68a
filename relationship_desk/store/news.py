"""Reads of the user's own news: what there is, what was said by hand, and who knows since when.

Invariant: who was told follows from the entries of the timeline up to the day that is asked about;
there is no other place that says so, but for those who heard of it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relationship_desk.domain.audience import Audience, from_text
from relationship_desk.domain.instants import from_text as instant
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.news import ByHand, Choice, Known
from relationship_desk.domain.news_letters import Told
from relationship_desk.domain.playbooks import Tone
from relationship_desk.store.database import Connection

_CHUNK = 500
_SELECT = "SELECT id, title, short_text, long_text, link, tone, audience, created_at, closed_at"
# The earliest way of each is the one that counts; of one day the entry, which says more.
_KNOWN = """
    SELECT t.news_id, p.person_id, i.happened_on AS on_day, i.id AS entry_id, i.channel
    FROM telling t JOIN participant p ON p.id = t.participant_id
    JOIN interaction i ON i.id = p.interaction_id
    WHERE i.happened_on <= ? {told}
    UNION ALL
    SELECT n.news_id, n.person_id, n.known_on, NULL, NULL FROM news_person n
    WHERE n.known_on <= ? {heard}
    ORDER BY on_day DESC, entry_id
"""


@dataclass(frozen=True, slots=True)
class NewsRow:
    """One piece of news. `closed_at`: since when nobody else is to be told; None while open."""

    id: int
    title: str
    told: Told
    tone: Tone
    audience: Audience
    created_at: datetime
    closed_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class ToldIn:
    """A piece of news that was told in an entry, and to how many of those who took part."""

    news_id: int
    title: str
    people: int


def all_news(connection: Connection, *, open_only: bool = False) -> list[NewsRow]:
    """All of them, the newest first."""
    where = "WHERE closed_at IS NULL" if open_only else ""
    return [_row(row) for row in connection.sql(f"{_SELECT} FROM news {where} ORDER BY id DESC")]


def open_titles(connection: Connection) -> list[tuple[int, str]]:
    """Id and title of the open news, the newest first."""
    return [(news.id, news.title) for news in all_news(connection, open_only=True)]


def get_news(connection: Connection, news_id: int) -> NewsRow | None:
    """One piece of news, or None."""
    rows = connection.sql(f"{_SELECT} FROM news WHERE id = ?", (news_id,))
    return _row(rows[0]) if rows else None


def by_hand(
    connection: Connection, news_id: int, ids: Sequence[int] | None = None
) -> dict[int, ByHand]:
    """What was said of people and this news by hand; of these people, or of all."""
    query = "SELECT person_id, choice, draft, later_at FROM news_person WHERE news_id = ?"
    if ids is not None:
        query += f" AND person_id IN ({', '.join('?' * len(ids))})"
    return {
        person_id: ByHand(Choice(choice), draft, instant(later_at) if later_at else None)
        for person_id, choice, draft, later_at in connection.sql(query, (news_id, *(ids or ())))
    }


def who_knows(connection: Connection, on: date) -> dict[int, dict[int, Known]]:
    """Who knows what on a day: news to people to how they know."""
    found: dict[int, dict[int, Known]] = {}
    for news_id, person_id, known in _known(connection, on, "", "", ()):
        found.setdefault(news_id, {})[person_id] = known
    return found


def who_knows_of(connection: Connection, news_id: int, on: date) -> dict[int, Known]:
    """Who knows one piece of news on a day."""
    found = _known(connection, on, "AND t.news_id = ?", "AND n.news_id = ?", (news_id,))
    return {person_id: known for _, person_id, known in found}


def known_by(connection: Connection, person_id: int, on: date) -> dict[int, Known]:
    """What somebody knows on a day, by the news."""
    found = _known(connection, on, "AND p.person_id = ?", "AND n.person_id = ?", (person_id,))
    return {news_id: known for news_id, _, known in found}


def told_in(connection: Connection, entries: Sequence[int]) -> dict[int, list[ToldIn]]:
    """What was told in these entries of the timeline, the oldest news first."""
    found: dict[int, list[ToldIn]] = {}
    for start in range(0, len(entries), _CHUNK):
        chunk = entries[start : start + _CHUNK]
        for entry_id, *rest in connection.sql(
            "SELECT p.interaction_id, n.id, n.title, count(*) FROM telling t "
            "JOIN participant p ON p.id = t.participant_id JOIN news n ON n.id = t.news_id "
            f"WHERE p.interaction_id IN ({', '.join('?' * len(chunk))}) "
            "GROUP BY p.interaction_id, n.id ORDER BY n.id",
            chunk,
        ):
            found.setdefault(entry_id, []).append(ToldIn(*rest))
    return found


def _known(
    connection: Connection, on: date, told: str, heard: str, values: tuple[int, ...]
) -> Iterable[tuple[int, int, Known]]:
    day = on.isoformat()
    query = _KNOWN.format(told=told, heard=heard)
    for news_id, person_id, since, entry_id, channel in connection.sql(
        query, (day, *values, day, *values)
    ):
        way = None if channel is None else Channel(channel)
        yield news_id, person_id, Known(date.fromisoformat(since), entry_id, way)


def _row(row: tuple[Any, ...]) -> NewsRow:
    news_id, title, short, at_length, link, tone, audience, created_at, closed_at = row
    return NewsRow(
        news_id,
        title,
        Told(short, at_length, link),
        Tone(tone),
        from_text(audience),
        instant(created_at),
        instant(closed_at) if closed_at else None,
    )
