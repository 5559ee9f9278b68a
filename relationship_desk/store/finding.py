"""Reads of everything that a search finds beside people, kind by kind.

Invariant: what is found is what the words of a thing say now, in any case and without accents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.finding import (
    SHORTEST_WORD,
    Found,
    FoundKind,
    piece,
    searched_words,
)
from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection
from relationship_desk.store.people import names_of, trigrams
from relationship_desk.store.schema import table
from relationship_desk.store.searched import BY_KIND, Searched


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What was found of one kind, the newest first; `more`: that is not all."""

    kind: FoundKind
    rows: tuple[Found, ...]
    more: bool


def find_things(
    connection: Connection, text: str, most: int, kinds: Iterable[FoundKind] = FoundKind
) -> list[FoundGroup]:
    """Everything in which each word of `text` occurs, `most` of a kind; kinds without are left out.

    Nothing where no word has three letters: it would be nearly everything.
    """
    words = searched_words(text)
    if not words:
        return []
    groups = []
    for kind in kinds:
        one = BY_KIND[kind]
        ids = _ids(connection, one, words, most + 1)
        if ids:
            rows = _rows(connection, one, ids[:most], words)
            groups.append(FoundGroup(kind, rows, len(ids) > most))
    return groups


def _ids(connection: Connection, one: Searched, words: Sequence[str], most: int) -> list[int]:
    """A kind lies together in the index, the newest first: no more is read than what is shown."""
    match = " AND ".join(trigrams(word) for word in words if len(word) >= SHORTEST_WORD)
    places = connection.sql(
        "SELECT i.id FROM thing_search s JOIN thing_index i ON i.id = s.rowid "
        "WHERE thing_search MATCH ? AND s.rowid BETWEEN ? AND ? "
        f"{'AND instr(i.folded, ?) > 0 ' * len(words)}ORDER BY s.rowid LIMIT ?",
        (match, *one.span, *words, most),
    )
    return [one.id_at(place) for (place,) in places]


def _rows(
    connection: Connection, one: Searched, ids: Sequence[int], words: Sequence[str]
) -> tuple[Found, ...]:
    own = ", ".join((one.title, *one.more))
    about = f"SELECT {one.on}, {own} FROM {table(one.model)} t WHERE t.id = ?"
    who = {thing_id: _who(connection, one, thing_id) for thing_id in ids}
    names = names_of(connection, [person_id for people in who.values() for person_id in people])
    found = []
    for thing_id in ids:
        [(on, *texts)] = connection.sql(about, (thing_id,))
        where = next((text for text in texts if _says(text, words)), texts[0])
        found.append(
            Found(
                one.kind,
                thing_id,
                piece(texts[0], words),
                "" if where is texts[0] else piece(where, words),
                date.fromisoformat(on) if on else None,
                next(iter(who[thing_id]), None),
                ", ".join(names[person_id] for person_id in who[thing_id]),
            )
        )
    return tuple(found)


def _who(connection: Connection, one: Searched, thing_id: int) -> list[int]:
    if not one.who:
        return []
    asked = connection.sql(one.who.format(table=table(one.model)), (thing_id,))
    return [person_id for (person_id,) in asked if person_id is not None]


def _says(text: str, words: Sequence[str]) -> bool:
    folded = fold(text)
    return any(word in folded for word in words)
