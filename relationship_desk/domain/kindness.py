"""Kindnesses: what somebody did for the user, how much it mattered, and where the thanks stand.

Invariant: how the thanks stand follows from what was done, and is stored nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from relationship_desk.domain.dates import date_in_words, plain_date
from relationship_desk.domain.kinds import Channel


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


@dataclass(frozen=True, slots=True)
class Stage:
    """How long thanks have waited: `begins_on` names the stage, so that a skip lasts as long."""

    begins_on: date
    why: str


_WAIT = 7  # days from which a stage is a week


def stage_of(happened_on: date, on: date, name: str) -> Stage | None:
    """The stage in which unsaid thanks are on a day, with a sentence; None before the day after.

    It changes after three days and after seven, and then every week.
    """
    days = (on - happened_on).days
    if days < 1:
        return None
    when = date_in_words(happened_on, on)
    if days < 3:
        begins, why = 1, f"{name} did this for you {when}. A few words now are at their warmest."
    elif days < _WAIT:
        begins, why = 3, f"It was {when}. Within the first week a thank-you means the most."
    else:
        begins = days - days % _WAIT
        why = f"It was {when}. Thanks are never too late, and today would be a good day for them."
    return Stage(happened_on + timedelta(days=begins), why)


_STATES = {
    ThanksState.OWED: "to be thanked",
    ThanksState.DRAFTED: "thanks drafted",
    ThanksState.SENT: "thanked",
    ThanksState.ACKNOWLEDGED: "thanked and answered",
    ThanksState.NOT_NEEDED: "no thanks needed",
}


def state_words(state: ThanksState, thanked_on: date | None, form: ThanksForm | None) -> str:
    """Where the thanks stand: "to be thanked", "thanked by mail on 5 February 2026"."""
    if state in (ThanksState.SENT, ThanksState.ACKNOWLEDGED) and thanked_on is not None:
        how = f" {_SAID[form]}" if form is not None else ""
        answered = ", and answered" if state is ThanksState.ACKNOWLEDGED else ""
        return f"thanked{how} on {plain_date(thanked_on)}{answered}"
    return _STATES[state]


_SAID = {
    ThanksForm.SPOKEN: "in person",
    ThanksForm.MAIL: "by mail",
    ThanksForm.CARD: "with a card",
    ThanksForm.GIFT: "with a gift",
    ThanksForm.PUBLIC: "in public",
}
CHANNELS = {
    ThanksForm.SPOKEN: Channel.MET,
    ThanksForm.MAIL: Channel.EMAIL,
    ThanksForm.CARD: Channel.LETTER,
    ThanksForm.GIFT: Channel.OTHER,
    ThanksForm.PUBLIC: Channel.SOCIAL,
}
