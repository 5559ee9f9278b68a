"""The day's share of the queue: what has its day, and a few prompts that stay for the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.day_share import PROMPTS, DayShare
from relationship_desk.domain.today import Place, Today, TodayKind, TodayRow, in_order

DAY = date(2026, 3, 3)
DUE = {Place.THE_DAY, Place.TASK, Place.PROMISE, Place.THANKS, Place.STEP, Place.AHEAD}
ROWS = st.lists(
    st.builds(lambda place, number: (place, number), st.sampled_from(Place), st.integers(1, 30)),
    unique=True,
)


def row(place: Place, number: int) -> TodayRow:
    name = f"{place.name} {number}"
    return TodayRow(TodayKind.TASK, place.name, number, "", name, "", place)


def queue(*rows: tuple[Place, int]) -> Today:
    return Today(tuple(in_order(row(*one) for one in rows)))


def titles(rows: tuple[TodayRow, ...]) -> list[str]:
    return [one.title for one in rows]


def test_the_first_of_each_kind_goes_before_the_second_of_any() -> None:
    whole = queue(
        (Place.TASK, 1), (Place.FOLLOW_UP, 1), (Place.FOLLOW_UP, 2), (Place.PAST_LATEST, 1),
        (Place.PAST_LATEST, 2), (Place.PAST_LATEST, 3), (Place.FAVOUR, 1), (Place.FAVOUR, 2),
    )  # fmt: skip
    share = DayShare().of(whole, DAY)
    assert titles(share.rows) == [
        "TASK 1", "FOLLOW_UP 1", "FOLLOW_UP 2", "PAST_LATEST 1", "PAST_LATEST 2", "FAVOUR 1",
    ]  # fmt: skip
    assert titles(share.others) == ["PAST_LATEST 3", "FAVOUR 2"]


def test_what_is_answered_makes_no_room_for_more_until_tomorrow() -> None:
    whole, day = queue(*((Place.FAVOUR, number) for number in range(1, 9))), DayShare()
    first = day.of(whole, DAY)
    left = replace(whole, rows=whole.rows[3:])
    later = day.of(left, DAY)
    assert titles(first.rows)[3:] == titles(later.rows) == ["FAVOUR 4", "FAVOUR 5"]
    assert titles(day.of(whole, DAY).rows) == titles(first.rows)  # taken back: there again
    assert len(day.of(left, DAY + timedelta(days=1)).rows) == 5


@given(ROWS)
def test_nothing_is_lost_and_what_has_its_day_is_never_held_back(
    rows: list[tuple[Place, int]],
) -> None:
    whole = queue(*rows)
    share = DayShare().of(whole, DAY)
    assert in_order((*share.rows, *share.others)) == list(whole.rows)
    assert not any(one.place in DUE for one in share.others)
    prompts = [one for one in share.rows if one.place not in DUE]
    assert len(prompts) == min(PROMPTS, len([r for r in whole.rows if r.place not in DUE]))
