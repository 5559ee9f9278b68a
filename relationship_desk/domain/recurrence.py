"""On which days something repeats: rules as values, and their days by number.

Invariant: the n-th day comes from the anchor and n alone, in constant time, never from the day
before it; so a month on the 31st that fell on 28 February comes back to 31 March.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.occasion_rules import LeapDay

MOST = 1000  # the largest interval, and the largest count


class Unit(StrEnum):
    """What a rule counts."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Rule:
    """Every so many units. What is not said is as in the anchor: its weekday, day or date.

    Weekdays (Monday is 0) say which days of a week; in a month one of them, with `nth` from 1 to 4
    or -1 for the last. Weeks begin on Monday. Raises `UserError` for what cannot be.
    """

    unit: Unit
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int | None = None
    month_day: int | None = None  # 1 to 31; a shorter month has it on its last day
    leap: LeapDay = LeapDay.FEBRUARY  # for a yearly 29 February

    def __post_init__(self) -> None:
        if not 1 <= self.interval <= MOST:
            raise UserError(f"It can repeat every 1 to {MOST} {self.unit}s. Choose such a number.")
        week = set(self.weekdays) <= set(range(7)) and self.weekdays == tuple(
            sorted(set(self.weekdays))
        )
        by_weekday = self.unit is Unit.MONTH and self.nth in (1, 2, 3, 4, -1)
        fits = (
            week
            and (self.nth is None or (by_weekday and len(self.weekdays) == 1))
            and (not self.weekdays or self.unit is Unit.WEEK or self.nth is not None)
            and (self.month_day is None or (self.unit is Unit.MONTH and self.nth is None))
            and (self.month_day is None or 1 <= self.month_day <= 31)
        )
        if not fits:
            raise UserError("These days cannot be put together. Choose how it repeats again.")

    @property
    def shortest_gap(self) -> int:
        """So many days lie at least between two of its days."""
        if self.unit is Unit.DAY:
            return self.interval
        if self.unit is Unit.MONTH:
            return 28 * self.interval if self.nth is not None else 30 * self.interval - 2
        if self.unit is Unit.YEAR:
            return 365 * self.interval
        days = self.weekdays or (0,)
        gaps = [later - earlier for earlier, later in pairwise(days)]
        return min([*gaps, days[0] - days[-1] + 7 * self.interval])


@dataclass(frozen=True, slots=True)
class Repeat:
    """How something repeats, as the user set it: after a day (`until`) or `count` times no more."""

    rule: Rule
    from_completion: bool = False  # else from the date
    until: date | None = None
    count: int | None = None

    def __post_init__(self) -> None:
        if self.count is not None and not 1 <= self.count <= MOST:
            raise UserError(f"It can come 1 to {MOST} times. Choose such a number.")
        if self.count is not None and self.until is not None:
            raise UserError("Say until when it repeats or how many times, not both.")


@dataclass(frozen=True, slots=True)
class Series:
    """The days of a rule from `begins` on. They are counted from 1, the first that is not before.

    `begins` and the anchor differ where days that lie before the rule was made are left out.
    """

    rule: Rule
    anchor: date
    begins: date
    until: date | None = None
    count: int | None = None

    def first_after(self, day: date) -> date | None:
        """The first day later than that one; None where it has ended, also with the calendar."""
        number = self._number_at(day) + 1
        return None if self._is_over(number) else self._day(number)

    def newest(self, day: date) -> date | None:
        """The last day that is not later than that one; None before the first."""
        number = min(self._number_at(day), self._last_number())
        return self._day(number) if number > 0 else None

    def how_many(self, after: date, until: date) -> int:
        """The number of days later than `after` and not later than `until`."""
        return max(0, min(self._number_at(until), self._last_number()) - self._number_at(after))

    def _is_over(self, number: int) -> bool:
        return number > self._last_number() or self._day(number) is None

    def _last_number(self) -> int:
        end = _slot_at(self.rule, self.anchor, date.max) - self._offset()
        if self.until is not None:
            end = min(end, self._number_at(self.until))
        return end if self.count is None else min(end, self.count)

    def _day(self, number: int) -> date | None:
        return _day_of(self.rule, self.anchor, self._offset() + number)

    def _number_at(self, day: date) -> int:
        """The number of the last day that is not later; 0 or less before the first."""
        return max(0, _slot_at(self.rule, self.anchor, day) - self._offset())

    def _offset(self) -> int:
        """The slot before the first day."""
        first = max(self.anchor, self.begins)
        if first == date.min:
            return -1
        return _slot_at(self.rule, self.anchor, first - timedelta(days=1))


def days_from(series: Series, day: date, at_most: int) -> list[date]:
    """The first days of a series that are not before that one; fewer where it ends."""
    found: list[date] = []
    following = series.first_after(day - timedelta(days=1)) if day > date.min else None
    while following is not None and len(found) < at_most:
        found.append(following)
        following = series.first_after(following)
    return found


def first_on_or_after(rule: Rule, anchor: date, day: date) -> date | None:
    """The first day of a rule that is not before that one, nor before the anchor."""
    return Series(rule, anchor, day).first_after(max(anchor, day) - timedelta(days=1))


def next_from_completion(rule: Rule, done_on: date) -> date | None:
    """When something comes again that repeats from when it was done."""
    return Series(rule, done_on, done_on).first_after(done_on)


# ------------------------------------------------------------------------------- slots of a rule

# A slot is a number of a day of the rule, counted from the anchor's own day, week, month or year
# as 0; the first slots of that week, month or year may lie before the anchor.


def _day_of(rule: Rule, anchor: date, slot: int) -> date | None:
    """The day of a slot; None outside of the calendar."""
    try:
        if rule.unit is Unit.DAY:
            return anchor + timedelta(days=slot * rule.interval)
        if rule.unit is Unit.WEEK:
            days = rule.weekdays or (anchor.weekday(),)
            weeks, place = divmod(slot, len(days))
            since_monday = weeks * rule.interval * 7 + days[place]
            return anchor + timedelta(days=since_monday - anchor.weekday())
        if rule.unit is Unit.MONTH:
            months = anchor.year * 12 + anchor.month - 1 + slot * rule.interval
            return _day_in_month(rule, anchor, months // 12, months % 12 + 1)
        return _day_in_year(rule, anchor, anchor.year + slot * rule.interval)
    except (OverflowError, ValueError):
        return None


def _slot_at(rule: Rule, anchor: date, day: date) -> int:
    """The last slot whose day is not later than that one: estimated, then moved by one at most."""
    if rule.unit is Unit.DAY:
        return (day - anchor).days // rule.interval
    if rule.unit is Unit.WEEK:
        days = rule.weekdays or (anchor.weekday(),)
        monday = (day - anchor).days + anchor.weekday()
        weeks, rest = divmod(monday, 7 * rule.interval)
        return weeks * len(days) + sum(1 for weekday in days if weekday <= rest) - 1
    if rule.unit is Unit.MONTH:
        slot = ((day.year - anchor.year) * 12 + day.month - anchor.month) // rule.interval
    else:
        slot = (day.year - anchor.year) // rule.interval
    there = _day_of(rule, anchor, slot)
    return slot if there is not None and there <= day else slot - 1


def _day_in_month(rule: Rule, anchor: date, year: int, month: int) -> date:
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    begins, length = calendar.monthrange(year, month)
    if rule.nth is None:
        return date(year, month, min(rule.month_day or anchor.day, length))
    first = 1 + (rule.weekdays[0] - begins) % 7
    return date(
        year,
        month,
        first + 7 * (rule.nth - 1) if rule.nth > 0 else first + (length - first) // 7 * 7,
    )


def _day_in_year(rule: Rule, anchor: date, year: int) -> date:
    if (anchor.month, anchor.day) == (2, 29) and 1 <= year <= 9999 and not calendar.isleap(year):
        return date.fromisoformat(f"{year:04}-{rule.leap}")
    return anchor.replace(year=year)
