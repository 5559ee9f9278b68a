"""The index of everything that a search finds beside people: see `store/searched.py`.

Invariant: whether a thing is indexed alone or with all others, its row is the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection
from relationship_desk.store.schema import table
from relationship_desk.store.searched import SEARCHED, Searched
from relationship_desk.store.work import Touched

_CHUNK = 500
_Checkpoint = Callable[[], None]


def renew_things(connection: Connection, touched: Touched, checkpoint: _Checkpoint) -> None:
    """Index anew what a transaction touched."""
    for one in SEARCHED:
        ids = touched.things.get(one.kind, set()) | _about(connection, one, touched.topics)
        _index(connection, one, ids, checkpoint)


def rebuild_things(connection: Connection) -> None:
    """All of it from scratch."""
    connection.sql("INSERT INTO thing_search (thing_search) VALUES ('delete-all')")
    connection.sql("DELETE FROM thing_index")
    for one in SEARCHED:
        ids = connection.sql(f"SELECT id FROM {table(one.model)}")
        _index(connection, one, [thing_id for (thing_id,) in ids], lambda: None)


def _about(connection: Connection, one: Searched, topics: Iterable[int]) -> set[int]:
    """The things of this kind that say the name of one of these topics."""
    found: set[int] = set()
    for part in one.parts:
        for topic_id in sorted(topics) if part.of_topic else ():
            query = f"SELECT {part.column} FROM {table(part.model)} WHERE topic_id = ?"
            found.update(thing_id for (thing_id,) in connection.sql(query, (topic_id,)))
    return found


def _index(
    connection: Connection, one: Searched, ids: Iterable[int], checkpoint: _Checkpoint
) -> None:
    ids = sorted(ids, reverse=True)  # in the order of their places, which is written far faster
    for start in range(0, len(ids), _CHUNK):
        checkpoint()
        chunk = ids[start : start + _CHUNK]
        places = [one.place(thing_id) for thing_id in chunk]
        marks = ", ".join("?" * len(chunk))
        old: dict[int, str] = dict(
            connection.sql(f"SELECT id, folded FROM thing_index WHERE id IN ({marks})", places)
        )
        new = {one.place(thing_id): text for thing_id, text in _texts(connection, one, chunk)}
        gone = [(place, text) for place, text in old.items() if new.get(place) != text]
        come = [(place, text) for place, text in new.items() if old.get(place) != text]
        # Told here and not by triggers, as the index of people is: see desk/derived.py.
        connection.many(
            "INSERT INTO thing_search (thing_search, rowid, folded) VALUES ('delete', ?, ?)", gone
        )
        connection.many("DELETE FROM thing_index WHERE id = ?", [(place,) for place, _ in gone])
        connection.many("INSERT INTO thing_index (id, folded) VALUES (?, ?)", come)
        connection.many("INSERT INTO thing_search (rowid, folded) VALUES (?, ?)", come)


def _texts(connection: Connection, one: Searched, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The folded words of these things; who says nothing is left out."""
    marks = ", ".join("?" * len(ids))
    said: dict[int, list[str]] = defaultdict(list)
    for part in one.parts:
        for thing_id, words in connection.sql(
            f"SELECT c.{part.column}, {part.words} FROM {table(part.model)} c "
            f"WHERE c.{part.column} IN ({marks}) ORDER BY c.id",
            ids,
        ):
            said[thing_id].append(words)
    own = " || ' ' || ".join((one.title, *one.more))
    for thing_id, words in connection.sql(
        f"SELECT t.id, {own} FROM {table(one.model)} t WHERE t.id IN ({marks}) ORDER BY t.id DESC",
        ids,
    ):
        text = fold(" ".join((words, *said[thing_id])))
        if text:
            yield thing_id, text
