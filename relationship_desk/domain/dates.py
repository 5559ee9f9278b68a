"""Civil dates: partial dates, parsing of what people type, and dates in words."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from relationship_desk.domain.text import counted

_PARTIAL = re.compile(
    r"(?P<y>\d{4})-?(?P<m>\d\d)-?(?P<d>\d\d)$"
    r"|--(?P<m2>\d\d)-?(?P<d2>\d\d)$"
    r"|(?P<y3>\d{4})-(?P<m3>\d\d)$"
    r"|(?P<y4>\d{4})$"
    r"|--(?P<m5>\d\d)$"
    r"|---(?P<d6>\d\d)$"
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A civil date of which year, month or day may be unknown (RFC 6350 section 4.3.1)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @staticmethod
    def parse(text: str) -> PartialDate | None:
        """Read the ISO 8601:2004 forms of RFC 6350, basic or extended; None if it is none."""
        match = _PARTIAL.match(text.strip())
        if match is None:
            return None
        g = match.groupdict()
        year = g["y"] or g["y3"] or g["y4"]
        month = g["m"] or g["m2"] or g["m3"] or g["m5"]
        day = g["d"] or g["d2"] or g["d6"]
        found = PartialDate(*(int(p) if p else None for p in (year, month, day)))
        return found if found._is_possible() else None

    def _is_possible(self) -> bool:
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.year == 0:
            return False
        if self.day is None:
            return True
        # A leap year where the year is unknown, 31 where the month is: what may be, is accepted.
        last = calendar.monthrange(self.year or 2000, self.month)[1] if self.month else 31
        return 1 <= self.day <= last

    def __str__(self) -> str:
        """The extended form: 1985-04-12, --04-12, 1985-04, 1985, --04, ---12."""
        if self.year is not None:
            parts = [f"{self.year:04}"]
            parts += [f"{self.month:02}"] if self.month is not None else []
            parts += [f"{self.day:02}"] if self.day is not None and self.month is not None else []
            return "-".join(parts)
        if self.month is not None:
            return f"--{self.month:02}" + (f"-{self.day:02}" if self.day is not None else "")
        return f"---{self.day:02}" if self.day is not None else ""

    def in_words(self) -> str:
        """ "12 April 1985", "12 April", "April 1985", "1985"."""
        words = []
        if self.day is not None:
            words.append(str(self.day))
        if self.month is not None:
            words.append(calendar.month_name[self.month])
        if self.year is not None:
            words.append(str(self.year))
        return " ".join(words)


def date_in_words(day: date, today: date) -> str:
    """How people say it: "today", "yesterday", "3 weeks ago", "in 5 days"."""
    days = (day - today).days
    if days == 0:
        return "today"
    if days == -1:
        return "yesterday"
    if days == 1:
        return "tomorrow"
    span = _span_in_words(abs(days))
    return f"in {span}" if days > 0 else f"{span} ago"


def lead_in_words(days: int) -> str:
    """How long before a day: "on the day", "10 days before", "3 weeks before"."""
    if days == 0:
        return "on the day"
    return f"{counted(days, 'day') if days % 7 else counted(days // 7, 'week')} before"


def _span_in_words(days: int) -> str:
    for unit, length, limit in (("day", 1, 14), ("week", 7, 60), ("month", 30.44, 730)):
        if days < limit:
            return counted(round(days / length), unit)
    return counted(round(days / 365.25), "year")


def exact_date(day: date) -> str:
    """ "Tuesday 3 March 2026": what a tooltip says."""
    return f"{calendar.day_name[day.weekday()]} {plain_date(day)}"


def plain_date(day: date) -> str:
    """ "3 March 2026": a day in a sentence."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


_WORDS = {"today": 0, "tomorrow": 1, "yesterday": -1}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}


def parse_day(text: str, today: date) -> date | None:
    """A day as it is typed: an ISO date, today, tomorrow, yesterday, or a weekday to come."""
    word = text.strip().lower()
    if word in _WORDS:
        return today + timedelta(days=_WORDS[word])
    for name, number in _WEEKDAYS.items():
        if word in (name, name[:3]):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def parse_day_and_time(text: str, today: date) -> tuple[date, time | None] | None:
    """A day and perhaps a time: "2026-03-01", "2026-03-01T15:00", "tomorrow 9:30"."""
    words = text.strip().replace("T", " ", 1) if re.match(r"\d{4}-", text.strip()) else text.strip()
    head, _, tail = words.rpartition(" ")
    if head and (clock := parse_time(tail)) is not None:
        day = parse_day(head, today)
        return None if day is None else (day, clock)
    day = parse_day(words, today)
    return None if day is None else (day, None)


def parse_time(text: str) -> time | None:
    """A time of day as it is typed: "9:30", "09:30", "9:30:00"."""
    match = re.fullmatch(r"(\d{1,2}):(\d\d)(?::\d\d)?", text.strip())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2])
    return time(hour, minute) if hour < 24 and minute < 60 else None


def parse_instant(text: str) -> datetime | None:
    """An ISO 8601 date-time; None if it is none. Naive where the text names no zone."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def earlier(day: date, days: int) -> date:
    """So many days before a day, or the first day that there is."""
    return day - timedelta(days=min(days, (day - date.min).days))


def later(day: date, days: int) -> date:
    """So many days after a day, or the last day that there is."""
    return day + timedelta(days=min(days, (date.max - day).days))
