"""Rounds of news: for each piece of news who is to be told, who knows, and who is left out; and
for each person what they know and what they do not know yet.

Invariant: `on` is today for the whole answer, whenever rows were entered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from relationship_desk.domain.audience import Rule
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.news import Facts, Known, Round, make_round
from relationship_desk.domain.news_letters import letter
from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.rhythm import SeasonKind
from relationship_desk.domain.text import fold
from relationship_desk.store.audience import fitting
from relationship_desk.store.circles import people_in_season
from relationship_desk.store.database import Connection
from relationship_desk.store.living import dead_people
from relationship_desk.store.news import (
    NewsRow,
    all_news,
    by_hand,
    get_news,
    known_by,
    who_knows_of,
)
from relationship_desk.store.people import Person


@dataclass(frozen=True, slots=True)
class NewsFor:
    """One piece of news from one person's side. `meant`: it is for them, and they may be told."""

    news: NewsRow
    known: Known | None
    meant: bool

    @property
    def id(self) -> int:
        return self.news.id


def round_of(connection: Connection, news: NewsRow, on: date) -> Round:
    """Everybody whom a piece of news concerns on a day, in the order of the names."""
    return Rounds(connection, on).of(news)


class Rounds:
    """The rounds of several pieces of news on one day: what they share is read once."""

    def __init__(self, connection: Connection, on: date) -> None:
        self._connection, self._on = connection, on
        self._fits: dict[Rule, set[int]] = {}

    def of(self, news: NewsRow) -> Round:
        """Everybody whom it concerns, in the order of the names."""
        facts = Facts(
            news.audience.people(self._fitting),
            by_hand(self._connection, news.id),
            who_knows_of(self._connection, news.id, self._on),
            self._dead,
            self._archived,
            self._grieving,
        )
        return make_round(facts, sorted(facts.people, key=self._place.__getitem__))

    def _fitting(self, rule: Rule) -> set[int]:
        if rule not in self._fits:
            self._fits[rule] = fitting(self._connection, rule, self._on)
        return self._fits[rule]

    @cached_property
    def _place(self) -> dict[int, int]:
        """Everybody's place in the order of the names."""
        order = self._connection.sql("SELECT id FROM person_index ORDER BY sort_key, id")
        return {person_id: place for place, (person_id,) in enumerate(order)}

    @cached_property
    def _dead(self) -> set[int]:
        return dead_people(self._connection, self._on)

    @cached_property
    def _archived(self) -> set[int]:
        return _archived_people(self._connection)

    @cached_property
    def _grieving(self) -> dict[int, date | None]:
        return people_in_season(self._connection, SeasonKind.GRIEF, self._on)


def news_for(connection: Connection, person_id: int, on: date) -> list[NewsFor]:
    """What somebody knows, and what of the open news they do not know: what is meant for them
    first, then the newest."""
    known = known_by(connection, person_id, on)
    found = []
    for news in all_news(connection):
        there = known.get(news.id)
        meant = news.is_open and there is None and _is_meant(connection, news, person_id, on)
        if there is not None or news.is_open:
            found.append(NewsFor(news, there, meant))
    return sorted(found, key=lambda one: (one.known is not None, not one.meant))


def find_news(connection: Connection, words: str) -> NewsRow:
    """The news meant by an id or by words of its title. Raises `UserError`."""
    wanted = words.strip()
    if wanted.isascii() and wanted.isdigit() and len(wanted) <= 18:
        found = get_news(connection, int(wanted))
        if found is not None:
            return found
    rows = all_news(connection)
    called = fold(wanted)
    fits = [news for news in rows if fold(news.title) == called] or [
        news for news in rows if called and all(w in fold(news.title) for w in called.split())
    ]
    if not fits:
        raise UserError(
            f"There is no update “{wanted}”. See which there are with: relationship-desk updates"
        )
    if len(fits) > 1:
        lines = "\n".join(f"  {news.id}  {news.title}" for news in fits)
        raise UserError(f"“{wanted}” fits {len(fits)} updates. Say which one by its id:\n{lines}")
    return fits[0]


def letter_to(
    person: Person, news: NewsRow, my_name: str, tone: Tone | None = None, *, at_length: bool
) -> str:
    """The letter as it is proposed, before the user writes it themselves."""
    known = {"first_name": person.name.given or person.name.full, "my_name": my_name}
    return letter(news.told, known, tone or news.tone, at_length=at_length)


def _is_meant(connection: Connection, news: NewsRow, person_id: int, on: date) -> bool:
    whom = [person_id]
    facts = Facts(
        news.audience.people(lambda rule: fitting(connection, rule, on, whom)),
        by_hand(connection, news.id, whom),
        {},
        dead_people(connection, on, whom),
        _archived_people(connection, person_id),
        people_in_season(connection, SeasonKind.GRIEF, on, whom),
    )
    return bool(make_round(facts, whom).to_tell)


def _archived_people(connection: Connection, person_id: int | None = None) -> set[int]:
    """Who is in the archive; of everybody, or whether this person is."""
    query = "SELECT id FROM person_index WHERE archived = 1"
    rows = (
        connection.sql(query)
        if person_id is None
        else connection.sql(f"{query} AND id = ?", (person_id,))
    )
    return {found for (found,) in rows}
