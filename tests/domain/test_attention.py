"""The guards against nagging, each with the day before it and the day after it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relationship_desk.domain.attention import (
    DORMANT_DAYS,
    Candidate,
    Held,
    Said,
    Touches,
    for_the_dormant_place,
    for_the_places,
    held,
    is_dormant,
    later_words,
)
from relationship_desk.domain.rhythm import Rhythm, Standing, lane_of

ON = date(2026, 3, 3)
RHYTHM = Rhythm(20, 30)
NOTHING_SAID = Said()


def ago(days: int) -> date:
    return ON - timedelta(days=days)


def somebody(
    silence: int | None, number: int = 0, said: Said = NOTHING_SAID, rhythm: Rhythm = RHYTHM
) -> Candidate:
    lane = lane_of(rhythm, silence, paused=False)
    last = None if silence is None else ago(silence)
    return Candidate(number, number, Standing(lane, rhythm, "", last), said)


@pytest.mark.parametrize(
    ("days", "unanswered", "expected"),
    [
        (0, 0, Held.COOLDOWN),
        (2, 0, Held.COOLDOWN),
        (3, 0, None),
        (20, 2, None),
        (20, 3, Held.BACK_OFF),
        (39, 3, Held.BACK_OFF),
        (40, 3, None),
        (79, 4, Held.BACK_OFF),
        (80, 4, None),
        (319, 60, Held.BACK_OFF),
        (320, 60, None),
    ],
)
def test_a_touch_holds_back_for_days_and_three_without_answer_for_longer(
    days: int, unanswered: int, expected: Held | None
) -> None:
    assert held(somebody(50), Touches(ago(days), unanswered), ON) is expected


def test_the_cooldown_is_never_longer_than_the_rhythm() -> None:
    daily = somebody(1, rhythm=Rhythm(1, 2))
    assert held(daily, Touches(ago(1)), ON) is None
    assert held(daily, Touches(ago(0)), ON) is Held.COOLDOWN


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Said(asleep=True), Held.ANSWERED),
        (Said(skipped_on=ago(0)), Held.ANSWERED),
        (Said(skipped_on=ago(19)), Held.ANSWERED),
        (Said(skipped_on=ago(20)), None),
    ],
)
def test_a_skip_lasts_for_the_length_of_the_rhythm(said: Said, expected: Held | None) -> None:
    assert held(somebody(50, said=said), Touches(), ON) is expected


def test_the_places_go_to_red_then_amber_then_the_very_long_silent() -> None:
    ancient = 30 + DORMANT_DAYS + 1
    people = [somebody(s, n) for n, s in enumerate([25, 40, ancient, None, 31, 40, ancient - 1])]
    assert [c.number for c in for_the_places(people, ON)] == [6, 1, 5, 4, 0, 2]
    assert [c.number for c in for_the_dormant_place(people, ON)] == [3, 2]
    assert [is_dormant(c.standing, ON) for c in people].count(True) == 2


def test_who_waits_is_said_in_a_calm_sentence() -> None:
    assert later_words(0, False) == ""
    assert later_words(1, False) == "1 more person is due and can wait for another day."
    assert "quiet season" in later_words(1200, True)
