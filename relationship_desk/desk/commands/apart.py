"""Saying that two people are not the same, so that nobody asks again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work

_NAME = 60


def keep_apart(work: Work, now: datetime, *, person_id: int, other_id: int) -> None:
    """Remember that these two are not the same; the hint of an import goes too."""
    names = names_of(work.connection, [person_id, other_id])
    one, other = (one_line(names.get(i, "1 person"), _NAME) for i in (person_id, other_id))
    work.label = f"Keep {one} and {other} apart"
    for row in work.rows(s.Person, [person_id, other_id]):
        if row["maybe_same_as"] in (person_id, other_id):
            work.update(s.Person, row["id"], maybe_same_as=None)
    remember_apart(work, [(person_id, other_id)])
    work.touched.people.update(names)


def remember_apart(work: Work, pairs: Iterable[tuple[int, int]]) -> None:
    """Add the pairs that are not remembered yet; the order in a pair does not matter."""
    wanted = {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}
    ids = work.ids_where(s.Apart, "person_id", sorted({first for first, _ in wanted}))
    there = {(row["person_id"], row["other_id"]) for row in work.rows(s.Apart, ids)}
    rows = sorted(wanted - there)
    work.insert_many(s.Apart, ("person_id", "other_id"), rows)
