"""One thing of each kind that a search finds beside people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from relationship_desk.domain.finding import FoundKind
from relationship_desk.store import schema as s
from relationship_desk.store.contents import columns_of
from relationship_desk.store.searched import SEARCHED, Searched
from relationship_desk.store.work import Work
from tests.support.desks import DeskForTests
from tests.support.random_rows import choices


def one_of_each(desk: DeskForTests) -> dict[FoundKind, int]:
    """Each is about Ida Vale, some about Bram Oss too, and has "zebra" in it; the ids."""
    people = (desk.add("Ida Vale"), desk.add("Bram Oss"))
    found: dict[FoundKind, int] = desk.do(_put_all, people=people)
    return found


def _put_all(work: Work, now: datetime, *, people: tuple[int, int]) -> dict[FoundKind, int]:
    work.label = "One of each"
    found = {one.kind: _put(work, one, people) for one in SEARCHED}
    entry = found[FoundKind.ENTRY]
    work.insert(s.Participant, interaction_id=entry, person_id=people[0])
    return found


def _put(work: Work, one: Searched, people: tuple[int, int]) -> int:
    named = [r.column_name for r in s.references_of(one.model) if not r.null]
    row: dict[str, Any] = dict(zip(named, people, strict=False))
    for column in columns_of(work.connection, s.table(one.model))[1:]:
        if column.name not in row:
            row[column.name] = None if column.nullable else choices(s.table(one.model), column)[0]
    row[one.title.removeprefix("t.")] = f"Zèbra {one.kind.value}"
    return work.insert(one.model, **row)
