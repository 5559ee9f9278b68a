"""What telephone numbers say of who somebody is; pure functions over details.

Invariant: a number that a household may share never speaks for one person against their addresses.
"""

from __future__ import annotations

from collections.abc import Iterable

from relationship_desk.desk.match_keys import match_key
from relationship_desk.desk.phones import is_landline, is_of_a_pocket
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.text import fold

TAIL = 9  # digits that numbers of two countries seldom share by chance
_OF_A_POCKET = frozenset("mobile cell handy iphone pager car".split())
_OF_A_PLACE = frozenset("home work office main fax family landline".split())


def tail(key: str) -> str:
    """The last nine digits of a number in E.164; "" for an address or a short number."""
    return key[-TAIL:] if key.startswith("+") and key[1:].isdigit() and len(key) > TAIL else ""


def answered_by_several(mine: Iterable[Detail], theirs: Iterable[Detail], region: str) -> bool:
    """Whether all that two have in common is a line of a house, while each has e-mail addresses of
    their own: a father and a son of one name.
    """
    here, there = _reach(mine, region), _reach(theirs, region)
    if not here[0] or not there[0] or not here[0].isdisjoint(there[0]):
        return False
    shared = here[1].keys() & there[1].keys()
    return bool(shared) and not any(_is_own(n, here[1][n] | there[1][n]) for n in shared)


def _reach(details: Iterable[Detail], region: str) -> tuple[set[str], dict[str, set[str]]]:
    """The e-mail addresses, and the words of the labels of each number."""
    emails: set[str] = set()
    numbers: dict[str, set[str]] = {}
    for detail in details:
        if detail.kind is DetailKind.EMAIL:
            emails.add(match_key(detail, region))
        elif detail.kind is DetailKind.PHONE:
            words = fold(detail.label).replace(",", " ").split()
            numbers.setdefault(match_key(detail, region), set()).update(words)
    emails.discard("")
    numbers.pop("", None)
    return emails, numbers


def _is_own(number: str, labels: set[str]) -> bool:
    """Whether a number is one person's: by its label, else by its kind.

    Where neither tells, as with a number of the USA without a label, it is taken for one of a
    house.
    """
    if is_landline(number) or not labels.isdisjoint(_OF_A_PLACE):
        return False
    return not labels.isdisjoint(_OF_A_POCKET) or is_of_a_pocket(number)
