"""Reads of occasions: the rows of their own table, and the labelled dates that stand on cards.

Invariant: nothing is an occasion twice. A date of a card is one by derivation, under its detail's
id; the table `occasion` holds only what no card carries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.instants import from_text
from relationship_desk.domain.occasion_rules import LeapDay, between, next_on, on_in, parse_rule
from relationship_desk.domain.occasions import (
    Leads,
    Occasion,
    OccasionKind,
    leads_of_kinds,
    occasion_of,
    when_words,
)
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.rhythm import SeasonKind, is_in_season
from relationship_desk.store.database import Connection
from relationship_desk.store.living import dead_people

_CHUNK = 500
OWN, CARD = "occasion", "detail"  # where an occasion stands: the names of the two tables

_Season = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class OccasionRow:
    """One occasion of one person, with everything that says when it is told of."""

    source: str  # `OWN` or `CARD`
    id: int  # in that table
    person_id: int
    person_name: str
    occasion: Occasion
    own_lead: int | None  # set for this one alone
    lead_days: int  # in effect; `NEVER` for no reminder
    leap: LeapDay
    entered_at: datetime
    archived: bool
    silent: bool  # a congratulation to somebody who died
    grief: tuple[_Season, ...] = ()

    def day_in(self, year: int) -> date | None:
        """Its day in a year; None where it has not begun."""
        day = on_in(self.occasion.rule, year, self.leap)
        return day if day is not None and self.occasion.counts_on(day) else None

    def next_on(self, today: date) -> date | None:
        """Its next day, today included."""
        day = next_on(self.occasion.rule, today, self.leap)
        if day is not None and not self.occasion.counts_on(day):
            return self.day_in(day.year + 1)
        return day

    def is_told_on(self, day: date) -> bool:
        """Whether anybody should be told of it on that day: not of the archived, and no cheer for
        the dead or those who grieve."""
        if self.archived or self.silent:
            return False
        grieves = any(is_in_season(day, *season) for season in self.grief)
        return not (self.occasion.kind.is_cheerful and grieves)


@dataclass(frozen=True, slots=True)
class Coming:
    """One day on which an occasion falls."""

    row: OccasionRow
    on: date
    days: int  # from today; negative for what is over
    when: str  # "in 5 days"
    words: str  # "turns forty"

    @property
    def age(self) -> int | None:
        """The age that is reached, or would have been; None where it is not known."""
        return self.row.occasion.age_on(self.on)

    @property
    def is_round(self) -> bool:
        """Whether it is a big one."""
        return self.row.occasion.is_round_on(self.on)


def coming_on(row: OccasionRow, day: date, today: date) -> Coming:
    """What is to say of an occasion's day."""
    occasion = row.occasion
    when = when_words(occasion.rule, day, today)
    return Coming(row, day, (day - today).days, when, occasion.words_on(day))


def coming(rows: Iterable[OccasionRow], begin: date, end: date, today: date) -> list[Coming]:
    """What falls on the days from `begin` to `end`, soonest first; of a day in the order of names.

    What nobody is told of is left out.
    """
    found = [
        coming_on(row, day, today)
        for row in rows
        for day in between(row.occasion.rule, begin, end, row.leap)
        if row.occasion.counts_on(day) and row.is_told_on(day)
    ]
    return sorted(found, key=lambda c: (c.on, c.row.person_name, c.row.source, c.row.id))


def occasion_rows(
    connection: Connection,
    on: date,
    preferences: Preferences,
    *,
    source: str | None = None,
    ids: Sequence[int] | None = None,
    people: Sequence[int] | None = None,
) -> list[OccasionRow]:
    """The occasions of everybody, of these people, or those with these ids of a source; at most 500
    of either. `on` is today. Rows whose rule cannot be read are left out.
    """
    raw = [
        *([] if source == CARD else _of_table(connection, ids, people)),
        *([] if source == OWN else _of_cards(connection, ids, people)),
    ]
    if people is None:
        whose = sorted({row.person_id for row in raw})
        people = whose if len(whose) <= _CHUNK else None
    around = _Around(connection, on, preferences, people)
    return [row for row in map(around.dressed, raw) if row is not None]


def broken_occasions(
    connection: Connection, ids: Sequence[int] | None = None
) -> list[tuple[int, int, str]]:
    """`(id, person id, label)` of the rows of the table that the desk would not have written."""
    where, values = _within("id", ids)
    return [
        (row_id, person_id, label if isinstance(label, str) else "")
        for row_id, person_id, kind, label, rule, entered in connection.sql(
            f"SELECT id, person_id, kind, label, rule, created_at FROM occasion WHERE {where}",
            values,
        )
        if _occasion(kind, label, rule) is None or _instant(entered) is None
    ]


def occasion_ids(connection: Connection, people: Sequence[int], source: str) -> set[int]:
    """The ids of these people's rows in which occasions of a source stand, and of those that are
    gone and still have a reminder."""
    found: set[int] = set()
    also = "AND kind = 'date' AND label <> ''" if source == CARD else ""
    for start in range(0, len(people), _CHUNK):
        where, values = _within("person_id", people[start : start + _CHUNK])
        query = (
            f"SELECT id FROM {source} WHERE {where} {also} UNION "
            f"SELECT source_id FROM reminder WHERE source = '{source}' AND {where}"
        )
        found.update(row_id for (row_id,) in connection.sql(query, values + values))
    return found


def circle_leads(connection: Connection) -> dict[int, int]:
    """The days before that are set for circles, by the circle's id."""
    return dict(connection.sql("SELECT circle_id, lead_days FROM circle_lead"))


def own_leads(connection: Connection, person_id: int) -> dict[OccasionKind, int]:
    """The days before that are set for a person, by kind."""
    return {
        OccasionKind(kind): days
        for kind, days in connection.sql(
            "SELECT kind, lead_days FROM occasion_lead WHERE person_id = ?", (person_id,)
        )
        if kind in _KINDS
    }


def leap_day_of(connection: Connection, person_id: int) -> LeapDay:
    """On which day a person keeps 29 February in other years."""
    found = connection.sql("SELECT day FROM leap_choice WHERE person_id = ?", (person_id,))
    return LeapDay(found[0][0]) if found and found[0][0] in _LEAP_DAYS else LeapDay.FEBRUARY


@dataclass(frozen=True, slots=True)
class _Raw:
    source: str
    id: int
    person_id: int
    occasion: Occasion
    own_lead: int | None = None
    entered_at: datetime | None = None  # None: with the person


def _of_table(
    connection: Connection, ids: Sequence[int] | None, people: Sequence[int] | None
) -> Iterable[_Raw]:
    where, values = _within("person_id", people) if ids is None else _within("id", ids)
    for row_id, person_id, kind, label, rule, lead, entered in connection.sql(
        "SELECT id, person_id, kind, label, rule, lead_days, created_at FROM occasion "
        f"WHERE {where} ORDER BY id",
        values,
    ):
        occasion, entered_at = _occasion(kind, label, rule), _instant(entered)
        if occasion is not None and entered_at is not None:
            yield _Raw(OWN, row_id, person_id, occasion, lead, entered_at)


def _occasion(kind: Any, label: Any, rule: Any) -> Occasion | None:
    try:
        parsed = parse_rule(rule)
        return None if parsed is None else Occasion(OccasionKind(kind), parsed, str(label))
    except (ValueError, AttributeError):
        return None


def _instant(text: Any) -> datetime | None:
    try:
        found = from_text(text)
    except (ValueError, TypeError):
        return None
    return found if found.tzinfo is not None else None


def _of_cards(
    connection: Connection, ids: Sequence[int] | None, people: Sequence[int] | None
) -> Iterable[_Raw]:
    where, values = _within("person_id", people) if ids is None else _within("id", ids)
    for row_id, person_id, label, value, entered in connection.sql(
        "SELECT id, person_id, label, value, entered_at FROM detail "
        f"WHERE kind = 'date' AND label <> '' AND {where} ORDER BY person_id, position, id",
        values,
    ):
        occasion = occasion_of(Detail(DetailKind.DATE, (value,), label))
        if occasion is not None:
            yield _Raw(CARD, row_id, person_id, occasion, entered_at=_instant(entered))


class _Around:
    """What there is to know of people to tell of their occasions."""

    def __init__(
        self,
        connection: Connection,
        on: date,
        preferences: Preferences,
        people: Sequence[int] | None,
    ) -> None:
        self._connection, self._people = connection, people
        self._kinds = leads_of_kinds(preferences.occasion_leads)
        self._remembers = preferences.remember_birthdays
        self._dead = dead_people(connection, on, people)
        self._persons = {
            row[0]: row[1:]
            for row in self._rows("id", "SELECT id, full_name, archived_at, created_at FROM person")
        }
        self._leaps = {
            person_id: LeapDay(day)
            for person_id, day in self._rows("person_id", "SELECT person_id, day FROM leap_choice")
            if day in _LEAP_DAYS
        }
        self._leads = self._leads_of_people()
        self._grief: dict[int, list[_Season]] = defaultdict(list)
        for person_id, *days in self._rows(
            "person_id", "SELECT person_id, from_on, until_on FROM season", f"kind = '{_GRIEF}'"
        ):
            begin, end = (None if day is None else date.fromisoformat(day) for day in days)
            self._grief[person_id].append((begin, end))

    def _rows(self, column: str, query: str, also: str = "1") -> list[tuple[Any, ...]]:
        where, values = _within(column, self._people)
        return self._connection.sql(f"{query} WHERE {where} AND {also}", values)

    def _leads_of_people(self) -> dict[int, Leads]:
        own: dict[int, dict[OccasionKind, int]] = defaultdict(dict)
        for person_id, kind, days in self._rows(
            "person_id", "SELECT person_id, kind, lead_days FROM occasion_lead"
        ):
            if kind in _KINDS:
                own[person_id][OccasionKind(kind)] = days
        circles: dict[int, list[int]] = defaultdict(list)
        for person_id, days in self._rows(
            "person_id",
            "SELECT person_id, lead_days FROM person_circle pc "
            "JOIN circle_lead cl ON cl.circle_id = pc.circle_id",
        ):
            circles[person_id].append(days)
        return {
            person_id: Leads(own[person_id], tuple(circles[person_id]), self._kinds)
            for person_id in {*own, *circles}
        }

    def dressed(self, raw: _Raw) -> OccasionRow | None:
        """The occasion with all that says when it is told of; None for one of nobody."""
        if raw.person_id not in self._persons:
            return None
        name, archived_at, created_at = self._persons[raw.person_id]
        occasion, is_dead = raw.occasion, raw.person_id in self._dead
        if is_dead is not occasion.of_the_dead:
            occasion = Occasion(occasion.kind, occasion.rule, occasion.label, is_dead)
        leads = self._leads.get(raw.person_id) or Leads({}, (), self._kinds)
        remembered = occasion.kind is OccasionKind.BIRTHDAY and self._remembers
        return OccasionRow(
            raw.source,
            raw.id,
            raw.person_id,
            name,
            occasion,
            raw.own_lead,
            leads.of(occasion.kind, raw.own_lead),
            self._leaps.get(raw.person_id, LeapDay.FEBRUARY),
            raw.entered_at or _instant(created_at) or _LONG_AGO,
            archived_at is not None,
            is_dead and occasion.kind.is_cheerful and not remembered,
            tuple(self._grief.get(raw.person_id, ())),
        )


_KINDS = frozenset(kind.value for kind in OccasionKind)
_LEAP_DAYS = frozenset(day.value for day in LeapDay)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_GRIEF = SeasonKind.GRIEF.value


def _within(column: str, ids: Sequence[int] | None) -> tuple[str, list[Any]]:
    """The condition that a column is one of these; that which always holds for None."""
    if ids is None:
        return "1", []
    return f"{column} IN ({', '.join('?' * len(ids))})", list(ids)
