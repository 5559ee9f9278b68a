"""What the desk knows today of each card it has read: the facts that an export lays over it.

Invariant: over all cards of a person every fact is told once: by the card that brought it, else by
the one that speaks for the person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from relationship_desk.desk.ports import CardNow
from relationship_desk.desk.transfer.line_map import OTHER_NAME, is_tag
from relationship_desk.domain.contact import (
    PICTURES,
    Contact,
    ContactKind,
    Detail,
    Name,
    Photo,
)
from relationship_desk.domain.rhythm import NO_OWN_FACTS
from relationship_desk.store.cards import StoredCard, originals
from relationship_desk.store.circles import own_facts
from relationship_desk.store.database import Connection
from relationship_desk.store.people import StoredDetail, details_of, get_photo

_CHUNK = 500
_NOTHING = CardNow({})


@dataclass(frozen=True, slots=True)
class PersonNow:
    """A person with the identities of all facts; `tags` are `(person_tag id, name)`."""

    id: int
    contact: Contact
    details: tuple[StoredDetail, ...]
    tags: tuple[tuple[int, str], ...]
    photos: Mapping[str, Photo]

    def as_contact(self) -> Contact:
        """The person with the pictures' bytes, for a new card."""
        return Contact(
            self.contact.name,
            tuple(d.detail for d in self.details),
            tuple(name for _, name in self.tags),
            self.contact.uid,
            self.contact.kind,
            tuple(self.photos.values()),
            self.contact.own,
        )


def people_now(connection: Connection, ids: Sequence[int]) -> dict[int, PersonNow]:
    """These people as they are, archived ones too."""
    details = details_of(connection, ids)
    tags: dict[int, list[tuple[int, str]]] = defaultdict(list)
    found: dict[int, PersonNow] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        marks = ", ".join("?" * len(chunk))
        own = own_facts(connection, chunk)
        for wearing, person_id, name in connection.sql(
            "SELECT w.id, person_id, name FROM person_tag w JOIN tag ON tag.id = tag_id "
            f"WHERE person_id IN ({marks}) ORDER BY w.id",
            chunk,
        ):
            tags[person_id].append((wearing, name))
        for person_id, uid, kind, *names in connection.sql(
            "SELECT id, uid, kind, full_name, prefix, given, additional, family, suffix "
            f"FROM person WHERE id IN ({marks}) ORDER BY id",
            chunk,
        ):
            its = tuple(details.get(person_id, ()))
            found[person_id] = PersonNow(
                person_id,
                Contact(
                    Name(*names),
                    uid=uid,
                    kind=ContactKind(kind),
                    own=own.get(person_id, NO_OWN_FACTS),
                ),
                its,
                tuple(tags[person_id]),
                _Photos(connection, [d.detail.value for d in its if _is_photo(d.detail)]),
            )
    return found


def card_now(
    connection: Connection,
    card: StoredCard,
    cards: Sequence[StoredCard],
    person: PersonNow | None,
    full_name: Callable[[bytes], str],
) -> CardNow:
    """What one card has to say beside the person's other `cards` (this one among them).

    `full_name` reads the name that a card's bytes give.
    """
    if person is None:
        return _NOTHING
    now = {d.id: d.detail for d in person.details}
    adopted = {line: now.get(row_id) for line, row_id in card.line_map.items() if line >= 0}
    if card.id != speaker(cards).id:
        return CardNow(adopted, photos=person.photos)
    held: set[int] = set()
    worn_elsewhere: set[int] = set()
    for other in cards:
        for line, row_id in other.line_map.items():
            if is_tag(line):
                if other is not card:
                    worn_elsewhere.add(row_id)
            elif line != OTHER_NAME or _still_says(connection, other, now.get(row_id), full_name):
                held.add(row_id)
    return CardNow(
        adopted,
        tuple(detail for row_id, detail in now.items() if row_id not in held),
        person.contact.name,
        tuple(name for wearing, name in person.tags if wearing not in worn_elsewhere),
        person.photos,
        person.contact.own,
    )


def whole_now(card: StoredCard, person: PersonNow) -> CardNow:
    """Everything there is to say of a person in this one card."""
    now = {d.id: d.detail for d in person.details}
    adopted = {line: now.get(row_id) for line, row_id in card.line_map.items() if line >= 0}
    held = {row_id for line, row_id in card.line_map.items() if line >= 0}
    return CardNow(
        adopted,
        tuple(detail for row_id, detail in now.items() if row_id not in held),
        person.contact.name,
        tuple(name for _, name in person.tags),
        person.photos,
        person.contact.own,
    )


def speaker(cards: Sequence[StoredCard]) -> StoredCard:
    """The card that speaks for the person: the one that made it, else the first there is."""
    return next((card for card in cards if card.speaks), cards[0])


def _still_says(
    connection: Connection,
    card: StoredCard,
    nickname: Detail | None,
    full_name: Callable[[bytes], str],
) -> bool:
    """Whether the name that became a nickname is still the one in the card."""
    if nickname is None:
        return True
    raw = originals(connection, [card.id]).get(card.id, b"")
    return full_name(raw) == nickname.parts[0]


def _is_photo(detail: Detail) -> bool:
    return detail.kind in PICTURES


class _Photos(Mapping[str, Photo]):
    """The pictures of one person by SHA-256, read when they are asked for."""

    def __init__(self, connection: Connection, keys: Sequence[str]) -> None:
        self._connection = connection
        self._keys = tuple(dict.fromkeys(keys))

    def __getitem__(self, key: str) -> Photo:
        found = get_photo(self._connection, key) if key in self._keys else None
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
