"""What is said of occasions, and how long before."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.occasion_rules import EasterDay, NthWeekday, Rule, parse_rule
from relationship_desk.domain.occasions import (
    NEVER,
    Leads,
    Occasion,
    OccasionKind,
    age_between,
    death_of,
    is_death,
    leads_of_kinds,
    occasion_of,
    when_words,
)

K = OccasionKind


def dated(label: str, value: str = "1985-04-12") -> Detail:
    return Detail(DetailKind.DATE, (value,), label)


@pytest.mark.parametrize(
    ("kind", "rule", "label", "words"),
    [
        (K.BIRTHDAY, "1986-04-12", "", "turns forty"),
        (K.BIRTHDAY, "1900-04-12", "", "turns one hundred and twenty-six"),
        (K.BIRTHDAY, "--04-12", "", "has a birthday"),
        (K.BIRTHDAY, "1604-04-12", "", "has a birthday"),
        (K.BIRTHDAY, "0900-04-12", "", "has a birthday"),
        (K.WEDDING, "2016-04-12", "", "ten years since the wedding"),
        (K.WEDDING, "--04-12", "", "wedding anniversary"),
        (K.ANNIVERSARY, "2016-04-12", "", "tenth anniversary"),
        (K.ANNIVERSARY, "2016-04-12", "the shop", "the shop, ten years on"),
        (K.WORK, "2025-04-12", "Harbour Museum", "one year at Harbour Museum"),
        (K.WORK, "2016-04-12", "", "ten years at work"),
        (K.NAME_DAY, "--04-12", "", "name day"),
        (K.REMEMBRANCE, "2016-04-12", "her father's death", "ten years since her father's death"),
        (K.REMEMBRANCE, "2016-04-12", "", "remembrance, ten years on"),
        (K.OTHER, "2016-04-12", "first met", "first met, ten years on"),
        (K.OTHER, "second sunday of april", "the choir meets", "the choir meets"),
    ],
)
def test_a_day_is_told_in_words(kind: OccasionKind, rule: str, label: str, words: str) -> None:
    parsed = parse_rule(rule)
    assert parsed is not None
    assert Occasion(kind, parsed, label).words_on(date(2026, 4, 12)) == words


def test_the_words_follow_a_name_or_stand_beside_it() -> None:
    day = date(2026, 4, 12)
    assert Occasion(K.BIRTHDAY, PartialDate(1986, 4, 12)).sentence_on(day, "Ida") == (
        "Ida turns forty"
    )
    assert Occasion(K.NAME_DAY, PartialDate(None, 4, 12)).sentence_on(day, "Ida") == "Ida: name day"


def test_the_birthday_of_somebody_who_died_is_no_congratulation() -> None:
    born = Occasion(K.BIRTHDAY, PartialDate(1946, 4, 12), of_the_dead=True)
    assert born.words_on(date(2026, 4, 12)) == "would have turned eighty"
    yearless = Occasion(K.BIRTHDAY, PartialDate(None, 4, 12), of_the_dead=True)
    assert yearless.words_on(date(2026, 4, 12)) == "was born on this day"


def test_the_day_of_death_tells_the_years_where_they_are_known() -> None:
    known, unknown = occasion_of(dated("death", "2016-04-12")), occasion_of(dated("Died", "--0412"))
    assert known is not None
    assert unknown is not None
    assert known.sentence_on(date(2026, 4, 12), "Ida") == "Ida: ten years since the death"
    assert unknown.sentence_on(date(2026, 4, 12), "Ida") == "Ida: day of death"


@given(
    st.sampled_from(K),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.sampled_from(
        [PartialDate(None, 4, 12), PartialDate(1604, 4, 12), NthWeekday(5, 2, 6), EasterDay(1)]
    ),
)
def test_no_number_is_told_where_no_year_is_known(
    kind: OccasionKind, dead: bool, day: date, rule: Rule
) -> None:
    occasion = Occasion(kind, rule, of_the_dead=dead)
    assert occasion.number_on(day) is None
    assert occasion.age_on(day) is None
    assert not occasion.is_round_on(day)
    words = occasion.words_on(day)
    assert words
    assert not any(word in words for word in ("turn", "year", "0", "1"))


def test_big_ones_are_known() -> None:
    born, wed = (Occasion(kind, PartialDate(1950, 4, 12)) for kind in (K.BIRTHDAY, K.WEDDING))
    assert [n for n in range(101) if born.is_round_on(date(1950 + n, 4, 12))] == [
        10, 18, 20, 30, 40, 50, 60, 70, 75, 80, 90, 100,
    ]  # fmt: skip
    assert [n for n in range(51) if wed.is_round_on(date(1950 + n, 4, 12))] == [
        1, 5, 10, 20, 25, 30, 40, 50,
    ]  # fmt: skip


def test_a_birth_is_no_birthday_and_a_wedding_to_come_is_one_to_remember() -> None:
    day = date(2026, 4, 12)
    assert not Occasion(K.BIRTHDAY, PartialDate(2026, 4, 12)).counts_on(day)
    assert not Occasion(K.REMEMBRANCE, PartialDate(2026, 4, 12)).counts_on(day)
    assert Occasion(K.BIRTHDAY, PartialDate(None, 4, 12)).counts_on(day)
    wedding = Occasion(K.WEDDING, PartialDate(2026, 4, 12))
    assert wedding.counts_on(day)
    assert wedding.words_on(day) == "wedding day"


@pytest.mark.parametrize(
    ("label", "kind", "title"),
    [
        ("birthday", K.BIRTHDAY, "birthday"),
        ("Birthday", K.BIRTHDAY, "birthday"),
        ("home, birthday", K.BIRTHDAY, "birthday"),
        ("Anna's birthday", K.OTHER, "Anna's birthday"),
        ("anniversary", K.ANNIVERSARY, "anniversary"),
        ("Wedding day", K.WEDDING, "wedding anniversary"),
        ("name day", K.NAME_DAY, "name day"),
        ("work anniversary", K.WORK, "work anniversary"),
        ("death", K.REMEMBRANCE, "day of death"),
        ("Father's death", K.OTHER, "Father's death"),
        ("first met", K.OTHER, "first met"),
    ],
)
def test_a_labelled_date_of_a_card_is_an_occasion(
    label: str, kind: OccasionKind, title: str
) -> None:
    found = occasion_of(dated(label))
    assert found is not None
    assert (found.kind, found.title) == (kind, title)


@pytest.mark.parametrize(
    "detail",
    [dated(""), dated("birthday", "1985"), dated("birthday", "in spring"),
     Detail(DetailKind.NOTE, ("1985-04-12",), "birthday")],
)  # fmt: skip
def test_a_date_without_label_or_month_is_none(detail: Detail) -> None:
    assert occasion_of(detail) is None


def test_who_died_is_known_from_a_date_of_death_whatever_it_says() -> None:
    unknown, known = dated("death", "unknown"), dated("Date of death", "2016-04-12")
    assert death_of([dated("birthday"), unknown]) == unknown
    assert death_of([unknown, known]) == known
    assert death_of([dated("birthday"), dated("Father's death")]) is None
    assert not is_death(Detail(DetailKind.NOTE, ("x",), "death"))


@pytest.mark.parametrize(
    ("birth", "end", "age"),
    [
        ("1946-04-12", "2026-04-11", 79),
        ("1946-04-12", "2026-04-12", 80),
        ("1946", "2026-04-12", None),
        ("--04-12", "2026-04-12", None),
        ("1604-04-12", "2026-04-12", None),
        ("1946-04-12", "2026", None),
        ("2026-04-12", "1946-04-12", None),
    ],
)
def test_an_age_is_told_only_where_both_ends_are_known(
    birth: str, end: str, age: int | None
) -> None:
    one, other = PartialDate.parse(birth), PartialDate.parse(end)
    assert one is not None
    assert other is not None
    assert age_between(one, other) == age


def test_the_nearest_setting_says_how_long_before() -> None:
    kinds = leads_of_kinds([("birthday", 3), ("no such kind", 9)])
    assert kinds == {K.BIRTHDAY: 3}
    person, circles = {K.BIRTHDAY: 10}, (14, 7)
    assert Leads(person, circles, kinds).of(K.BIRTHDAY, own=0) == 0
    assert Leads(person, circles, kinds).of(K.BIRTHDAY) == 10
    assert Leads({}, circles, kinds).of(K.BIRTHDAY) == 7
    assert Leads({}, (), kinds).of(K.BIRTHDAY) == 3
    assert Leads({}, (), kinds).of(K.NAME_DAY) == 0
    assert Leads(person, circles, kinds).of(K.BIRTHDAY, own=NEVER) == NEVER


def test_how_far_away_a_month_is() -> None:
    april, today = PartialDate(None, 4), date(2026, 3, 3)
    assert when_words(april, date(2026, 4, 1), today) == "in April"
    assert when_words(april, date(2026, 4, 1), date(2026, 4, 20)) == "this month"
    assert when_words(april, date(2027, 4, 1), date(2026, 5, 1)) == "in April 2027"
    assert when_words(PartialDate(None, 4, 12), date(2026, 4, 12), today) == "in 6 weeks"
