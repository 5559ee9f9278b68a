from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.dates import (
    PartialDate,
    date_in_words,
    exact_date,
    parse_day,
    parse_day_and_time,
    parse_time,
)

TODAY = date(2026, 3, 3)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "parsed", "words"),
    [
        ("1985-04-12", PartialDate(1985, 4, 12), "12 April 1985"),
        ("19850412", PartialDate(1985, 4, 12), "12 April 1985"),
        ("--0412", PartialDate(None, 4, 12), "12 April"),
        ("--04-12", PartialDate(None, 4, 12), "12 April"),
        ("--02-29", PartialDate(None, 2, 29), "29 February"),
        ("1985-04", PartialDate(1985, 4), "April 1985"),
        ("1985", PartialDate(1985), "1985"),
        ("--04", PartialDate(None, 4), "April"),
        ("---12", PartialDate(None, None, 12), "12"),
    ],
)
def test_a_partial_date_is_read_and_said(text: str, parsed: PartialDate, words: str) -> None:
    found = PartialDate.parse(text)
    assert found == parsed
    assert found is not None
    assert found.in_words() == words


@pytest.mark.parametrize(
    "text", ["", "circa 1985", "1985-13-01", "1985-02-30", "2023-02-29", "--13-01", "12.4.85"]
)
def test_what_is_no_partial_date_is_none(text: str) -> None:
    assert PartialDate.parse(text) is None


@given(st.dates(date(1, 1, 1)))
def test_a_whole_date_comes_back(day: date) -> None:
    found = PartialDate.parse(day.isoformat())
    assert str(found) == day.isoformat()
    assert PartialDate.parse(str(PartialDate(None, day.month, day.day))) == PartialDate(
        None, day.month, day.day
    )


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 3), "today"),
        (date(2026, 3, 2), "yesterday"),
        (date(2026, 3, 4), "tomorrow"),
        (date(2026, 2, 20), "11 days ago"),
        (date(2026, 2, 10), "3 weeks ago"),
        (date(2026, 3, 24), "in 3 weeks"),
        (date(2025, 12, 3), "3 months ago"),
        (date(2025, 3, 3), "12 months ago"),
        (date(2023, 3, 3), "3 years ago"),
        (date(2026, 3, 8), "in 5 days"),
    ],
)
def test_a_date_in_words(day: date, words: str) -> None:
    assert date_in_words(day, TODAY) == words


def test_the_exact_date_names_the_weekday() -> None:
    assert exact_date(TODAY) == "Tuesday 3 March 2026"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("Yesterday", date(2026, 3, 2)),
        ("friday", date(2026, 3, 6)),
        ("tue", date(2026, 3, 10)),
        ("2026-12-24", date(2026, 12, 24)),
        ("nonsense", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_it_is_typed(text: str, day: date | None) -> None:
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-03-05", (date(2026, 3, 5), None)),
        ("2026-03-05T15:00", (date(2026, 3, 5), time(15))),
        ("2026-03-05 9:30", (date(2026, 3, 5), time(9, 30))),
        ("tomorrow 15:00", (date(2026, 3, 4), time(15))),
        ("friday", (date(2026, 3, 6), None)),
        ("15:00", None),
        ("2026-03-05 25:00", None),
    ],
)
def test_a_day_and_time_is_read_as_it_is_typed(
    text: str, found: tuple[date, time | None] | None
) -> None:
    assert parse_day_and_time(text, TODAY) == found


def test_a_time_needs_hours_and_minutes_that_exist() -> None:
    assert parse_time("9:05") == time(9, 5)
    assert [parse_time(text) for text in ("24:00", "9:60", "9", "")] == [None] * 4
