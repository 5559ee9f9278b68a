"""When something happened, as people say it: a weekday is the one that has passed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from relationship_desk.clock import today
from relationship_desk.domain.dates import parse_day
from relationship_desk.domain.partial_dates import parse_partial_date
from relationship_desk.ui.widgets.words import DateField

_AGO = re.compile(r"(\d{1,4}|an?)\s+(day|week)s?\s+ago")
_DAYS = {"day": 1, "week": 7}


def parse_past_day(text: str, on: date) -> date | None:
    """ "yesterday", "friday", "last friday", "3 days ago", "2026-03-01", "1 March", "1.3.2026".

    A weekday, and a day without a year, is the last one that was; a full date may lie ahead.
    """
    words = " ".join(text.lower().split())
    if (match := _AGO.fullmatch(words)) is not None:
        count = int(match[1]) if match[1].isdecimal() else 1
        try:
            return on - timedelta(days=count * _DAYS[match[2]])
        except OverflowError:
            return None
    word = words.removeprefix("last ")
    day = parse_day(word, on)
    if day is not None:
        if word[:1].isdecimal() or word == "tomorrow" or day <= on:
            return day
        back = day - timedelta(days=7)
        return back - timedelta(days=7) if back == on and word != words else back
    return _dated(words, on)


def _dated(text: str, on: date) -> date | None:
    found = parse_partial_date(text)
    if found is None or found.month is None or found.day is None:
        return None
    # 29 February may lie eight years back.
    for year in (found.year,) if found.year else range(on.year, on.year - 9, -1):
        try:
            day = date(year, found.month, found.day)
        except ValueError:
            continue
        if found.year or day <= on:
            return day
    return None


class HappenedField(DateField):
    """The day on which something happened."""

    _help = "Not a day. Try “yesterday”, “friday”, “3 days ago” or “2026-03-01”."

    def _parse(self, text: str) -> date | None:
        return parse_past_day(text, today(self._clock))
