"""Kindnesses: what somebody did for the user, how much it mattered, and where the thanks stand.

Invariant: how the thanks stand follows from what was done, and is stored nowhere.
"""

from __future__ import annotations

from datetime import date
from enum import IntEnum, StrEnum


class Weight(IntEnum):
    """How much a kindness mattered to the user. It is said in words and never added up."""

    GESTURE = 1
    HELP = 2
    TURN = 3

    @property
    def words(self) -> str:
        """As a choice says it."""
        return _WEIGHTS[self]


_WEIGHTS = {
    Weight.GESTURE: "a kind gesture",
    Weight.HELP: "a real help",
    Weight.TURN: "it made all the difference",
}


class ThanksForm(StrEnum):
    """How somebody is thanked. The values are stored; never change one."""

    SPOKEN = "spoken"
    MAIL = "mail"
    CARD = "card"
    GIFT = "gift"
    PUBLIC = "public"

    @property
    def words(self) -> str:
        """As a choice says it."""
        return _FORMS[self]


_FORMS = {
    ThanksForm.SPOKEN: "spoken",
    ThanksForm.MAIL: "by mail",
    ThanksForm.CARD: "handwritten card",
    ThanksForm.GIFT: "with a gift",
    ThanksForm.PUBLIC: "a word in public",
}


class ThanksState(StrEnum):
    """Where the thanks for a kindness stand."""

    OWED = "owed"
    DRAFTED = "drafted"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    NOT_NEEDED = "not needed"

    @property
    def is_open(self) -> bool:
        """Whether somebody is still to be thanked."""
        return self in (ThanksState.OWED, ThanksState.DRAFTED)


def thanks_state(
    *, wanted: bool, draft: str, thanked_on: date | None, acknowledged_on: date | None
) -> ThanksState:
    """Where the thanks stand, of the columns of a kindness."""
    if acknowledged_on is not None:
        return ThanksState.ACKNOWLEDGED
    if thanked_on is not None:
        return ThanksState.SENT
    if not wanted:
        return ThanksState.NOT_NEEDED
    return ThanksState.DRAFTED if draft.strip() else ThanksState.OWED
