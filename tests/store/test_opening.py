"""Opening a store: what is refused stays untouched."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest
from peewee import ForeignKeyField

from relationship_desk.clock import FixedClock
from relationship_desk.domain.errors import StoreUnusable
from relationship_desk.paths import Paths
from relationship_desk.store import database, locks, schema
from relationship_desk.store.database import Connection, open_store
from relationship_desk.store.locks import StoreLock
from relationship_desk.store.migrations import LATEST
from tests.support.desks import DeskForTests, open_desk


def _refused(folder: Path, clock: FixedClock) -> str:
    before = {f.name: f.read_bytes() for f in folder.glob("desk.sqlite3*")}
    with pytest.raises(StoreUnusable) as caught:
        open_desk(folder, clock)
    assert {f.name: f.read_bytes() for f in folder.glob("desk.sqlite3*")} == before
    return str(caught.value)


@pytest.fixture
def closed(tmp_path: Path, clock: FixedClock) -> Path:
    """A folder with a store of one person, closed."""
    desk = open_desk(tmp_path / "data", clock)
    desk.add("Ida Vale")
    desk.composition.close()
    return tmp_path / "data"


def _raw(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / "desk.sqlite3")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_store_opens_again_with_what_was_in_it(closed: Path, clock: FixedClock) -> None:
    desk = open_desk(closed, clock)
    assert desk.person(1).name.full == "Ida Vale"
    desk.composition.close()


def test_a_newer_store_is_refused_with_both_versions(closed: Path, clock: FixedClock) -> None:
    _raw(closed, f"PRAGMA user_version = {LATEST + 7}")
    sentence = _refused(closed, clock)
    assert str(LATEST + 7) in sentence
    assert f"knows {LATEST}" in sentence


def test_an_empty_file_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "desk.sqlite3").touch()
    assert "is empty" in _refused(tmp_path, clock)


def test_a_text_file_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "desk.sqlite3").write_text("these are my notes\n" * 100)
    assert "not a store of Relationship Desk" in _refused(tmp_path, clock)


def test_another_programs_database_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    _raw(tmp_path, "CREATE TABLE t (x)")
    assert "another program" in _refused(tmp_path, clock)


def test_a_damaged_store_is_refused(closed: Path, clock: FixedClock) -> None:
    path = closed / "desk.sqlite3"
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 6] = b"\xff" * (4096 * 3)
    path.write_bytes(content)
    assert "damaged" in _refused(closed, clock)


def test_a_cut_store_is_refused(closed: Path, clock: FixedClock) -> None:
    path = closed / "desk.sqlite3"
    path.write_bytes(path.read_bytes()[:-8192])
    assert "damaged" in _refused(closed, clock)


def test_the_folder_that_is_a_file_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(StoreUnusable, match="cannot be made or written"):
        open_desk(tmp_path / "data", clock)


def test_a_link_that_leads_nowhere_is_refused_and_stays(tmp_path: Path, clock: FixedClock) -> None:
    link = tmp_path / "desk.sqlite3"
    link.symlink_to(tmp_path / "unplugged" / "desk.sqlite3")
    with pytest.raises(StoreUnusable, match="is not there"):
        open_desk(tmp_path, clock)
    assert link.is_symlink()


def test_files_are_private(closed: Path, clock: FixedClock) -> None:
    old = os.umask(0)
    try:
        desk = open_desk(closed, clock)
        desk.add("Bo Oss")
        names = {f.name for f in closed.iterdir() if f.is_file()}
        assert {"desk.sqlite3", "desk.sqlite3-wal", "store.lock"} <= names
        modes = {stat.S_IMODE(f.stat().st_mode) for f in closed.iterdir() if f.is_file()}
        assert modes == {0o600}
        desk.composition.close()
    finally:
        os.umask(old)


def test_a_half_made_store_of_a_killed_first_start_does_no_harm(
    tmp_path: Path, clock: FixedClock
) -> None:
    (tmp_path / "desk.sqlite3.new").write_bytes(b"half")
    desk = open_desk(tmp_path, clock)
    assert desk.add("Ida Vale") == 1
    desk.composition.close()


def test_an_older_store_is_backed_up_and_then_migrated_in_one_step(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = Paths.under(closed)
    seen: list[int] = []

    def up(sql: database.Callable[[str], object]) -> None:
        sql("ALTER TABLE tag ADD COLUMN colour TEXT NOT NULL DEFAULT ''")

    monkeypatch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, up))
    monkeypatch.setattr(database, "LATEST", LATEST + 1)

    def backup(path: Path) -> None:
        connection = Connection(path, query_only=True)
        seen.append(connection.sql("PRAGMA user_version")[0][0])
        connection.close()

    store = open_store(paths.store, paths.lock, backup)
    reader = store.reader()
    assert seen == [LATEST]
    assert reader.sql("PRAGMA user_version") == [(LATEST + 1,)]
    assert reader.sql("SELECT count(colour) FROM tag") == [(0,)]
    reader.close()
    store.close()


def test_a_migration_that_fails_leaves_the_old_schema(
    closed: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = Paths.under(closed)

    def up(sql: database.Callable[[str], object]) -> None:
        sql("DROP TABLE participant")
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, up))
        patch.setattr(database, "LATEST", LATEST + 1)
        with pytest.raises(RuntimeError):
            open_store(paths.store, paths.lock, lambda path: None)
    desk = open_desk(closed, clock)
    assert desk.reader.sql("SELECT count(*) FROM participant") == [(0,)]
    desk.composition.close()


def test_a_reader_cannot_write(desk: DeskForTests) -> None:
    with pytest.raises(StoreUnusable):
        desk.reader.sql("DELETE FROM person")


def test_a_full_disk_changes_nothing_and_says_so(desk: DeskForTests) -> None:
    desk.add("Ida Vale")
    before = desk.facts()

    def fill(writer: Connection) -> None:
        [(pages,)] = writer.sql("PRAGMA page_count")
        writer.sql(f"PRAGMA max_page_count = {pages}")

    desk.composition.desk.maintain(fill).result()
    with pytest.raises(StoreUnusable, match="full"):
        desk.log(1, text="x" * 100_000)
    assert desk.facts() == before


def test_a_busy_store_is_said_to_be_busy(
    desk: DeskForTests, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.composition.desk.maintain(lambda writer: writer.sql("PRAGMA busy_timeout = 1")).result()
    other = sqlite3.connect(desk.paths.store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnusable, match="busy"):
        desk.add("Ida Vale")
    other.close()
    desk.add("Ida Vale")


def test_alone_is_refused_while_another_holds_the_store(tmp_path: Path) -> None:
    one, other = StoreLock(tmp_path / "lock"), StoreLock(tmp_path / "lock")
    with pytest.raises(StoreUnusable, match="open in another"), one.alone():
        pass
    other.close()
    with one.alone():
        pass
    one.close()


def test_who_finds_the_store_held_alone_is_told_what_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "SHARED_WAIT_SECONDS", 0.01)
    one = StoreLock(tmp_path / "lock")
    with one.alone(), pytest.raises(StoreUnusable) as told:
        StoreLock(tmp_path / "lock")
    one.close()
    assert "try again in a moment" in str(told.value)
    assert "this needs it alone" not in str(told.value)


def test_the_models_describe_what_the_migrations_made(desk: DeskForTests) -> None:
    for model in schema.ALL:
        name = schema.table(model)
        there = {row[1]: bool(row[3]) for row in desk.reader.sql(f"PRAGMA table_info({name})")}
        fields = {f.column_name: not f.null for f in model._meta.sorted_fields if f.name != "id"}
        there.pop("id", None)
        assert there == fields, name
        points_at = {row[3]: row[2] for row in desk.reader.sql(f"PRAGMA foreign_key_list({name})")}
        expected = {
            f.column_name: schema.table(f.rel_model)
            for f in model._meta.sorted_fields
            if isinstance(f, ForeignKeyField) and model is not schema.Change
        }
        assert model is schema.Change or points_at == expected, name
