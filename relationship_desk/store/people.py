"""Reads of people: ids in order, rows for a list, one whole person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.contact import (
    Contact,
    ContactKind,
    Detail,
    DetailKind,
    Name,
    Photo,
)
from relationship_desk.domain.text import digits, fold
from relationship_desk.store import schema as s
from relationship_desk.store.database import Connection
from relationship_desk.store.last_contact import last_contacts

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What a list shows of one person."""

    id: int
    name: str
    line: str  # title and organisation, or the first e-mail or phone
    photo_sha256: str
    archived: bool
    maybe_same_as: int | None
    last_contact_on: date | None
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredDetail:
    """A detail with its identity."""

    id: int
    detail: Detail


@dataclass(frozen=True, slots=True)
class Person:
    """Everything a person's card shows."""

    id: int
    uid: str
    kind: ContactKind
    name: Name
    details: tuple[StoredDetail, ...]
    tags: tuple[str, ...]
    archived: bool
    maybe_same_as: int | None
    last_contact_on: date | None
    cards: int  # how many cards were read for this person

    @property
    def contact(self) -> Contact:
        """The person without identity, as formats take it."""
        details = tuple(d.detail for d in self.details)
        return Contact(self.name, details, self.tags, self.uid, self.kind)

    def first(self, kind: DetailKind) -> str:
        """The readable text of the first detail of a kind, or empty."""
        return next((d.detail.text for d in self.details if d.detail.kind is kind), "")


def person_ids(
    connection: Connection,
    text: str = "",
    tag_ids: Iterable[int] = (),
    *,
    circle_ids: Iterable[int] = (),
    archived: bool = False,
) -> list[int]:
    """The people that a search finds, in the order of their names.

    Every word of `text` must occur somewhere in name, organisation, e-mail, phone digits or notes,
    in any case and with or without accents; every tag must be worn, every circle be theirs.
    """
    wheres = ["p.archived = ?"]
    values: list[object] = [int(archived)]
    words = _words(text)
    indexed = [word for word in words if len(word) >= 3]
    if indexed:
        # Not a join: SQLite would run the full-text query once for each person.
        wheres.append("p.id IN (SELECT rowid FROM person_search WHERE person_search MATCH ?)")
        values.append(" AND ".join(trigrams(word) for word in indexed))
    for word in words:
        wheres.append("instr(p.folded, ?) > 0")
        values.append(word)
    for tag_id in tag_ids:
        wheres.append("EXISTS (SELECT 1 FROM person_tag WHERE person_id = p.id AND tag_id = ?)")
        values.append(tag_id)
    for circle_id in circle_ids:
        wheres.append(
            "EXISTS (SELECT 1 FROM person_circle WHERE person_id = p.id AND circle_id = ?)"
        )
        values.append(circle_id)
    found = connection.sql(
        f"SELECT p.id FROM person_index p WHERE {' AND '.join(wheres)} ORDER BY p.sort_key, p.id",
        values,
    )
    return [person_id for (person_id,) in found]


def _words(text: str) -> list[str]:
    """The folded words of a search; a phone number typed with blanks or dashes is one word."""
    number = digits(text)
    if len(number) >= 4 and not any(c.isalpha() for c in text) and "@" not in text:
        # A national trunk zero is not in the international form: look for what follows it.
        return [number.lstrip("0") or number]
    return fold(text).split()


def trigrams(word: str) -> str:
    """What an index of three letters each is asked for a word; who is found may not have it."""
    pieces = {word[i : i + 3] for i in range(len(word) - 2)}
    return " AND ".join('"' + piece.replace('"', '""') + '"' for piece in sorted(pieces))


def person_rows(connection: Connection, ids: Sequence[int], today: date) -> dict[int, PersonRow]:
    """The rows of these people by id; who does not exist is left out."""
    lines: dict[int, dict[str, str]] = {}
    marks = ", ".join("?" * len(ids))
    for person_id, kind, value in connection.sql(
        f"SELECT person_id, kind, value FROM detail WHERE person_id IN ({marks}) "
        "AND kind IN ('title', 'organisation', 'email', 'phone', 'photo', 'logo') "
        "ORDER BY person_id, preferred DESC, position, id",
        ids,
    ):
        lines.setdefault(person_id, {}).setdefault(kind, value)
    last = last_contacts(connection, today, ids)
    tags: dict[int, list[str]] = {}
    for person_id, name in connection.sql(
        f"SELECT person_id, name FROM person_tag JOIN tag ON tag.id = tag_id "
        f"WHERE person_id IN ({marks}) ORDER BY person_tag.id",
        ids,
    ):
        tags.setdefault(person_id, []).append(name)
    return {
        person_id: PersonRow(
            person_id,
            name,
            _line(lines.get(person_id, {})),
            _picture(lines.get(person_id, {})),
            archived_at is not None,
            maybe_same_as,
            last.get(person_id),
            tuple(tags.get(person_id, ())),
        )
        for person_id, name, archived_at, maybe_same_as in connection.sql(
            f"SELECT id, full_name, archived_at, maybe_same_as FROM person WHERE id IN ({marks})",
            ids,
        )
    }


def _picture(details: dict[str, str]) -> str:
    return details.get("photo") or details.get("logo", "")


def _line(details: dict[str, str]) -> str:
    organisation = details.get("organisation", "").split("\x1f")[0]
    work = ", ".join(part for part in (details.get("title", ""), organisation) if part)
    return work or details.get("email", "") or details.get("phone", "")


def get_person(connection: Connection, person_id: int, today: date) -> Person | None:
    """One whole person, or None."""
    p = s.Person
    row = connection.row(
        p.select(
            p.uid, p.kind, p.full_name, p.prefix, p.given, p.additional, p.family, p.suffix,
            p.archived_at, p.maybe_same_as,
        ).where(p.id == person_id)
    )  # fmt: skip
    if row is None:
        return None
    uid, kind, *names, archived_at, maybe_same_as = row
    return Person(
        person_id,
        uid,
        ContactKind(kind),
        Name(*names),
        tuple(details_of(connection, [person_id]).get(person_id, ())),
        tuple(tags_of(connection, person_id)),
        archived_at is not None,
        maybe_same_as,
        last_contacts(connection, today, [person_id]).get(person_id),
        len(connection.rows(s.Card.select(s.Card.id).where(s.Card.person == person_id))),
    )


def details_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[StoredDetail]]:
    """The details of these people, in their order."""
    found: dict[int, list[StoredDetail]] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        marks = ", ".join("?" * len(chunk))
        for detail_id, person_id, kind, value, label, preferred in connection.sql(
            "SELECT id, person_id, kind, value, label, preferred FROM detail "
            f"WHERE person_id IN ({marks}) ORDER BY person_id, position, id",
            chunk,
        ):
            detail = Detail.of(DetailKind(kind), value, label, bool(preferred))
            found.setdefault(person_id, []).append(StoredDetail(detail_id, detail))
    return found


def tags_of(connection: Connection, person_id: int) -> list[str]:
    """The tags of one person, in the order in which they were given."""
    query = (
        s.PersonTag.select(s.Tag.name)
        .join(s.Tag)
        .where(s.PersonTag.person == person_id)
        .order_by(s.PersonTag.id)
    )
    return [name for (name,) in connection.rows(query)]


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag and how many people who are not archived wear it."""

    id: int
    name: str
    people: int


def all_tags(connection: Connection, *, archived: bool = False) -> list[TagRow]:
    """Every tag in the order of its folded name, with how many wear it in the archive or not."""
    place = "IS NOT NULL" if archived else "IS NULL"
    return [
        TagRow(*row)
        for row in connection.sql(
            "SELECT t.id, t.name, count(p.id) FROM tag t "
            "LEFT JOIN person_tag pt ON pt.tag_id = t.id "
            f"LEFT JOIN person p ON p.id = pt.person_id AND p.archived_at {place} "
            "GROUP BY t.id ORDER BY t.folded"
        )
    ]


def names_of(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """Full names by id."""
    query = "SELECT id, full_name FROM person WHERE id IN (SELECT value FROM json_each(?))"
    return dict(connection.sql(query, (json.dumps(list(ids)),)))


def matching_people(connection: Connection, text: str) -> list[tuple[int, str]]:
    """Who may be meant by a name: those named exactly so, else those whose name holds its words.

    Archived people are found too, after the others. `(id, full name)`.
    """
    wanted = fold(text)
    if not wanted:
        return []
    ids = person_ids(connection, wanted) + person_ids(connection, wanted, archived=True)
    names = names_of(connection, ids)
    named = [(person_id, names[person_id]) for person_id in ids]
    exact = [(person_id, name) for person_id, name in named if fold(name) == wanted]
    if exact:
        return exact
    words = wanted.split()
    return [(i, name) for i, name in named if all(word in fold(name) for word in words)]


def count_people(connection: Connection, *, archived: bool = False) -> int:
    """How many people there are."""
    [(count,)] = connection.sql(
        "SELECT count(*) FROM person_index WHERE archived = ?", (int(archived),)
    )
    return int(count)


def get_photo(connection: Connection, sha256: str) -> Photo | None:
    """The original bytes of a picture, or None."""
    row = connection.row(
        s.Photo.select(s.Photo.media_type, s.Photo.data).where(s.Photo.sha256 == sha256)
    )
    return None if row is None else Photo(sha256, row[0], bytes(row[1]))


def known_photos(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Which of these pictures, by SHA-256, are in the store."""
    found: set[str] = set()
    for start in range(0, len(keys), _CHUNK):
        chunk = keys[start : start + _CHUNK]
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT sha256 FROM photo WHERE sha256 IN ({marks})"
        found.update(key for (key,) in connection.sql(query, chunk))
    return found
