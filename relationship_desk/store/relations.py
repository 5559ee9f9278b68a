"""Reads of relations: what other people are to somebody, as the user said it.

Invariant: a relation is told from the side of who is asked about, whichever side it is stored from.
"""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.domain.relations import RelationKind, RelationState
from relationship_desk.store.database import Connection

_OF_ONE = """
    SELECT r.id, r.kind, r.person_id, r.other_id, p.full_name, p.archived_at, r.note, r.since_on
    FROM relation r
    JOIN person p ON p.id = CASE r.person_id WHEN ?1 THEN r.other_id ELSE r.person_id END
    WHERE r.state = 'said' AND r.person_id <> r.other_id AND r.id IN (
        SELECT id FROM relation WHERE person_id = ?1
        UNION ALL SELECT id FROM relation WHERE other_id = ?1)
"""
_ORDER = {kind: place for place, kind in enumerate(RelationKind)}


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation of one person. It reads `the person KIND the other`; `label` is the other way
    round, as it stands beside the other's name on the person's page."""

    id: int
    kind: RelationKind
    other_id: int
    other_name: str
    other_archived: bool
    note: str
    since_on: str | None

    @property
    def label(self) -> str:
        """What the other is to the person: "Parent", "Introduced by"."""
        return self.kind.inverse.label


def relations_of(connection: Connection, person_id: int) -> list[RelationRow]:
    """What somebody is to others: family first, then work, then the rest; in a kind by name."""
    found = [
        RelationRow(
            row_id,
            RelationKind(kind) if one == person_id else RelationKind(kind).inverse,
            other if one == person_id else one,
            name,
            archived_at is not None,
            note,
            since_on,
        )
        for row_id, kind, one, other, name, archived_at, note, since_on in connection.sql(
            _OF_ONE, (person_id,)
        )
    ]
    return sorted(found, key=lambda r: (_ORDER[r.kind.inverse], r.other_name, r.other_id, r.id))


def decided_between(
    connection: Connection, person_id: int
) -> dict[tuple[int, RelationKind, int], RelationState]:
    """What was said or declined about somebody, by `(one, kind, other)` as it is stored."""
    return {
        (one, RelationKind(kind), other): RelationState(state)
        for one, kind, other, state in connection.sql(
            "SELECT person_id, kind, other_id, state FROM relation WHERE person_id = ?1 "
            "UNION SELECT person_id, kind, other_id, state FROM relation WHERE other_id = ?1",
            (person_id,),
        )
    }
