"""Reading a date of which the year may be unknown, as people type it."""

from __future__ import annotations

import calendar
import re

from relationship_desk.domain.dates import PartialDate

_DAY_FIRST = re.compile(r"(\d{1,2})\.?\s*([^\W\d_]{3,})\.?,?\s*(\d{4})?")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,})\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")
_MONTH_YEAR = re.compile(r"([^\W\d_]{3,})\.?\s*(\d{4})?")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})?")
_MONTHS = {
    name.lower(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
}


def parse_partial_date(text: str) -> PartialDate | None:
    """ "12 April 1985", "April 12", "12.4.1985", "12.4.", "April 1985", and the ISO forms.

    A slash form is not read: 4/5 means two days to two people.
    """
    text = text.strip()
    if (iso := PartialDate.parse(text)) is not None:
        return iso
    for pattern, order in (
        (_DAY_FIRST, "dmy"),
        (_DOTTED, "dmy"),
        (_MONTH_FIRST, "mdy"),
        (_MONTH_YEAR, "my"),
    ):
        match = pattern.fullmatch(text)
        if match is None:
            continue
        parts = dict(zip(order, match.groups(), strict=True))
        month = _month(parts["m"])
        if month is None:
            continue
        year = int(parts["y"]) if parts["y"] else None
        day = int(parts["d"]) if "d" in parts else None
        # Through its own text, so that only dates that may be are accepted.
        return PartialDate.parse(str(PartialDate(year, month, day)))
    return None


def _month(word: str) -> int | None:
    if word.isdecimal():
        number = int(word)
        return number if 1 <= number <= 12 else None
    return _MONTHS.get(word.lower())
