"""On which days an occasion falls: rules as values, as canonical text, and their days.

Invariant: a day comes from the rule and a year alone, never from the day before it, so that
nothing drifts. A `PartialDate` with a month is a rule too: a day of the year or, without a day, a
month, which counts from its first. Its year is the one in which it began.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.text import counted

# What dateutil's Easter is valid for, the Gregorian calendar's whole reach.
FIRST_YEAR, LAST_YEAR = 1583, 4099
# So far from Easter a day stays in Easter's own year, by either reckoning.
EASTER_BEFORE, EASTER_AFTER = -80, 200
UNKNOWN_YEAR = 1604  # Apple's year for a date without one


class LeapDay(StrEnum):
    """When somebody born on 29 February celebrates in other years. The values are stored."""

    FEBRUARY = "02-28"
    MARCH = "03-01"


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The second Sunday of May: `nth` from 1 to 4, or -1 for the last; Monday is 0."""

    month: int
    nth: int
    weekday: int

    def __str__(self) -> str:
        """ "--05 2SU", "--05 -1MO": the month as in a partial date, the day as in RFC 5545."""
        return f"--{self.month:02} {self.nth}{_WEEKDAYS[self.weekday]}"


@dataclass(frozen=True, slots=True)
class EasterDay:
    """A day so many days after Easter Sunday (before it where negative)."""

    days: int
    orthodox: bool = False

    def __str__(self) -> str:
        """ "easter-2", "orthodox+49"."""
        return f"{'orthodox' if self.orthodox else 'easter'}{self.days:+}"


Rule = PartialDate | NthWeekday | EasterDay

_MONTHS = {
    name.lower(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
}
_DAYS = {
    name.lower(): number
    for number in range(7)
    for name in (calendar.day_name[number], calendar.day_abbr[number])
}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NTHS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_NTH_WORDS = {number: word for word, number in _NTHS.items()}
_NAMES = {
    -47: "Shrove Tuesday", -46: "Ash Wednesday", -7: "Palm Sunday", -3: "Maundy Thursday",
    -2: "Good Friday", 0: "Easter Sunday", 1: "Easter Monday", 39: "Ascension Day",
    49: "Whit Sunday", 50: "Whit Monday", 60: "Corpus Christi",
}  # fmt: skip

_NTH_STORED = re.compile(r"--(\d\d) (-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NTH_TYPED = re.compile(
    r"(?:the )?(first|second|third|fourth|last|1st|2nd|3rd|4th) ([a-z]+)(?: of| in)? ([a-z]+)"
)
_EASTER = re.compile(r"(orthodox easter|orthodox|easter)(?: ?([+-]) ?(\d{1,3}))?", re.ASCII)


def parse_rule(text: str) -> Rule | None:
    """A rule from its canonical text or as it is typed; None for what is none.

    "1985-04-12", "--04-12", "--04", "may", "second sunday of may", "last monday in may",
    "easter", "easter-2", "orthodox easter +1", "good friday".
    """
    words = " ".join(text.split())
    day = PartialDate.parse(words)
    if day is not None:
        return day if day.month is not None else None
    if (stored := _NTH_STORED.fullmatch(words)) is not None:
        month = int(stored[1])
        found = NthWeekday(month, int(stored[2]), _WEEKDAYS.index(stored[3]))
        return found if 1 <= month <= 12 else None
    low = words.lower()
    if low in _MONTHS:
        return PartialDate(None, _MONTHS[low])
    if (typed := _NTH_TYPED.fullmatch(low)) is not None:
        return _nth_weekday(*typed.groups())
    if (moved := _EASTER.fullmatch(low)) is not None:
        days = int(moved[3] or 0) * (-1 if moved[2] == "-" else 1)
        return _easter_day(days, moved[1] != "easter")
    for days, name in _NAMES.items():
        if low.removeprefix("orthodox ") == name.lower():
            return EasterDay(days, low.startswith("orthodox "))
    return None


def _nth_weekday(nth: str, weekday: str, month: str) -> NthWeekday | None:
    if weekday not in _DAYS or month not in _MONTHS:
        return None
    return NthWeekday(_MONTHS[month], _NTHS.get(nth) or int(nth[0]), _DAYS[weekday])


def _easter_day(days: int, orthodox: bool) -> EasterDay | None:
    return EasterDay(days, orthodox) if EASTER_BEFORE <= days <= EASTER_AFTER else None


def is_leap_day(rule: Rule) -> bool:
    """Whether the rule is 29 February, which most years have not."""
    return isinstance(rule, PartialDate) and (rule.month, rule.day) == (2, 29)


def first_year(rule: Rule) -> int | None:
    """The year in which it began; None where that is unknown, also where it says 1604."""
    if not isinstance(rule, PartialDate) or rule.year == UNKNOWN_YEAR:
        return None
    return rule.year


def on_in(rule: Rule, year: int, leap: LeapDay = LeapDay.FEBRUARY) -> date | None:
    """The rule's day in a year; None before the year it began, and outside of the calendar."""
    if not FIRST_YEAR <= year <= LAST_YEAR or year < (first_year(rule) or 0):
        return None
    if isinstance(rule, EasterDay):
        sunday = easter(year, EASTER_ORTHODOX if rule.orthodox else EASTER_WESTERN)
        return sunday + timedelta(days=rule.days)
    if isinstance(rule, NthWeekday):
        return _weekday_in(rule, year)
    if rule.month is None:
        return None
    if is_leap_day(rule) and not calendar.isleap(year):
        return date.fromisoformat(f"{year:04}-{leap}")
    return date(year, rule.month, rule.day or 1)


def _weekday_in(rule: NthWeekday, year: int) -> date:
    begins, length = calendar.monthrange(year, rule.month)
    first = 1 + (rule.weekday - begins) % 7
    day = first + 7 * (rule.nth - 1) if rule.nth > 0 else first + (length - first) // 7 * 7
    return date(year, rule.month, day)


def next_on(rule: Rule, today: date, leap: LeapDay = LeapDay.FEBRUARY) -> date | None:
    """The rule's next day, today included; None where there is none any more."""
    for year in (max(today.year, first_year(rule) or 0), today.year + 1):
        found = on_in(rule, year, leap)
        if found is not None and found >= today:
            return found
    return None


def between(rule: Rule, begin: date, end: date, leap: LeapDay = LeapDay.FEBRUARY) -> Iterator[date]:
    """The rule's days from `begin` to `end`, both included, in order."""
    for year in range(begin.year, end.year + 1):
        found = on_in(rule, year, leap)
        if found is not None and begin <= found <= end:
            yield found


def rule_in_words(rule: Rule) -> str:
    """ "12 April 1985", "April", "the second Sunday of May", "Orthodox Good Friday"."""
    if isinstance(rule, NthWeekday):
        weekday = calendar.day_name[rule.weekday]
        return f"the {_NTH_WORDS[rule.nth]} {weekday} of {calendar.month_name[rule.month]}"
    if isinstance(rule, EasterDay):
        orthodox = "Orthodox " if rule.orthodox else ""
        name = _NAMES.get(rule.days)
        if name is not None:
            return orthodox + name
        span = counted(abs(rule.days), "day")
        return f"{span} {'before' if rule.days < 0 else 'after'} {orthodox}Easter"
    if rule.year == UNKNOWN_YEAR:
        return PartialDate(None, rule.month, rule.day).in_words()
    return rule.in_words()
