"""Offers of another rhythm: when they are made, what they say, and when they stay away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.rhythm import Rhythm
from relationship_desk.domain.rhythm_offers import (
    RhythmOffer,
    RhythmReply,
    SaidToOffer,
    first_asked,
    offer,
)

ON = date(2026, 3, 3)
FOUR_WEEKS = Rhythm(28, 42)
NINE_WEEKS = (58, 66, 63, 61, 70)


def days(gaps: Sequence[int], silence: int = 10) -> list[date]:
    """Contacts so many days apart, the last one `silence` days ago."""
    back = accumulate(reversed(gaps), initial=silence)
    return [ON - timedelta(days=n) for n in back]


def asked(gaps: Sequence[int], rhythm: Rhythm = FOUR_WEEKS, silence: int = 10) -> RhythmOffer:
    found = offer(rhythm, days(gaps, silence), ON)
    assert found is not None
    return found


def test_nine_weeks_lived_and_four_set_is_asked_about_with_its_reason() -> None:
    found = asked(NINE_WEEKS)
    assert found.question == (
        "You are in touch about every 9 weeks, the rhythm says every 4 weeks. Make it every 8 "
        "weeks?"
    )
    assert found.reason == "Your last 6 contacts lay 58, 66, 63, 61 and 70 days apart."
    assert (found.make_words, found.keep_words) == ("Make it every 8 weeks", "Keep every 4 weeks")
    assert found.offered == Rhythm(56, 84)


def test_a_rhythm_that_is_too_slow_is_asked_about_as_well() -> None:
    found = asked((15, 14, 13, 16, 14), Rhythm(60, 90), silence=3)
    assert found.offered == Rhythm(14, 21)
    assert found.question.startswith("You are in touch about every 2 weeks, the rhythm says every ")


@pytest.mark.parametrize(
    ("gaps", "silence", "why"),
    [
        (NINE_WEEKS[1:], 10, "four gaps are not enough"),
        ((30, 110, 63, 20, 70), 10, "not steady"),
        ((34, 36, 40, 35, 36), 10, "not clearly another rhythm"),
        (NINE_WEEKS, 120, "they have stopped since"),
    ],
)
def test_without_enough_steady_and_clear_there_is_no_question(
    gaps: tuple[int, ...], silence: int, why: str
) -> None:
    assert offer(FOUR_WEEKS, days(gaps, silence), ON) is None, why


def test_one_gap_in_five_may_be_odd() -> None:
    assert asked((58, 66, 200, 61, 70)).offered.ideal_days == 56


def test_letters_to_and_fro_are_one_contact() -> None:
    several = [day + timedelta(days=n) for day in days(NINE_WEEKS) for n in range(3)]
    assert offer(FOUR_WEEKS, several, ON) == asked(NINE_WEEKS)


def test_only_the_newest_gaps_count_and_nothing_that_is_to_come() -> None:
    assert asked((28,) * 9 + (63,) * 7).lived_days == 63
    to_come = [ON + timedelta(days=n) for n in (1, 2, 9)]
    assert offer(FOUR_WEEKS, [*days(NINE_WEEKS), *to_come], ON) == asked(NINE_WEEKS)


def test_who_keeps_a_rhythm_is_asked_again_only_about_clearly_another_one() -> None:
    kept = SaidToOffer(RhythmReply.KEPT, 28, 56)
    assert offer(FOUR_WEEKS, days(NINE_WEEKS), ON, [kept]) is None
    assert offer(FOUR_WEEKS, days((80,) * 6), ON, [kept]) is None
    assert offer(FOUR_WEEKS, days((84,) * 6), ON, [kept]) is not None
    assert offer(FOUR_WEEKS, days((14,) * 6), ON, [kept]) is not None
    # Another rhythm was set since: another question.
    assert offer(Rhythm(21, 35), days(NINE_WEEKS), ON, [kept]) is not None
    taken = SaidToOffer(RhythmReply.TAKEN, 28, 56)
    assert offer(FOUR_WEEKS, days(NINE_WEEKS), ON, [taken]) is not None


@given(
    st.integers(1, 400), st.integers(0, 400),
    st.lists(st.integers(1, 900), max_size=12), st.integers(0, 900),
)  # fmt: skip
def test_what_was_taken_is_never_asked_about_again(
    ideal: int, more: int, gaps: list[int], silence: int
) -> None:
    contacts = days(gaps, silence)
    found = offer(Rhythm(ideal, ideal + more), contacts, ON)
    if found is None:
        return
    assert found.offered.ideal_days != ideal
    assert (found.offered.ideal_days > ideal) == (found.lived_days > ideal)
    kept = SaidToOffer(RhythmReply.KEPT, ideal, found.offered.ideal_days)
    assert offer(found.rhythm, contacts, ON, [kept]) is None
    again = offer(found.offered, contacts, ON)
    assert again is None


def test_the_farthest_apart_is_asked_about_first() -> None:
    near, far = asked(NINE_WEEKS), asked((140,) * 6)
    assert first_asked([]) is None
    assert first_asked([(1, near), (2, far), (3, far)]) == (2, far)
