"""What a search over everything finds beside people, and the piece of a text that fits it.

Invariant: the kinds stand in the order in which they are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relationship_desk.domain.text import fold

SHORTEST_WORD = 3  # letters; shorter ones alone would find nearly everything
_BEFORE = 3  # words that lead up to the one that was looked for
_NEAR = 6  # words: one among the first is seen anyway


class FoundKind(StrEnum):
    """Everything that has words of the user's own; the value names it for programs."""

    ENTRY = "entry"
    TASK = "task"
    PROMISE = "promise"
    OCCASION = "occasion"
    EVENT = "event"
    ORGANISATION = "organisation"
    OPPORTUNITY = "opportunity"
    INSIGHT = "insight"
    KINDNESS = "kindness"
    GIFT = "gift"
    MILESTONE = "milestone"
    CARDS = "cards"
    NEED = "need"
    RESOURCE = "resource"
    GIVING = "giving"
    INTRODUCTION = "introduction"
    NEWS = "update"
    RELATION = "relation"

    @property
    def heading(self) -> str:
        """What stands above those that are found."""
        return _HEADINGS[self]


_HEADINGS = {
    FoundKind.ENTRY: "Timeline",
    FoundKind.TASK: "Tasks",
    FoundKind.PROMISE: "Promises",
    FoundKind.OCCASION: "Occasions",
    FoundKind.EVENT: "Events",
    FoundKind.ORGANISATION: "Organisations",
    FoundKind.OPPORTUNITY: "Opportunities",
    FoundKind.INSIGHT: "Insights",
    FoundKind.KINDNESS: "Kindnesses",
    FoundKind.GIFT: "Gifts",
    FoundKind.MILESTONE: "Milestones",
    FoundKind.CARDS: "Cards",
    FoundKind.NEED: "Looking for",
    FoundKind.RESOURCE: "Shelf",
    FoundKind.GIVING: "Given",
    FoundKind.INTRODUCTION: "Introductions",
    FoundKind.NEWS: "Updates",
    FoundKind.RELATION: "Relations",
}


@dataclass(frozen=True, slots=True)
class Found:
    """One thing. `said`: where the words stand, if not in the title; `person_id`: whom it is about
    first, and `who` everybody."""

    kind: FoundKind
    id: int
    title: str
    said: str
    on: date | None
    person_id: int | None
    who: str


def searched_words(text: str) -> list[str]:
    """The folded words of a search; none where all are too short to look for."""
    words = fold(text).split()
    return words if any(len(word) >= SHORTEST_WORD for word in words) else []


def piece(text: str, words: Sequence[str]) -> str:
    """The text in one line, from shortly before the first of these words where that is far in."""
    spoken = text.split()
    at = next((i for i, one in enumerate(spoken) if any(w in fold(one) for w in words)), 0)
    if at < _NEAR:
        return " ".join(spoken)
    return f"… {' '.join(spoken[at - _BEFORE :])}"
