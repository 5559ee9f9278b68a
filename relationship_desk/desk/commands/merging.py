"""Merging people who are one: everything that is known of either is kept, in one card.

Invariant: nothing goes but what the choices leave out; rows move, they are not copied, so that
Undo finds each of them however much later it comes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from relationship_desk.desk.commands.apart import remember_apart
from relationship_desk.desk.commands.gift_profiles import unite_gift_profiles
from relationship_desk.desk.commands.occasions import unite_occasions
from relationship_desk.desk.commands.people import add_details, remove_with_all
from relationship_desk.desk.commands.relations import unite_relations
from relationship_desk.desk.transfer.facts import FactKey, fact_key, is_nameless
from relationship_desk.desk.transfer.line_map import OTHER_NAME, encode, is_tag
from relationship_desk.domain.contact import Contact, Detail, DetailKind, Name
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.rhythm import SeasonKind
from relationship_desk.domain.text import fold, one_line
from relationship_desk.store import schema as s
from relationship_desk.store.people import StoredDetail, details_of, names_of
from relationship_desk.store.work import Work

_NAME = 60
_NAME_COLUMNS = ("full_name", "prefix", "given", "additional", "family", "suffix")
# What two people have of these becomes one by rules of its own; all else that names people moves.
_UNITED = (
    s.Detail, s.Card, s.PersonTag, s.PersonCircle, s.Rhythm, s.Season,
    s.Occasion, s.OccasionLead, s.LeapChoice, s.GiftProfile, s.Relation,
)  # fmt: skip


class Take(StrEnum):
    """Whose facts a merged card gets. `MINE` are those of the person who stays."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class MergeForm:
    """What was chosen. A kind that is not named is taken from both.

    A choice counts where either has something of the kind. `name`: with `BOTH` mine is shown, and
    theirs becomes a nickname where it is another.
    """

    name: Take = Take.BOTH
    details: Mapping[DetailKind, Take] = field(default_factory=dict)


def merge_people(
    work: Work,
    now: datetime,
    *,
    keep_id: int,
    other_ids: Sequence[int],
    region: str,
    form: MergeForm | None = None,
) -> int:
    """Make the others one with the person who stays; the id of that person.

    Raises `UserError` where somebody is not there any more, or there is nobody to merge.
    """
    others = [i for i in dict.fromkeys(other_ids) if i != keep_id]
    names = names_of(work.connection, [keep_id, *others])
    if len(names) < len(others) + 1:
        raise UserError("One of these people is not there any more; nothing was merged.")
    if not others:
        raise UserError("A person cannot be merged with themselves; name two people.")
    told = [one_line(names[i], _NAME) for i in (keep_id, *others)]
    work.label = f"Merge {', '.join(told[:-1])} and {told[-1]}"
    work.pinned = True
    for other_id in others:
        work.checkpoint()
        _Merge(work, keep_id, other_id, form or MergeForm(), region).run()
    return keep_id


class _Merge:
    """Two people becoming one, `mine` the one who stays."""

    def __init__(
        self, work: Work, keep_id: int, other_id: int, form: MergeForm, region: str
    ) -> None:
        self._work, self._keep_id, self._other_id = work, keep_id, other_id
        self._form, self._region = form, region
        there = details_of(work.connection, [keep_id, other_id])
        self._mine, self._theirs = there.get(keep_id, []), there.get(other_id, [])
        # The row that says what a row of theirs said; None: the card's own line says it still.
        self._instead: dict[int, int | None] = {}

    def run(self) -> None:
        """Move everything, then remove who is left with nothing."""
        self._unite_details()
        nickname = self._unite_names()
        self._unite_tags()
        self._unite_rhythm()
        unite_occasions(self._work, self._keep_id, self._other_id)
        unite_relations(self._work, self._keep_id, self._other_id)
        unite_gift_profiles(self._work, self._keep_id, self._other_id)
        self._move_cards(nickname)
        self._move_what_names_them()
        self._move_hints()
        remove_with_all(self._work, [self._other_id])

    def _their_ids(self, model: type[s.Row]) -> list[int]:
        return self._work.ids_where(model, "person_id", [self._other_id])

    # ------------------------------------------------------------------------------------- facts

    def _key(self, stored: StoredDetail) -> FactKey:
        return fact_key(stored.detail, self._region)

    def _unite_details(self) -> None:
        """The details of both as chosen, each fact once."""
        only_mine, only_theirs = self._one_sided()
        told_by_them = {self._key(stored) for stored in self._theirs}
        kept: dict[FactKey, StoredDetail] = {}
        for stored in self._mine:
            key = self._key(stored)
            if stored.detail.kind in only_theirs and key not in told_by_them:
                self._work.delete(s.Detail, [stored.id])
            else:
                kept.setdefault(key, stored)
        rows = self._work.rows(s.Detail, [stored.id for stored in self._mine])
        position = 1 + max((row["position"] for row in rows), default=-1)
        for stored in self._theirs:
            twin = kept.get(self._key(stored))
            if twin is not None:
                self._unite(twin, stored)
            elif stored.detail.kind not in only_mine:
                self._work.update(s.Detail, stored.id, person_id=self._keep_id, position=position)
                position += 1

    def _one_sided(self) -> tuple[set[DetailKind], set[DetailKind]]:
        """The kinds of which only mine, and only theirs, are wanted. One side has none: both."""
        shared = {d.detail.kind for d in self._mine} & {d.detail.kind for d in self._theirs}
        chosen = self._form.details
        return (
            {kind for kind in shared if chosen.get(kind) is Take.MINE},
            {kind for kind in shared if chosen.get(kind) is Take.THEIRS},
        )

    def _unite(self, mine: StoredDetail, theirs: StoredDetail) -> None:
        """One fact told by both: my row stays, with the words of both labels."""
        self._instead[theirs.id] = mine.id if mine.detail == theirs.detail else None
        [row] = self._work.rows(s.Detail, [mine.id])
        label = _joined(str(row["label"]), theirs.detail.label)
        self._work.update(s.Detail, mine.id, label=label)

    def _unite_names(self) -> int | None:
        """The name as chosen; the nickname that now holds theirs, if one does."""
        [keep], [other] = (self._work.rows(s.Person, [i]) for i in (self._keep_id, self._other_id))
        mine, theirs = (Name(*(row[c] for c in _NAME_COLUMNS)) for row in (keep, other))
        if other["archived_at"] is None:
            self._work.update(s.Person, self._keep_id, archived_at=None)
        take = self._form.name
        nameless_one = is_nameless(Contact(mine, tuple(d.detail for d in self._mine)))
        nameless_other = is_nameless(Contact(theirs, tuple(d.detail for d in self._theirs)))
        if nameless_other:
            return None
        if take is Take.THEIRS or (nameless_one and take is Take.BOTH):
            columns = {column: other[column] for column in _NAME_COLUMNS}
            self._work.update(s.Person, self._keep_id, **columns)
            return None
        if take is Take.MINE or fold(mine.full) == fold(theirs.full):
            return None
        return self._nickname(theirs.full)

    def _nickname(self, name: str) -> int | None:
        """The new nickname; None where it is one already."""
        there = details_of(self._work.connection, [self._keep_id]).get(self._keep_id, [])
        nicknames = [d for d in there if d.detail.kind is DetailKind.NICKNAME]
        if any(fold(d.detail.parts[0]) == fold(name) for d in nicknames):
            return None
        detail = Detail(DetailKind.NICKNAME, (name,))
        return add_details(self._work, self._keep_id, [detail], self._region)[0]

    def _unite_tags(self) -> None:
        mine = self._work.ids_where(s.PersonTag, "person_id", [self._keep_id])
        worn = {row["tag_id"] for row in self._work.rows(s.PersonTag, mine)}
        for row in self._work.rows(s.PersonTag, self._their_ids(s.PersonTag)):
            if row["tag_id"] in worn:
                self._instead[-row["id"]] = None
            else:
                self._work.update(s.PersonTag, row["id"], person_id=self._keep_id)

    def _unite_rhythm(self) -> None:
        """The circles and seasons of both; my own rhythm and pause, or theirs where I have none."""
        work, keep_id = self._work, self._keep_id
        mine = work.rows(s.PersonCircle, work.ids_where(s.PersonCircle, "person_id", [keep_id]))
        inside = {row["circle_id"] for row in mine}
        for row in work.rows(s.PersonCircle, self._their_ids(s.PersonCircle)):
            if row["circle_id"] not in inside:
                work.update(s.PersonCircle, row["id"], person_id=keep_id)
        if not work.ids_where(s.Rhythm, "person_id", [keep_id]):
            for row_id in self._their_ids(s.Rhythm):
                work.update(s.Rhythm, row_id, person_id=keep_id)
        seasons = work.rows(s.Season, work.ids_where(s.Season, "person_id", [keep_id]))
        paused = any(row["kind"] == SeasonKind.PAUSE for row in seasons)
        for row in work.rows(s.Season, self._their_ids(s.Season)):
            if not (paused and row["kind"] == SeasonKind.PAUSE):
                work.update(s.Season, row["id"], person_id=keep_id)

    # ------------------------------------------------------------------------- what is about them

    def _move_cards(self, nickname: int | None) -> None:
        """Their cards beside mine; one card alone speaks for the person."""
        mine = self._work.rows(s.Card, self._work.ids_where(s.Card, "person_id", [self._keep_id]))
        spoken_for = any(row["speaks"] for row in mine)
        for row in self._work.rows(s.Card, self._their_ids(s.Card)):
            lines = self._lines_now(row["line_map"])
            if row["speaks"] and spoken_for and nickname is not None:
                lines.setdefault(OTHER_NAME, nickname)
            self._work.update(
                s.Card,
                row["id"],
                person_id=self._keep_id,
                line_map=encode(lines),
                speaks=int(row["speaks"] and not spoken_for),
            )

    def _lines_now(self, line_map: str) -> dict[int, int]:
        """The line map with the rows that say it now. A line whose fact my row says in other words
        is left out: it stays as it was written."""
        lines: dict[int, int] = {}
        for line, row_id in ((int(k), v) for k, v in json.loads(line_map).items()):
            key = -row_id if is_tag(line) else row_id
            now = self._instead.get(key, row_id)
            if now is not None:
                lines[line] = now
        return lines

    def _move_what_names_them(self) -> None:
        """Every other row that names them names me. Where I have such a row already (both took part
        in one entry) the two become one; where it would name me twice (they knew each other) it
        goes, or says nobody where it only mentions somebody."""
        for model, reference in s.references(s.Person):
            if model not in _UNITED:
                self._move_rows(model, reference, self._other_id, self._keep_id)

    def _move_rows(self, model: type[s.Row], reference: s.Reference, gone: int, keep: int) -> None:
        work, column = self._work, reference.column_name
        once = s.ONCE.get(model, ())
        names_people = reference.rel_model is s.Person
        others = [f for f in _naming_people(model) if f is not reference] if names_people else []
        mine = work.rows(model, work.ids_where(model, column, [keep])) if once else []
        there = {tuple(row[name] for name in once): row for row in mine}
        for row in work.rows(model, work.ids_where(model, column, [gone])):
            moved = row | {column: keep}
            twin = there.get(tuple(moved[name] for name in once)) if once else None
            twice = [other for other in others if moved[other.column_name] == keep]
            if twin is not None:
                self._unite_rows(model, twin, row)
            elif twice and reference.tie is s.Tie.MENTION:
                work.update(model, row["id"], **{column: None})
            elif any(other.tie is not s.Tie.MENTION for other in twice):
                work.remove(model, [row["id"]])
            else:
                nobody = {other.column_name: None for other in twice}
                work.update(model, row["id"], **{column: keep}, **nobody)

    def _unite_rows(self, model: type[s.Row], mine: dict[str, Any], theirs: dict[str, Any]) -> None:
        """One thing that stood twice: my row, with their values where it has none, and all that
        hangs on theirs."""
        work = self._work
        us = (self._keep_id, self._other_id)
        ours = {f.column_name for f in _naming_people(model) if theirs[f.column_name] in us}
        empty = {name for name, value in mine.items() if value in (None, "")} - ours
        work.update(model, mine["id"], **{name: theirs[name] for name in empty})
        for child, reference in s.references(model):
            self._move_rows(child, reference, theirs["id"], mine["id"])
        work.remove(model, [theirs["id"]])

    def _move_hints(self) -> None:
        """Who was like them, or is not them, is so with me from now on."""
        work, keep_id, other_id = self._work, self._keep_id, self._other_id
        [other] = work.rows(s.Person, [other_id])
        [keep] = work.rows(s.Person, [keep_id])
        if keep["maybe_same_as"] in (None, other_id):
            hint = other["maybe_same_as"]
            work.update(s.Person, keep_id, maybe_same_as=None if hint == keep_id else hint)
        for person_id in work.ids_where(s.Person, "maybe_same_as", [other_id]):
            work.update(s.Person, person_id, maybe_same_as=keep_id)
        ids = [
            *work.ids_where(s.Apart, "person_id", [other_id]),
            *work.ids_where(s.Apart, "other_id", [other_id]),
        ]
        apart = {i for row in work.rows(s.Apart, ids) for i in (row["person_id"], row["other_id"])}
        remember_apart(work, [(keep_id, i) for i in sorted(apart - {keep_id, other_id})])


def _naming_people(model: type[s.Row]) -> list[s.Reference]:
    return [f for f in s.references_of(model) if f.rel_model is s.Person]


def _joined(one: str, other: str) -> str:
    """The words of both labels, each once: `_joined("work", "mobile, work") == "work, mobile"`."""
    words: dict[str, str] = {}
    for word in f"{one},{other}".split(","):
        words.setdefault(fold(word), word.strip())
    words.pop("", None)
    return ", ".join(words.values())
