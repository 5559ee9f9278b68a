"""Gifts: where they stand, when to think of them, and which are alike."""

from __future__ import annotations

from datetime import date

import pytest

from relationship_desk.domain.gifts import (
    GiftState,
    GiftWay,
    alike,
    gift_state,
    mentioned,
    think_on,
    why_now,
)

DAY = date(2026, 3, 3)


def test_where_a_gift_stands_follows_from_its_days() -> None:
    assert gift_state(GiftWay.GIVEN, None, None) is GiftState.IDEA
    assert gift_state(GiftWay.GIVEN, DAY, None) is GiftState.PLANNED
    assert gift_state(GiftWay.GIVEN, DAY, DAY) is GiftState.GIVEN
    assert gift_state(GiftWay.RECEIVED, None, DAY) is GiftState.RECEIVED


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Bookends", "a pair of bookends", True),
        ("a book on ships", "Books about ships", True),
        ("plum jam", "Plum jam, two jars", True),
        ("a jar of plum jam", "jar of jam", True),
        ("a teapot", "a tea towel", False),
        ("cherries", "a cherry", True),
        ("the", "the", False),
        ("glass", "glas", False),
    ],
)
def test_gifts_are_alike_where_most_of_the_words_are(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
    assert alike(other, one) is same


@pytest.mark.parametrize(
    ("text", "never", "what"),
    [
        ("chocolate with nuts", "nuts; lilies", "nuts"),
        ("a bunch of lilies", "nuts, white lilies\nlilies", "lilies"),
        ("white lilies", "yellow lilies", ""),
        ("anything", "", ""),
    ],
)
def test_what_does_not_agree_is_named(text: str, never: str, what: str) -> None:
    assert mentioned(text, never) == what


def test_the_lead_counts_backwards_from_the_day() -> None:
    assert think_on(DAY, None) == date(2026, 2, 10)
    assert think_on(DAY, 0) == DAY


def test_why_now_says_for_what_and_how_far_away_it_is() -> None:
    assert why_now(DAY, date(2026, 3, 1), "birthday") == (
        "It is for the birthday on 3 March 2026, in 2 days."
    )
    assert why_now(DAY, DAY, "") == "It is for the day today."
    assert why_now(DAY, date(2026, 3, 5), "") == (
        "It was for 3 March 2026, 2 days ago. A late gift is still a gift."
    )
