"""Today on a whole store: everybody's rhythm, birthdays, tasks and promises, as one queue."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC

from relationship_desk.compose import Composition
from relationship_desk.desk.today.queue import today_queue
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.preferences import Preferences
from relationship_desk.store.database import Connection
from tests.bench.bench_lanes import FLOOR, circles
from tests.bench.big_store import today
from tests.bench.harness import Figure, compare

_PROMISES = 500


def figures(opened: Composition, repeats: int) -> Iterator[Figure]:
    """Every figure of this file."""
    reader, on = opened.reader, today()
    asked = Asked.whole_day(on, UTC, Preferences())
    with circles(opened), _days(opened):
        rows = today_queue(reader, asked).rows
        kinds = ", ".join(sorted({row.kind.value for row in rows}))
        yield compare(
            "Today opens",
            lambda: reader.sql(FLOOR, (on.isoformat(),)),
            lambda: today_queue(reader, asked),
            repeats=repeats,
            target=3,
            note=f"{len(rows):,} rows of {kinds}; floor: one indexed query of the same rows",
        )


@contextmanager
def _days(opened: Composition) -> Iterator[None]:
    """A birthday for everybody, and promises that are due, while this lasts."""
    connection = opened.store.writer()
    try:
        with connection.transaction():
            _fill(connection)
        yield
    finally:
        with connection.transaction():
            connection.sql("DELETE FROM detail WHERE kind = 'date'")
            connection.sql("DELETE FROM promise")
        connection.close()


def _fill(connection: Connection) -> None:
    connection.sql(
        "INSERT INTO detail (person_id, position, kind, label, value, preferred, match_key) "
        "SELECT id, 9, 'date', 'birthday', "
        "printf('%04d-%02d-%02d', 1940 + id % 60, 1 + id % 12, 1 + id % 28), 0, '' FROM person"
    )
    connection.sql(
        "INSERT INTO promise (person_id, direction, text, due_on, created_at) "
        "SELECT id, 'mine', 'the intro', ?, '2026-01-01T00:00:00Z' FROM person WHERE id <= ?",
        (today().isoformat(), _PROMISES),
    )
