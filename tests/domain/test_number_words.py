"""Numbers as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.number_words import LARGEST, cardinal, ordinal, years


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (1, "one"),
        (13, "thirteen"),
        (20, "twenty"),
        (40, "forty"),
        (41, "forty-one"),
        (99, "ninety-nine"),
        (100, "one hundred"),
        (105, "one hundred and five"),
        (126, "one hundred and twenty-six"),
        (999, "nine hundred and ninety-nine"),
        (1000, "1000"),
        (-1, "-1"),
    ],
)
def test_a_number_is_said_in_words(number: int, words: str) -> None:
    assert cardinal(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "first"),
        (2, "second"),
        (3, "third"),
        (5, "fifth"),
        (8, "eighth"),
        (9, "ninth"),
        (12, "twelfth"),
        (20, "twentieth"),
        (21, "twenty-first"),
        (40, "fortieth"),
        (100, "one hundredth"),
        (112, "one hundred and twelfth"),
        (1001, "1001st"),
        (1011, "1011th"),
        (1024, "1024th"),
    ],
)
def test_a_place_is_said_in_words(number: int, words: str) -> None:
    assert ordinal(number) == words


def test_one_year_is_no_plural() -> None:
    assert (years(1), years(2), years(70)) == ("one year", "two years", "seventy years")


@given(st.integers(0, LARGEST), st.integers(0, LARGEST))
def test_two_numbers_never_sound_alike(one: int, other: int) -> None:
    assert (cardinal(one) == cardinal(other)) is (one == other)
    assert (ordinal(one) == ordinal(other)) is (one == other)
    assert cardinal(one).replace(" ", "").replace("-", "").isalpha()
