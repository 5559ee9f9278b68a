"""Owns the dates of tables; invariant: a date that could be two days stays the text it was."""

from __future__ import annotations

import re
from collections.abc import Iterable

from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.text import fold
from relationship_desk.formats.csv.columns import DAY_FIRST, MONTH_FIRST

_NUMBERS = re.compile(r"(\d{1,2})([./ -])(\d{1,2})\2(\d{4}|\d{2})(?:[ T].*)?", re.DOTALL)
_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?:[ T].*)?", re.DOTALL)
_WORDS = re.compile(r"(\d{1,2})[. -]*([^\W\d_]{3,})[., -]*(\d{4}|\d{2})?")
_MONTH_BEFORE = re.compile(r"([^\W\d_]{3,})[. ]*(\d{1,2})(?:,? *(\d{4}))?")
_NO_DATE = re.compile(r"[0./ -]*")
_NEVER = re.compile(r"1/1/4501|0?1\.0?1\.4501|4501-01-01.*")

# By the first letters of their folded names: English, German, French, Spanish, Italian, Dutch,
# Portuguese. "jui" alone would be two months, "mar" is March in all of them.
_MONTHS = (
    ("jan", "ene", "gen"),
    ("feb", "fev"),
    ("mar", "maa", "mrt"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mag", "mei"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "dez", "dic"),
)
# Two digits above are of the last century; up to it nobody knows.
_LAST_CERTAIN_YEAR = 30


def is_empty(text: str) -> bool:
    """Whether the text stands for no date: "", "0/0/00", "0.0.00", Outlook's year 4501."""
    return _NO_DATE.fullmatch(text.strip()) is not None or bool(_NEVER.fullmatch(text.strip()))


def order_of(values: Iterable[str]) -> str:
    """How the all-number dates of a column are read: `DAY_FIRST`, `MONTH_FIRST`, or "" where the
    column does not tell. Dots between numbers are day first everywhere.
    """
    day_first = month_first = False
    for value in values:
        found = _NUMBERS.fullmatch(value.strip())
        if found is not None and found[2] != ".":
            day_first = day_first or int(found[1]) > 12
            month_first = month_first or int(found[3]) > 12
    if day_first == month_first:
        return ""
    return DAY_FIRST if day_first else MONTH_FIRST


def read(text: str, order: str, recent: bool = False) -> tuple[str, str]:
    """`PartialDate` text and "", or the text as it is and a sentence that says why.

    `recent`: years of two digits are of this century.
    """
    text = text.strip()
    if PartialDate.parse(text) is not None:
        return str(PartialDate.parse(text)), ""
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return _checked(text, int(found[1]), int(found[3]), int(found[4]))
    found = _NUMBERS.fullmatch(text)
    if found:
        return _numbers(text, found, order, recent)
    found = _WORDS.fullmatch(text)
    if found:
        day, month, year = int(found[1]), _month(found[2]), found[3]
    else:
        found = _MONTH_BEFORE.fullmatch(text)
        if not found:
            return text, f"“{_short(text)}” is no date that the desk knows; it is kept as text."
        day, month, year = int(found[2]), _month(found[1]), found[3]
    if not month:
        return text, f"“{_short(text)}” is no date that the desk knows; it is kept as text."
    if year is None:
        return _checked(text, None, month, day)
    whole = _whole_year(year, recent)
    if whole is None:
        return text, f"The century of “{_short(text)}” is not known; it is kept as text."
    return _checked(text, whole, month, day)


def _numbers(text: str, found: re.Match[str], order: str, recent: bool) -> tuple[str, str]:
    first, second = int(found[1]), int(found[3])
    if found[2] == "." or order == DAY_FIRST:
        day, month = first, second
    elif order == MONTH_FIRST:
        day, month = second, first
    elif first == second:
        day = month = first
    elif first > 12 or second > 12:
        day, month = max(first, second), min(first, second)
    else:
        return text, f"“{text}” could be two days: which number is the month? It is kept as text."
    year = _whole_year(found[4], recent)
    if year is None:
        return text, f"The century of “{_short(text)}” is not known; it is kept as text."
    return _checked(text, year, month, day)


def _whole_year(year: str, recent: bool) -> int | None:
    if len(year) == 4:
        return int(year)
    if recent:
        return 2000 + int(year)
    return 1900 + int(year) if int(year) > _LAST_CERTAIN_YEAR else None


def _checked(text: str, year: int | None, month: int, day: int) -> tuple[str, str]:
    written = f"{year:04}-{month:02}-{day:02}" if year is not None else f"--{month:02}-{day:02}"
    found = PartialDate.parse(written)
    if found is None:
        return text, f"“{_short(text)}” is a day that there is not; it is kept as text."
    return str(found), ""


def _month(word: str) -> int:
    plain = fold(word)
    for number, starts in enumerate(_MONTHS, 1):
        if plain.startswith(starts):
            return number
    return 0


def from_parts(year: str, month: str, day: str) -> tuple[str, str]:
    """The date of three cells, any of which may be empty, and a sentence where it is none."""
    year, month, day = (part.strip().lstrip("0") for part in (year, month, day))
    words = " ".join(part for part in (year, month, day) if part)
    if not words:
        return "", ""
    number = month if month.isdecimal() or not month else str(_month(month) or month)
    parts = [part for part in (year, number, day) if part]
    if all(part.isdecimal() and part.isascii() and len(part) <= 4 for part in parts):
        date = PartialDate(*(int(part) if part else None for part in (year, number, day)))
        # A day without its month says nothing; it stays what it was.
        if (date.month or date.day is None) and PartialDate.parse(str(date)) == date:
            return str(date), ""
    return words, f"“{_short(words)}” is no date that the desk knows; it is kept as text."


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
