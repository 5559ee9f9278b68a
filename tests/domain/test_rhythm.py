"""In which lane somebody stands, to the day, and what is said of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.rhythm import (
    LONGEST_DAYS,
    READY_MADE,
    Lane,
    Rhythm,
    Standing,
    due_day,
    is_in_season,
    lane_of,
)

TODAY = date(2026, 3, 3)
MONTH = Rhythm(30, 45)


@pytest.mark.parametrize(
    ("silence", "lane"),
    [
        (0, Lane.IN_TOUCH),
        (23, Lane.IN_TOUCH),
        (24, Lane.SOON),
        (29, Lane.SOON),
        (30, Lane.DUE),
        (45, Lane.DUE),
        (46, Lane.OVERDUE),
    ],
)
def test_each_day_of_a_month_has_its_lane(silence: int, lane: Lane) -> None:
    assert lane_of(MONTH, silence, paused=False) is lane


def test_a_short_rhythm_keeps_to_the_last_fifth() -> None:
    lanes = [lane_of(Rhythm(14, 20), day, paused=False) for day in (11, 12, 13, 14)]
    assert lanes == [Lane.IN_TOUCH, Lane.SOON, Lane.SOON, Lane.DUE]
    daily = [lane_of(Rhythm(1, 1), day, paused=False) for day in (0, 1, 2)]
    assert daily == [Lane.IN_TOUCH, Lane.DUE, Lane.OVERDUE]


def test_the_first_lane_that_fits_is_taken() -> None:
    assert lane_of(MONTH, 99, paused=True) is Lane.PAUSED
    assert lane_of(None, None, paused=True) is Lane.PAUSED
    assert lane_of(None, 99, paused=False) is Lane.NO_RHYTHM
    assert lane_of(MONTH, None, paused=False) is Lane.NEVER_CONTACTED


@given(st.integers(1, 400), st.integers(0, 400), st.integers(0, 2000))
def test_silence_only_moves_on_through_the_lanes(ideal: int, more: int, silence: int) -> None:
    order = [Lane.IN_TOUCH, Lane.SOON, Lane.DUE, Lane.OVERDUE]
    rhythm = Rhythm(ideal, ideal + more)
    today, tomorrow = (
        order.index(lane_of(rhythm, day, paused=False)) for day in (silence, silence + 1)
    )
    assert tomorrow >= today


@pytest.mark.parametrize(("ideal", "latest"), [(0, 5), (5, 4), (-1, 3), (1, LONGEST_DAYS + 1)])
def test_a_rhythm_that_cannot_be_kept_is_refused(ideal: int, latest: int) -> None:
    with pytest.raises(UserError, match="nothing was changed"):
        Rhythm(ideal, latest)


def test_the_due_day_is_the_ideal_one_and_none_where_there_is_nothing_to_count_from() -> None:
    assert due_day(MONTH, TODAY) == TODAY + timedelta(days=30)
    assert due_day(None, TODAY) is None
    assert due_day(MONTH, None) is None
    assert due_day(MONTH, date(9999, 12, 20)) is None


def test_a_season_ends_on_its_last_day_and_may_be_open() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert is_in_season(TODAY, None, tomorrow)
    assert not is_in_season(tomorrow, None, tomorrow)
    assert is_in_season(TODAY, TODAY, None)
    assert not is_in_season(TODAY, tomorrow, None)


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        (Rhythm(1, 1), "every day"),
        (Rhythm(7, 9), "every week"),
        (Rhythm(21, 30), "every 3 weeks"),
        (Rhythm(45, 60), "every 45 days"),
        (Rhythm(365, 400), "every year"),
        (Rhythm(730, 900), "every 2 years"),
    ],
)
def test_a_rhythm_has_words(rhythm: Rhythm, words: str) -> None:
    assert rhythm.words == words


@pytest.mark.parametrize(
    ("lane", "days_ago", "words"),
    [
        (Lane.IN_TOUCH, 0, "Monthly · in touch today"),
        (Lane.IN_TOUCH, 12, "Monthly · 12 days on"),
        (Lane.SOON, 29, "Monthly · 29 days on, due in 1 day"),
        (Lane.DUE, 30, "Monthly · due today"),
        (Lane.DUE, 33, "Monthly · due for 3 days"),
        (Lane.OVERDUE, 46, "Monthly · 1 day over the latest"),
        (Lane.NEVER_CONTACTED, None, "Monthly · not in touch yet"),
    ],
)
def test_the_words_of_a_standing_tell_the_lane(
    lane: Lane, days_ago: int | None, words: str
) -> None:
    last = None if days_ago is None else TODAY - timedelta(days=days_ago)
    assert Standing(lane, MONTH, "Monthly", last).words(TODAY) == words


def test_an_own_rhythm_a_pause_and_no_rhythm_are_said() -> None:
    assert Standing(Lane.IN_TOUCH, Rhythm(21, 30), "", TODAY).words(TODAY) == (
        "Own rhythm, every 3 weeks · in touch today"
    )
    until = Standing(Lane.PAUSED, MONTH, "Monthly", TODAY, date(2026, 4, 1))
    assert until.words(TODAY) == "Paused until 1 April 2026"
    assert Standing(Lane.PAUSED, MONTH, "Monthly", TODAY).words(TODAY) == "Paused"
    assert Standing(Lane.NO_RHYTHM).words(TODAY) == "No rhythm"


def test_ready_made_circles_are_named_by_their_rhythm() -> None:
    assert [ready.name for ready in READY_MADE] == [
        "Every 3 weeks",
        "Every 2 months",
        "Every 6 months",
        "Every year",
    ]
    assert all(ready.rhythm.latest_days > ready.rhythm.ideal_days for ready in READY_MADE)
