"""What a person can do with the people they know."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from relationship_desk.desk.match_keys import MATCHED, match_key
from relationship_desk.domain.contact import (
    UNIT_SEPARATOR,
    Contact,
    ContactKind,
    Detail,
    DetailKind,
    Name,
    Photo,
)
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.text import fold
from relationship_desk.store import schema as s
from relationship_desk.store.people import StoredDetail, details_of, names_of, tags_of
from relationship_desk.store.work import Work

DETAIL_COLUMNS = (
    "person_id", "position", "kind", "label", "value", "preferred", "match_key", "entered_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A person as edited: details with an id were there before, those with None are new."""

    name: Name
    details: tuple[tuple[int | None, Detail], ...]
    tags: tuple[str, ...]
    kind: ContactKind = ContactKind.PERSON
    photos: tuple[Photo, ...] = ()  # the bytes of new photo details


def add_person(work: Work, now: datetime, *, contact: Contact, region: str) -> int:
    """A new person; the id. Raises `UserError` for a nameless one."""
    name = _named(contact.name)
    work.label = f"New person {name.full}"
    person_id = work.insert(
        s.Person,
        uid=contact.uid or f"urn:uuid:{uuid.uuid4()}",
        kind=contact.kind.value,
        created_at=to_text(now),
        **_name_columns(name),
    )
    _add_details(work, person_id, contact.details, 0, region, to_text(now))
    _add_photos(work, contact.photos)
    _set_tags(work, person_id, contact.tags)
    return person_id


def edit_person(
    work: Work, now: datetime, *, person_id: int, form: PersonForm, region: str
) -> None:
    """Make a person what the form says. Only what is different is written."""
    name = _named(form.name)
    if work.get(s.Person, person_id) is None:
        raise UserError("This person is not there any more; nothing was saved.")
    work.label = f"Edit {name.full}"
    work.coalesce_key = f"person {person_id}"
    work.update(s.Person, person_id, kind=form.kind.value, **_name_columns(name))
    kept = {detail_id for detail_id, _ in form.details if detail_id is not None}
    there = details_of(work.connection, [person_id]).get(person_id, [])
    work.delete(s.Detail, [stored.id for stored in there if stored.id not in kept])
    known = {stored.id: stored.detail for stored in there}
    at = to_text(now)
    new: list[tuple[int, Detail]] = []
    for position, (detail_id, detail) in enumerate(form.details):
        if detail_id is None:
            new.append((position, detail))
        elif detail_id in known:
            columns = _detail_columns(detail, position, region, at)
            if detail.value == known[detail_id].value:
                del columns["entered_at"]
            work.update(s.Detail, detail_id, **columns)
    for position, detail in new:
        work.insert(s.Detail, person_id=person_id, **_detail_columns(detail, position, region, at))
    _add_photos(work, form.photos)
    _set_tags(work, person_id, form.tags)


def set_archived(work: Work, now: datetime, *, person_ids: Sequence[int], archived: bool) -> int:
    """Put people into the archive or take them out; how many were somewhere else before."""
    at = to_text(now) if archived else None
    moved = [
        row["id"]
        for row in work.rows(s.Person, person_ids)
        if (row["archived_at"] is not None) != archived
    ]
    for person_id in moved:
        work.update(s.Person, person_id, archived_at=at)
    work.label = f"{'Archive' if archived else 'Unarchive'} {_who(work, moved)}"
    return len(moved)


def tag_people(
    work: Work, now: datetime, *, person_ids: Sequence[int], add: Iterable[str] = (),
    remove: Iterable[str] = (),
) -> None:  # fmt: skip
    """Give tags to people and take tags from them."""
    add, remove = [t for t in add if fold(t)], [fold(t) for t in remove]
    words = [f"+{tag}" for tag in add] + [f"-{tag}" for tag in remove]
    work.label = f"Tag {_who(work, person_ids)} {' '.join(words)}"
    for person_id in person_ids:
        present = tags_of(work.connection, person_id)
        wanted = [tag for tag in present if fold(tag) not in remove]
        _set_tags(work, person_id, [*wanted, *add])


def rename_tag(work: Work, now: datetime, *, tag_id: int, name: str) -> None:
    """Give a tag another name; where that name is taken the two become one."""
    name = " ".join(name.split())
    old = work.get(s.Tag, tag_id)
    if old is None or not name:
        raise UserError("A tag needs a name; nothing was changed.")
    work.label = f"Rename tag {old['name']} to {name}"
    taken = [i for i in work.ids_where(s.Tag, "folded", [fold(name)]) if i != tag_id]
    if not taken:
        work.update(s.Tag, tag_id, name=name, folded=fold(name))
        return
    for row in work.rows(s.PersonTag, work.ids_where(s.PersonTag, "tag_id", [tag_id])):
        wearing = work.rows(s.PersonTag, work.ids_where(s.PersonTag, "tag_id", taken))
        if all(other["person_id"] != row["person_id"] for other in wearing):
            work.insert(s.PersonTag, person_id=row["person_id"], tag_id=taken[0])
        work.delete(s.PersonTag, [row["id"]])
    work.delete(s.Tag, [tag_id])


def delete_people(work: Work, now: datetime, *, person_ids: Sequence[int]) -> int:
    """Remove people with all that hangs on them, and the interactions in which nobody else took
    part. Undo brings all of it back. How many they were.
    """
    ids = sorted(set(person_ids))
    work.label = f"Delete {_who(work, ids)}"
    work.pinned = True
    remove_with_all(work, ids)
    return len(ids)


def remove_with_all(work: Work, ids: Sequence[int]) -> None:
    """Remove people and what is theirs alone."""
    places = work.rows(s.Participant, work.ids_where(s.Participant, "person_id", ids))
    interactions = sorted({row["interaction_id"] for row in places})
    work.remove(s.Participant, [row["id"] for row in places])
    shared = {
        row["interaction_id"]
        for row in work.rows(
            s.Participant, work.ids_where(s.Participant, "interaction_id", interactions)
        )
    }
    work.remove(s.Interaction, [i for i in interactions if i not in shared])
    work.remove(s.Person, ids)


def add_details(
    work: Work, person_id: int, details: Sequence[Detail], region: str, at: str = ""
) -> range:
    """Append details to a person, after those that are there; the ids of the new rows. `at` is the
    instant at which they are entered, which only dates need."""
    there: list[StoredDetail] = details_of(work.connection, [person_id]).get(person_id, [])
    return _add_details(work, person_id, details, len(there), region, at)


def detail_rows(
    person_id: int, details: Iterable[Detail], position: int, region: str, at: str
) -> list[tuple[object, ...]]:
    """Details as rows of `DETAIL_COLUMNS`, from a position on; `at` is the instant at which they
    are entered. Written out in one loop, because an import makes a dozen rows of each card.
    """
    rows: list[tuple[object, ...]] = []
    date = DetailKind.DATE
    for place, detail in enumerate(details, position):
        kind, parts, label, preferred = detail
        key = match_key(detail, region) if kind in MATCHED else ""
        entered_at = at if kind is date else ""
        value = UNIT_SEPARATOR.join(parts)
        # The module of SQLite looks for an adapter of each bool: half the time of the insert again.
        is_first = int(preferred)
        rows.append((person_id, place, kind._value_, label, value, is_first, key, entered_at))
    return rows


def _entered_at(detail: Detail, at: str) -> str:
    return at if detail.kind is DetailKind.DATE else ""


def _add_details(
    work: Work, person_id: int, details: Sequence[Detail], position: int, region: str, at: str
) -> range:
    rows = detail_rows(person_id, details, position, region, at)
    return work.insert_many(s.Detail, DETAIL_COLUMNS, rows)


def _detail_columns(detail: Detail, position: int, region: str, at: str) -> dict[str, object]:
    """The columns of `DETAIL_COLUMNS` after the person's."""
    return {
        "entered_at": _entered_at(detail, at),
        "position": position,
        "kind": detail.kind.value,
        "label": detail.label,
        "value": detail.value,
        "preferred": int(detail.preferred),
        "match_key": match_key(detail, region),
    }


def _name_columns(name: Name) -> dict[str, str]:
    return {
        "full_name": name.full,
        "prefix": name.prefix,
        "given": name.given,
        "additional": name.additional,
        "family": name.family,
        "suffix": name.suffix,
    }


def _named(name: Name) -> Name:
    full = " ".join(name.full.split()) or name.composed()
    if not full:
        raise UserError("A person needs a name. Type one and save again.")
    return Name(full, name.prefix, name.given, name.additional, name.family, name.suffix)


def _add_photos(work: Work, photos: Iterable[Photo]) -> None:
    for photo in photos:
        if hashlib.sha256(photo.data).hexdigest() != photo.sha256:
            raise ValueError("a photo's key must be the SHA-256 of its bytes")
        if not work.ids_where(s.Photo, "sha256", [photo.sha256]):
            work.insert(s.Photo, sha256=photo.sha256, media_type=photo.media_type, data=photo.data)


def _set_tags(work: Work, person_id: int, names: Sequence[str]) -> None:
    wanted = {fold(name): " ".join(name.split()) for name in reversed(names) if fold(name)}
    order = list(dict.fromkeys(fold(name) for name in names if fold(name)))
    worn = {
        row["tag_id"]: row["id"]
        for row in work.rows(s.PersonTag, work.ids_where(s.PersonTag, "person_id", [person_id]))
    }
    wearing = [tag_id(work, wanted[folded]) for folded in order]
    work.delete(s.PersonTag, [row for tag, row in worn.items() if tag not in wearing])
    for tag in wearing:
        if tag not in worn:
            work.insert(s.PersonTag, person_id=person_id, tag_id=tag)


def tag_id(work: Work, name: str) -> int:
    """The tag of this name, made where there is none."""
    there = work.ids_where(s.Tag, "folded", [fold(name)])
    return there[0] if there else work.insert(s.Tag, name=name, folded=fold(name))


def _who(work: Work, ids: Sequence[int]) -> str:
    if len(ids) != 1:
        return f"{len(ids)} people"
    return names_of(work.connection, ids).get(ids[0], "1 person")
