"""What telephone numbers say of who somebody is; pure functions.

Invariant: a number of which nothing tells whose it is counts as one of a house.
"""

from __future__ import annotations

from collections.abc import Iterable

from relationship_desk.desk.phones import is_landline, is_of_a_pocket
from relationship_desk.domain.text import fold

TAIL = 9  # digits that numbers of two countries seldom share by chance
_OF_A_POCKET = frozenset("mobile cell handy iphone pager car".split())
_OF_A_PLACE = frozenset("home work office main fax family landline".split())


def is_number(key: str) -> bool:
    """Whether a match key is a number in E.164, and no address."""
    return key.startswith("+") and key[1:].isdigit()


def tail(key: str) -> str:
    """The last nine digits of a number; "" for an address or a short number."""
    return key[-TAIL:] if key[:1] == "+" and len(key) > TAIL and key[1:].isdigit() else ""


def is_own(number: str, labels: Iterable[str]) -> bool:
    """Whether a number in E.164 is one person's: by its labels, else by its kind.

    Where neither tells, as with a number of the USA without a label, it is taken for one of a
    house.
    """
    words = {word for label in labels for word in fold(label).replace(",", " ").split()}
    if is_landline(number) or not words.isdisjoint(_OF_A_PLACE):
        return False
    return not words.isdisjoint(_OF_A_POCKET) or is_of_a_pocket(number)
