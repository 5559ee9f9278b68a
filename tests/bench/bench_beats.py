"""One beat of the reminders over a whole store: tasks, birthdays and rhythm together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from relationship_desk.clock import FixedClock
from relationship_desk.compose import Composition
from relationship_desk.desk.engine import Engine
from relationship_desk.desk.ports import Notification
from relationship_desk.desk.reminding.schedule import schedule_all
from relationship_desk.domain.instants import to_text
from relationship_desk.store.database import Connection
from tests.bench.harness import Figure, compare

_LONGEST = 0.05  # seconds that a beat may take
_LATER = timedelta(days=1000)
_DUE = "SELECT source, source_id, occurrence FROM reminder WHERE next_due_at <= ?"
_BIRTHDAY = "1980-01-01"
_WITHIN = 363  # days after it


class _Taken:
    """Notifiers that take everything and show nothing."""

    def deliver(self, notifications: Iterable[Notification]) -> list[str | None]:
        return [None for _ in notifications]

    def withdraw(self, tags: object) -> None:
        """Nothing stands."""

    def prefer(self, name: str) -> None:
        """There is only this one."""

    def close(self) -> None:
        """Nothing is held."""


def figures(opened: Composition, repeats: int) -> Iterator[Figure]:
    """The beat where nothing is due, then where all waits in the inbox, a quarter of it repeating;
    the same once more where every third person has a birthday and a rhythm too."""
    yield from _beats(opened, repeats, "tasks")
    with _birthdays_and_rhythm(opened):
        yield from _beats(opened, repeats, "tasks, birthdays, rhythm")


def _beats(opened: Composition, repeats: int, what: str) -> Iterator[Figure]:
    engine, clock = Engine(opened.desk, _Taken()), opened.clock
    assert isinstance(clock, FixedClock)
    for words, later in (("nothing due", timedelta(0)), ("all in the inbox", _LATER)):
        clock.advance(later)
        engine.beat()
        now = to_text(clock.now())
        [(reminders, due)] = opened.reader.sql(
            "SELECT count(*), sum(next_due_at <= ?) FROM reminder", (now,)
        )
        figure = compare(
            f"reminder beat, {what}, {words}",
            lambda now=now: opened.reader.sql(_DUE, (now,)),
            engine.beat,
            repeats=repeats,
            note=f"{reminders} reminders, {due} due; floor: the same rows by one indexed query",
        )
        yield figure
        yield Figure("the same beat, of 50 ms", _LONGEST, figure.ours, 1)
        clock.advance(-later)
    engine.beat()


@contextmanager
def _birthdays_and_rhythm(opened: Composition) -> Iterator[None]:
    """Every third person has a birthday and is to be met every month, while this lasts."""

    def begin(connection: Connection) -> None:
        connection.sql(
            "INSERT INTO detail (person_id, position, kind, label, value, preferred, match_key) "
            "SELECT id, 9, 'date', 'birthday', date(?, (id % ?) || ' days'), 0, '' "
            "FROM person WHERE id % 3 = 0",
            (_BIRTHDAY, _WITHIN),
        )
        connection.sql(
            "INSERT INTO rhythm (person_id, ideal_days, latest_days) "
            "SELECT id, 30, 60 FROM person WHERE id % 3 = 0"
        )

    def end(connection: Connection) -> None:
        connection.sql("DELETE FROM detail WHERE kind = 'date'")
        connection.sql("DELETE FROM rhythm")

    _write(opened, begin)
    try:
        yield
    finally:
        _write(opened, end)


def _write(opened: Composition, job: Callable[[Connection], None]) -> None:
    connection = opened.store.writer()
    try:
        with connection.transaction():
            job(connection)
            schedule_all(connection, opened.desk.circumstances(connection))
        connection.sql("ANALYZE")
    finally:
        connection.close()
