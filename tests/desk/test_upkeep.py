"""Backups, restore, check, prune and erase."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from relationship_desk.clock import FixedClock
from relationship_desk.desk.backups import back_up, restore
from relationship_desk.desk.commands.people import PersonForm, delete_people, edit_person
from relationship_desk.desk.commands.tasks import complete_tasks
from relationship_desk.desk.erasure import erase_people, erasure_of
from relationship_desk.desk.upkeep import KEEP_OPERATIONS, check, prune
from relationship_desk.domain.contact import Detail, DetailKind, Name, Photo
from relationship_desk.domain.errors import InputUnreadable, NothingToUndo, StoreUnusable
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.recurrence import Repeat, Rule, Unit
from relationship_desk.store.database import Connection
from relationship_desk.store.history import history
from relationship_desk.store.locks import StoreLock
from relationship_desk.store.people import person_ids
from tests.support.desks import NOON, TODAY, DeskForTests, email, open_desk, phone


@pytest.fixture
def filled(desk: DeskForTests) -> DeskForTests:
    ida, bo = desk.add("Ida Vale", phone("040 1", "work"), tags=("x",)), desk.add("Bo Oss")
    desk.log(ida, bo, text="lunch")
    desk.task("send slides", ida, due_on=TODAY)
    desk.do(delete_people, person_ids=[desk.add("Gone Soon")])
    return desk


def test_a_backup_of_a_desk_in_use_restores_every_fact_and_what_can_be_undone(
    filled: DeskForTests, tmp_path: Path, clock: FixedClock
) -> None:
    before = filled.facts()
    out = back_up(filled.paths.store, tmp_path / "out.sqlite3")
    assert out.stat().st_mode & 0o777 == 0o600
    other = open_desk(tmp_path / "other", clock)
    other.add("Somebody Else")
    other.composition.close()
    aside = restore(other.paths, out, clock, Preferences())
    again = open_desk(tmp_path / "other", clock)
    assert again.facts() == before
    assert again.undo().label == "Delete Gone Soon"
    assert again.add("New") == 4  # an id is never used twice
    again.composition.close()
    assert aside is not None
    kept = sqlite3.connect(aside)
    assert kept.execute("SELECT full_name FROM person").fetchall() == [("Somebody Else",)]
    kept.close()


def test_a_backup_never_overwrites(filled: DeskForTests, tmp_path: Path) -> None:
    (tmp_path / "out.sqlite3").write_text("mine")
    with pytest.raises(StoreUnusable, match="exists already"):
        back_up(filled.paths.store, tmp_path / "out.sqlite3")
    assert (tmp_path / "out.sqlite3").read_text() == "mine"


def test_a_backup_into_no_folder_says_so(filled: DeskForTests, tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable, match="no folder"):
        back_up(filled.paths.store, tmp_path / "nowhere" / "out.sqlite3")


def test_restore_is_refused_while_the_desk_is_open(
    filled: DeskForTests, tmp_path: Path, clock: FixedClock
) -> None:
    out = back_up(filled.paths.store, tmp_path / "out.sqlite3")
    filled.add("Later")
    with pytest.raises(StoreUnusable, match="open in another"):
        restore(filled.paths, out, clock, Preferences())
    assert filled.person(4).name.full == "Later"


def test_a_restore_that_dies_at_its_last_step_leaves_the_old_store(
    filled: DeskForTests, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = back_up(filled.paths.store, tmp_path / "out.sqlite3")
    filled.add("Later")
    filled.composition.close()
    monkeypatch.setattr(Path, "replace", _die)
    with pytest.raises(KeyboardInterrupt):
        restore(filled.paths, out, clock, Preferences())
    monkeypatch.undo()
    again = open_desk(filled.paths.data, clock)
    assert again.person(4).name.full == "Later"
    again.composition.close()


def _die(*_: object) -> Path:
    raise KeyboardInterrupt


def test_restore_replaces_a_damaged_store_and_sets_it_aside(
    filled: DeskForTests, tmp_path: Path, clock: FixedClock
) -> None:
    out = back_up(filled.paths.store, tmp_path / "out.sqlite3")
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "desk.sqlite3").write_bytes(b"damage")
    paths = filled.paths.under(folder)
    aside = restore(paths, out, clock, Preferences())
    assert aside is not None
    assert aside.read_bytes() == b"damage"
    again = open_desk(folder, clock)
    assert again.person(1).name.full == "Ida Vale"
    again.composition.close()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not a backup"),
        (b"hello", "not a backup"),
        (b"SQLite format 3\0" + b"x" * 5000, "cannot be r"),
    ],
)
def test_what_is_no_backup_is_refused_and_the_store_stays(
    desk: DeskForTests, tmp_path: Path, clock: FixedClock, content: bytes, sentence: str
) -> None:
    desk.add("Ida Vale")
    desk.composition.desk.maintain(lambda writer: writer.checkpoint()).result()
    paths = desk.paths.under(tmp_path / "b")
    (tmp_path / "bad").write_bytes(content)
    with pytest.raises(InputUnreadable, match=sentence):
        restore(paths, tmp_path / "bad", clock, Preferences())
    assert not paths.store.exists()


def test_a_backup_that_is_not_there_is_refused(desk: DeskForTests, clock: FixedClock) -> None:
    with pytest.raises(InputUnreadable, match="no file"):
        restore(
            desk.paths.under(desk.paths.data / "e"), desk.paths.data / "no", clock, Preferences()
        )


def test_a_backup_with_a_trigger_of_somebody_else_is_refused(
    filled: DeskForTests, tmp_path: Path, clock: FixedClock
) -> None:
    out = back_up(filled.paths.store, tmp_path / "out.sqlite3")
    hostile = sqlite3.connect(out)
    hostile.execute("CREATE TRIGGER wipe AFTER INSERT ON tag BEGIN DELETE FROM detail; END")
    hostile.commit()
    hostile.close()
    with pytest.raises(InputUnreadable, match="did not make"):
        restore(filled.paths.under(tmp_path / "c"), out, clock, Preferences())


def test_a_store_that_was_not_closed_is_no_backup(
    filled: DeskForTests, tmp_path: Path, clock: FixedClock
) -> None:
    with pytest.raises(InputUnreadable, match="was not closed"):
        restore(filled.paths.under(tmp_path / "d"), filled.paths.store, clock, Preferences())


def _check(desk: DeskForTests) -> object:
    return desk.composition.desk.maintain(
        lambda writer: check(writer, desk.composition.desk.circumstances(writer))
    ).result()


def test_check_finds_nothing_in_a_sound_store(filled: DeskForTests) -> None:
    report = _check(filled)
    assert (report.problems, report.repaired) == ((), ())  # type: ignore[attr-defined]


def test_check_builds_a_search_index_anew_that_is_out_of_step(filled: DeskForTests) -> None:
    def spoil(writer: Connection) -> None:
        writer.sql("INSERT INTO person_search (person_search) VALUES ('delete-all')")

    filled.composition.desk.maintain(spoil).result()
    assert person_ids(filled.reader, "vale") == []
    report = _check(filled)
    assert report.ok  # type: ignore[attr-defined]
    assert "anew" in report.repaired[0]  # type: ignore[attr-defined]
    assert person_ids(filled.reader, "vale") == [1]
    assert _check(filled).repaired == ()  # type: ignore[attr-defined]


def test_an_edit_mends_a_search_index_that_is_out_of_step(filled: DeskForTests) -> None:
    def spoil(writer: Connection) -> None:
        writer.sql("INSERT INTO person_search (person_search) VALUES ('delete-all')")

    filled.composition.desk.maintain(spoil).result()
    filled.edit(1, name=Name("Ida Stone"))
    assert person_ids(filled.reader, "stone") == [1]
    assert person_ids(filled.reader, "oss") == [2]


def test_check_names_a_row_without_its_owner(filled: DeskForTests) -> None:
    def spoil(writer: Connection) -> None:
        writer.sql("PRAGMA foreign_keys = 0")
        writer.sql("UPDATE task SET person_id = 77")
        writer.sql("PRAGMA foreign_keys = 1")

    filled.composition.desk.maintain(spoil).result()
    report = _check(filled)
    assert "task" in report.problems[0]  # type: ignore[attr-defined]


def test_pruning_forgets_old_edits_but_keeps_a_line_of_history_and_deletions(
    filled: DeskForTests,
) -> None:
    for number in range(KEEP_OPERATIONS):
        filled.task(f"task {number}")
    filled.clock.advance(timedelta(days=31))
    before = filled.facts()
    count = filled.composition.desk.maintain(
        lambda writer: prune(writer, filled.clock.now())
    ).result()
    rows = {row.label: row.state for row in history(filled.reader, 1000)}
    assert count == 5
    assert rows["New person Ida Vale"] == "pruned"
    assert rows["Delete Gone Soon"] == "done"
    assert filled.facts() == before


def test_pruned_steps_cannot_be_undone(desk: DeskForTests) -> None:
    desk.add("Ida Vale")
    desk.clock.advance(timedelta(days=31))

    def forget(writer: Connection) -> None:
        writer.sql("UPDATE operation SET state = 'pruned'")
        writer.sql("DELETE FROM change")

    desk.composition.desk.maintain(forget).result()
    with pytest.raises(NothingToUndo):
        desk.undo()


def _erase(desk: DeskForTests, *person_ids: int) -> None:
    store = desk.composition.store
    desk.composition.desk.maintain(
        lambda writer: erase_people(writer, store, NOON, person_ids)
    ).result()


def test_erase_leaves_no_byte_of_the_person_in_any_file_of_the_store(desk: DeskForTests) -> None:
    picture = b"PICTURE-OF-XENOPHILIA" * 9
    key = hashlib.sha256(picture).hexdigest()
    bo = desk.add("Bo Oss")
    secret = desk.add("Xenophilia Quirk", phone("+49 40 777888999"), email("xeno@secret.example"))
    desk.clock.advance(timedelta(minutes=5))
    desk.do(
        edit_person,
        person_id=secret,
        region="DE",
        form=PersonForm(
            Name("Xenophilia Zebrano"),
            (
                (None, Detail(DetailKind.PHOTO, (key,))),
                (None, Detail(DetailKind.NOTE, ("wombat",))),
            ),
            ("Friends",),
            photos=(Photo(key, "image/png", picture),),
        ),
    )
    desk.log(secret, text="kumquat alone")
    together = desk.log(secret, bo, text="lunch for three")
    task = desk.task("ring the zither maker", secret, due_on=TODAY, repeat=Repeat(Rule(Unit.DAY)))
    desk.do(complete_tasks, task_ids=[task])
    desk.do(delete_people, person_ids=[secret])
    desk.undo()
    what = erasure_of(desk.reader, [secret])
    assert (what.names, what.alone, what.shared, what.tasks) == (("Xenophilia Zebrano",), 2, 1, 1)

    _erase(desk, secret)

    content = b"".join(
        f.read_bytes() for f in desk.paths.data.glob("desk.sqlite3*") if f.is_file()
    ).lower()
    for trace in (
        b"xeno", b"quirk", b"zebrano", b"777888999", b"secret", b"wombat", b"kumquat", b"zither",
        b"picture-of", key.encode(),
    ):  # fmt: skip
        assert trace not in content, trace
    assert b"lunch for three" in content
    assert [row[0] for row in desk.facts()["interaction"]] == [together]
    assert [row[2] for row in desk.facts()["participant"]] == [bo]
    assert desk.person(bo).name.full == "Bo Oss"
    assert check_is_clean(desk)


def check_is_clean(desk: DeskForTests) -> bool:
    report = _check(desk)
    return (report.problems, report.repaired) == ((), ())  # type: ignore[attr-defined]


def test_what_others_did_can_still_be_undone_after_an_erasure(desk: DeskForTests) -> None:
    bo, secret = desk.add("Bo Oss"), desk.add("Xenophilia Quirk")
    desk.log(bo, text="lunch")
    _erase(desk, secret)
    assert desk.undo().label == "Log a meeting with Bo Oss"
    desk.undo()  # the erased person's "new person": there is nothing left of it
    assert desk.undo().label == "New person Bo Oss"
    assert person_ids(desk.reader) == []


def test_erase_is_refused_while_another_program_has_the_store_open(desk: DeskForTests) -> None:
    secret = desk.add("Xenophilia Quirk")
    other = StoreLock(desk.paths.lock)
    with pytest.raises(StoreUnusable, match="open in another"):
        _erase(desk, secret)
    other.close()
    assert desk.person(secret).name.full == "Xenophilia Quirk"
