"""What holds two people together as far as it is written down, and how sure it is that one would
pass a word on to the other.

Invariant: of several ties between two people the surest counts; `TIES` and `OF_RELATIONS` are the
one place that says how sure each is, from 1 to 100.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from relationship_desk.domain.relations import RelationKind as K

# To be in a larger company than this, or gathering, says little about who knows whom.
COMPANY = 30
_MORE_ENTRIES = 5  # for each further entry with both
_MOST_ENTRIES = 60


class TieKind(StrEnum):
    """What it is that holds them together."""

    RELATION = "relation"  # the user says so
    INTRODUCER = "introducer"  # can introduce the user to the other at an event
    INTRODUCTION = "introduction"  # the user brought them together
    ENTRY = "entry"  # both took part in an entry that counts as contact
    EVENT = "event"  # both were at an event
    ORGANISATION = "organisation"  # both have a place there


TIES = {
    TieKind.INTRODUCER: 70,
    TieKind.INTRODUCTION: 65,
    TieKind.ENTRY: 45,
    TieKind.EVENT: 35,
    TieKind.ORGANISATION: 30,
}
OF_RELATIONS = {
    K.PARTNER: 95, K.PARENT: 90, K.SIBLING: 90, K.FRIEND: 85, K.ASSISTANT: 80, K.MENTOR: 80,
    K.INTRODUCED_BY: 80, K.MANAGER: 75, K.RELATIVE: 70, K.COLLEAGUE: 70, K.CLIENT: 65,
    K.NEIGHBOUR: 60, K.KNOWS: 60,
}  # fmt: skip
_OF_BOTH_SIDES = {kind: OF_RELATIONS.get(kind) or OF_RELATIONS[kind.inverse] for kind in K}


class Tie(NamedTuple):
    """One tie. `row_id` is the row that tells of it: a relation, an introduction, the newest entry,
    an event, an organisation; `more` how many further entries with both there are.

    A named tuple, because a search of ways reads ten thousand of them."""

    strength: int
    kind: TieKind
    row_id: int
    more: int = 0

    def is_surer_than(self, other: Tie | None) -> bool:
        """Whether it counts instead; between equals the row that was written first."""
        return other is None or (-self.strength, self.kind, self.row_id) < (
            -other.strength, other.kind, other.row_id,
        )  # fmt: skip


def relation_tie(kind: K, row_id: int) -> Tie:
    """The tie of a relation, from whichever side it is told."""
    return Tie(_OF_BOTH_SIDES[kind], TieKind.RELATION, row_id)


def entry_tie(entries: int, newest_id: int) -> Tie:
    """The tie of two people who took part in so many entries together."""
    strength = TIES[TieKind.ENTRY] + _MORE_ENTRIES * (entries - 1)
    return Tie(min(strength, _MOST_ENTRIES), TieKind.ENTRY, newest_id, entries - 1)


def plain_tie(kind: TieKind, row_id: int) -> Tie:
    """A tie of a kind that is always as sure."""
    return Tie(TIES[kind], kind, row_id)
