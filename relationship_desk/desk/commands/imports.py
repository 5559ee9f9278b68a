"""Brings a planned import into the store, as one step that Undo takes back.

Invariant: what is here is never overwritten, and an import that has nothing new writes nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relationship_desk.desk.commands.apart import remember_apart
from relationship_desk.desk.commands.own_facts import OwnFactsWriter
from relationship_desk.desk.commands.people import DETAIL_COLUMNS, detail_rows
from relationship_desk.desk.commands.readings import write_rules
from relationship_desk.desk.ports import ReadCard
from relationship_desk.desk.transfer.additions import additions, other_name, own_additions
from relationship_desk.desk.transfer.collector import quiet_collector
from relationship_desk.desk.transfer.facts import is_nameless, reach_keys
from relationship_desk.desk.transfer.known import Known, seen_cards, tags_of_people
from relationship_desk.desk.transfer.line_map import OTHER_NAME, encode, tag_line
from relationship_desk.desk.transfer.plan import (
    Counts,
    ImportPlan,
    PlannedRow,
    Verdict,
)
from relationship_desk.desk.transfer.readings import TABLE, key_of
from relationship_desk.desk.transfer.report import ImportReport
from relationship_desk.domain.contact import PICTURES, Contact, Detail, Name, Photo
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.rhythm import NO_OWN_FACTS
from relationship_desk.domain.text import counted, fold, one_line
from relationship_desk.store import schema as s
from relationship_desk.store.circles import own_facts
from relationship_desk.store.people import details_of, known_photos, names_of
from relationship_desk.store.work import Work

_PERSON_COLUMNS = (
    "uid", "kind", "full_name", "prefix", "given", "additional", "family", "suffix",
    "maybe_same_as", "created_at",
)  # fmt: skip
_CARD_COLUMNS = (
    "person_id", "state", "original", "content_hash", "line_map", "speaks", "source",
    "first_line", "message", "created_at", "number", "last_line", "layout_key",
)  # fmt: skip
_JOINING = frozenset({Verdict.UPDATED, Verdict.SAME})
_BREATH = 200  # cards between two chances to cancel
_AT_ONCE = 2_000_000  # bytes of cards whose rows are written together


def import_cards(work: Work, now: datetime, *, plan: ImportPlan, region: str) -> ImportReport:
    """Write what the plan says. What changed in the store since the plan was made is heeded: a
    person who is gone is made anew, a card that came in meanwhile is not kept twice."""
    with quiet_collector():
        writing = _Import(work, to_text(now), plan, region)
        writing.run()
    counts = Counts.of(writing.verdicts)
    work.label = _label(counts, writing.made, plan.groups, plan.source)
    work.pinned = True
    return ImportReport(plan.source, counts, plan.groups, plan.problems, plan.seen_at, plan.seen_in)


@dataclass(slots=True)
class _Target:
    """Somebody that cards add to: what is known, and which row holds which detail."""

    person_id: int
    known: Known
    ids: dict[Detail, int]
    position: int


class _Rows:
    """Rows of one table that wait to be written; their ids are known before."""

    def __init__(self, work: Work, model: type[s.Row], columns: Sequence[str]) -> None:
        self._work = work
        self._model = model
        self._columns = columns
        self._waiting: list[tuple[object, ...]] = []
        self._next_id = work.next_id(model)

    def add(self, *rows: tuple[object, ...]) -> range:
        """Add rows; their ids."""
        self._waiting += rows
        ids = range(self._next_id, self._next_id + len(rows))
        self._next_id = ids.stop
        return ids

    def write(self) -> None:
        """Write what waits."""
        self._work.insert_many(self._model, self._columns, self._waiting)
        self._waiting = []


class _Import:
    """Collects the rows of some thousand cards, then writes each table at once."""

    def __init__(self, work: Work, at: str, plan: ImportPlan, region: str) -> None:
        self.verdicts: list[Verdict] = []
        self.made: list[str] = []  # the names of new people
        self._work = work
        self._at = at
        self._rows = plan.rows
        self._region = region
        connection = work.connection
        self._seen = seen_cards(connection, (row.content_hash for row in plan.rows))
        self._came_twice = _later_twins(plan.rows)
        ids = sorted({row.person_id for row in plan.rows if row.person_id is not None})
        self._alive = names_of(connection, ids)
        self._targets = self._load([i for i in self._met() if i in self._alive])
        self._added_to = {row.made_by for row in plan.rows if row.verdict in _JOINING}
        self._person_of: dict[int, int] = {}  # by card number
        self._instead_of: dict[int, int] = {}  # who was made anew, by the id of who is gone
        self._tag_ids: dict[str, int] = {}  # by folded name
        self._people = _Rows(work, s.Person, _PERSON_COLUMNS)
        self._details = _Rows(work, s.Detail, DETAIL_COLUMNS)
        self._wearings = _Rows(work, s.PersonTag, ("person_id", "tag_id"))
        self._photos: dict[str, Photo] = {}
        self._cards = _Rows(work, s.Card, _CARD_COLUMNS)
        self._waiting = 0  # bytes of cards that are not written yet
        self._layouts: dict[str, str] = {}
        self._apart: list[tuple[int, int]] = []
        self._own = OwnFactsWriter(work)

    def run(self) -> None:
        """Decide and collect card by card, and write as many at once as memory holds lightly."""
        for row in self._rows:
            if row.number % _BREATH == 0:
                self._work.checkpoint()
            self.verdicts.append(self._take(row))
            if self._waiting > _AT_ONCE:
                self._write()
        self._write()
        write_rules(self._work, self._layouts)
        remember_apart(self._work, self._apart)
        self._own.write()

    def _write(self) -> None:
        self._people.write()
        self._details.write()
        self._wearings.write()
        self._write_photos()
        self._cards.write()
        self._waiting = 0

    def _met(self) -> list[int]:
        """The people of the store that cards join."""
        joined = {row.person_id for row in self._rows if row.keep and row.verdict in _JOINING}
        return sorted(person_id for person_id in joined if person_id is not None)

    def _load(self, ids: Sequence[int]) -> dict[int, _Target]:
        connection = self._work.connection
        details = details_of(connection, ids)
        tags, own = tags_of_people(connection, ids), own_facts(connection, ids)
        names = {row["id"]: _name_of(row) for row in self._work.rows(s.Person, ids)}
        found = {}
        for person_id in ids:
            stored = details.get(person_id, [])
            contact = Contact(
                names[person_id],
                tuple(d.detail for d in stored),
                own=own.get(person_id, NO_OWN_FACTS),
            )
            found[person_id] = _Target(
                person_id,
                self._knowing(contact, tags.get(person_id, set())),
                {d.detail: d.id for d in reversed(stored)},
                len(stored),
            )
        return found

    def _knowing(self, contact: Contact, tags: set[str]) -> Known:
        return Known(
            None, None, contact.name, is_nameless(contact), set(reach_keys(contact, self._region)),
            list(contact.details), tags, self._region, contact.own,
        )  # fmt: skip

    def _take(self, row: PlannedRow) -> Verdict:
        """Collect what one card brings; what it came to."""
        if row.verdict is Verdict.SKIPPED:
            return row.verdict
        if row.number in self._came_twice:
            return row.verdict
        card = self._seen.get(row.content_hash)
        if card is not None and self._is_here(row) and row.verdict is not Verdict.UNREADABLE:
            if card.person_id is not None:
                self._person_of[row.number] = card.person_id
            return Verdict.SAME
        item = row.item
        if not isinstance(item, ReadCard):
            if card is None:
                key = self._layout_key(item.layout) if item.layout else ""
                self._keep(
                    row, None, "quarantined", item.raw, "{}", message=item.message, layout_key=key
                )
            return Verdict.UNREADABLE
        if not row.keep and (row.is_group or row.person_id in self._alive):
            return Verdict.SAME
        if row.is_group:
            self._own.add_group(item.contact.name.full, item.contact.members)
            self._keep(row, None, "group", item.raw, "{}")
            return Verdict.NEW
        if row.verdict in _JOINING:
            target = self._target(row)
            if target is not None:
                return self._join(row, item, target)
        return self._make(row, item)

    def _is_here(self, row: PlannedRow) -> bool:
        """Whether the card's bytes are in the store as something that could be read."""
        card = self._seen.get(row.content_hash)
        return card is not None and card.state != "quarantined"

    def _target(self, row: PlannedRow) -> _Target | None:
        person_id = self._like(row)
        if person_id is None:
            return None
        if person_id not in self._targets and person_id in names_of(
            self._work.connection, [person_id]
        ):
            self._targets |= self._load([person_id])
        return self._targets.get(person_id)

    def _like(self, row: PlannedRow) -> int | None:
        """The id of the person whom the plan names, if that person is there."""
        if row.made_by is not None:
            return self._person_of.get(row.made_by)
        if row.person_id is None or row.person_id in self._alive:
            return row.person_id
        return self._instead_of.get(row.person_id)

    def _make(self, row: PlannedRow, item: ReadCard) -> Verdict:
        contact = item.contact
        like = self._like(row) if row.verdict is Verdict.POSSIBLE_DUPLICATE else None
        name = contact.name
        uid = contact.uid or f"urn:uuid:{uuid.uuid4()}"
        [person_id] = self._people.add(
            (
                uid, contact.kind.value, name.full, name.prefix, name.given, name.additional,
                name.family, name.suffix, like, self._at,
            )
        )  # fmt: skip
        self._person_of[row.number] = person_id
        self._remember_apart(row, person_id)
        self.made.append(name.full)
        self._own.add(person_id, contact.own)
        ids = self._details.add(*detail_rows(person_id, contact.details, 0, self._region, self._at))
        for photo in contact.photos:
            self._photos[photo.sha256] = photo
        lines = dict(zip(item.detail_lines, ids, strict=True))
        lines |= self._wear(person_id, contact.tags)
        gone = row.person_id if row.verdict in _JOINING else None
        if gone is not None:
            self._instead_of[gone] = person_id
        if gone is not None or row.number in self._added_to:
            self._targets[person_id] = _Target(
                person_id,
                self._knowing(contact, {fold(tag) for tag in contact.tags}),
                dict(zip(reversed(contact.details), reversed(ids), strict=True)),
                len(contact.details),
            )
        self._keep(row, person_id, "kept", item.raw, encode(lines), speaks=True)
        return Verdict.NEW if like is None else Verdict.POSSIBLE_DUPLICATE

    def _join(self, row: PlannedRow, item: ReadCard, target: _Target) -> Verdict:
        contact = item.contact
        known = target.known
        self._person_of[row.number] = target.person_id
        nickname = other_name(contact, known)
        add, tags = additions(contact, known)
        own = own_additions(contact.own, known)
        self._own.add(target.person_id, own, contact.uid)
        rows = detail_rows(target.person_id, add, target.position, self._region, self._at)
        for detail, detail_id in zip(add, self._details.add(*rows), strict=True):
            target.ids.setdefault(detail, detail_id)
        target.position += len(add)
        shown = {detail.value for detail in add if detail.kind in PICTURES}
        self._photos |= {p.sha256: p for p in contact.photos if p.sha256 in shown}
        known.learn(add, tags, reach_keys(contact, self._region))
        known.learn_own(own)
        lines = {
            line: target.ids[detail]
            for line, detail in zip(item.detail_lines, contact.details, strict=True)
            if detail in target.ids
        }
        if nickname is not None and nickname in add:
            lines[OTHER_NAME] = target.ids[nickname]
        lines |= self._wear(target.person_id, tags)
        self._keep(row, target.person_id, "kept", item.raw, encode(lines))
        return Verdict.UPDATED if add or tags or own else Verdict.SAME

    def _keep(
        self, row: PlannedRow, person_id: int | None, state: str, raw: bytes, lines: str, *,
        speaks: bool = False, message: str = "", layout_key: str = "",
    ) -> None:  # fmt: skip
        self._waiting += len(raw)
        self._cards.add(
            (
                person_id, state, raw, row.content_hash, lines, int(speaks), row.source,
                row.first_line, message, self._at, row.number, row.last_line, layout_key,
            )
        )  # fmt: skip

    def _layout_key(self, layout: str) -> str:
        """The key under which a table's layout is kept, so that its rows can be read again."""
        key = key_of(TABLE, layout.encode())
        self._layouts[key] = layout
        return key

    def _remember_apart(self, row: PlannedRow, person_id: int) -> None:
        """Who was decided to be somebody else is not asked about again."""
        other = row.apart_from
        if row.apart_made_by is not None:
            other = self._person_of.get(row.apart_made_by)
        if other is not None:
            self._apart.append((person_id, other))

    def _wear(self, person_id: int, tags: Iterable[str]) -> dict[int, int]:
        """Give tags; the entries of the card's line map."""
        lines: dict[int, int] = {}
        named: dict[str, str] = {}
        for tag in tags:
            named.setdefault(fold(tag), tag)
        named.pop("", None)
        for number, (folded, tag) in enumerate(named.items()):
            [wearing] = self._wearings.add((person_id, self._tag_id(folded, tag)))
            lines[tag_line(number)] = wearing
        return lines

    def _tag_id(self, folded: str, tag: str) -> int:
        """The tag of this name, made where there is none."""
        if folded not in self._tag_ids:
            there = self._work.ids_where(s.Tag, "folded", [folded])
            self._tag_ids[folded] = (
                there[0]
                if there
                else self._work.insert(s.Tag, name=" ".join(tag.split()), folded=folded)
            )
        return self._tag_ids[folded]

    def _write_photos(self) -> None:
        there = known_photos(self._work.connection, list(self._photos))
        new = [photo for key, photo in self._photos.items() if key not in there]
        rows = [(photo.sha256, photo.media_type, photo.data) for photo in new]
        self._work.insert_many(s.Photo, ("sha256", "media_type", "data"), rows)
        self._photos = {}


def _name_of(row: dict[str, Any]) -> Name:
    return Name(
        row["full_name"], row["prefix"], row["given"], row["additional"], row["family"],
        row["suffix"],
    )  # fmt: skip


def _later_twins(rows: Iterable[PlannedRow]) -> set[int]:
    """The numbers of the cards whose bytes stand earlier in the same import."""
    met: set[str] = set()
    found = set()
    for row in rows:
        if row.content_hash in met:
            found.add(row.number)
        met.add(row.content_hash)
    return found


def _label(counts: Counts, made: Sequence[str], groups: int, source: str) -> str:
    """What the Undo entry says: the most telling of the things that were done."""
    if len(made) == 1:
        return f"Import {one_line(made[0], 40) or '1 person'} from {source}"
    if made:
        return f"Import {counted(len(made), 'person', 'people')} from {source}"
    if counts.updated:
        return f"Update {counted(counts.updated, 'person', 'people')} from {source}"
    if groups:
        return f"Import {counted(groups, 'group')} from {source}"
    return f"Keep cards from {source}"
