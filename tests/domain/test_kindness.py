"""Kindnesses and thanks: where they stand, and how it is said that they wait."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relationship_desk.domain.kindness import (
    ThanksForm,
    ThanksState,
    stage_of,
    state_words,
    thanks_state,
)

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("wanted", "draft", "thanked", "answered", "state"),
    [
        (True, "", None, None, ThanksState.OWED),
        (True, "  ", None, None, ThanksState.OWED),
        (True, "Dear Ida", None, None, ThanksState.DRAFTED),
        (False, "Dear Ida", None, None, ThanksState.NOT_NEEDED),
        (True, "Dear Ida", DAY, None, ThanksState.SENT),
        (False, "", DAY, None, ThanksState.SENT),
        (True, "", DAY, DAY, ThanksState.ACKNOWLEDGED),
    ],
)
def test_where_thanks_stand_follows_from_what_was_done(
    wanted: bool, draft: str, thanked: date | None, answered: date | None, state: ThanksState
) -> None:
    found = thanks_state(wanted=wanted, draft=draft, thanked_on=thanked, acknowledged_on=answered)
    assert found is state


@pytest.mark.parametrize(
    ("days", "begins", "says"),
    [
        (1, 1, "warmest"),
        (2, 1, "warmest"),
        (3, 3, "first week"),
        (6, 3, "first week"),
        (7, 7, "never too late"),
        (13, 7, "never too late"),
        (14, 14, "never too late"),
        (400, 399, "never too late"),
    ],
)
def test_the_words_grow_after_three_days_and_after_seven(days: int, begins: int, says: str) -> None:
    stage = stage_of(DAY, DAY + timedelta(days=days), "Ida")

    assert stage is not None
    assert stage.begins_on == DAY + timedelta(days=begins)
    assert says in stage.why


@pytest.mark.parametrize("days", [0, -1])
def test_before_the_day_after_nothing_is_said(days: int) -> None:
    assert stage_of(DAY, DAY + timedelta(days=days), "Ida") is None


@pytest.mark.parametrize("days", range(1, 40))
def test_no_words_speak_of_guilt(days: int) -> None:
    stage = stage_of(DAY, DAY + timedelta(days=days), "Ida")

    assert stage is not None
    for word in ("owe", "must", "should", "forgot", "overdue", "still have not"):
        assert word not in stage.why.casefold()


def test_thanks_are_told_with_their_form_and_day() -> None:
    assert state_words(ThanksState.SENT, DAY, ThanksForm.CARD) == (
        "thanked with a card on 2 March 2026"
    )
    assert state_words(ThanksState.ACKNOWLEDGED, DAY, None) == (
        "thanked on 2 March 2026, and answered"
    )
    assert state_words(ThanksState.OWED, None, None) == "to be thanked"
