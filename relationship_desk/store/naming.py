"""Who is meant by a name as it is typed: the best fit, and of several the one met last first.

The names are read once and asked many times: with every letter of a line that is being typed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection
from relationship_desk.store.last_contact import last_contacts

_EXACT, _WORDS, _BEGINS, _HOLDS = range(4)
_ORDERED = 50  # of more people than that nobody asks who was met last


@dataclass(frozen=True, slots=True)
class Meant:
    """Somebody who may be meant."""

    id: int
    name: str
    last_contact_on: date | None


class Names:
    """The names of everybody as they are in the store now, and their nicknames."""

    def __init__(self, connection: Connection, today: date) -> None:
        self._connection, self._today = connection, today
        nicknames: dict[int, list[str]] = defaultdict(list)
        for person_id, nickname in connection.sql(
            "SELECT person_id, value FROM detail WHERE kind = 'nickname'"
        ):
            nicknames[person_id].append(nickname)
        rows = connection.sql(
            "SELECT p.id, p.full_name, i.archived FROM person_index i JOIN person p ON p.id = i.id "
            "ORDER BY i.sort_key, p.id"
        )
        self._names: dict[int, str] = {person_id: name for person_id, name, _ in rows}
        # Archived people are meant only where nobody else is.
        self._books = [
            _Book((i, (name, *nicknames.get(i, ()))) for i, name, away in rows if bool(away) is it)
            for it in (False, True)
        ]

    def meant(self, text: str) -> list[Meant]:
        """Those whom a name fits best, in the order of the last contact; empty for nobody.

        A full name goes before one of its words or a nickname, that before a word that begins so,
        that before a name that holds it somewhere.
        """
        found = self._best(text, _HOLDS)
        last: dict[int, date] = {}
        if 1 < len(found) <= _ORDERED:
            last = last_contacts(self._connection, self._today, found)
            found.sort(key=lambda i: last.get(i, date.min), reverse=True)
        return [Meant(i, self._names[i], last.get(i)) for i in found]

    def is_called(self, text: str) -> bool:
        """Whether each word of this is a whole word of somebody's name."""
        return bool(self._best(text, _WORDS))

    def _best(self, text: str, at_most: int) -> list[int]:
        wanted = fold(text)
        if not wanted:
            return []
        return next((f for book in self._books if (f := book.best(wanted, at_most))), [])


class _Book:
    """Folded names, by their words."""

    def __init__(self, people: Iterable[tuple[int, Iterable[str]]]) -> None:
        self._ids: list[int] = []  # in the order of the list
        self._called: list[tuple[str, ...]] = []
        self._by_word: dict[str, set[int]] = defaultdict(set)
        for place, (person_id, names) in enumerate(people):
            called = tuple(map(fold, names))
            self._ids.append(person_id)
            self._called.append(called)
            for name in called:
                for word in _words_of(name):
                    self._by_word[word].add(place)
        self._sorted = sorted(self._by_word)

    def best(self, wanted: str, at_most: int) -> list[int]:
        """The ids of those whom a folded text fits best, if that is good enough."""
        words = wanted.split()
        for rank, places in (
            (_WORDS, self._by_word.get(words[0], ())),
            (_BEGINS, self._beginning(words[0]) if at_most >= _BEGINS else ()),
            (_HOLDS, range(len(self._ids)) if at_most >= _HOLDS else ()),
        ):
            ranks = {place: self._rank(place, wanted, words) for place in sorted(set(places))}
            least = min(ranks.values(), default=_HOLDS + 1)
            if least <= rank:
                return [self._ids[place] for place, its in ranks.items() if its == least]
        return []

    def _beginning(self, start: str) -> Iterator[int]:
        for at in range(bisect_left(self._sorted, start), len(self._sorted)):
            if not self._sorted[at].startswith(start):
                return
            yield from self._by_word[self._sorted[at]]

    def _rank(self, place: int, wanted: str, words: list[str]) -> int:
        return min(_rank(wanted, words, name) for name in self._called[place])


def _rank(wanted: str, words: list[str], name: str) -> int:
    if name == wanted:
        return _EXACT
    there = _words_of(name)
    if all(word in there for word in words):
        return _WORDS
    if all(any(part.startswith(word) for part in there) for word in words):
        return _BEGINS
    return _HOLDS if all(word in name for word in words) else _HOLDS + 1


def _words_of(name: str) -> set[str]:
    """ "jean-luc roy" is "jean", "luc", "jean-luc" and "roy"."""
    return {*name.split(), *name.replace("-", " ").split()}
