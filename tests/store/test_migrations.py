"""A store of every older schema opens with all that was in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from relationship_desk.clock import FixedClock
from relationship_desk.desk.backups import restore
from relationship_desk.desk.commands.apart import keep_apart
from relationship_desk.desk.engine import Engine
from relationship_desk.domain.preferences import Preferences
from relationship_desk.paths import Paths
from relationship_desk.store import database, schema
from relationship_desk.store.database import Connection
from relationship_desk.store.migrations import LATEST
from tests.support.desks import open_desk
from tests.support.reminders import Popups, states


def _store_of(version: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store as the program of that schema made it, with one person."""
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", database.MIGRATIONS[:version])
        patch.setattr(database, "LATEST", version)
        statements: list[str] = []
        for up in database.MIGRATIONS:
            up(statements.append)
        made = "\n".join(statements)
        there = [m for m in schema.ALL if f"CREATE TABLE {schema.table(m)} (" in made]
        patch.setattr(schema, "ALL", tuple(there))
        paths = Paths.under(folder)
        store = database.open_store(paths.store, paths.lock, lambda path: None)
        connection = Connection(paths.store, query_only=False)
        connection.sql(
            "INSERT INTO person (uid, kind, full_name, prefix, given, additional, family, suffix,"
            " created_at) VALUES ('u', 'person', 'Ida Vale', '', '', '', '', '',"
            " '2026-01-01T08:00:00Z')"
        )
        connection.close()
        store.close()


@pytest.mark.parametrize("version", range(1, LATEST))
def test_a_store_of_an_older_schema_opens_with_what_was_in_it(
    version: int, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _store_of(version, tmp_path / "data", monkeypatch)
    desk = open_desk(tmp_path / "data", clock)
    assert desk.reader.sql("PRAGMA user_version") == [(LATEST,)]
    assert desk.person(1).name.full == "Ida Vale"
    twin = desk.add("Ida Vale")
    desk.do(keep_apart, person_id=twin, other_id=1)
    assert desk.reader.sql("SELECT person_id, other_id FROM apart") == [(1, twin)]
    desk.composition.close()


def test_deliveries_of_tasks_stay_and_their_reminders_come_anew(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A popup that the older program showed is not shown again."""
    _store_of(3, tmp_path / "data", monkeypatch)
    connection = Connection(Paths.under(tmp_path / "data").store, query_only=False)
    for statement in (
        "INSERT INTO task (text, due_on, due_time, created_at)"
        " VALUES ('call', '2026-03-03', '09:00', '2026-03-01T08:00:00Z')",
        "INSERT INTO task (text, due_on, due_time, created_at)"
        " VALUES ('write', '2026-03-03', '', '2026-03-01T08:00:00Z')",
        "INSERT INTO reminder (id, next_due_at, occurrence)"
        " VALUES (1, '2026-03-03T09:00:00Z', '2026-03-03T09:00')",
        "INSERT INTO delivery (task_id, occurrence, state, at, attempts, message)"
        " VALUES (1, '2026-03-03T09:00', 'shown', '2026-03-03T09:00:05Z', 2, '')",
        "INSERT INTO engine_state (key, value) VALUES ('zone', 'UTC 0:00:00')",
    ):
        connection.sql(statement)
    connection.close()
    desk = open_desk(tmp_path / "data", clock)
    popups = Popups()
    Engine(desk.composition.desk, popups).beat()
    assert popups.titles == ["write"]
    assert sorted(states(desk)) == [("call", "shown"), ("write", "shown")]
    assert desk.reader.sql("SELECT source, source_id, attempts FROM delivery ORDER BY id")[0] == (
        "task", 1, 2,
    )  # fmt: skip
    desk.composition.close()


@pytest.mark.parametrize("version", range(1, LATEST))
def test_a_backup_of_an_older_schema_is_restored_at_the_newest(
    version: int, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _store_of(version, tmp_path / "old", monkeypatch)
    there = Paths.under(tmp_path / "data")
    restore(there, Paths.under(tmp_path / "old").store, clock, Preferences())
    desk = open_desk(tmp_path / "data", clock)
    assert desk.reader.sql("PRAGMA user_version") == [(LATEST,)]
    assert desk.person(1).name.full == "Ida Vale"
    desk.composition.close()
