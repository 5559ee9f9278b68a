"""`Changes`: what a command touched. The only notification in the program."""

from __future__ import annotations

from dataclasses import dataclass

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Changes:
    """Sets of ids per kind of thing, or `everything` where listing them would be silly.

    `people` holds everybody whose card, tags, timeline or tasks changed; the other sets the rows
    themselves; `cards` says that cards came or went that are nobody's, such as unreadable ones,
    `circles` that there are other circles, other people in them, or another season of my own;
    `tables` has the names of all tables in which a row changed. A view that shows one person asks
    `touches_person`, one that lists a kind of thing `touches`.
    """

    people: frozenset[int] = _NONE
    interactions: frozenset[int] = _NONE
    tasks: frozenset[int] = _NONE
    tags: bool = False
    preferences: bool = False
    deliveries: bool = False
    cards: bool = False
    circles: bool = False
    tables: frozenset[str] = frozenset()
    everything: bool = False

    def __bool__(self) -> bool:
        return bool(
            self.people or self.interactions or self.tasks
            or self.tags or self.preferences or self.deliveries or self.cards or self.circles
            or self.tables or self.everything
        )  # fmt: skip

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.people | other.people,
            self.interactions | other.interactions,
            self.tasks | other.tasks,
            self.tags or other.tags,
            self.preferences or other.preferences,
            self.deliveries or other.deliveries,
            self.cards or other.cards,
            self.circles or other.circles,
            self.tables | other.tables,
            self.everything or other.everything,
        )

    def touches_person(self, person_id: int | None) -> bool:
        """Whether a view of this person may look different now."""
        return self.everything or person_id in self.people

    def touches(self, *tables: str) -> bool:
        """Whether a view of these tables may look different now."""
        return self.everything or not self.tables.isdisjoint(tables)


EVERYTHING = Changes(everything=True)
