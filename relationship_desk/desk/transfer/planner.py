"""Plans an import: every card meets the people of the store and the cards before it.

Invariant: every card of the input is in exactly one row, and the same input over the same store
gives the same plan. Memory holds a row for each card, and more only of those that are like another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from relationship_desk.desk.ports import Format
from relationship_desk.desk.transfer.additions import additions, own_additions
from relationship_desk.desk.transfer.differences import differences
from relationship_desk.desk.transfer.drafts import Draft, Drafts
from relationship_desk.desk.transfer.facts import name_keys
from relationship_desk.desk.transfer.known import (
    Known,
    SeenCard,
    load_acquaintances,
    reached_people,
    seen_cards,
)
from relationship_desk.desk.transfer.ladder import Match, Question, find_match
from relationship_desk.desk.transfer.own_exports import OwnExports
from relationship_desk.desk.transfer.plan import (
    Counts,
    FieldDiff,
    ImportPlan,
    LineProblem,
    PlannedRow,
    Verdict,
)
from relationship_desk.desk.transfer.repeats import Repeats
from relationship_desk.desk.transfer.signs import end_sign, name_sign, uid_sign
from relationship_desk.desk.transfer.spool import Item
from relationship_desk.domain.contact import Detail, Name
from relationship_desk.domain.instants import from_text
from relationship_desk.domain.rhythm import NO_OWN_FACTS, OwnFacts
from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection

_OWN = "The desk itself has written this card, and nothing in it is new."
_NOBODY = "Nobody here is like this yet."
_BATCH = 500  # cards that the store is asked about at once
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
    drafts = Drafts(region, checkpoint)
    for source, items in files:
        drafts.take(source, items)
    return plan_drafts(connection, drafts, formats)


def plan_drafts(
    connection: Connection, drafts: Drafts, formats: Sequence[Format] = ()
) -> ImportPlan:
    """Plan cards that were read."""
    with connection.snapshot():
        meeting = _Meeting(connection, drafts)
        rows = _Planner(drafts, meeting, OwnExports(connection, formats)).plan()
    seen = meeting.seen
    first = min(
        (seen[row.content_hash] for row in rows if not row.keep and row.content_hash in seen),
        key=lambda card: card.created_at,
        default=None,
    )
    names = drafts.sources
    return ImportPlan(
        names[0] if len(names) == 1 else f"{len(names)} files",
        tuple(rows),
        Counts.of(row.verdict for row in rows),
        sum(row.is_group for row in rows),
        tuple(_problems(rows)),
        from_text(first.created_at) if first else None,
        first.source if first else "",
    )


class _Meeting:
    """Whom the cards may meet: `seen` cards and `people` of the store; and which signs more than
    one new card has."""

    def __init__(self, connection: Connection, drafts: Drafts) -> None:
        self.seen: dict[str, SeenCard] = {}
        self._signs = Repeats()
        reached: set[int] = set()
        for batch in _batches(drafts):
            drafts.checkpoint()
            self.seen |= seen_cards(connection, (draft.hash for draft in batch))
            fresh = [draft for draft in batch if not draft.is_seen(self.seen)]
            for draft in fresh:
                self._signs.add(draft.signs)
            reached |= reached_people(connection, (key for draft in fresh for key in draft.keys))
        self.people = load_acquaintances(
            connection, reached, self._is_asked, self._is_end, drafts.region, drafts.checkpoint
        )

    def _is_asked(self, uid: str, name: Name) -> bool:
        has = self._signs.has
        return has(uid_sign(uid)) or any(has(name_sign(key)) for key in name_keys(name))

    def _is_end(self, end: str) -> bool:
        return self._signs.has(end_sign(end))

    def may_be_asked_for(self, draft: Draft) -> bool:
        """Whether another card of the import has a sign of this one."""
        return self._signs.has_twice(draft.signs)


class _Planner:
    """Goes through the cards in their order; each one meets those before it."""

    def __init__(self, drafts: Drafts, meeting: _Meeting, own: OwnExports) -> None:
        self._drafts = drafts
        self._meeting = meeting
        self._people = meeting.people
        self._own = own
        self._hashes: set[str] = set()

    def plan(self) -> list[PlannedRow]:
        rows = []
        for number, draft in enumerate(self._drafts, 1):
            if number % _BREATH == 0:
                self._drafts.checkpoint()
            rows.append(self._row(number, draft))
            self._hashes.add(draft.hash)
        return rows

    def _row(self, number: int, draft: Draft) -> PlannedRow:
        twice = draft.hash in self._hashes
        kept = twice or draft.is_seen(self._meeting.seen)
        if draft.is_unreadable:
            return self._told(number, draft, Verdict.UNREADABLE, draft.name, keep=not kept)
        if kept:
            reason = (
                "The same card stands earlier in this import."
                if twice
                else "This very card is here already."
            )
            card = self._meeting.seen.get(draft.hash)
            person_id = card.person_id if card else None
            return self._told(number, draft, Verdict.SAME, reason, keep=False, person_id=person_id)
        if draft.is_group:
            if self._own.holds_group(draft.hash):
                return self._told(number, draft, Verdict.SAME, _OWN, keep=False)
            return self._told(number, draft, Verdict.NEW, "A group: it becomes a circle.")
        is_like_nobody = self._people.signs.isdisjoint(draft.signs)
        may_be_asked_for = self._meeting.may_be_asked_for(draft)
        if is_like_nobody and draft.name and not may_be_asked_for:  # as most cards are
            return self._told(number, draft, Verdict.NEW, _NOBODY)
        question = self._drafts.question(number - 1, draft)
        match = None if is_like_nobody else find_match(question, self._people)
        own = self._exported(number, draft, question, match)
        if own is not None:
            return self._told(number, draft, Verdict.SAME, _OWN, keep=False, person_id=own)
        if match is not None and match.merges:
            return self._merged(number, draft, question, match)
        if may_be_asked_for:
            self._meet(number, question)
        if match is None:
            return self._told(number, draft, Verdict.NEW, _NOBODY)
        known = match.known
        add, tags = additions(question.contact, known)
        own_facts = own_additions(question.contact.own, known)
        return self._told(
            number, draft, Verdict.POSSIBLE_DUPLICATE, match.reason,
            person_id=known.person_id, made_by=known.number, person_name=known.name.full,
            add=add, add_tags=tags, diff=tuple(differences(add, tags, own_facts, known)),
            add_own=own_facts,
        )  # fmt: skip

    def _exported(
        self, number: int, draft: Draft, question: Question, match: Match | None
    ) -> int | None:
        """For whom the desk itself has written this card; None for nobody."""
        if match is not None:
            met = self._people.candidates(question.uid, question.keys, question.names)
            people = [known.person_id for known in met if known.person_id is not None]
            return self._own.hold(people, draft.hash, self._drafts.items[number - 1].raw)
        if not draft.name:
            return self._own.hold_nameless(draft.hash, self._drafts.items[number - 1].raw)
        return None

    def _meet(self, number: int, question: Question) -> None:
        contact = question.contact
        known = Known(
            None, number, contact.name, not question.names, set(question.keys),
            list(contact.details), {fold(tag) for tag in contact.tags}, self._drafts.region,
            contact.own,
        )  # fmt: skip
        self._people.add(known, question.uid)

    def _merged(self, number: int, draft: Draft, question: Question, match: Match) -> PlannedRow:
        known = match.known
        add, tags = additions(question.contact, known)
        own = own_additions(question.contact.own, known)
        diff = tuple(differences(add, tags, own, known))
        self._people.add_keys(known, [key for key in question.keys if key not in known.keys])
        known.learn(add, tags, question.keys)
        known.learn_own(own)
        changes = bool(add or tags or own)
        return self._told(
            number, draft,
            Verdict.UPDATED if changes else Verdict.SAME,
            match.reason if changes else f"{match.reason} All that it says is known.",
            person_id=known.person_id, made_by=known.number, person_name=known.name.full,
            add=add, add_tags=tags, diff=diff, add_own=own,
        )  # fmt: skip

    def _told(
        self, number: int, draft: Draft, verdict: Verdict, reason: str, *, keep: bool = True,
        person_id: int | None = None, made_by: int | None = None, person_name: str = "",
        add: tuple[Detail, ...] = (), add_tags: tuple[str, ...] = (),
        diff: tuple[FieldDiff, ...] = (), add_own: OwnFacts = NO_OWN_FACTS,
    ) -> PlannedRow:  # fmt: skip
        name = "" if draft.is_unreadable else draft.name
        return PlannedRow(
            number, self._drafts.sources[draft.file], draft.first_line, draft.last_line, name,
            verdict, reason, self._drafts.items, draft.hash, keep, person_id, made_by, person_name,
            add, add_tags, diff, is_group=draft.is_group, is_odd=draft.is_odd,
            add_own=add_own,
        )  # fmt: skip


def _problems(rows: Iterable[PlannedRow]) -> Iterable[LineProblem]:
    for row in rows:
        if row.verdict is Verdict.UNREADABLE:
            yield LineProblem(row.source, row.first_line, row.reason)
        for problem in row.problems:
            yield LineProblem(row.source, problem.line, problem.message)


def _batches(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    left = iter(drafts)
    while batch := list(islice(left, _BATCH)):
        yield batch
