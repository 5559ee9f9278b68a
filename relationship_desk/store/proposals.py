"""Relations that what is written down speaks for; the user says yes or no to each.

They come from cards that name somebody on the desk as a relative or friend, from entries and
events with both, from who can introduce whom, and from a place of work that few share.
Invariant: nothing is proposed that was said or declined, and nothing of the archived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.contact import UNIT_SEPARATOR
from relationship_desk.domain.relations import (
    Pair,
    RelationKind,
    RelationState,
    kind_called,
    stored_as,
)
from relationship_desk.domain.text import fold, one_line
from relationship_desk.store.database import Connection
from relationship_desk.store.in_common import InCommon, in_common
from relationship_desk.store.people import names_of
from relationship_desk.store.relations import decided_between

FEW = 12  # a place with more people on the desk does not say who there works with whom
_TWICE = 2  # entries with both from which on they seem to know each other
_CHUNK = 500
_WORK = frozenset({RelationKind.COLLEAGUE, RelationKind.MANAGER, RelationKind.ASSISTANT})


@dataclass(frozen=True, slots=True)
class Proposal:
    """`the person KIND the other`, and what speaks for it."""

    kind: RelationKind
    other_id: int
    other_name: str
    why: str


def proposals_for(connection: Connection, person_id: int, on: date) -> list[Proposal]:
    """What may be said of somebody, the surest first; each person once."""
    decided = decided_between(connection, person_id)
    said: dict[int, set[RelationKind]] = defaultdict(set)
    for (one, kind, other), state in decided.items():
        if state is RelationState.SAID:
            said[other if one == person_id else one].add(kind)
    talked_of = {i for one, _, other in decided for i in (one, other)}
    found: dict[int, Proposal] = {}
    for proposal in _speaking(connection, person_id, on):
        pair = stored_as(person_id, proposal.kind, proposal.other_id)
        if (pair.one, pair.kind, pair.other) in decided:
            continue
        # Of who is something to each other already it is plain that they know each other.
        if pair.kind is RelationKind.KNOWS and proposal.other_id in talked_of:
            continue
        if pair.kind is RelationKind.COLLEAGUE and not said[proposal.other_id].isdisjoint(_WORK):
            continue
        found.setdefault(proposal.other_id, proposal)
    return list(found.values())


def is_proposed(connection: Connection, pair: Pair, on: date) -> bool:
    """Whether a relation would be proposed as things are."""
    return any(
        stored_as(pair.one, proposal.kind, proposal.other_id) == pair
        for proposal in proposals_for(connection, pair.one, on)
    )


def _speaking(connection: Connection, person_id: int, on: date) -> Iterator[Proposal]:
    found = list(_cards(connection, person_id))
    names = _present(connection, [other for _, other, _ in found])
    for kind, other, why in found:
        if other in names and other != person_id:
            yield Proposal(kind, other, names[other], why)
    organisations = [
        value.split(UNIT_SEPARATOR)[0]
        for (value,) in connection.sql(
            "SELECT value FROM detail WHERE person_id = ? AND kind = 'organisation'", (person_id,)
        )
    ]
    beside = in_common(connection, person_id, organisations, on)
    for common in beside:
        if common.together >= _TWICE:
            why = f"You wrote down {common.together} entries with both of them"
            yield Proposal(RelationKind.KNOWS, common.id, common.name, why)
    yield from _colleagues(beside)


def _colleagues(beside: list[InCommon]) -> Iterator[Proposal]:
    crowd: dict[str, int] = defaultdict(int)
    for common in beside:
        for organisation in common.organisations:
            crowd[organisation] += 1
    for common in beside:
        for organisation in common.organisations:
            if crowd[organisation] < FEW:
                why = f"Both are with {one_line(organisation, 60)}"
                yield Proposal(RelationKind.COLLEAGUE, common.id, common.name, why)


def _cards(connection: Connection, person_id: int) -> Iterator[tuple[RelationKind, int, str]]:
    """`(kind, other, why)` from the person's own card, then from those that name the person."""
    [(uid, name)] = connection.sql(
        "SELECT uid, full_name FROM person WHERE id = ?", (person_id,)
    ) or [("", "")]
    called = {fold(name), fold(uid), fold(f"urn:uuid:{uid}")} - {"", "urn:uuid:"}
    theirs: list[tuple[str, str]] = []
    for owner, value, label in connection.sql(
        "SELECT person_id, value, label FROM detail WHERE kind = 'related' ORDER BY person_id, id"
    ):
        kind = kind_called(label) or RelationKind.KNOWS
        if owner == person_id:
            theirs.append((value, label))
        elif fold(value) in called:
            yield kind, owner, f"Their card names {one_line(name, 40)}{_as(label)}"
    for value, label in theirs:
        kind = kind_called(label) or RelationKind.KNOWS
        for other in _named(connection, value):
            yield kind.inverse, other, f"The card names {one_line(value, 40)}{_as(label)}"


def _as(label: str) -> str:
    return f" as “{one_line(label, 30)}”" if label.strip() else ""


def _named(connection: Connection, value: str) -> list[int]:
    """Who a related person of a card is: by the whole name or the card's identifier, where that
    fits one alone."""
    bare = value.removeprefix("urn:uuid:")
    by_uid = connection.sql("SELECT id FROM person WHERE uid IN (?, ?)", (value, bare))
    wanted = fold(value)
    found = {row_id for (row_id,) in by_uid} or {
        row_id
        for row_id, name in connection.sql(
            "SELECT p.id, p.full_name FROM person_index i JOIN person p ON p.id = i.id "
            "WHERE instr(i.folded, ?) > 0",
            (wanted,),
        )
        if wanted and fold(name) == wanted
    }
    return sorted(found) if len(found) == 1 else []


def _present(connection: Connection, ids: list[int]) -> dict[int, str]:
    """The names of those who are not archived."""
    names = names_of(connection, ids)
    away: set[int] = set()
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        away.update(
            row_id
            for (row_id,) in connection.sql(
                f"SELECT id FROM person WHERE archived_at IS NOT NULL AND id IN "
                f"({', '.join('?' * len(chunk))})",
                chunk,
            )
        )
    return {i: name for i, name in names.items() if i not in away}
