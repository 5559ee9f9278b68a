"""The signs by which a card could be somebody, as numbers that are quick to count and compare.

Invariant: whom the ladder could take for one person share a sign; that others do is rare.
"""

from __future__ import annotations

from collections.abc import Iterable

from relationship_desk.desk.transfer.numbers import tail


def signs_of(uid: str, keys: Iterable[str], names: Iterable[str]) -> list[int]:
    """The signs of an identifier, of addresses and numbers, and of names."""
    # Numbers that are equal end alike.
    signs = [end_sign(end) if (end := tail(key)) else hash("k" + key) for key in keys]
    if uid:
        signs.append(uid_sign(uid))
    signs += map(name_sign, names)
    return signs


def uid_sign(uid: str) -> int:
    """The sign of an identifier, as `plain_uid` gives it."""
    return hash("u" + uid)


def name_sign(name: str) -> int:
    """The sign of a folded name."""
    return hash("n" + name)


def end_sign(end: str) -> int:
    """The sign of the end of a number, as `tail` gives it."""
    return hash("e" + end)
