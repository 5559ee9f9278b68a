"""Owns the forms of dates in vCards; invariant: what is not understood stays as it was written."""

from __future__ import annotations

import re

from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.partial_dates import parse_partial_date
from relationship_desk.formats.vcard.heads import Head
from relationship_desk.formats.vcard.style import Style

_WITH_TIME = re.compile(
    r"(\d{4}-?\d\d-?\d\d|--\d\d-?\d\d|\d{4}-\d\d|\d{4}|---\d\d|--\d\d)[T ].*", re.DOTALL
)
_CERTAIN = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])\Z", re.ASCII)
_LOOSE = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\Z", re.ASCII)
_NO_YEAR = "0000"
OMITTED_YEAR = "1604"  # Apple's year for a birthday without one: a leap year before all birthdays


def read(text: str, head: Head, version: str) -> str:
    """`PartialDate` text of a date or date-time, else the text as it is.

    The day of a date-time is the day as it was written, whatever its zone.
    """
    text = text.strip()
    if not head.params and _CERTAIN.match(text):
        return text  # already in the form it is wanted in, as nearly all are
    if head.params and head.value("VALUE").lower() == "text":
        return text
    timed = _WITH_TIME.match(text)
    found = PartialDate.parse(timed[1] if timed else text)
    if found is None:
        found = _loosely(text)
    if found is None:
        return text
    if (
        found.year is not None
        and found.month is not None
        and _year_is_omitted(found, head, version)
    ):
        found = PartialDate(None, found.month, found.day)
    return str(found)


def _loosely(text: str) -> PartialDate | None:
    """A date in a form of no standard that is one day only: 1985/4/12, 12.04.1985, Apr 12, 1985."""
    loose = _LOOSE.match(text)
    if loose is None:
        return parse_partial_date(text)
    year = loose[1] if loose[1] != _NO_YEAR else "-"
    return PartialDate.parse(f"{year}-{int(loose[3]):02}-{int(loose[4]):02}")


def _year_is_omitted(date: PartialDate, head: Head, version: str) -> bool:
    omitted = head.value("X-APPLE-OMIT-YEAR") if head.params else ""
    if omitted:
        return omitted == str(date.year)
    return version != "4.0" and str(date.year) == OMITTED_YEAR


def write(text: str, style: Style, extended: bool = True) -> tuple[str, list[bytes]]:
    """The escaped value and the parameters of a date.

    Version 4.0 takes the basic form, the older ones the extended form unless `extended` is off. A
    year that is not known is left out in 4.0 and is Apple's 1604 before; a text that is no date
    says so.
    """
    date = PartialDate.parse(text)
    if date is None or str(date) != text:
        return style.text(text), [b"VALUE=text"]
    if style.version == "4.0":
        return _basic(text), []
    if date.year == int(OMITTED_YEAR):
        return style.text(text), [b"VALUE=text"]
    if date.year is None and date.month is not None and date.day is not None:
        apple = f"{OMITTED_YEAR}-{date.month:02}-{date.day:02}"
        return apple, [f"X-APPLE-OMIT-YEAR={OMITTED_YEAR}".encode()]
    return (text if extended else _basic(text)), []


def _basic(text: str) -> str:
    """1985-04-12 as 19850412 and --04-12 as --0412; what has no shorter form stays."""
    if len(text) == 10:
        return text.replace("-", "")
    return f"{text[:4]}{text[5:]}" if len(text) == 7 and text[0] == "-" else text
