"""What an import would do, card by card, as values; `planner` makes them, `decisions` change them.

Invariant: every card of the input is in exactly one row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from relationship_desk.desk.ports import HowRead, Problem, ReadCard
from relationship_desk.desk.transfer.spool import Item
from relationship_desk.domain.contact import Detail
from relationship_desk.domain.rhythm import NO_OWN_FACTS, OwnFacts


class Verdict(StrEnum):
    """What becomes of one card. A group is NEW or SAME: it is kept, though it is no person."""

    NEW = "new"
    UPDATED = "updated"
    SAME = "same"
    POSSIBLE_DUPLICATE = "possible_duplicate"
    UNREADABLE = "unreadable"
    SKIPPED = "skipped"  # only where the user decided so


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """One fact that an update adds: what is here, what the file says, what will be here."""

    field: str
    mine: str
    file: str
    result: str


class PlannedRow(NamedTuple):
    """One card and what becomes of it.

    The target, where there is one, is the person `person_id` or the one that card `made_by` of
    this import makes. `add` are the details, `add_tags` the tags and `add_own` the circles and the
    rhythm that an update brings, or that a possible duplicate would bring if it were merged.
    `apart_from` and `apart_made_by` name in the same way whom the user called somebody else.
    `keep` is false where the card's bytes are in the store already or come twice. `items` holds
    all cards of the import; `is_group` says that this one is a list of people, kept without making
    a person, `is_odd` that something in it was odd.
    """

    number: int  # 1-based, over all files of the import
    source: str  # the file's name
    first_line: int
    last_line: int
    name: str
    verdict: Verdict
    reason: str
    items: Sequence[Item]
    content_hash: str = ""
    keep: bool = True
    person_id: int | None = None
    made_by: int | None = None
    person_name: str = ""
    add: tuple[Detail, ...] = ()
    add_tags: tuple[str, ...] = ()
    diff: tuple[FieldDiff, ...] = ()
    apart_from: int | None = None
    apart_made_by: int | None = None
    is_group: bool = False
    is_odd: bool = False
    add_own: OwnFacts = NO_OWN_FACTS

    @property
    def item(self) -> Item:
        """The card itself; fetched, so ask once."""
        return self.items[self.number - 1]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was odd in a card that could be read."""
        item = self.item if self.is_odd else None
        return item.problems if isinstance(item, ReadCard) else ()


@dataclass(frozen=True, slots=True)
class LineProblem:
    """Something odd that did not keep a card from being read, or why it could not be."""

    source: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is no file of contacts or cannot be opened, and the sentence that says so."""

    source: str
    message: str


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that can be read in another way too: its name, and how it was read."""

    source: str
    how: HowRead


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cards came to which end."""

    new: int = 0
    updated: int = 0
    same: int = 0
    possible_duplicates: int = 0
    unreadable: int = 0
    skipped: int = 0

    @property
    def read(self) -> int:
        """All of them: every card is in exactly one of the six."""
        known = self.updated + self.same + self.possible_duplicates
        return self.new + known + self.unreadable + self.skipped

    @staticmethod
    def of(verdicts: Iterable[Verdict]) -> Counts:
        found = Counter(verdicts)
        return Counts(
            found[Verdict.NEW],
            found[Verdict.UPDATED],
            found[Verdict.SAME],
            found[Verdict.POSSIBLE_DUPLICATE],
            found[Verdict.UNREADABLE],
            found[Verdict.SKIPPED],
        )


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. `seen_at` and `seen_in` say when and with which file the cards that
    are here already came first; `notes` say what of the sources was left aside; `readings` are the
    files that can be read in another way too, also where nothing was read of them."""

    source: str
    rows: tuple[PlannedRow, ...]
    counts: Counts
    groups: int = 0
    problems: tuple[LineProblem, ...] = ()
    seen_at: datetime | None = None
    seen_in: str = ""
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()
    readings: tuple[FileRead, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether importing would write nothing at all."""
        return not any(row.keep for row in self.rows)
