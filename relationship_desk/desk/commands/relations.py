"""What people are to each other: saying it, changing it, taking it back, declining a proposal.

Invariant: a relation stands once, from whichever side it was said, and between two people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.relations import (
    Pair,
    RelationKind,
    RelationState,
    since_text,
    stored_as,
)
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.people import names_of
from relationship_desk.store.proposals import is_proposed
from relationship_desk.store.work import Work

_NAME = 40


@dataclass(frozen=True, slots=True)
class RelationForm:
    """A relation as edited: `person KIND other`. `since` is a date as it is typed."""

    person_id: int
    kind: RelationKind
    other_id: int
    note: str = ""
    since: str = ""


def relate(work: Work, now: datetime, *, form: RelationForm) -> int:
    """Say what somebody is to another; the id. Where that was said before, a note or a day since
    when replaces the one that is there."""
    work.label = _sentence(work, form)
    values: dict[str, Any] = {}
    if form.note.strip():
        values["note"] = form.note.strip()
    if form.since.strip():
        values["since_on"] = since_text(form.since)
    return put_relation(work, now, stored_as(form.person_id, form.kind, form.other_id), **values)


def put_relation(work: Work, now: datetime, pair: Pair, **values: Any) -> int:
    """For commands that learn of a relation on their way, such as an introduction that was made;
    the id. `values` are columns of it."""
    _require_two(work, pair)
    there = _row_of(work, pair)
    if there is None:
        values = {"note": "", "since_on": None} | values
        return _insert(work, now, pair, RelationState.SAID, **values)
    work.update(s.Relation, there["id"], state=RelationState.SAID.value, **values)
    return int(there["id"])


def edit_relation(work: Work, now: datetime, *, relation_id: int, form: RelationForm) -> None:
    """Make a relation what the form says."""
    _get(work, relation_id)
    work.label = f"Edit: {_sentence(work, form)}"
    work.coalesce_key = f"relation {relation_id}"
    pair = stored_as(form.person_id, form.kind, form.other_id)
    _require_two(work, pair)
    twin = _row_of(work, pair)
    if twin is not None and twin["id"] != relation_id:
        if twin["state"] == RelationState.SAID:
            raise UserError("This is written down already; nothing was saved.")
        work.remove(s.Relation, [twin["id"]])
    work.update(
        s.Relation,
        relation_id,
        person_id=pair.one,
        kind=pair.kind.value,
        other_id=pair.other,
        note=form.note.strip(),
        since_on=since_text(form.since),
    )


def remove_relation(work: Work, now: datetime, *, relation_id: int) -> None:
    """Take a relation away. What speaks for it does not propose it again."""
    row = _get(work, relation_id)
    pair = Pair(row["person_id"], RelationKind(row["kind"]), row["other_id"])
    names = names_of(work.connection, [pair.one, pair.other])
    one, other = (one_line(names[i], _NAME) for i in (pair.one, pair.other))
    work.label = f"Remove: {pair.kind.sentence(one, other)}"
    work.remove(s.Relation, [relation_id])
    if is_proposed(work.connection, pair, now.astimezone(work.here.zone).date()):
        _insert(work, now, pair, RelationState.DECLINED, note="", since_on=None)


def confirm_relations(work: Work, now: datetime, *, forms: Sequence[RelationForm]) -> list[int]:
    """Say yes to proposals; the ids."""
    work.label = _sentence(work, forms[0]) if len(forms) == 1 else f"Confirm {len(forms)} relations"
    return [put_relation(work, now, stored_as(f.person_id, f.kind, f.other_id)) for f in forms]


def decline_relations(work: Work, now: datetime, *, forms: Sequence[RelationForm]) -> None:
    """Say no to proposals; they do not come again. What was said meanwhile stays."""
    first = _sentence(work, forms[0])
    work.label = f"Decline: {first}" if len(forms) == 1 else f"Decline {len(forms)} relations"
    for form in forms:
        pair = stored_as(form.person_id, form.kind, form.other_id)
        if _row_of(work, pair) is None:
            _insert(work, now, pair, RelationState.DECLINED, note="", since_on=None)


def unite_relations(work: Work, keep_id: int, other_id: int) -> None:
    """What two people who become one are to others, each once: mine stays, with the words of both.
    What they were to each other goes, as nobody is anything to themselves."""
    for row_id in _ids_of(work, other_id):
        [row] = work.rows(s.Relation, [row_id])
        one, other = (keep_id if row[c] == other_id else row[c] for c in ("person_id", "other_id"))
        if one == other:
            work.remove(s.Relation, [row_id])
            continue
        pair = stored_as(one, RelationKind(row["kind"]), other)
        mine = _row_of(work, pair)
        if mine is None:
            work.update(s.Relation, row_id, person_id=pair.one, other_id=pair.other)
            continue
        work.remove(s.Relation, [row_id])
        if row["state"] == RelationState.SAID:
            _unite(work, mine, row)


def _unite(work: Work, mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    notes = dict.fromkeys(n for n in (mine["note"], theirs["note"]) if n)
    since = min((d for d in (mine["since_on"], theirs["since_on"]) if d), default=None)
    work.update(
        s.Relation,
        mine["id"],
        state=RelationState.SAID.value,
        note="\n".join(notes),
        since_on=since,
    )


def _ids_of(work: Work, person_id: int) -> list[int]:
    sides = (work.ids_where(s.Relation, side, [person_id]) for side in ("person_id", "other_id"))
    return sorted({row_id for ids in sides for row_id in ids})


def _insert(work: Work, now: datetime, pair: Pair, state: RelationState, **values: Any) -> int:
    return work.insert(
        s.Relation,
        person_id=pair.one,
        kind=pair.kind.value,
        other_id=pair.other,
        state=state.value,
        created_at=to_text(now),
        **values,
    )


def _row_of(work: Work, pair: Pair) -> dict[str, Any] | None:
    rows = work.rows(s.Relation, work.ids_where(s.Relation, "person_id", [pair.one]))
    same = (row for row in rows if (row["kind"], row["other_id"]) == (pair.kind.value, pair.other))
    return next(same, None)


def _get(work: Work, relation_id: int) -> dict[str, Any]:
    row = work.get(s.Relation, relation_id)
    if row is None or row["state"] != RelationState.SAID:
        raise UserError("This relation is not there any more; nothing was saved.")
    return row


def _require_two(work: Work, pair: Pair) -> None:
    """Two people who are there, and not the other way round already."""
    names = names_of(work.connection, [pair.one, pair.other])
    if pair.one == pair.other:
        raise UserError("A relation needs two people; name another one.")
    if len(names) < 2:
        raise UserError("One of these people is not there any more; nothing was saved.")
    turned = _row_of(work, Pair(pair.other, pair.kind, pair.one))
    if turned is not None and not pair.kind.is_mutual and turned["state"] == RelationState.SAID:
        said = pair.kind.sentence(names[pair.other], names[pair.one])
        raise UserError(f"It is written down the other way round: {said}. Remove that first.")


def _sentence(work: Work, form: RelationForm) -> str:
    names = names_of(work.connection, [form.person_id, form.other_id])
    if len(names) < len({form.person_id, form.other_id}):
        raise UserError("One of these people is not there any more; nothing was saved.")
    one, other = (one_line(names[i], _NAME) for i in (form.person_id, form.other_id))
    return form.kind.sentence(one, other)
