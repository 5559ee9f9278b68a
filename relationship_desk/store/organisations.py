"""Reads of organisations: which there are, who has a place in them, and what cards say of them.

Invariant: what a card says links nobody; it is only proposed here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relationship_desk.domain.contact import UNIT_SEPARATOR
from relationship_desk.domain.organisations import OrganisationKind, Span, span_of
from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection

_CHUNK = 500
_FEWEST_CARDS = 2  # that say one organisation, before a link is proposed


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One organisation, and how many people have a place in it now or had one."""

    id: int
    name: str
    kind: OrganisationKind
    url: str
    place: str
    note: str
    archived: bool
    people: int


@dataclass(frozen=True, slots=True)
class AffiliationRow:
    """Somebody's place in an organisation."""

    id: int
    person_id: int
    person_name: str
    organisation_id: int
    organisation: str
    kind: OrganisationKind
    role: str
    span: Span

    def words(self, today: date) -> str:
        """ "Curator, since 2019"; empty where nothing is known."""
        return ", ".join(word for word in (self.role, self.span.words(today)) if word)


@dataclass(frozen=True, slots=True)
class CardProposal:
    """An organisation that several cards say, and whose cards: people who are not linked to it."""

    name: str  # as most cards write it
    organisation_id: int | None  # the one of this name, where there is one
    person_ids: tuple[int, ...]


def organisation_rows(
    connection: Connection, query: str = "", *, archived: bool = False
) -> list[OrganisationRow]:
    """Those whose name, place or note has all these words, by name."""
    words = fold(query).split()
    return [
        row
        for row in _rows(connection, "WHERE (o.archived_at IS NOT NULL) = ?", [int(archived)])
        if all(word in fold(f"{row.name} {row.place} {row.note}") for word in words)
    ]


def get_organisation(connection: Connection, organisation_id: int) -> OrganisationRow | None:
    """One organisation, or None."""
    return next(iter(_rows(connection, "WHERE o.id = ?", [organisation_id])), None)


def organisations_called(connection: Connection, name: str) -> list[OrganisationRow]:
    """Which are meant by these words: the one of that name, else all whose names have them."""
    wanted = fold(name)
    exact = _rows(connection, "WHERE o.folded = ?", [wanted])
    if exact or not wanted:
        return exact
    return _rows(connection, "WHERE instr(o.folded, ?) > 0", [wanted])


def places_of(connection: Connection, person_id: int) -> list[AffiliationRow]:
    """The organisations of a person: those that go on first, then the newest."""
    return _affiliations(connection, "a.person_id = ?", [person_id])


def people_of(connection: Connection, organisation_id: int) -> list[AffiliationRow]:
    """Who has a place in an organisation, or had one and is not archived."""
    where = "a.organisation_id = ? AND p.archived_at IS NULL"
    return _affiliations(connection, where, [organisation_id])


def get_affiliation(connection: Connection, affiliation_id: int) -> AffiliationRow | None:
    """One place, or None."""
    return next(iter(_affiliations(connection, "a.id = ?", [affiliation_id])), None)


def card_proposals(
    connection: Connection, person_id: int | None = None, *, fewest: int = _FEWEST_CARDS
) -> list[CardProposal]:
    """Organisations that at least so many cards say whose people are not linked to them, most
    cards first; of one person: those of their card, however few say them. What was declined is not
    proposed again."""
    said: dict[str, dict[int, str]] = defaultdict(dict)
    for owner, value in connection.sql(
        "SELECT d.person_id, d.value FROM detail d JOIN person p ON p.id = d.person_id "
        "WHERE d.kind = 'organisation' AND p.archived_at IS NULL ORDER BY d.id"
    ):
        name = " ".join(value.split(UNIT_SEPARATOR)[0].split())
        if name:
            said[fold(name)].setdefault(owner, name)
    linked: dict[str, set[int]] = defaultdict(set)
    there: dict[str, int] = {}
    for organisation_id, folded, owner in connection.sql(
        "SELECT o.id, o.folded, a.person_id FROM organisation o "
        "LEFT JOIN affiliation a ON a.organisation_id = o.id"
    ):
        there[folded] = organisation_id
        linked[folded].add(owner)
    for owner, folded in connection.sql("SELECT person_id, folded FROM declined_place"):
        linked[folded].add(owner)
    found = []
    for folded, owners in said.items():
        people = [i for i in owners if i not in linked[folded]]
        if person_id is None and len(owners) >= fewest and people:
            pass
        elif person_id is not None and person_id in people:
            people = [person_id]
        else:
            continue
        spellings = list(owners.values())
        name = max(dict.fromkeys(spellings), key=spellings.count)
        found.append(CardProposal(name, there.get(folded), tuple(people)))
    return sorted(found, key=lambda each: (-len(each.person_ids), fold(each.name)))


def card_roles(connection: Connection, people: Sequence[int]) -> dict[int, str]:
    """The first title of each of these people's cards."""
    found: dict[int, str] = {}
    for start in range(0, len(people), _CHUNK):
        chunk = people[start : start + _CHUNK]
        for person_id, value in connection.sql(
            "SELECT person_id, value FROM detail WHERE kind = 'title' "
            f"AND person_id IN ({', '.join('?' * len(chunk))}) ORDER BY position",
            chunk,
        ):
            found.setdefault(person_id, " ".join(value.split()))
    return found


def _rows(connection: Connection, where: str, values: Sequence[Any]) -> list[OrganisationRow]:
    return [
        OrganisationRow(row_id, name, OrganisationKind(kind), url, place, note, bool(gone), people)
        for row_id, name, kind, url, place, note, gone, people in connection.sql(
            "SELECT o.id, o.name, o.kind, o.url, o.place, o.note, o.archived_at IS NOT NULL, "
            "(SELECT count(DISTINCT a.person_id) FROM affiliation a "
            "JOIN person p ON p.id = a.person_id AND p.archived_at IS NULL "
            f"WHERE a.organisation_id = o.id) FROM organisation o {where} ORDER BY o.folded",
            values,
        )
    ]


def _affiliations(
    connection: Connection, where: str, values: Sequence[Any]
) -> list[AffiliationRow]:
    return [
        AffiliationRow(
            row_id, person_id, name, organisation_id, organisation, OrganisationKind(kind), role,
            span_of(since, until),
        )
        for (
            row_id, person_id, name, organisation_id, organisation, kind, role, since, until,
        ) in connection.sql(
            "SELECT a.id, a.person_id, p.full_name, a.organisation_id, o.name, o.kind, a.role, "
            "a.since_on, a.until_on FROM affiliation a JOIN person p ON p.id = a.person_id "
            f"JOIN organisation o ON o.id = a.organisation_id WHERE {where} "
            "ORDER BY a.until_on IS NOT NULL, a.until_on DESC, a.since_on DESC, p.full_name, "
            "o.folded, a.id",
            values,
        )
    ]  # fmt: skip
