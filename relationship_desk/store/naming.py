"""Who is meant by a name as it is typed: the best fit, and of several the one met last first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection
from relationship_desk.store.last_contact import last_contacts
from relationship_desk.store.people import names_of, person_ids

_CHUNK = 500
_EXACT, _WORDS, _BEGINS, _HOLDS = range(4)


@dataclass(frozen=True, slots=True)
class Meant:
    """Somebody who may be meant."""

    id: int
    name: str
    last_contact_on: date | None


def people_meant(connection: Connection, text: str, today: date) -> list[Meant]:
    """Those whom a name fits best, in the order of the last contact; empty for nobody.

    A full name goes before one of its words or a nickname, that before a word that begins so, that
    before a name that holds it somewhere. Archived people only where nobody else fits.
    """
    return _best(connection, text, today, _HOLDS)


def is_called(connection: Connection, text: str, today: date) -> bool:
    """Whether each word of this is a whole word of somebody's name."""
    return bool(_best(connection, text, today, _WORDS))


def _best(connection: Connection, text: str, today: date, at_most: int) -> list[Meant]:
    wanted = fold(text)
    if not wanted:
        return []
    for archived in (False, True):
        ids = person_ids(connection, wanted, archived=archived)
        names, nicknames = names_of(connection, ids), _nicknames(connection, ids)
        ranks: dict[int, int] = {}
        for person_id in ids:
            called = [names[person_id], *nicknames.get(person_id, ())]
            rank = min(_rank(wanted, fold(name)) for name in called)
            if rank <= at_most:
                ranks[person_id] = rank
        if ranks:
            best = min(ranks.values())
            found = [person_id for person_id in ids if ranks.get(person_id) == best]
            last = last_contacts(connection, today, found)
            found.sort(key=lambda i: last.get(i, date.min), reverse=True)
            return [Meant(i, names[i], last.get(i)) for i in found]
    return []


def _rank(wanted: str, name: str) -> int:
    if name == wanted:
        return _EXACT
    words, there = wanted.split(), name.replace("-", " ").split() + name.split()
    if all(word in there for word in words):
        return _WORDS
    if all(any(part.startswith(word) for part in there) for word in words):
        return _BEGINS
    return _HOLDS if all(word in name for word in words) else _HOLDS + 1


def _nicknames(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        for person_id, name in connection.sql(
            "SELECT person_id, value FROM detail WHERE kind = 'nickname' "
            f"AND person_id IN ({', '.join('?' * len(chunk))})",
            chunk,
        ):
            found.setdefault(person_id, []).append(name)
    return found
