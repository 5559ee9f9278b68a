"""Tables that are derived from the user's facts, renewed in the transaction that touched them.

Invariant: `rebuild` of an untouched store changes nothing (a test holds that).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time, tzinfo
from typing import Any

from relationship_desk.domain.contact import Name
from relationship_desk.domain.instants import from_text, to_text
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.reminders import due_of_task
from relationship_desk.domain.text import digits, fold
from relationship_desk.store.database import Connection
from relationship_desk.store.tasks import UNREADABLE
from relationship_desk.store.work import Touched

_CHUNK = 500
# Kinds whose texts say nothing by which somebody would be searched.
_UNSEARCHED = "'photo', 'logo', 'date', 'gender', 'pronouns', 'language', 'time_zone', 'geo'"


def renew(
    connection: Connection,
    touched: Touched,
    preferences: Preferences,
    zone: tzinfo,
    checkpoint: Callable[[], None] = lambda: None,
) -> None:
    """Bring the derived rows of everything that was touched up to date."""
    index_people(connection, sorted(touched.people), checkpoint)
    if touched.preferences:
        schedule_all(connection, preferences, zone)
        return
    tasks = set(touched.tasks)
    for chunk in _chunks(sorted(touched.people)):
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT id FROM task WHERE person_id IN ({marks})"
        tasks.update(task_id for (task_id,) in connection.sql(query, chunk))
    if tasks and scheduled_zone(connection) != zone_key(zone):
        schedule_all(connection, preferences, zone)
    else:
        schedule(connection, sorted(tasks), preferences, zone)


def rebuild(connection: Connection, preferences: Preferences, zone: tzinfo) -> None:
    """All of it from scratch."""
    connection.sql("INSERT INTO person_search (person_search) VALUES ('delete-all')")
    connection.sql("DELETE FROM person_index")
    ids = [person_id for (person_id,) in connection.sql("SELECT id FROM person ORDER BY id")]
    index_people(connection, ids)
    schedule_all(connection, preferences, zone)


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
    texts: dict[int, list[str]] = defaultdict(list)
    sorted_as: dict[int, str] = {}
    for person_id, kind, value, match_key in connection.sql(
        "SELECT person_id, kind, value, match_key FROM detail "
        f"WHERE person_id IN ({marks}) AND kind NOT IN ({_UNSEARCHED}) "
        "ORDER BY person_id, position, id",
        ids,
    ):
        if kind == "phone":
            texts[person_id] += digits(value), digits(match_key)
        else:
            texts[person_id].append(value)
        if kind == "sort_as":
            sorted_as.setdefault(person_id, value)
    for person_id, archived, *names in connection.sql(
        "SELECT id, archived_at IS NOT NULL, full_name, prefix, given, additional, family, suffix "
        f"FROM person WHERE id IN ({marks}) ORDER BY id",
        ids,
    ):
        name = Name(*names)
        text = " ".join((name.full, name.composed(), *texts[person_id]))
        sort_text = f"{sorted_as.get(person_id, '')} {name.sort_text()}"
        yield person_id, archived, fold(sort_text), fold(text)


def zone_key(zone: tzinfo) -> str:
    """What tells one zone from another: its name, and its offset where that never changes."""
    return f"{zone} {zone.utcoffset(None)}"


def scheduled_zone(connection: Connection) -> str:
    """The `zone_key` for which the reminders were computed; empty in a new store."""
    found = connection.sql("SELECT value FROM engine_state WHERE key = 'zone'")
    return str(found[0][0]) if found else ""


def schedule_all(connection: Connection, preferences: Preferences, zone: tzinfo) -> None:
    """The next due instant of every task, in this zone."""
    connection.sql(
        "INSERT INTO engine_state (key, value) VALUES ('zone', ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (zone_key(zone),),
    )
    connection.sql("DELETE FROM reminder WHERE id NOT IN (SELECT id FROM task)")
    ids = [task_id for (task_id,) in connection.sql("SELECT id FROM task ORDER BY id")]
    schedule(connection, ids, preferences, zone)


def schedule(
    connection: Connection, ids: Sequence[int], preferences: Preferences, zone: tzinfo
) -> None:
    """The next due instant of these tasks; none for done ones and those of archived people."""
    for chunk in _chunks(ids):
        marks = ", ".join("?" * len(chunk))
        open_tasks = connection.sql(
            "SELECT t.id, t.due_on, t.due_time, t.snoozed_until FROM task t "
            "LEFT JOIN person p ON p.id = t.person_id "
            f"WHERE t.id IN ({marks}) AND t.done_at IS NULL AND p.archived_at IS NULL",
            chunk,
        )
        reminders = [_reminder(task, preferences.reminder_time, zone) for task in open_tasks]
        rows = [row for row in reminders if row is not None]
        connection.many("DELETE FROM reminder WHERE id = ?", [(i,) for i in chunk])
        connection.many("INSERT INTO reminder (id, next_due_at, occurrence) VALUES (?, ?, ?)", rows)


def _reminder(task: Sequence[Any], default_time: time, zone: tzinfo) -> tuple[int, str, str] | None:
    """The row of one task; `UNREADABLE` where its date is none, for the engine to tell about."""
    task_id, due_on, due_time, snoozed_until = task
    try:
        due = due_of_task(
            date.fromisoformat(due_on) if due_on else None,
            time.fromisoformat(due_time) if due_time else None,
            from_text(snoozed_until) if snoozed_until else None,
            default_time,
            zone,
        )
    except (ValueError, TypeError, OverflowError):
        return (task_id, UNREADABLE, UNREADABLE)
    return None if due is None else (task_id, to_text(due.at), due.occurrence)


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
