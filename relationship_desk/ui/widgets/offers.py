"""Whom a field offers while a name is typed: those whose name begins so come first."""

from __future__ import annotations

from collections.abc import Collection

from relationship_desk.domain.text import fold
from relationship_desk.store.people import PersonRow, names_of, person_ids, person_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import visible

_OFFERED = 8
_RANKED = 200  # of those who are found, how many may be offered


def people_offered(bridge: Bridge, text: str, without: Collection[int] = ()) -> list[PersonRow]:
    """A few people who fit what is typed, the likeliest first; nobody for nothing."""
    if not fold(text):
        return []
    reader = bridge.reader
    found = [i for i in person_ids(reader, text) if i not in without][:_RANKED]
    names = names_of(reader, found)
    best = by_name({i: names[i] for i in found}, text)[:_OFFERED]
    rows = person_rows(reader, best, bridge.today())
    return [rows[person_id] for person_id in best]


def offer_words(row: PersonRow) -> str:
    """A person as a line of the list: "Ida Vale · Curator, Harbour Museum"."""
    return visible(f"{row.name} · {row.line}" if row.line else row.name)


def by_name(names: dict[int, str], text: str) -> list[int]:
    """Those in whose name a word begins with what is typed, then the others, in their order."""
    wanted = fold(text)

    def rank(person_id: int) -> int:
        name = fold(names[person_id])
        return 0 if name.startswith(wanted) else 1 if f" {wanted}" in name else 2

    return sorted(names, key=rank)
