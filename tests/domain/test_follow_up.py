"""Where somebody stands after a meeting: the 48 hours, days 2, 7 and 21, and the scorecard."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.follow_up import (
    SCORED_AFTER,
    Followed,
    FollowUp,
    Stage,
    Touch,
    scorecard,
)
from relationship_desk.domain.kinds import Channel, Direction

MET_ON = date(2026, 3, 3)
MINE, THEIRS = Direction.MINE, Direction.THEIRS
C = Channel


def day(number: int) -> date:
    return MET_ON + timedelta(days=number)


def wrote(number: int, channel: Channel = C.EMAIL) -> Touch:
    return Touch(day(number), channel, MINE)


def heard(number: int) -> Touch:
    return Touch(day(number), C.EMAIL, THEIRS)


def follow(*touches: Touch, **values: object) -> FollowUp:
    return FollowUp(MET_ON, touches=touches, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("follow_up", "stage"),
    [
        (follow(), Stage.MET),
        (follow(drafted_on=day(1)), Stage.DRAFTED),
        (follow(wrote(1), drafted_on=day(1)), Stage.SENT),
        (follow(wrote(1), heard(2)), Stage.REPLIED),
        (follow(heard(1)), Stage.REPLIED),
        (follow(has_rhythm=True), Stage.MET),
        (follow(wrote(1), has_rhythm=True), Stage.RHYTHM),
        (follow(settled_on=day(1)), Stage.RHYTHM),
    ],
)
def test_a_card_stands_as_far_right_as_the_facts_carry(follow_up: FollowUp, stage: Stage) -> None:
    assert follow_up.stage is stage


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "48 hours: until 5 March 2026"),
        (1, "48 hours: until tomorrow"),
        (2, "48 hours: today is the day"),
        (3, "48 hours are over: a line is welcome still"),
    ],
)
def test_the_badge_says_how_much_is_left_of_the_48_hours(number: int, words: str) -> None:
    assert follow().badge(day(number)) == words


def test_the_short_badge_says_it_in_a_few_letters() -> None:
    assert [follow().short_badge(day(n)) for n in (0, 1, 2, 3)] == [
        "48 h: in 2 days", "48 h: tomorrow", "48 h: today", "48 h: over",
    ]  # fmt: skip
    assert follow(wrote(1)).short_badge(day(2)) == "Next: in 5 days"
    assert follow(wrote(1)).short_badge(day(9)) == "Next: today"
    assert follow(settled_on=day(1)).short_badge(day(2)) == ""


def test_the_badge_says_when_it_was_written() -> None:
    assert follow(wrote(2)).badge(day(9)) == "Written within 48 hours"
    assert follow(wrote(3)).badge(day(9)) == "Written after 3 days"
    assert follow(settled_on=day(1)).badge(day(9)) == ""


@pytest.mark.parametrize(
    ("touches", "due"),
    [
        ((), day(2)),
        ((wrote(1),), day(7)),
        ((wrote(2),), day(7)),
        ((wrote(5),), day(10)),  # late: the next one keeps its distance
        ((wrote(2), wrote(7)), day(21)),
        ((wrote(2), wrote(12)), day(26)),
        ((wrote(2), wrote(2, C.CALL)), day(7)),  # two of one day are one
        ((wrote(2), heard(3)), day(7)),  # an answer is no touch of mine
        ((wrote(2), wrote(7), wrote(21)), None),
    ],
)
def test_touches_come_on_days_2_7_and_21(touches: tuple[Touch, ...], due: date | None) -> None:
    assert follow(*touches).next_touch_on == due


def test_the_rhythm_takes_over() -> None:
    assert follow(wrote(1), has_rhythm=True).next_touch_on is None
    assert follow(settled_on=day(1)).next_touch_on is None


@pytest.mark.parametrize(
    ("touches", "number", "due"),
    [
        ((), 0, False), ((), 1, True), ((), 2, True), ((), 60, True), ((), 61, False),
        ((wrote(1),), 6, False), ((wrote(1),), 7, True),
    ],
)  # fmt: skip
def test_today_asks_from_the_day_after_and_not_for_ever(
    touches: tuple[Touch, ...], number: int, due: bool
) -> None:
    assert follow(*touches).is_due(day(number)) is due


def test_each_touch_takes_another_way() -> None:
    assert follow().ways[0] is C.EMAIL
    assert follow(wrote(1)).ways[:2] == (C.CALL, C.MESSAGE)
    assert follow(wrote(1), wrote(7, C.CALL)).ways[0] is C.MESSAGE
    assert "perhaps a call or message now?" in follow(wrote(1)).why("the fair", day(7))
    assert follow(wrote(1)).why("the fair", day(7)).startswith("Day 7 after the fair.")
    assert follow().why("the fair", day(1)) == (
        "You met at the fair yesterday. 48 hours: until tomorrow."
    )


_TOUCHES = st.lists(
    st.builds(
        Touch, st.integers(0, 40).map(day), st.sampled_from(Channel), st.sampled_from(Direction)
    ),
    max_size=6,
).map(sorted)


@given(touches=_TOUCHES, more=st.integers(0, 40).map(day))
def test_another_touch_never_brings_the_next_one_forward(touches: list[Touch], more: date) -> None:
    before = follow(*touches).next_touch_on
    after = follow(*sorted([*touches, Touch(more, C.EMAIL, MINE)])).next_touch_on

    assert after is None or before is None or after >= before


def test_the_scorecard_counts_people_by_what_became_of_them() -> None:
    people = [
        Followed(follow(wrote(1), heard(3), has_rhythm=True), is_new=True, in_touch=True),
        Followed(follow(wrote(9)), is_new=True, in_touch=False),
        Followed(follow(), is_new=False, in_touch=False),
    ]

    found = scorecard(people, 1, MET_ON, day(SCORED_AFTER))

    assert (found.met, found.new, found.in_time, found.replied) == (3, 2, 1, 1)
    assert (found.with_rhythm, found.in_touch, found.drafts) == (1, 1, 1)
    assert found.is_final
    assert found.on == day(SCORED_AFTER)


def test_until_its_day_the_scorecard_is_of_so_far() -> None:
    found = scorecard([], 0, MET_ON, day(5))

    assert (found.is_final, found.on, found.met) == (False, day(5), 0)
