"""The table `reminder`: of each thing what is due, or due next, derived from the user's facts.

Invariant: a row is what its source would compute now, as long as the clock stands between its
`valid_from` and `valid_until` and the zone is the one in `engine_state`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo

from relationship_desk.desk.reminding.source import CHUNK, DueRow, ReminderSource
from relationship_desk.desk.reminding.sources import BY_NAME, SOURCES
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.store.database import Connection
from relationship_desk.store.schema import BY_TABLE
from relationship_desk.store.tasks import UNREADABLE
from relationship_desk.store.work import Touched

_INSERT = (
    "INSERT INTO reminder (source, source_id, next_due_at, occurrence, settles, missed, "
    "valid_from, valid_until, title, person_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

_MANY = 1000  # things that are scheduled in some tens of milliseconds


def zone_key(zone: tzinfo) -> str:
    """What tells one zone from another: its name, and its offset where that never changes."""
    return f"{zone} {zone.utcoffset(None)}"


def is_scheduled_for(connection: Connection, zone: tzinfo) -> bool:
    """Whether the due instants were computed for this zone; in a new store for none."""
    found = connection.sql("SELECT value FROM engine_state WHERE key = 'zone'")
    return bool(found) and found[0][0] == zone_key(zone)


def reschedule(connection: Connection, touched: Touched, here: Circumstances) -> None:
    """Renew the rows of everything that a command touched; of very much, leave it to the beat.

    An import of thousands would keep the writer half as long again. The store is then one that is
    scheduled for no zone, as a new one is, and the next beat schedules all of it.
    """
    if touched.preferences:
        schedule_all(connection, here)
        return
    ids = {source.name: source.touched(connection, touched) for source in SOURCES}
    if sum(map(len, ids.values())) > _MANY:
        connection.sql("DELETE FROM engine_state WHERE key = 'zone'")
    elif any(ids.values()) and not is_scheduled_for(connection, here.zone):
        schedule_all(connection, here)
    else:
        schedule(connection, ids, here)


def schedule_all(connection: Connection, here: Circumstances) -> None:
    """Every row anew, for this zone."""
    connection.sql(
        "INSERT INTO engine_state (key, value) VALUES ('zone', ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (zone_key(here.zone),),
    )
    connection.sql("DELETE FROM reminder")
    everything = Touched(
        people={row_id for (row_id,) in connection.sql("SELECT id FROM person")},
        tasks={row_id for (row_id,) in connection.sql("SELECT id FROM task")},
        tables=set(BY_TABLE),
    )
    ids = {source.name: source.touched(connection, everything) for source in SOURCES}
    schedule(connection, ids, here)


def schedule(connection: Connection, ids: Mapping[str, Iterable[int]], here: Circumstances) -> None:
    """The rows of these things anew; `ids` by the name of their source."""
    for name, wanted in ids.items():
        for chunk in _chunks(sorted(wanted)):
            connection.many(
                "DELETE FROM reminder WHERE source = ? AND source_id = ?",
                [(name, source_id) for source_id in chunk],
            )
            source = BY_NAME[name]
            _insert(connection, source, source.rows(connection, chunk, here))


def outdated(connection: Connection, now: datetime) -> dict[str, set[int]]:
    """What the clock has run out of, in either direction, by source."""
    found: dict[str, set[int]] = defaultdict(set)
    for name, source_id in connection.sql(
        "SELECT source, source_id FROM reminder WHERE valid_until <= ? "
        "UNION ALL SELECT source, source_id FROM reminder WHERE valid_from > ?",
        (to_text(now), to_text(now)),
    ):
        found[name].add(source_id)
    return found


def _insert(connection: Connection, source: ReminderSource, rows: Iterable[DueRow]) -> None:
    connection.many(
        _INSERT,
        (
            (
                source.name,
                row.source_id,
                UNREADABLE if row.at is None else to_text(row.at),
                UNREADABLE if row.at is None else row.occurrence,
                row.settles,
                row.missed,
                None if row.valid_from is None else to_text(row.valid_from),
                None if row.valid_until is None else to_text(row.valid_until),
                row.title,
                row.person_id,
            )
            for row in rows
        ),
    )


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
