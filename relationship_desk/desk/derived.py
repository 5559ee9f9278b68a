"""Tables that are derived from the user's facts, renewed in the transaction that touched them.

Invariant: `rebuild` of an untouched store changes nothing (a test holds that).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from relationship_desk.desk.reminding.schedule import reschedule, schedule_all
from relationship_desk.desk.thing_index import rebuild_things, renew_things
from relationship_desk.domain.contact import UNIT_SEPARATOR, Name
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection
from relationship_desk.store.work import Touched

_CHUNK = 200  # people between two chances to cancel
# Kinds whose texts say nothing by which somebody would be searched.
_UNSEARCHED = "'photo', 'logo', 'date', 'gender', 'pronouns', 'language', 'time_zone', 'geo'"


def renew(
    connection: Connection,
    touched: Touched,
    here: Circumstances,
    checkpoint: Callable[[], None] = lambda: None,
) -> None:
    """Bring the derived rows of everything that was touched up to date."""
    index_people(connection, sorted(touched.people), checkpoint)
    renew_things(connection, touched, checkpoint)
    reschedule(connection, touched, here)


def rebuild(connection: Connection, here: Circumstances) -> None:
    """All of it from scratch."""
    connection.sql("INSERT INTO person_search (person_search) VALUES ('delete-all')")
    connection.sql("DELETE FROM person_index")
    ids = [person_id for (person_id,) in connection.sql("SELECT id FROM person ORDER BY id")]
    index_people(connection, ids)
    rebuild_things(connection)
    schedule_all(connection, here)


def index_people(
    connection: Connection, ids: Sequence[int], checkpoint: Callable[[], None] = lambda: None
) -> None:
    """Sort key and search text of these people; the rows of those who are gone go too.

    The full-text index is told here, not by triggers: inside a trigger FTS5 flushes row by row,
    which takes five times as long for many people.
    """
    for chunk in _chunks(ids):
        checkpoint()
        marks = ", ".join("?" * len(chunk))
        old = {
            row[0]: row
            for row in connection.sql(
                f"SELECT id, archived, sort_key, folded FROM person_index WHERE id IN ({marks})",
                chunk,
            )
        }
        new = {row[0]: row for row in _index_rows(connection, chunk)}
        connection.many(
            "INSERT INTO person_search (person_search, rowid, folded) VALUES ('delete', ?, ?)",
            [(i, row[3]) for i, row in old.items() if i not in new or new[i][3] != row[3]],
        )
        gone = [(i,) for i in old if i not in new]
        connection.many("DELETE FROM person_index WHERE id = ?", gone)
        connection.many(
            "INSERT INTO person_index (id, archived, sort_key, folded) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET archived = excluded.archived, "
            "sort_key = excluded.sort_key, folded = excluded.folded",
            [row for i, row in new.items() if old.get(i) != row],
        )
        connection.many(
            "INSERT INTO person_search (rowid, folded) VALUES (?, ?)",
            [(i, row[3]) for i, row in new.items() if i not in old or old[i][3] != row[3]],
        )


def _index_rows(connection: Connection, ids: Sequence[int]) -> Iterable[tuple[int, int, str, str]]:
    """`(id, archived, sort key, search text)` of these people, in the order of their ids."""
    marks = ", ".join("?" * len(ids))
    texts: dict[int, str] = {}
    sorted_as: dict[int, str] = {}
    # Joined by SQLite in the order of the index: rows of Python for the facts take twice as long.
    for person_id, said, sort_as in connection.sql(
        "SELECT person_id, "
        # A key is a plus and digits, if it is not empty.
        "group_concat(CASE kind WHEN 'phone' THEN digits(value) || ' ' || substr(match_key, 2) "
        "ELSE value END, ' '), "
        "group_concat(CASE kind WHEN 'sort_as' THEN value END, x'1f') "
        "FROM detail INDEXED BY detail_person "
        f"WHERE person_id IN ({marks}) AND kind NOT IN ({_UNSEARCHED}) GROUP BY person_id",
        ids,
    ):
        texts[person_id] = said
        sorted_as[person_id] = (sort_as or "").partition(UNIT_SEPARATOR)[0]
    for person_id, archived, *names in connection.sql(
        "SELECT id, archived_at IS NOT NULL, full_name, prefix, given, additional, family, suffix "
        f"FROM person WHERE id IN ({marks}) ORDER BY id",
        ids,
    ):
        name = Name(*names)
        text = f"{name.full} {name.composed()} {texts.get(person_id, '')}"
        sort_text = f"{sorted_as.get(person_id, '')} {name.sort_text()}"
        yield person_id, archived, fold(sort_text), fold(text)


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
