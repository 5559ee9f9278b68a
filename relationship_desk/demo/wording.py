"""Fills the slots of the sample sentences, with as little repetition as the lists allow.

Invariant: a list is used up before anything of it is said again.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from random import Random
from typing import Any, TypeVar

from relationship_desk.demo.data import Words

_T = TypeVar("_T", bound=Hashable)

_SLOT = re.compile(r"\{(\w+)\}")
_FEMALE = {"she": "she", "her": "her", "hers": "her"}
_MALE = {"she": "he", "her": "him", "hers": "his"}


class Wording:
    """Chooses and fills sentences; remembers what was said."""

    def __init__(self, words: Words, chance: Random) -> None:
        self.words = words
        self._chance = chance
        self._left: dict[Hashable, list[Any]] = {}
        self._others: Sequence[str] = ()

    def know(self, names: Sequence[str]) -> None:
        """Who may be meant by {other}."""
        self._others = tuple(names)

    def next_of(self, choices: tuple[_T, ...]) -> _T:
        """One of these that was not taken for the longest time."""
        left: list[_T] = self._left.get(choices, [])
        if not left:
            left = self._left[choices] = list(choices)
            self._chance.shuffle(left)
        return left.pop()

    def of_person(self, first: str, she: bool, organisation: str) -> dict[str, str]:
        """What the slots about one person hold."""
        pronouns = _FEMALE if she else _MALE
        return {"first": first, "org": organisation or "the office", **pronouns}

    def fill(self, sentence: str, slots: Mapping[str, str]) -> str:
        """The sentence with every slot filled; the first letter of each sentence is a capital."""

        def filled(match: re.Match[str]) -> str:
            name = match[1]
            at_start = match.start() == 0 or sentence[: match.start()].rstrip()[-1:] in ".!?"
            known = slots.get(name.lower())
            text = known if known is not None else self._something(name.lower(), slots)
            return text[:1].upper() + text[1:] if at_start or name[0].isupper() else text

        return _SLOT.sub(filled, sentence)

    def _something(self, name: str, slots: Mapping[str, str]) -> str:
        if name == "other":
            others = [other for other in self._others if other != slots.get("first")]
            return self._chance.choice(others) if others else "a friend"
        return self.next_of(self.words.slots[name])
