"""Figures as tables, and the small arithmetic behind them."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.awareness import Awareness
from relationship_desk.domain.figures import Figure, Shape, as_csv, median, months_until

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=8)


@given(st.lists(st.tuples(CELLS, st.integers(0, 10**6)), max_size=6))
def test_a_table_comes_back_from_its_csv_and_computes_nothing(
    rows: list[tuple[str, int]],
) -> None:
    figure = Figure("x", "X", "", Shape.BARS, ("What", "Times"), tuple(rows))
    header, *read = list(csv.reader(io.StringIO(as_csv(figure), newline="")))
    assert header == ["What", "Times"]
    for (words, count), (cell, number) in zip(rows, read, strict=True):
        assert cell in (words, f"'{words}")
        assert cell[:1] not in ("=", "+", "-", "@", "\t")
        assert int(number) == count


@pytest.mark.parametrize(
    ("on", "count", "months"),
    [
        (date(2026, 3, 3), 3, ["2026-01", "2026-02", "2026-03"]),
        (date(2026, 1, 31), 2, ["2025-12", "2026-01"]),
        (date(1, 1, 5), 12, ["0001-01"]),
    ],
)
def test_months_up_to_a_day(on: date, count: int, months: list[str]) -> None:
    assert months_until(on, count) == months


@pytest.mark.parametrize(("numbers", "middle"), [([3], 3), ([1, 9, 2], 2), ([1, 2, 3, 10], 2.5)])
def test_the_one_in_the_middle(numbers: list[int], middle: float) -> None:
    assert median(numbers) == middle


@pytest.mark.parametrize(
    ("rows", "empty"), [((), True), ((("a", 0),), True), ((("a", 0), ("b", 1)), False)]
)
def test_nothing_but_zeros_is_nothing_to_draw(
    rows: tuple[tuple[str, int], ...], empty: bool
) -> None:
    assert Figure("x", "X", "", Shape.BARS, ("a", "b"), rows).is_empty is empty


def test_what_flowed_both_ways_is_said_in_words_and_never_added_up() -> None:
    aware = Awareness({"gave advice": 2, "gave a gift": 1}, {"a kindness": 3})
    assert aware.words == (
        "You gave advice twice and gave a gift once.",
        "From them came a kindness 3 times.",
    )
    assert aware.hints == ()


@pytest.mark.parametrize(
    ("directions", "hinted"),
    [
        (["mine"] * 6, True),
        (["mine"] * 5 + ["mutual"], True),
        (["mine"] * 5 + ["theirs"], False),
        (["mine"] * 4, False),
    ],
)
def test_who_always_begins_is_told_so_once(directions: list[str], hinted: bool) -> None:
    assert bool(Awareness({"gave": 1}, {}, directions).hints) is hinted


def test_who_receives_and_has_given_nothing_is_told_so_and_two_hints_are_the_most() -> None:
    aware = Awareness({}, {"a kindness": 2}, ["mine"] * 6)
    assert len(aware.hints) == 2
    assert Awareness({}, {"a kindness": 1}).hints == ()
    assert not any("owe" in words for words in (*aware.words, *aware.hints))
