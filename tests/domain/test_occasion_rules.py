"""On which days occasions fall."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.occasion_rules import (
    EASTER_AFTER,
    EASTER_BEFORE,
    EasterDay,
    LeapDay,
    NthWeekday,
    Rule,
    between,
    first_year,
    is_leap_day,
    next_on,
    on_in,
    parse_rule,
    rule_in_words,
)

_YEARS = st.integers(1900, 2200)
_LEAPS = st.sampled_from(LeapDay)


@st.composite
def _days(draw: st.DrawFn) -> PartialDate:
    year = draw(st.none() | _YEARS)
    month = draw(st.integers(1, 12))
    last = calendar.monthrange(year or 2000, month)[1]
    return PartialDate(year, month, draw(st.none() | st.integers(1, last)))


_NTHS = st.builds(
    NthWeekday, st.integers(1, 12), st.sampled_from([1, 2, 3, 4, -1]), st.integers(0, 6)
)
_EASTERS = st.builds(EasterDay, st.integers(EASTER_BEFORE, EASTER_AFTER), st.booleans())
_RULES: st.SearchStrategy[Rule] = st.one_of(_days(), _NTHS, _EASTERS)
_TODAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(_RULES)
def test_a_rule_comes_back_from_its_text(rule: Rule) -> None:
    assert parse_rule(str(rule)) == rule


@given(_RULES, _YEARS, _LEAPS)
def test_a_day_lies_in_its_year_once_the_rule_has_begun(
    rule: Rule, year: int, leap: LeapDay
) -> None:
    day = on_in(rule, year, leap)
    begun = first_year(rule)
    if begun is not None and year < begun:
        assert day is None
    else:
        assert day is not None
        assert day.year == year


@given(_RULES, _TODAYS, _LEAPS)
def test_the_next_day_is_the_first_that_is_not_over(rule: Rule, today: date, leap: LeapDay) -> None:
    found = next_on(rule, today, leap)
    assert found is not None
    assert found >= today
    assert found == on_in(rule, found.year, leap)
    assert list(between(rule, today, found, leap)) == [found]


@given(_RULES, _TODAYS, st.integers(0, 3000), _LEAPS)
def test_the_days_between_two_days_are_one_a_year_and_in_order(
    rule: Rule, begin: date, length: int, leap: LeapDay
) -> None:
    days = list(between(rule, begin, begin + timedelta(days=length), leap))
    assert days == sorted(days)
    assert len({day.year for day in days}) == len(days)
    assert all(begin <= day <= begin + timedelta(days=length) for day in days)


@given(_NTHS, _YEARS)
def test_a_weekday_of_a_month_is_that_weekday_in_that_week(rule: NthWeekday, year: int) -> None:
    day = on_in(rule, year)
    assert day is not None
    assert (day.weekday(), day.month) == (rule.weekday, rule.month)
    if rule.nth > 0:
        assert (day.day - 1) // 7 + 1 == rule.nth
    else:
        assert (day + timedelta(days=7)).month != rule.month


# Easter Sundays as the churches kept them.
@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [
        (2000, "2000-04-23", "2000-04-30"),
        (2008, "2008-03-23", "2008-04-27"),
        (2016, "2016-03-27", "2016-05-01"),
        (2017, "2017-04-16", "2017-04-16"),
        (2021, "2021-04-04", "2021-05-02"),
        (2024, "2024-03-31", "2024-05-05"),
        (2025, "2025-04-20", "2025-04-20"),
        (2026, "2026-04-05", "2026-04-12"),
        (2038, "2038-04-25", "2038-04-25"),
    ],
)
def test_easter_is_when_it_was_kept(year: int, western: str, orthodox: str) -> None:
    assert str(on_in(EasterDay(0), year)) == western
    assert str(on_in(EasterDay(0, orthodox=True), year)) == orthodox


def test_a_day_moves_with_easter() -> None:
    assert on_in(EasterDay(-2), 2024) == date(2024, 3, 29)
    assert on_in(EasterDay(39), 2026) == date(2026, 5, 14)
    assert on_in(EasterDay(49, orthodox=True), 2026) == date(2026, 5, 31)


@pytest.mark.parametrize(
    ("leap", "days"),
    [
        (LeapDay.FEBRUARY, ["2026-02-28", "2027-02-28", "2028-02-29"]),
        (LeapDay.MARCH, ["2026-03-01", "2027-03-01", "2028-02-29"]),
    ],
)
def test_29_february_is_kept_as_its_owner_likes_in_other_years(
    leap: LeapDay, days: list[str]
) -> None:
    born = PartialDate(2000, 2, 29)
    assert is_leap_day(born)
    assert [str(on_in(born, year, leap)) for year in (2026, 2027, 2028)] == days


def test_1900_and_2100_are_no_leap_years() -> None:
    born = PartialDate(None, 2, 29)
    assert on_in(born, 2100) == date(2100, 2, 28)
    assert on_in(born, 2100, LeapDay.MARCH) == date(2100, 3, 1)
    assert on_in(born, 2000, LeapDay.MARCH) == date(2000, 2, 29)


def test_a_month_counts_from_its_first() -> None:
    april = PartialDate(1985, 4)
    assert next_on(april, date(2026, 3, 3)) == date(2026, 4, 1)
    assert next_on(april, date(2026, 4, 2)) == date(2027, 4, 1)


def test_what_has_not_begun_is_next_when_it_begins() -> None:
    wedding = PartialDate(2030, 6, 5)
    assert next_on(wedding, date(2026, 3, 3)) == date(2030, 6, 5)
    assert list(between(wedding, date(2026, 1, 1), date(2031, 12, 31))) == [
        date(2030, 6, 5),
        date(2031, 6, 5),
    ]


def test_the_year_1604_is_no_year() -> None:
    assert first_year(PartialDate(1604, 4, 12)) is None
    assert first_year(PartialDate(1605, 4, 12)) == 1605
    assert rule_in_words(PartialDate(1604, 4, 12)) == "12 April"


def test_there_is_no_day_beyond_the_calendar() -> None:
    assert on_in(EasterDay(0), 4100) is None
    assert on_in(PartialDate(None, 1, 1), 1500) is None
    assert next_on(PartialDate(None, 1, 1), date(9999, 12, 31)) is None


@pytest.mark.parametrize(
    ("typed", "stored", "words"),
    [
        ("1985-04-12", "1985-04-12", "12 April 1985"),
        ("19850412", "1985-04-12", "12 April 1985"),
        ("--0412", "--04-12", "12 April"),
        ("--04", "--04", "April"),
        ("1985-04", "1985-04", "April 1985"),
        ("May", "--05", "May"),
        ("second Sunday of May", "--05 2SU", "the second Sunday of May"),
        ("the last mon in may", "--05 -1MO", "the last Monday of May"),
        ("4th thursday november", "--11 4TH", "the fourth Thursday of November"),
        ("easter", "easter+0", "Easter Sunday"),
        ("Easter - 2", "easter-2", "Good Friday"),
        ("good friday", "easter-2", "Good Friday"),
        ("orthodox easter+1", "orthodox+1", "Orthodox Easter Monday"),
        ("Orthodox Good Friday", "orthodox-2", "Orthodox Good Friday"),
        ("easter+10", "easter+10", "10 days after Easter"),
        ("orthodox-1", "orthodox-1", "1 day before Orthodox Easter"),
    ],
)
def test_a_rule_is_read_as_it_is_typed(typed: str, stored: str, words: str) -> None:
    rule = parse_rule(typed)
    assert rule is not None
    assert (str(rule), rule_in_words(rule)) == (stored, words)


@pytest.mark.parametrize(
    "text",
    [
        "", "1985", "---12", "--13", "--02-30", "fifth sunday of may", "second someday of may",
        "second sunday of mayday", "--13 2SU", "--05 0SU", "--05 5SU", "easter+201", "easter-81",
        "easter2", "christmas",
    ],
)  # fmt: skip
def test_what_is_no_rule_is_none(text: str) -> None:
    assert parse_rule(text) is None
