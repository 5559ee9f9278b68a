"""Backups that nobody has to think of: when they are made, what they hold, what is told."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from relationship_desk.desk import keeping
from relationship_desk.desk.backup_files import Why, backup_files
from relationship_desk.desk.backups import restore
from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.keeping import Keeper, NotCopied
from relationship_desk.domain.errors import StoreUnusable, UserError
from relationship_desk.store.soundness import look_into
from tests.support.desks import DeskForTests, open_desk
from tests.support.reminders import prefer

DAY = timedelta(days=1)


@pytest.fixture
def keeper(desk: DeskForTests) -> Keeper:
    return desk.composition.keeper


def made(desk: DeskForTests) -> list[Why]:
    """What the backups were made for, newest first."""
    return [file.why for file in backup_files(desk.paths.backups)]


def test_an_empty_desk_needs_none(keeper: Keeper, desk: DeskForTests) -> None:
    assert keeper.make_if_due() is None
    assert made(desk) == []


def test_once_a_day_where_something_has_changed(keeper: Keeper, desk: DeskForTests) -> None:
    desk.add("Ida Vale")
    first = keeper.make_if_due()
    assert first is not None
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert look_into(first).people == 1

    desk.add("Bram Oss")
    desk.clock.advance(DAY - timedelta(seconds=1))
    assert keeper.make_if_due() is None

    desk.clock.advance(timedelta(seconds=1))
    second = keeper.make_if_due()
    assert second is not None
    assert look_into(second).people == 2

    desk.clock.advance(10 * DAY)
    assert keeper.make_if_due() is None
    assert made(desk) == [Why.DAILY, Why.DAILY]


def test_what_the_engine_notes_is_no_change(keeper: Keeper, desk: DeskForTests) -> None:
    desk.add("Ida Vale")
    keeper.make_if_due()
    connection = desk.composition.store.writer()
    connection.sql("INSERT INTO engine_state (key, value) VALUES ('x', 'y')")
    connection.close()
    desk.clock.advance(2 * DAY)
    assert keeper.make_if_due() is None


def test_a_clock_that_was_a_year_ahead_does_not_stop_them(
    keeper: Keeper, desk: DeskForTests
) -> None:
    desk.add("Ida Vale")
    desk.clock.advance(365 * DAY)
    keeper.make_if_due()
    desk.add("Bram Oss")
    desk.clock.advance(-365 * DAY)
    assert keeper.make_if_due() is not None
    assert keeper.make_if_due() is None


def test_a_damaged_newest_one_counts_for_nothing(keeper: Keeper, desk: DeskForTests) -> None:
    desk.add("Ida Vale")
    path = keeper.make_if_due()
    assert path is not None
    path.write_bytes(b"rotten" * 1000)
    desk.clock.advance(2 * DAY)
    assert keeper.make_if_due() is not None


def test_who_does_not_want_them_gets_none(keeper: Keeper, desk: DeskForTests) -> None:
    desk.add("Ida Vale")
    prefer(desk, backups=False)
    assert keeper.make_if_due() is None
    keeper.before_command("import_cards")
    assert made(desk) == []


def test_an_import_and_a_merge_have_one_before_them(desk: DeskForTests, keeper: Keeper) -> None:
    ida, other = desk.add("Ida Vale"), desk.add("Ida Vale")
    third = desk.add("Ida Vale")
    desk.do(merge_people, **_merge(desk, ida, other))
    [file] = backup_files(desk.paths.backups)
    assert (file.why, look_into(file.path).people) == (Why.MERGE, 3)

    desk.do(merge_people, **_merge(desk, ida, third))
    assert made(desk) == [Why.MERGE]

    keeper.before_command("import_cards")
    keeper.before_command("import_cards")  # nothing has changed in between
    keeper.before_command("rename_tag")
    assert made(desk) == [Why.IMPORT, Why.MERGE]


def _merge(desk: DeskForTests, kept: int, gone: int) -> dict[str, object]:
    return {"keep_id": kept, "other_ids": [gone], "region": "DE"}


def test_a_full_disk_stops_no_import_and_is_told_once(
    desk: DeskForTests, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Path:
        raise StoreUnusable("The disk is full.")

    monkeypatch.setattr(keeping, "copy_store", full)
    desk.add("Ida Vale")
    keeper.before_command("import_cards")
    assert keeper.take_trouble() == ["The disk is full."]
    assert keeper.take_trouble() == []
    with pytest.raises(StoreUnusable, match="disk is full"):
        keeper.make_if_due()


def test_a_bug_in_a_backup_stops_no_import(
    desk: DeskForTests, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "copy_store", lambda *_: 1 / 0)
    desk.add("Ida Vale")
    keeper.before_command("import_cards")
    assert keeper.take_trouble() == ["No backup could be made (ZeroDivisionError)."]


def test_a_second_place_gets_each_of_them_and_its_own_order(
    desk: DeskForTests, keeper: Keeper, tmp_path: Path
) -> None:
    place = tmp_path / "synced"
    place.mkdir()
    mine = place / "my notes.txt"
    mine.touch()
    prefer(desk, backup_folder=str(place))
    for day in range(40):
        desk.add(f"Person {day}")
        assert keeper.make_if_due() is not None
        desk.clock.advance(DAY)

    assert [f.path.name for f in backup_files(place)] == [
        f.path.name for f in backup_files(desk.paths.backups)
    ]
    assert len(backup_files(place)) < 15
    newest = backup_files(place)[0].path
    assert look_into(newest).people == 40
    assert stat.S_IMODE(newest.stat().st_mode) == 0o600
    assert mine.exists()
    assert not list(place.glob("*.new"))


def test_a_second_place_that_is_away_is_told_and_not_made(
    desk: DeskForTests, keeper: Keeper, tmp_path: Path
) -> None:
    prefer(desk, backup_folder=str(tmp_path / "stick"))
    desk.add("Ida Vale")
    with pytest.raises(NotCopied, match="is sound, but could not be copied"):
        keeper.make(Why.HAND)
    assert made(desk) == [Why.HAND]
    assert not (tmp_path / "stick").exists()


def test_each_is_looked_into(desk: DeskForTests, keeper: Keeper) -> None:
    desk.add("Ida Vale")
    good, bad, empty = (keeper.make(Why.HAND) for _ in range(3))
    content = bytearray(bad.read_bytes())
    content[4096:] = b"x" * (len(content) - 4096)
    bad.write_bytes(bytes(content))
    empty.write_bytes(b"")
    before = {path.name: path.read_bytes() for path in desk.paths.backups.iterdir()}

    assert [(row.file.path, row.sound, row.people) for row in keeper.rows()] == [
        (empty, False, None),
        (bad, False, None),
        (good, True, 1),
    ]
    assert {path.name: path.read_bytes() for path in desk.paths.backups.iterdir()} == before


def test_the_last_sound_one_is_not_deleted(desk: DeskForTests, keeper: Keeper) -> None:
    desk.add("Ida Vale")
    good, bad = keeper.make(Why.HAND), keeper.make(Why.HAND)
    bad.write_bytes(b"rotten")
    files = {file.path: file for file in backup_files(desk.paths.backups)}
    with pytest.raises(UserError, match="last backup that is sound"):
        keeper.delete(files[good])
    keeper.delete(files[bad])
    assert [file.path for file in backup_files(desk.paths.backups)] == [good]

    keeper.make(Why.HAND)
    keeper.delete(files[good])
    assert not good.exists()


def test_before_a_restore_there_is_one_of_what_is_there_now(
    desk: DeskForTests, keeper: Keeper
) -> None:
    desk.add("Ida Vale")
    keeper.ensure(Why.RESTORE)
    keeper.ensure(Why.RESTORE)
    assert made(desk) == [Why.RESTORE]


def test_a_backup_brings_everything_back(tmp_path: Path, clock: Callable[[], object]) -> None:
    first = open_desk(tmp_path / "desk", clock)  # type: ignore[arg-type]
    first.add("Ida Vale")
    backup = first.composition.keeper.make(Why.DAILY)
    first.add("Bram Oss")
    first.composition.close()

    restore(first.paths, backup, first.clock, first.composition.desk.defaults)

    again = open_desk(tmp_path / "desk", clock)  # type: ignore[arg-type]
    assert again.reader.sql("SELECT full_name FROM person") == [("Ida Vale",)]
    assert made(again) == [Why.RESTORE, Why.DAILY]
    again.composition.close()
