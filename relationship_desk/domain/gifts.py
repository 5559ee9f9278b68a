"""Gifts: ideas, what was given and what came, and what is good to know before giving.

Invariant: where a gift stands follows from its days, and is stored nowhere.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum


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
