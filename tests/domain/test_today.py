"""The order of Today, by a table; what goes well together."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from relationship_desk.domain.today import (
    ORDER_WORDS,
    Place,
    TodayKind,
    TodayRow,
    Verb,
    batching_hints,
    in_order,
)

DAY = date(2026, 3, 3)


def row(name: str, place: Place, *tie: int, number: int = 1, **more: object) -> TodayRow:
    kind = TodayKind.TASK if place is Place.TASK else TodayKind.PERSON
    return TodayRow(kind, kind.value, number, "", name, "", place, tie, **more)  # type: ignore[arg-type]


TABLE = [
    row("birthday today", Place.THE_DAY, -DAY.toordinal(), 1),
    row("birthday yesterday", Place.THE_DAY, -DAY.toordinal() + 1, 1),
    row("task of last week", Place.TASK, 0),
    row("task of today", Place.TASK, 1),
    row("promise of last week", Place.PROMISE, DAY.toordinal() - 7, 9),
    row("promise of today", Place.PROMISE, DAY.toordinal(), 2),
    row("birthday in a week", Place.AHEAD, DAY.toordinal() + 7, 1),
    row("silent for 90 days", Place.PAST_LATEST, -90, 5),
    row("silent for 40 days, Ann", Place.PAST_LATEST, -40, 1),
    row("silent for 40 days, Bo", Place.PAST_LATEST, -40, 2),
    row("never", Place.DORMANT, 0, 0, 8),
    row("silent for 32 days, 3 are left", Place.PAST_IDEAL, 0, -32, 4),
    row("silent for 380 days of a year, 70 are left", Place.PAST_IDEAL, 1, -380, 3),
    row("silent for 31 days, 14 are left", Place.PAST_IDEAL, 1, -31, 5),
]


@pytest.mark.parametrize("turn", range(len(TABLE)))
def test_the_order_is_the_stated_one_however_the_rows_come(turn: int) -> None:
    mixed = [*TABLE[turn:], *TABLE[:turn]][::-1]
    assert [r.title for r in in_order(mixed)] == [r.title for r in TABLE]


def test_equal_rows_stand_by_their_ids() -> None:
    rows = [row(str(n), Place.TASK, 0, number=n) for n in (1, 2, 3)]
    for mixed in permutations(rows):
        assert in_order(mixed) == rows


def test_every_place_is_explained_in_the_text_of_the_order() -> None:
    lines = ORDER_WORDS.split("\n")
    assert lines == [place.words for place in sorted(Place)]
    assert len(set(lines)) == len(Place)


def test_a_task_of_nobody_offers_neither_log_nor_rhythm() -> None:
    assert row("file it", Place.TASK).verbs == (Verb.DO, Verb.SNOOZE, Verb.SKIP)
    assert row("be in touch", Place.PAST_IDEAL, person_id=1).verbs == (
        Verb.DO, Verb.SNOOZE, Verb.SKIP, Verb.RHYTHM,
    )  # fmt: skip


def test_people_of_one_town_and_calls_are_hinted_at_once_each() -> None:
    rows = [
        row("", Place.PAST_IDEAL, person_id=1, person_name="Ida", town="Hamburg", by_phone=True),
        row("", Place.PAST_IDEAL, person_id=2, person_name="Bo", town=" hamburg", by_phone=True),
        row("", Place.PAST_IDEAL, person_id=2, person_name="Bo", town="hamburg", by_phone=True),
        row("", Place.PAST_IDEAL, person_id=3, person_name="Ann", town="Kiel"),
        row("", Place.TASK, person_id=4, person_name="Cy", town="Kiel"),
    ]
    assert batching_hints(rows) == (
        "Ida and Bo are in Hamburg: perhaps one trip for all.",
        "With Ida and Bo you talked by phone last: the calls fit in one go.",
    )
    assert batching_hints(rows[:1]) == ()
