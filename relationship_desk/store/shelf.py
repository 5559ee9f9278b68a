"""Reads of the shelf: what I can give, and who has it already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relationship_desk.domain.value import ResourceKind
from relationship_desk.store.database import Connection
from relationship_desk.store.schema import ResourceTopic
from relationship_desk.store.topics import topics_of

_SELECT = """
    SELECT r.id, r.kind, r.title, r.address, r.person_id, coalesce(p.full_name, ''), r.note,
           r.added_on, r.archived_at IS NOT NULL,
           (SELECT count(DISTINCT g.person_id) FROM giving g WHERE g.resource_id = r.id)
    FROM resource r LEFT JOIN person p ON p.id = r.person_id
"""


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """One thing on the shelf. `given`: to how many people."""

    id: int
    kind: ResourceKind
    title: str
    address: str
    person_id: int | None
    person_name: str
    note: str
    added_on: date
    is_aside: bool
    given: int
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who was given a thing, and what they said of it (empty: nothing yet)."""

    giving_id: int
    person_id: int
    name: str
    given_on: date
    outcome: str


def resource_rows(connection: Connection, *, aside: bool = False) -> list[ResourceRow]:
    """What is on the shelf, the newest first; with `aside` what was set aside too, behind it."""
    where = "" if aside else "WHERE r.archived_at IS NULL"
    order = "ORDER BY r.archived_at IS NOT NULL, r.added_on DESC, r.id DESC"
    return _rows(connection, f"{where} {order}")


def get_resource(connection: Connection, resource_id: int) -> ResourceRow | None:
    """One thing, or None."""
    return next(iter(_rows(connection, "WHERE r.id = ?", (resource_id,))), None)


def resources_at(connection: Connection, address: str) -> list[ResourceRow]:
    """What stands on the shelf with this link or path."""
    return _rows(connection, "WHERE r.address = ? ORDER BY r.id", (address,))


def holders(connection: Connection, resource_id: int) -> list[Holder]:
    """Who was given it, the newest first."""
    return [
        Holder(giving_id, person_id, name, date.fromisoformat(given_on), outcome)
        for giving_id, person_id, name, given_on, outcome in connection.sql(
            "SELECT g.id, g.person_id, p.full_name, g.given_on, g.outcome FROM giving g "
            "JOIN person p ON p.id = g.person_id WHERE g.resource_id = ? "
            "ORDER BY g.given_on DESC, g.id DESC",
            (resource_id,),
        )
    ]


def _rows(connection: Connection, rest: str, values: Sequence[Any] = ()) -> list[ResourceRow]:
    found = connection.sql(f"{_SELECT} {rest}", values)
    topics = topics_of(connection, ResourceTopic, "resource_id", [row[0] for row in found])
    return [
        ResourceRow(
            row_id, ResourceKind(kind), title, address, person_id, name, note,
            date.fromisoformat(added), bool(aside), given, topics.get(row_id, ()),
        )
        for row_id, kind, title, address, person_id, name, note, added, aside, given in found
    ]  # fmt: skip
