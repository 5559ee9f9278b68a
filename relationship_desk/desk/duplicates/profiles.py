"""Everybody in the store as the comparison sees them: folded, split, and no more than needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from relationship_desk.desk.transfer.facts import is_nameless, plain_uid
from relationship_desk.domain.contact import UNIT_SEPARATOR, Contact, Detail, DetailKind, Name
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection

_BREATH = 512
_TITLES = frozenset("dr prof mr mrs ms miss herr frau sir dipl ing med phd mme mlle sr sra".split())
_SUFFIXES = {
    "jr": "jr", "jnr": "jr", "junior": "jr", "jun": "jr", "sr": "sr", "snr": "sr", "senior": "sr",
    "sen": "sr", "ii": "2", "iii": "3", "iv": "4",
}  # fmt: skip
_LINES_OF_A_PLACE = frozenset("home work office main private fax family landline".split())


@dataclass(frozen=True, slots=True)
class Written:
    """A name in folded pieces. `given` is its first word; all may be empty."""

    given: str
    family: str
    suffix: str
    words: frozenset[str]
    nameless: bool


@dataclass(eq=False)
class Profile:
    """One person. Keys are those of `Evidence`; a birthday is as it was understood."""

    id: int
    name: str
    written: Written
    maybe_same_as: int | None
    uid: str
    emails: frozenset[str]
    phones: frozenset[str]
    place_phones: frozenset[str]  # by their labels not one person's own
    birthdays: tuple[PartialDate, ...]
    organisations: frozenset[str]
    places: frozenset[str]  # postal addresses
    links: frozenset[str]
    photos: frozenset[str]

    @cached_property
    def own_phones(self) -> frozenset[str]:
        """The numbers that no label gives to a place."""
        return self.phones - self.place_phones


def load_profiles(connection: Connection, checkpoint: Callable[[], None]) -> dict[int, Profile]:
    """Everybody by id, archived people too."""
    details: dict[int, list[tuple[str, str, str, str]]] = {}
    for person_id, kind, label, value, key in connection.sql(
        "SELECT person_id, kind, label, value, match_key FROM detail WHERE kind IN "
        "('email', 'phone', 'date', 'organisation', 'address', 'url', 'photo') ORDER BY id"
    ):
        details.setdefault(person_id, []).append((kind, label, value, key))
    found: dict[int, Profile] = {}
    for number, (person_id, uid, hint, *parts) in enumerate(
        connection.sql(
            "SELECT id, uid, maybe_same_as, full_name, prefix, given, additional, family, suffix "
            "FROM person ORDER BY id"
        )
    ):
        if number % _BREATH == 0:
            checkpoint()
        found[person_id] = _profile(person_id, uid, hint, Name(*parts), details.get(person_id, ()))
    return found


def _profile(
    person_id: int, uid: str, hint: int | None, name: Name,
    details: Iterable[tuple[str, str, str, str]],
) -> Profile:  # fmt: skip
    keys: dict[str, set[str]] = {
        name: set() for name in ("email", "phone", "at", "organisation", "address", "url", "photo")
    }
    birthdays: list[PartialDate] = []
    reaches: list[Detail] = []
    for kind, label, value, key in details:
        if kind in ("email", "phone"):
            reaches.append(Detail.of(DetailKind(kind), value))
            if key:
                keys[kind].add(key)
                if kind == "phone" and not _LINES_OF_A_PLACE.isdisjoint(_words(label)):
                    keys["at"].add(key)
        elif kind == "date":
            day = PartialDate.parse(value) if fold(label) == "birthday" else None
            birthdays += [day] if day is not None else []
        elif kind == "organisation":
            keys[kind].add(fold(value.split(UNIT_SEPARATOR)[0]))
        elif kind == "address":
            place = " ".join(_words(value.replace(UNIT_SEPARATOR, " ")))
            if any(c.isdigit() for c in place):
                keys[kind].add(place)
        else:
            keys[kind].add(fold(value).rstrip("/"))
    for values in keys.values():
        values.discard("")
    return Profile(
        person_id,
        name.full,
        written(name, nameless=is_nameless(Contact(name, tuple(reaches)))),
        hint,
        plain_uid(uid),
        frozenset(keys["email"]),
        frozenset(keys["phone"]),
        frozenset(keys["at"]),
        tuple(birthdays),
        frozenset(keys["organisation"]),
        frozenset(keys["address"]),
        frozenset(keys["url"]),
        frozenset(keys["photo"]),
    )


def written(name: Name, *, nameless: bool = False) -> Written:
    """A name in pieces; one that came whole is split: "Vale, Ida" and "Dr. Ida Vale Jr."."""
    if nameless:
        return Written("", "", "", frozenset(), True)
    suffix = next((_SUFFIXES[w] for w in _words(name.suffix) if w in _SUFFIXES), "")
    if name.given or name.family:
        given, family = _words(name.given), _words(name.family)
    else:
        given, family = _split(name.full)
    for words in (given, family):
        while len(words) > 1 and words[-1] in _SUFFIXES:
            suffix = _SUFFIXES[words.pop()]
    while len(given) > 1 and given[0] in _TITLES:
        given = given[1:]
    first = given[0] if given else ""
    return Written(first, " ".join(family), suffix, frozenset((*given, *family)), False)


def _split(full: str) -> tuple[list[str], list[str]]:
    before, comma, after = full.partition(",")
    if comma and after.strip() and fold(after).strip(" .") not in _SUFFIXES:
        return _words(after), _words(before)
    pieces = [piece for piece in full.split() if _words(piece)]
    last = len(pieces)
    while last > 1 and _words(pieces[last - 1])[-1] in _SUFFIXES:
        last -= 1
    if last < 2:
        return _words(" ".join(pieces)), []
    return _words(" ".join(pieces[: last - 1])), _words(" ".join(pieces[last - 1 :]))


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in fold(text).replace("'", "")).split()
