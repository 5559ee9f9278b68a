"""Gifts: ideas, what was given and what came, and what is good to know before giving.

Invariant: where a gift stands follows from its days, and is stored nowhere.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from relationship_desk.domain.dates import date_in_words, earlier, plain_date
from relationship_desk.domain.text import fold


class GiftWay(StrEnum):
    """Which way a gift goes. The values are stored; never change one."""

    GIVEN = "given"
    RECEIVED = "received"


class GiftState(StrEnum):
    """Where a gift stands."""

    IDEA = "idea"
    PLANNED = "planned"
    GIVEN = "given"
    RECEIVED = "received"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be given."""
        return self in (GiftState.IDEA, GiftState.PLANNED)


def gift_state(way: GiftWay, needed_on: date | None, happened_on: date | None) -> GiftState:
    """Where a gift stands, of its columns."""
    if way is GiftWay.RECEIVED:
        return GiftState.RECEIVED
    if happened_on is not None:
        return GiftState.GIVEN
    return GiftState.PLANNED if needed_on is not None else GiftState.IDEA


USUAL_LEAD = 21  # days in which a gift is found, ordered and wrapped


def think_on(needed_on: date, lead_days: int | None) -> date:
    """From which day on a gift that is needed on a day is to be thought of."""
    return earlier(needed_on, USUAL_LEAD if lead_days is None else lead_days)


def why_now(needed_on: date, on: date, occasion: str) -> str:
    """Why a planned gift stands in Today."""
    what = f"the {occasion}" if occasion else "the day"
    when = date_in_words(needed_on, on)
    if needed_on < on:
        return f"It was for {plain_date(needed_on)}, {when}. A late gift is still a gift."
    if needed_on == on:
        return f"It is for {what} today."
    return f"It is for {what} on {plain_date(needed_on)}, {when}."


_LIKE = 0.75  # of the shorter one's words, from which two gifts are alike
_LITTLE = frozenset("a an the of for with and in on to her his their by from some new".split())


def gift_words(text: str) -> frozenset[str]:
    """The words by which a gift is compared: those that say what it is."""
    found = re.findall(r"\w+", fold(text))
    return frozenset(_one(word) for word in found if word not in _LITTLE)


def alike(one: str, other: str) -> bool:
    """Whether two gifts are the same, or much the same: most words of the shorter are in both."""
    mine, theirs = gift_words(one), gift_words(other)
    shorter = min(len(mine), len(theirs))
    return bool(shorter) and len(mine & theirs) / shorter >= _LIKE


def mentioned(text: str, never: str) -> str:
    """What of a list ("nuts; perfume, lilies") a gift names; empty for nothing."""
    words = gift_words(text)
    for part in re.split(r"[;,\n]", never):
        named = gift_words(part)
        if named and named <= words:
            return " ".join(part.split())
    return ""


def _one(word: str) -> str:
    """A plural as its singular, roughly: enough to compare "books" with "book"."""
    for end, instead in (("ies", "y"), ("ses", "s"), ("xes", "x"), ("s", "")):
        if word.endswith(end) and len(word) > len(end) + 2 and not word.endswith("ss"):
            return word[: -len(end)] + instead
    return word
