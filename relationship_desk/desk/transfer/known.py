"""Whom an import may meet: people of the store and people planned earlier in the same import.

Invariant: every list a card is compared with is bounded, so that a plan takes linear time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from relationship_desk.desk.transfer.facts import (
    FactKey,
    birthdays,
    fact_key,
    is_nameless,
    name_keys,
    plain_uid,
    reach_keys,
)
from relationship_desk.desk.transfer.numbers import TAIL, tail
from relationship_desk.desk.transfer.signs import signs_of
from relationship_desk.domain.contact import Contact, Detail, DetailKind, Name
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.rhythm import NO_OWN_FACTS, OwnFacts
from relationship_desk.domain.text import fold
from relationship_desk.store.circles import own_facts
from relationship_desk.store.database import Connection
from relationship_desk.store.people import StoredDetail, details_of

T = TypeVar("T")

_CHUNK = 500
_SHOWN = 12  # facts of one kind that a difference names
_COMPARED = 32  # how many people of one name, or at one number, a card is compared with


@dataclass(slots=True, eq=False)
class Known:
    """One person, stored (`person_id`) or made by card `number` of this import."""

    person_id: int | None
    number: int | None
    name: Name
    nameless: bool
    keys: set[str]
    details: list[Detail]
    tags: set[str]
    region: str
    own: OwnFacts = NO_OWN_FACTS
    _facts: dict[FactKey, Detail] | None = field(default=None)
    _born: list[PartialDate] | None = field(default=None)
    _shown: dict[DetailKind, list[str]] | None = field(default=None)

    @property
    def facts(self) -> dict[FactKey, Detail]:
        """What is known, by fact; read once it is asked for."""
        if self._facts is None:
            self._facts = {fact_key(d, self.region): d for d in reversed(self.details)}
        return self._facts

    def birthdays(self) -> list[PartialDate]:
        """The birthdays that were understood."""
        if self._born is None:
            self._born = birthdays(self.details)
        return self._born

    def shown(self, kind: DetailKind) -> Sequence[str]:
        """The first facts of a kind in words, for showing."""
        if self._shown is None:
            self._shown = {}
            self._show(self.details)
        return self._shown.get(kind, ())

    def _show(self, details: Iterable[Detail]) -> None:
        if self._shown is not None:
            for detail in details:
                texts = self._shown.setdefault(detail.kind, [])
                if len(texts) < _SHOWN:
                    texts.append(detail.told)

    def learn(self, details: Iterable[Detail], tags: Iterable[str], keys: Iterable[str]) -> None:
        """Take in what a card adds."""
        facts = self.facts
        new = list(details)
        self.details += new
        for detail in new:
            facts.setdefault(fact_key(detail, self.region), detail)
        self._show(new)
        if self._born is not None:
            self._born += birthdays(new)
        self.tags.update(map(fold, tags))
        self.keys.update(keys)

    def learn_own(self, own: OwnFacts) -> None:
        """Take in the circles and the rhythm that a card adds."""
        if own:
            self.own = OwnFacts((*self.own.circles, *own.circles), self.own.rhythm or own.rhythm)


class Acquaintances:
    """Finds people by identifier, by e-mail or number, and by name; `signs` are all of theirs."""

    def __init__(self) -> None:
        self._by_uid: dict[str, list[Known]] = {}
        self._by_uid_and_name: dict[tuple[str, str], Known] = {}  # of all but the first
        self._by_key: dict[str, list[Known]] = {}
        self._by_key_and_name: dict[tuple[str, str], list[Known]] = {}
        self._by_name: dict[str, list[Known]] = {}
        self._by_tail: dict[str, list[Known]] = {}
        self.signs: set[int] = set()

    def add(self, known: Known, uid: str) -> None:
        """Make a person findable; `uid` as `plain_uid` gives it, or empty."""
        names = _names(known)
        self.signs.update(signs_of(uid, (), names))
        if uid:
            # Copied cards keep the identifier of the first one.
            for name in names if uid in self._by_uid else ():
                self._by_uid_and_name.setdefault((uid, name), known)
            _append(self._by_uid.setdefault(uid, []), known)
        for name in names:
            _append(self._by_name.setdefault(name, []), known)
        self.add_keys(known, known.keys)

    def add_keys(self, known: Known, keys: Iterable[str]) -> None:
        """Make a person findable by more addresses and numbers."""
        names = _names(known) or ("",)
        keys = list(keys)
        self.signs.update(signs_of("", keys, ()))
        for key in keys:
            _append(self._by_key.setdefault(key, []), known)
            if end := tail(key):
                _append(self._by_tail.setdefault(end, []), known)
            for name in names:
                _append(self._by_key_and_name.setdefault((key, name), []), known)

    def with_uid(self, uid: str, names: Iterable[str]) -> list[Known]:
        """Who has this identifier; those who have one of these names too come first."""
        people = self._by_uid.get(uid, []) if uid else []
        if len(people) < 2:
            return people
        named = (self._by_uid_and_name.get((uid, name)) for name in names)
        return _each_once([*filter(None, named), *people])

    def reached_by(self, keys: Iterable[str]) -> list[Known]:
        """Who has one of these addresses or numbers, whatever the name."""
        return _each_once(known for key in keys for known in self._by_key.get(key, ()))

    def reached_and_named(self, keys: Sequence[str], names: Sequence[str]) -> list[Known]:
        """Who has one of these addresses or numbers and one of these names, or no name."""
        asked = (*names, "")
        index = self._by_key_and_name
        return _each_once(k for key in keys for name in asked for k in index.get((key, name), ()))

    def ending_alike(self, keys: Iterable[str]) -> list[Known]:
        """Who has a number that ends in the same nine digits as one of these."""
        ends = filter(None, map(tail, keys))
        return _each_once(known for end in ends for known in self._by_tail.get(end, ()))

    def candidates(self, uid: str, keys: Iterable[str], names: Iterable[str]) -> list[Known]:
        """Everybody whom an identifier, an address, a number or a name leads to."""
        asked = list(names)
        first = self.with_uid(uid, asked)
        return _each_once([*first, *self.reached_by(keys), *self.named(asked)])

    def named(self, names: Iterable[str]) -> list[Known]:
        """Who has one of these names."""
        return _each_once(known for name in names for known in self._by_name.get(name, ()))


def reached_people(connection: Connection, keys: Iterable[str]) -> set[int]:
    """Who in the store has one of these addresses or numbers."""
    reached: set[int] = set()
    for chunk in _chunks(sorted(set(keys))):
        marks = ", ".join("?" * len(chunk))
        # The index holds no empty keys: without the second condition SQLite would not use it.
        query = (
            f"SELECT DISTINCT person_id FROM detail WHERE match_key IN ({marks}) "
            "AND match_key <> ''"
        )
        reached.update(person_id for (person_id,) in connection.sql(query, chunk))
    return reached


def load_acquaintances(
    connection: Connection,
    reached: set[int],
    is_asked: Callable[[str, Name], bool],
    is_end: Callable[[str], bool],
    region: str,
    checkpoint: Callable[[], None],
) -> Acquaintances:
    """The people of the store who were reached, or whose identifier (plain), name or end of a
    number is asked for."""
    checkpoint()
    # Read through once: an index of ends would cost every import for few answers.
    query = (
        f"SELECT person_id, substr(match_key, -{TAIL}) FROM detail "
        "WHERE kind = 'phone' AND match_key <> ''"
    )
    reached = reached | {person_id for person_id, end in connection.sql(query) if is_end(end)}
    chosen: dict[int, tuple[str, Name]] = {}
    for person_id, uid, *parts in connection.sql(
        "SELECT id, uid, full_name, prefix, given, additional, family, suffix "
        "FROM person ORDER BY id"
    ):
        name = Name(*parts)
        plain = plain_uid(uid)
        if person_id in reached or is_asked(plain, name):
            chosen[person_id] = (plain, name)
    details: dict[int, list[StoredDetail]] = {}
    for some in _chunks(list(chosen)):
        checkpoint()
        details |= details_of(connection, some)
    tags = tags_of_people(connection, list(chosen))
    own = own_facts(connection, list(chosen))
    found = Acquaintances()
    for person_id, (plain, name) in chosen.items():
        its = [stored.detail for stored in details.get(person_id, ())]
        contact = Contact(name, tuple(its))
        found.add(
            Known(
                person_id, None, name, is_nameless(contact), set(reach_keys(contact, region)), its,
                tags.get(person_id, set()), region, own.get(person_id, NO_OWN_FACTS),
            ),
            plain,
        )  # fmt: skip
    return found


def tags_of_people(connection: Connection, ids: Sequence[int]) -> dict[int, set[str]]:
    """The folded tags of these people."""
    found: dict[int, set[str]] = {}
    for chunk in _chunks(ids):
        marks = ", ".join("?" * len(chunk))
        for person_id, folded in connection.sql(
            "SELECT person_id, folded FROM person_tag JOIN tag ON tag.id = tag_id "
            f"WHERE person_id IN ({marks})",
            chunk,
        ):
            found.setdefault(person_id, set()).add(folded)
    return found


@dataclass(frozen=True, slots=True)
class SeenCard:
    """A card whose bytes are in the store already."""

    person_id: int | None
    state: str
    source: str
    created_at: str


def seen_cards(connection: Connection, hashes: Iterable[str]) -> dict[str, SeenCard]:
    """The first card of the store with each of these content hashes."""
    found: dict[str, SeenCard] = {}
    for chunk in _chunks(sorted(set(hashes))):
        marks = ", ".join("?" * len(chunk))
        for content, person_id, state, source, created_at in connection.sql(
            "SELECT content_hash, person_id, state, source, created_at FROM card "
            f"WHERE content_hash IN ({marks}) ORDER BY state = 'quarantined', id",
            chunk,
        ):
            found.setdefault(content, SeenCard(person_id, state, source, created_at))
    return found


def _names(known: Known) -> tuple[str, ...]:
    return () if known.nameless else name_keys(known.name)


def _append(people: list[Known], known: Known) -> None:
    if len(people) < _COMPARED and not (people and people[-1] is known):
        people.append(known)


def _each_once(people: Iterable[Known]) -> list[Known]:
    return list({id(known): known for known in people}.values())


def _chunks(values: Sequence[T]) -> Iterable[Sequence[T]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))
