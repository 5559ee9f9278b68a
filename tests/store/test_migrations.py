"""A store of every older schema opens with all that was in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from relationship_desk.clock import FixedClock
from relationship_desk.desk.commands.apart import keep_apart
from relationship_desk.paths import Paths
from relationship_desk.store import database, schema
from relationship_desk.store.database import Connection
from relationship_desk.store.migrations import LATEST
from tests.support.desks import open_desk


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
            " created_at) VALUES ('u', 'person', 'Ida Vale', '', '', '', '', '', '2026-01-01')"
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
