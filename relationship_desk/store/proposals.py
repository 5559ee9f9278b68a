"""Relations that what is written down speaks for; the user says yes or no to each.

They come from cards that name somebody on the desk as a relative or friend, from entries and
events with both, from who can introduce whom, and from a place of work that few share.
Invariant: nothing is proposed that was said or declined, and nobody who is archived.
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
from relationship_desk.store.in_common import in_common
from relationship_desk.store.people import names_of
from relationship_desk.store.places_of_work import people_at
from relationship_desk.store.relations import decided_between

FEW = 12  # a place with more people on the desk does not say who there works with whom
_TWICE = 2  # entries with both from which on they seem to know each other
_CHUNK = 500
_SHOWN = 60  # characters of a name
_INTRODUCED = """
    SELECT DISTINCT p.person_id, p.introducer_id, e.name FROM event_person p
    JOIN encounter m ON m.event_id = p.event_id AND m.person_id = p.person_id
    JOIN event e ON e.id = p.event_id
    WHERE m.met_on <= ? AND p.introducer_id IS NOT NULL AND ? IN (p.person_id, p.introducer_id)
    ORDER BY e.starts_on, e.id
"""
_ORGANISATIONS = """
    SELECT value FROM detail WHERE person_id = ? AND kind = 'organisation'
    UNION ALL SELECT o.name FROM affiliation a JOIN organisation o ON o.id = a.organisation_id
    WHERE a.person_id = ?
"""
_WORK = frozenset({RelationKind.COLLEAGUE, RelationKind.MANAGER, RelationKind.ASSISTANT})
_Spoken = tuple[RelationKind, int, str]  # the person KIND the other, and why


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
    """All that is spoken for, the surest first; of people who are there."""
    found = [
        *_cards(connection, person_id),
        *_introducers(connection, person_id, on),
        *_companions(connection, person_id, on),
        *_colleagues(connection, person_id, on),
    ]
    names = _present(connection, sorted({other for _, other, _ in found}))
    for kind, other, why in found:
        if other in names and other != person_id:
            yield Proposal(kind, other, names[other], why)


def _introducers(connection: Connection, person_id: int, on: date) -> Iterator[_Spoken]:
    """Who could introduce the user to whom, where the two have met at that event since."""
    for one, other, event in connection.sql(_INTRODUCED, (on.isoformat(), person_id)):
        kind = RelationKind.INTRODUCED_BY if one == person_id else RelationKind.INTRODUCED
        beside = other if one == person_id else one
        yield (
            kind,
            beside,
            f"You met at {one_line(event, _SHOWN)}, where an introduction was hoped for",
        )


def _companions(connection: Connection, person_id: int, on: date) -> Iterator[_Spoken]:
    for common in in_common(connection, person_id, [], on):
        if common.together >= _TWICE:
            why = f"You wrote down {common.together} entries with both of them"
            yield RelationKind.KNOWS, common.id, why


def _colleagues(connection: Connection, person_id: int, on: date) -> Iterator[_Spoken]:
    """Who is with the same organisation, by card or by place there, where few are."""
    names: dict[str, str] = {}
    for (value,) in connection.sql(_ORGANISATIONS, (person_id, person_id)):
        name = value.split(UNIT_SEPARATOR)[0]
        names.setdefault(fold(name), name)
    for name in names.values():
        there = people_at(connection, name, on)
        if len(there) <= FEW:
            for other in there:
                yield RelationKind.COLLEAGUE, other, f"Both are with {one_line(name, _SHOWN)}"


def _cards(connection: Connection, person_id: int) -> Iterator[_Spoken]:
    """`(kind, other, why)` from the person's own card, then from those that name the person."""
    person = connection.sql("SELECT uid, full_name FROM person WHERE id = ?", (person_id,))
    uid, name = person[0] if person else ("", "")
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
    """The names of those who are people and not archived."""
    names = names_of(connection, ids)
    away: set[int] = set()
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        away.update(
            row_id
            for (row_id,) in connection.sql(
                "SELECT id FROM person WHERE (archived_at IS NOT NULL OR kind <> 'person') "
                f"AND id IN ({', '.join('?' * len(chunk))})",
                chunk,
            )
        )
    return {i: name for i, name in names.items() if i not in away}
