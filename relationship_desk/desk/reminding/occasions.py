"""Occasions as two sources of reminders: those of their own table, and the dates of cards.

An occasion is told on its day at the hour of reminders and, where a lead is set, also so many days
before: the day is for congratulating, the lead for what has to be ready by then. Each of the two is
answered by itself; the day takes the place of a lead that nobody answered. A day that nobody
answered stays due for `LAPSES_AFTER`, then wishes are no longer belated but odd, and the next one
is on its way. Days before the occasion or its person were entered do not count, so a birth year
brings no century of missed birthdays.

Invariant: the key of a moment is the day of the occasion, whatever the lead, the zone and the hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from relationship_desk.desk.reminding.source import Answer, DueRow, Occurrence, answered
from relationship_desk.domain.dates import PartialDate, exact_date
from relationship_desk.domain.instants import from_text, to_text
from relationship_desk.domain.occasion_rules import first_year
from relationship_desk.domain.occasions import NEVER, when_words
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.store.database import Connection
from relationship_desk.store.occasions import (
    CARD,
    OWN,
    OccasionRow,
    broken_occasions,
    occasion_ids,
    occasion_rows,
)
from relationship_desk.store.work import Touched

LAPSES_AFTER = timedelta(days=30)

_AHEAD = "ahead"  # in the key of a reminder before the day
_SNOOZE = "snooze"  # before the key of one that was put off
_YEARS = 60  # so far ahead a day is looked for that nobody's grief covers


@dataclass(frozen=True, slots=True)
class _Moment:
    """One instant at which something is told of the occasion's day `on`."""

    at: datetime
    on: date
    key: str
    settles: str
    lapses: datetime


class OccasionSource:
    """Occasions of the living and remembrance of the dead, of people who are not archived."""

    unreadable = (
        "The rule of this occasion cannot be read, so it does not remind. "
        "Open the person's occasions and set it again."
    )

    def __init__(self, name: str) -> None:
        """`name` is the table whose rows these are: `OWN` or `CARD`."""
        self.name = name

    def touched(self, connection: Connection, touched: Touched) -> set[int]:
        ids = {row_id for source, row_id in touched.answers if source == self.name}
        return ids | occasion_ids(connection, sorted(touched.people), self.name)

    def rows(
        self, connection: Connection, ids: Sequence[int] | None, here: Circumstances
    ) -> Iterable[DueRow]:
        today = here.now.astimezone(here.zone).date()
        answers = answered(connection, self.name, ids)
        for occasion in occasion_rows(
            connection, today, here.preferences, source=self.name, ids=ids
        ):
            row = _due(occasion, answers.get(occasion.id, []), here)
            if row is not None:
                yield row
        if self.name == OWN:
            for row_id, person_id, label in broken_occasions(connection, ids):
                yield DueRow(row_id, label, person_id, None, "", "")

    def when(self, occurrence: Occurrence, here: Circumstances) -> str:
        words = occurrence.key.removesuffix(_AHEAD).split()
        return _when(words[-1], here)


SOURCES = (OccasionSource(OWN), OccasionSource(CARD))


def is_on_the_day(source: str, occurrence: str) -> bool:
    """Whether what is told by this key is the day of an occasion itself, not what comes before."""
    return source in (OWN, CARD) and not occurrence.endswith(_AHEAD)


def _due(row: OccasionRow, answers: Sequence[Answer], here: Circumstances) -> DueRow | None:
    """What is due of one occasion, or due next; None for what is silent."""
    if row.lead_days == NEVER or row.archived or row.silent:
        return None
    told = list(_moments(row, _snoozes(answers), here))
    settled = max((a.occurrence for a in answers if a.kind != "snoozed"), default="")
    now = here.now
    passed = [place for place, m in enumerate(told) if m.at <= now]
    place = passed[-1] if passed else None
    if place is None or told[place].lapses <= now or told[place].settles <= settled:
        to_come = (i for i, m in enumerate(told) if m.at > now and m.settles > settled)
        place = next(to_come, None)
    if place is None:
        return None
    chosen = told[place]
    # Whatever follows takes its place, also before the end of a snooze.
    until = min([chosen.lapses, *(m.at for m in told[place + 1 : place + 2])])
    edges = [edge for m in told for edge in (m.at, m.lapses) if edge <= now]
    return DueRow(
        row.id,
        row.occasion.headline_on(chosen.on),
        row.person_id,
        chosen.at,
        chosen.key,
        chosen.settles,
        valid_from=max(edges, default=None),
        valid_until=until,
    )


def _snoozes(answers: Sequence[Answer]) -> dict[str, datetime]:
    return {a.occurrence: from_text(a.until) for a in answers if a.kind == "snoozed" and a.until}


def _moments(
    row: OccasionRow, snoozes: dict[str, datetime], here: Circumstances
) -> Iterator[_Moment]:
    """The moments about now, oldest occasion first: from last year's to the second to come."""
    entered_on = row.entered_at.astimezone(here.zone).date()
    for day in _days(row, here):
        at, key = _at(day, here), _key(row, day)
        ahead_on = day - timedelta(days=row.lead_days)
        if row.lead_days and ahead_on >= entered_on:
            # A snooze past the day itself is overtaken by it.
            eve = (day - timedelta(days=1)).isoformat()
            if (ahead := _put_off(_at(ahead_on, here), snoozes.get(eve))) < at:
                ahead_key = f"{_mark(snoozes.get(eve))}{key} {_AHEAD}"
                yield _Moment(ahead, day, ahead_key, eve, at)
        if day >= entered_on:
            until = snoozes.get(day.isoformat())
            put_off = _put_off(at, until)
            lapses = put_off + LAPSES_AFTER
            yield _Moment(put_off, day, f"{_mark(until)}{key}", day.isoformat(), lapses)


def _put_off(at: datetime, until: datetime | None) -> datetime:
    return at if until is None else max(at, until)


def _mark(until: datetime | None) -> str:
    """What a snooze puts before a key, so that its end is told again."""
    return "" if until is None else f"{_SNOOZE} {to_text(until)} "


def _days(row: OccasionRow, here: Circumstances) -> Iterator[date]:
    """The days on which it is told, from last year's to the second one to come."""
    today = here.now.astimezone(here.zone).date()
    begin = today.year - 1
    coming = 0
    for year in range(begin, max(today.year, first_year(row.occasion.rule) or 0) + _YEARS):
        day = row.day_in(year)
        if day is None or not row.is_told_on(day):
            continue
        yield day
        # Days with a lead are decided before they come: one more than that is seen.
        coming += day > today + timedelta(days=row.lead_days)
        if coming == 2:
            return


def _at(day: date, here: Circumstances) -> datetime:
    wall = datetime.combine(day, here.preferences.reminder_time, tzinfo=here.zone)
    return wall.astimezone(UTC)


def _key(row: OccasionRow, day: date) -> str:
    """The day; of an occasion that is a whole month, the month."""
    rule = row.occasion.rule
    is_month = isinstance(rule, PartialDate) and rule.day is None
    return f"{day:%Y-%m}" if is_month else day.isoformat()


def _when(key: str, here: Circumstances) -> str:
    """ "today", "in 5 days, Sunday 12 April 2026", "was Sunday 12 April 2026", "this month"."""
    today = here.now.astimezone(here.zone).date()
    known = PartialDate.parse(key)
    if known is None or known.year is None or known.month is None:
        return key
    day = date(known.year, known.month, known.day or 1)
    words = when_words(known, day, today)
    if known.day is None:
        over = (day.year, day.month) < (today.year, today.month)
        return f"was in {known.in_words()}" if over else words
    if day < today:
        return f"was {exact_date(day)}"
    return words if (day - today).days < 2 else f"{words}, {exact_date(day)}"
