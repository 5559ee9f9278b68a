"""`plan_import`: what an import would do, card by card, before anything is written.

Invariant: every card of the input is in exactly one row, and the same input over the same store
gives the same plan.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from relationship_desk.desk.ports import Format, ReadCard, Unreadable
from relationship_desk.desk.transfer.additions import additions
from relationship_desk.desk.transfer.facts import (
    asked_keys,
    content_hash,
    is_nameless,
    plain_uid,
    reach_keys,
)
from relationship_desk.desk.transfer.known import (
    Circle,
    Known,
    SeenCard,
    load_circle,
    seen_cards,
)
from relationship_desk.desk.transfer.ladder import Match, Question, find_match
from relationship_desk.desk.transfer.own_exports import OwnExports
from relationship_desk.domain.contact import PICTURES, ContactKind, Detail
from relationship_desk.domain.instants import from_text
from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection

Item = ReadCard | Unreadable

_OWN = "The desk itself has written this card, and nothing in it is new."
_BREATH = 200  # cards between two chances to cancel


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


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One card and what becomes of it.

    The target, where there is one, is the person `person_id` or the one that card `made_by` of
    this import makes. `add` are the details and `add_tags` the tags that an update brings, or that
    a possible duplicate would bring if it were merged.
    `keep` is false where the card's bytes are in the store already or come twice.
    """

    number: int  # 1-based, over all files of the import
    source: str  # the file's name
    first_line: int
    last_line: int
    name: str
    verdict: Verdict
    reason: str
    item: Item = field(repr=False)
    content_hash: str = ""
    keep: bool = True
    person_id: int | None = None
    made_by: int | None = None
    person_name: str = ""
    add: tuple[Detail, ...] = ()
    add_tags: tuple[str, ...] = ()
    diff: tuple[FieldDiff, ...] = ()

    @property
    def is_group(self) -> bool:
        """Whether the card is a list of people, kept without making a person."""
        item = self.item
        return isinstance(item, ReadCard) and item.contact.kind is ContactKind.GROUP


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
    are here already came first; `notes` say what of the sources was left aside."""

    source: str
    rows: tuple[PlannedRow, ...]
    counts: Counts
    groups: int = 0
    problems: tuple[LineProblem, ...] = ()
    seen_at: datetime | None = None
    seen_in: str = ""
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether importing would write nothing at all."""
        return not any(row.keep for row in self.rows)


def plan_import(
    connection: Connection,
    items: Iterable[Item],
    source: str,
    region: str,
    checkpoint: Callable[[], None] = lambda: None,
    formats: Sequence[Format] = (),
) -> ImportPlan:
    """Plan the cards of one file. Reads only; `region` is the country of numbers without one.

    With `formats`, cards that the desk itself has exported are recognised.
    """
    return plan_files(connection, [(source, items)], region, checkpoint, formats)


def plan_files(
    connection: Connection,
    files: Iterable[tuple[str, Iterable[Item]]],
    region: str,
    checkpoint: Callable[[], None] = lambda: None,
    formats: Sequence[Format] = (),
) -> ImportPlan:
    """Plan the cards of several files, `(name, items)`, as one import.

    `checkpoint` is called now and then and may raise `Cancelled`.
    """
    drafts: list[_Draft] = []
    names: list[str] = []
    for source, items in files:
        names.append(source)
        for item in items:
            drafts.append(_draft(source, item, region))
            if len(drafts) % _BREATH == 0:
                checkpoint()
    with connection.snapshot():
        seen = seen_cards(connection, (draft.hash for draft in drafts))
        fresh = [d.question for d in drafts if d.question is not None and not d.is_seen(seen)]
        circle = load_circle(
            connection,
            {q.uid for q in fresh if q.uid},
            {key for q in fresh for key in q.keys},
            {name for q in fresh for name in q.names},
            region,
            checkpoint,
        )
        own = OwnExports(connection, formats)
        rows = _Planner(circle, seen, own, region).plan(drafts, checkpoint)
    first = min(
        (seen[row.content_hash] for row in rows if not row.keep and row.content_hash in seen),
        key=lambda card: card.created_at,
        default=None,
    )
    return ImportPlan(
        names[0] if len(names) == 1 else f"{len(names)} files",
        tuple(rows),
        Counts.of(row.verdict for row in rows),
        sum(row.is_group for row in rows),
        tuple(_problems(rows)),
        from_text(first.created_at) if first else None,
        first.source if first else "",
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    source: str
    item: Item
    hash: str
    question: Question | None  # None for a group and for what could not be read

    def is_seen(self, seen: dict[str, SeenCard]) -> bool:
        """Whether these bytes are in the store; quarantined ones may be readable by now."""
        card = seen.get(self.hash)
        if card is None:
            return False
        return card.state != "quarantined" or isinstance(self.item, Unreadable)


def _draft(source: str, item: Item, region: str) -> _Draft:
    if isinstance(item, Unreadable):
        # What was too large to keep is told apart by where it stood and what was said of it.
        place = f"{source}\n{item.first_line}\n{item.message}".encode()
        key = content_hash(item.raw) if item.raw else hashlib.sha256(place).hexdigest()
        return _Draft(source, item, key, None)
    contact = item.contact
    if contact.kind is ContactKind.GROUP:
        return _Draft(source, item, content_hash(item.raw), None)
    nameless = is_nameless(contact)
    question = Question(
        contact,
        plain_uid(contact.uid) if contact.uid else "",
        tuple(reach_keys(contact, region)),
        () if nameless else asked_keys(contact.name),
        region,
    )
    return _Draft(source, item, content_hash(item.raw), question)


class _Planner:
    """Goes through the cards in their order; each one meets those before it."""

    def __init__(
        self, circle: Circle, seen: dict[str, SeenCard], own: OwnExports, region: str
    ) -> None:
        self._circle = circle
        self._seen = seen
        self._own = own
        self._region = region
        self._hashes: set[str] = set()

    def plan(self, drafts: list[_Draft], checkpoint: Callable[[], None]) -> list[PlannedRow]:
        rows = []
        for number, draft in enumerate(drafts, 1):
            if number % _BREATH == 0:
                checkpoint()
            rows.append(self._row(number, draft))
            self._hashes.add(draft.hash)
        return rows

    def _row(self, number: int, draft: _Draft) -> PlannedRow:
        item = draft.item
        twice = draft.hash in self._hashes
        kept = twice or draft.is_seen(self._seen)
        if isinstance(item, Unreadable):
            return self._told(number, draft, Verdict.UNREADABLE, item.message, keep=not kept)
        if kept:
            reason = (
                "The same card stands earlier in this import."
                if twice
                else "This very card is here already."
            )
            card = self._seen.get(draft.hash)
            person_id = card.person_id if card else None
            return self._told(number, draft, Verdict.SAME, reason, keep=False, person_id=person_id)
        question = draft.question
        if question is None:
            if self._own.holds_group(draft.hash):
                return self._told(number, draft, Verdict.SAME, _OWN, keep=False)
            return self._told(number, draft, Verdict.NEW, "A group: its card is kept.")
        match = find_match(question, self._circle)
        if match is not None:
            met = self._circle.candidates(question.uid, question.keys, question.names)
            people = [known.person_id for known in met if known.person_id is not None]
            own = self._own.hold(people, draft.hash, item.raw)
            if own is not None:
                return self._told(number, draft, Verdict.SAME, _OWN, keep=False, person_id=own)
        if match is not None and match.merges:
            return self._merged(number, draft, question, match)
        self._meet(number, question)
        if match is None:
            return self._told(number, draft, Verdict.NEW, "Nobody here is like this yet.")
        known = match.known
        add, tags = additions(question.contact, known)
        return self._told(
            number, draft, Verdict.POSSIBLE_DUPLICATE, match.reason,
            person_id=known.person_id, made_by=known.number, person_name=known.name.full,
            add=add, add_tags=tags, diff=tuple(_differences(add, tags, known)),
        )  # fmt: skip

    def _meet(self, number: int, question: Question) -> None:
        contact = question.contact
        known = Known(
            None, number, contact.name, not question.names, set(question.keys),
            list(contact.details), {fold(tag) for tag in contact.tags}, self._region,
        )  # fmt: skip
        self._circle.add(known, question.uid)

    def _merged(self, number: int, draft: _Draft, question: Question, match: Match) -> PlannedRow:
        known = match.known
        add, tags = additions(question.contact, known)
        diff = tuple(_differences(add, tags, known))
        self._circle.add_keys(known, [key for key in question.keys if key not in known.keys])
        known.learn(add, tags, question.keys)
        changes = bool(add or tags)
        return self._told(
            number, draft,
            Verdict.UPDATED if changes else Verdict.SAME,
            match.reason if changes else f"{match.reason} All that it says is known.",
            person_id=known.person_id, made_by=known.number, person_name=known.name.full,
            add=add, add_tags=tags, diff=diff,
        )  # fmt: skip

    def _told(
        self, number: int, draft: _Draft, verdict: Verdict, reason: str, *, keep: bool = True,
        person_id: int | None = None, made_by: int | None = None, person_name: str = "",
        add: tuple[Detail, ...] = (), add_tags: tuple[str, ...] = (),
        diff: tuple[FieldDiff, ...] = (),
    ) -> PlannedRow:  # fmt: skip
        item = draft.item
        name = item.contact.name.full if isinstance(item, ReadCard) else ""
        return PlannedRow(
            number, draft.source, item.first_line, item.last_line, name, verdict, reason, item,
            draft.hash, keep, person_id, made_by, person_name, add, add_tags, diff,
        )  # fmt: skip


def _differences(
    add: tuple[Detail, ...], tags: tuple[str, ...], known: Known
) -> Iterable[FieldDiff]:
    for detail in add:
        mine = "; ".join(d.text for d in known.details if d.kind is detail.kind and d.text)
        text = "a picture" if detail.kind in PICTURES else detail.text
        if detail.kind in PICTURES:
            mine = "a picture" if mine else ""
        word = detail.kind.value.replace("_", " ")
        yield FieldDiff(word, mine, text, "; ".join(part for part in (mine, text) if part))
    for tag in tags:
        yield FieldDiff("tag", "", tag, tag)


def _problems(rows: list[PlannedRow]) -> Iterable[LineProblem]:
    for row in rows:
        if isinstance(row.item, Unreadable):
            yield LineProblem(row.source, row.first_line, row.reason)
        else:
            for problem in row.item.problems:
                yield LineProblem(row.source, problem.line, problem.message)
