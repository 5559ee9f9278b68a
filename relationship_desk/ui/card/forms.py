"""Forms of a person as values: made from a stored person, put in order, and merged.

Invariant: a detail that nobody edited comes out exactly as it went in.
"""

from __future__ import annotations

from collections.abc import Iterable

from relationship_desk.desk.commands.people import PersonForm
from relationship_desk.domain.contact import Contact, Detail, DetailKind, Name
from relationship_desk.domain.text import fold
from relationship_desk.store.people import Person

Row = tuple[int | None, Detail]

EMPTY = PersonForm(Name(), (), ())


def form_of(person: Person) -> PersonForm:
    """A stored person as a form that changes nothing."""
    details = tuple((stored.id, stored.detail) for stored in person.details)
    return PersonForm(person.name, details, person.tags, person.kind)


def contact_of(form: PersonForm) -> Contact:
    """The form of a new person as `add_person` takes it."""
    details = tuple(detail for _, detail in form.details)
    return Contact(form.name, details, form.tags, "", form.kind, form.photos)


def in_order(before: Iterable[Row], now: Iterable[Row]) -> tuple[Row, ...]:
    """The rows of `now`, each kind in its own order, in the places that the kinds had before.

    A form shows its rows by kind, a card in the order of its lines; so that a save which changed
    one phone number does not move everything else, the kinds keep their places.
    """
    waiting: dict[DetailKind, list[Row]] = {}
    for row in now:
        waiting.setdefault(row[1].kind, []).append(row)
    ordered: list[Row] = []
    for _, detail in before:
        queue = waiting.get(detail.kind)
        if queue:
            ordered.append(queue.pop(0))
    return (*ordered, *(row for queue in waiting.values() for row in queue))


def merged(base: PersonForm, mine: PersonForm, theirs: PersonForm) -> PersonForm:
    """What I changed since `base`, laid over what has been changed elsewhere meanwhile.

    Where both changed the same thing, mine is kept: it is what was typed last.
    """
    if base == theirs:
        return mine
    return PersonForm(
        _merged_name(base.name, mine.name, theirs.name),
        _merged_details(base.details, mine.details, theirs.details),
        _merged_tags(base.tags, mine.tags, theirs.tags),
        mine.kind if mine.kind is not base.kind else theirs.kind,
        mine.photos,
    )


def _merged_name(base: Name, mine: Name, theirs: Name) -> Name:
    parts = zip(base, mine, theirs, strict=True)
    return Name(*(my if my != before else their for before, my, their in parts))


def _merged_details(
    base: tuple[Row, ...], mine: tuple[Row, ...], theirs: tuple[Row, ...]
) -> tuple[Row, ...]:
    before = {row_id: detail for row_id, detail in base if row_id is not None}
    there = {row_id: detail for row_id, detail in theirs if row_id is not None}
    kept = {row_id for row_id, _ in mine if row_id is not None}
    rows: list[Row] = []
    for row_id, detail in mine:
        if row_id is None:
            rows.append((None, detail))
        elif row_id in there:
            rows.append((row_id, detail if detail != before.get(row_id) else there[row_id]))
        elif detail != before.get(row_id):
            rows.append((None, detail))
    rows += [row for row in theirs if row[0] not in before and row[0] not in kept]
    return tuple(rows)


def _merged_tags(
    base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[str, ...]:
    before, kept = {fold(t) for t in base}, {fold(t) for t in mine}
    staying = [t for t in theirs if fold(t) in kept or fold(t) not in before]
    present = {fold(t) for t in staying}
    return (*staying, *(t for t in mine if fold(t) not in before and fold(t) not in present))
