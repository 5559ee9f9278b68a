"""Days in words, in the middle of a line: how many words say a day, and which day it is.

Looking back, a weekday or a day without a year is the last one that was; looking ahead, the next
that comes. Invariant: a day that is found lies within reach of the calendar.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.partial_dates import parse_partial_date
from relationship_desk.domain.quicklog.tokens import Phrase, Token, follows
from relationship_desk.domain.quicklog.words import DateWords

_FIRST_YEAR, _LAST_YEAR = 1900, 9998
_MOST_UNITS = 999
_CLOCK = re.compile(r"(\d{1,2})(?::(\d\d))?")
_FIRST_HOUR = 7  # of a day in which people are in touch
_LEAP_CYCLE = 9  # 29 February may lie eight years away


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day said by `used` tokens. `is_relative`: counted from today, not by the calendar."""

    day: date
    used: int
    is_relative: bool
    at: time | None = None


def find_day(
    line: Sequence[Token], at: int, words: DateWords, today: date, *, past: bool
) -> FoundDay | None:
    """The day that is said from this token on, with its time of day if one stands before or after
    it; None for none.

    A word like "on" (looking ahead also "by") may stand before it.
    """
    clock, first = find_time(line, at, words)
    if clock is not None:  # "at 3pm yesterday"
        behind = find_day(line, at + first, words, today, past=past)
        if behind is None or behind.at is not None:
            return None
        return FoundDay(behind.day, first + behind.used, behind.is_relative, clock)
    lead = at < len(line) and line[at].word in (words.on if past else words.on | words.by)
    try:
        found = _day(line, at + lead, words, today, past=past)
    except (ValueError, OverflowError):
        return None
    if found is None or not _FIRST_YEAR <= found.day.year <= _LAST_YEAR:
        return None
    used = found.used + lead
    clock, more = find_time(line, at + used, words)
    return FoundDay(found.day, used + more, found.is_relative, clock)


def find_time(line: Sequence[Token], at: int, words: DateWords) -> tuple[time | None, int]:
    """A time of day from this token on: "15:00", "at 9:30", "at 3pm", "3 pm"; and its tokens.

    An hour alone is one where "at" stands before and nothing behind it: "at 10", and "at 3" of the
    afternoon, because few are in touch at night.
    """
    lead = at < len(line) and line[at].word in words.at
    if at + lead >= len(line):
        return None, 0
    word, used = line[at + lead].word, 1 + lead
    half = ""
    for suffix in (*words.am, *words.pm):
        if word.endswith(suffix) and word[: -len(suffix)][-1:].isdecimal():
            word, half = word.removesuffix(suffix), suffix
    following = line[at + used].word if at + used < len(line) else ""
    if not half and following in (*words.am, *words.pm):
        half, used = following, used + 1
    match = _CLOCK.fullmatch(word)
    alone = lead and following in ("", ";")
    if match is None or not (match[2] or half or alone):
        return None, 0
    hour, minute = int(match[1]), int(match[2] or 0)
    if not (match[2] or half) and 1 <= hour < _FIRST_HOUR:
        half = words.pm[0]
    if half and not 1 <= hour <= 12:
        return None, 0
    if half:
        hour = hour % 12 + (12 if half in words.pm else 0)
    return (time(hour, minute), used) if hour < 24 and minute < 60 else (None, 0)


def _day(
    line: Sequence[Token], at: int, words: DateWords, today: date, *, past: bool
) -> FoundDay | None:
    if at >= len(line):
        return None
    if (size := follows(line, at, tuple(words.days))) > 0:
        phrase = tuple(token.word for token in line[at : at + size])
        return FoundDay(today + timedelta(days=words.days[phrase]), size, True)
    return (
        _weekday(line, at, words, today, past=past)
        or _counted(line, at, words, today)
        or _dated(line, at, words, today, past=past)
    )


def _weekday(
    line: Sequence[Token], at: int, words: DateWords, today: date, *, past: bool
) -> FoundDay | None:
    """ "friday", "last friday", "next friday" (of the coming week), "last week", "next month"."""
    is_last, is_next = line[at].word in words.last, line[at].word in words.next
    place = at + (is_last or is_next)
    if place >= len(line):
        return None
    word, used = line[place].word, place - at + 1
    if word in words.weekdays:
        number = words.weekdays[word]
        if is_next:
            monday = today + timedelta(days=7 - today.weekday())
            return FoundDay(monday + timedelta(days=number), used, True)
        ahead = (number - today.weekday()) % 7
        if not past and not is_last:
            return FoundDay(today + timedelta(days=ahead or 7), used, True)
        back = (7 - ahead) % 7
        return FoundDay(today - timedelta(days=back or (7 if is_last else 0)), used, True)
    if (is_last or is_next) and word in words.units and words.units[word] > 1:
        days = words.units[word]
        return FoundDay(_moved(today, days, 1 if is_next else -1), used, True)
    return None


def _counted(line: Sequence[Token], at: int, words: DateWords, today: date) -> FoundDay | None:
    """ "two days ago", "in three weeks"."""
    ahead = line[at].word in words.within
    number, size = _number(line, at + ahead, words.numbers)
    place = at + ahead + size
    if not size or place >= len(line) or line[place].word not in words.units:
        return None
    unit = words.units[line[place].word]
    if ahead:
        return FoundDay(_moved(today, unit, number), place + 1 - at, True)
    if place + 1 < len(line) and line[place + 1].word in words.ago:
        return FoundDay(_moved(today, unit, -number), place + 2 - at, True)
    return None


def _number(line: Sequence[Token], at: int, numbers: Mapping[Phrase, int]) -> tuple[int, int]:
    if at < len(line) and line[at].word.isascii() and line[at].word.isdecimal():
        number = int(line[at].word[:6])
        return (number, 1) if 1 <= number <= _MOST_UNITS else (0, 0)
    size = follows(line, at, tuple(numbers))
    return (numbers[tuple(t.word for t in line[at : at + size])], size) if size else (0, 0)


def _moved(today: date, unit: int, count: int) -> date:
    """So many units on: days and weeks by the day, months and years by the calendar."""
    if unit < 30:
        return today + timedelta(days=unit * count)
    months = today.year * 12 + today.month - 1 + count * (12 if unit > 30 else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _dated(
    line: Sequence[Token], at: int, words: DateWords, today: date, *, past: bool
) -> FoundDay | None:
    """ "2026-03-01", "3.11.", "12 March", "March 12 2026", "12th of March", ahead "in May"."""
    word = line[at].word
    numeric = parse_partial_date(word) if word[:1].isdecimal() and not word.isdecimal() else None
    if numeric is not None and numeric.month and numeric.day:
        return _nearest(numeric.year, numeric.month, numeric.day, 1, today, past=past)
    if word in words.within:
        following = line[at + 1].word if at + 1 < len(line) else ""
        return None if past else _month(words.months.get(following), today)
    day, place = _day_number(line, at, words), at + 1
    if day is None:
        month = words.months.get(word)
        day = _day_number(line, place, words)
        place += 1
    else:
        place += place < len(line) and line[place].word in words.of
        month = words.months.get(line[place].word) if place < len(line) else None
        place += 1
    if month is None or day is None:
        return None
    year = _year(line, place)
    return _nearest(year, month, day, place - at + (year is not None), today, past=past)


def _day_number(line: Sequence[Token], at: int, words: DateWords) -> int | None:
    """ "12", "12.", "12th"."""
    if at >= len(line):
        return None
    word = line[at].word.rstrip(".")
    for suffix in words.ordinals:
        word = word.removesuffix(suffix)
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= 2 else None


def _year(line: Sequence[Token], at: int) -> int | None:
    word = line[at].word.rstrip(".") if at < len(line) else ""
    return int(word) if re.fullmatch(r"(19|20)\d\d", word, re.ASCII) else None


def _nearest(
    year: int | None, month: int, day: int, used: int, today: date, *, past: bool
) -> FoundDay | None:
    if PartialDate.parse(str(PartialDate(year, month, day))) is None:
        return None
    step = -1 if past else 1
    for tried in (year,) if year else range(today.year, today.year + step * _LEAP_CYCLE, step):
        try:
            found = date(tried, month, day)
        except ValueError:
            continue
        if year or (found <= today if past else found >= today):
            return FoundDay(found, used, False)
    return None


def _month(month: int | None, today: date) -> FoundDay | None:
    """ "in May": its first day; of the month that is now, its last."""
    if month is None:
        return None
    if month == today.month:
        last = calendar.monthrange(today.year, month)[1]
        return FoundDay(date(today.year, month, last), 2, False)
    return FoundDay(date(today.year + (month < today.month), month, 1), 2, False)
