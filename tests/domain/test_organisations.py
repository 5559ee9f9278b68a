"""How long somebody is somewhere, and when a membership comes up."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.opportunities import LinkKind, OpportunityStage, Step, way_in_words
from relationship_desk.domain.organisations import (
    OrganisationKind,
    Renewal,
    Span,
    first_day,
    last_day,
    review_on,
    span_end,
)

TODAY = date(2026, 3, 3)
Y2019, Y2021 = PartialDate(2019), PartialDate(2021)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(), ""),
        (Span(Y2019), "since 2019"),
        (Span(PartialDate(2027)), "from 2027"),
        (Span(None, Y2021), "until 2021"),
        (Span(Y2019, PartialDate(2021, 3)), "2019 to March 2021"),
        (Span(Y2021, Y2021), "2021"),
    ],
)
def test_a_span_in_words(span: Span, words: str) -> None:
    assert span.words(TODAY) == words


def test_a_span_is_over_when_its_whole_end_has_passed() -> None:
    assert Span(until=PartialDate(2025)).is_over(TODAY)
    assert not Span(until=PartialDate(2026)).is_over(TODAY)
    assert not Span(until=PartialDate(2026, 3, 3)).is_over(TODAY)
    assert not Span(Y2019).is_over(TODAY)


def test_a_span_may_begin_and_end_in_one_year_but_not_end_before() -> None:
    Span(PartialDate(2021, 5), Y2021)
    with pytest.raises(UserError, match="before it began"):
        Span(PartialDate(2021, 5), PartialDate(2021, 4))


@pytest.mark.parametrize("text", ["--04-12", "---12", "soon"])
def test_an_end_without_its_year_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        span_end(text)
    day = PartialDate.parse(text)
    if day is not None:
        with pytest.raises(UserError, match="needs its year"):
            Span(day)


def test_the_days_that_a_date_may_mean() -> None:
    assert (first_day(Y2021), last_day(Y2021)) == (date(2021, 1, 1), date(2021, 12, 31))
    month = PartialDate(2024, 2)
    assert (first_day(month), last_day(month)) == (date(2024, 2, 1), date(2024, 2, 29))
    assert last_day(PartialDate(9999, 12)) == date(9999, 12, 31)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_a_day_lies_within_its_month_and_year(day: date) -> None:
    for partial in (PartialDate(day.year), PartialDate(day.year, day.month)):
        assert first_day(partial) <= day <= last_day(partial)


def test_a_renewal_on_the_31st_stays_there() -> None:
    renewal = Renewal(date(2026, 1, 31), 1)
    february = renewal.following(renewal.on)
    assert february is not None
    assert february.on == date(2026, 2, 28)
    march = february.following(february.on)
    assert march is not None
    assert march.on == date(2026, 3, 31)


def test_a_renewal_that_was_missed_comes_after_today() -> None:
    renewal = Renewal(date(2023, 4, 1), 12)
    following = renewal.following(TODAY)

    assert following == Renewal(date(2026, 4, 1), 12, 1)


def test_renewing_early_gives_the_time_after_the_next() -> None:
    following = Renewal(date(2026, 4, 1), 12).following(TODAY)

    assert following is not None
    assert following.on == date(2027, 4, 1)


def test_where_the_calendar_ends_nothing_renews() -> None:
    assert Renewal(date(9999, 12, 1), 12).following(TODAY) is None
    assert Renewal(date(9999, 12, 31), 12).following(date.max) is None


@pytest.mark.parametrize(
    ("months", "words"),
    [(1, "every month"), (3, "every 3 months"), (12, "every year"), (24, "every 2 years")],
)
def test_how_often_it_renews_in_words(months: int, words: str) -> None:
    assert Renewal(TODAY, months).words == words


@pytest.mark.parametrize("months", [0, -1, 121])
def test_an_odd_term_is_refused(months: int) -> None:
    with pytest.raises(UserError, match="renews every"):
        Renewal(TODAY, months)


def test_a_membership_is_looked_at_a_year_after_the_last_time() -> None:
    entered = date(2026, 1, 10)
    assert review_on(Y2019, entered, None) == date(2027, 1, 10)
    assert review_on(PartialDate(2026, 6), entered, None) == date(2027, 6, 1)
    assert review_on(None, entered, date(2026, 2, 1)) == date(2027, 2, 1)


def test_kinds_are_called_by_words() -> None:
    assert [kind.words for kind in OrganisationKind] == [
        "company", "professional body", "community", "organisation",
    ]  # fmt: skip


def test_the_way_of_an_opportunity_in_words() -> None:
    way = (Step(LinkKind.MET_AT, "Book Fair"), Step(LinkKind.INTRODUCED_BY, "Bo"))
    assert way_in_words(way) == "Met at Book Fair, introduced by Bo"
    assert way_in_words(()) == ""


def test_a_stage_is_open_closed_or_rests() -> None:
    assert [s.value for s in OpportunityStage if s.is_open] == ["spotted", "talking", "offered"]
    assert [s.value for s in OpportunityStage if s.is_closed] == ["won", "lost"]
