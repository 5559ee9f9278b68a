"""`plan_import`: what an import would do, worked out before anything is written.

Invariant: the same input over the same store gives the same plan.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from relationship_desk.desk.ports import Format, ReadCard, Unreadable
from relationship_desk.desk.transfer.additions import additions
from relationship_desk.desk.transfer.differences import differences
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
from relationship_desk.desk.transfer.plan import (
    Counts,
    FieldDiff,
    ImportPlan,
    Item,
    LineProblem,
    PlannedRow,
    Verdict,
)
from relationship_desk.domain.contact import ContactKind, Detail
from relationship_desk.domain.instants import from_text
from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection

_OWN = "The desk itself has written this card, and nothing in it is new."
_BREATH = 200  # cards between two chances to cancel


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
            add=add, add_tags=tags, diff=tuple(differences(add, tags, known)),
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
        diff = tuple(differences(add, tags, known))
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


def _problems(rows: list[PlannedRow]) -> Iterable[LineProblem]:
    for row in rows:
        if isinstance(row.item, Unreadable):
            yield LineProblem(row.source, row.first_line, row.reason)
        else:
            for problem in row.item.problems:
                yield LineProblem(row.source, problem.line, problem.message)
