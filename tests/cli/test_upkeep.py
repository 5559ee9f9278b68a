"""`backup`, `restore`, `check` and `where`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from relationship_desk.paths import Paths
from tests.support.prompt import Prompt


def test_a_backup_is_restored_and_the_present_store_set_aside(
    prompt: Prompt, tmp_path: Path
) -> None:
    prompt.add("Ida Vale")
    backup = tmp_path / "copy.sqlite3"
    assert prompt("backup", str(backup)).code == 0
    prompt.add("Bo Oss")
    restored = prompt("restore", str(backup))
    assert restored.code == 0
    assert [row["name"] for row in prompt("list", "--json").json] == ["Ida Vale"]
    assert backup.exists()
    [aside] = Paths.under(prompt.folder).backups.iterdir()
    assert str(aside) in restored.out
    assert prompt("restore", str(aside)).code == 0
    assert len(prompt("list", "--json").json) == 2


def test_a_backup_is_restored_where_no_store_is_yet(prompt: Prompt, tmp_path: Path) -> None:
    prompt.add("Ida Vale")
    prompt("backup", str(tmp_path / "copy.sqlite3"))
    elsewhere = str(tmp_path / "elsewhere")
    restored = prompt.bare("restore", "--data-dir", elsewhere, str(tmp_path / "copy.sqlite3"))
    assert (restored.code, len(restored.out.splitlines())) == (0, 1)
    assert len(prompt.bare("list", "--json", "--data-dir", elsewhere).json) == 1


def test_a_backup_over_a_file_that_exists_is_refused(prompt: Prompt, tmp_path: Path) -> None:
    there = tmp_path / "precious"
    there.write_text("mine")
    ended = prompt("backup", str(there))
    assert (ended.code, ended.out) == (2, "")
    assert "exists already" in ended.err
    assert there.read_text() == "mine"
    assert prompt("backup", str(tmp_path / "nowhere" / "copy")).code == 2


@pytest.mark.parametrize("content", [None, b"", b"no store", b"SQLite format 3\0" + bytes(4096)])
def test_what_is_no_backup_is_unreadable_and_changes_nothing(
    prompt: Prompt, tmp_path: Path, content: bytes | None
) -> None:
    prompt.add("Ida Vale")
    backup = tmp_path / "backup"
    if content is not None:
        backup.write_bytes(content)
    ended = prompt("restore", str(backup))
    assert (ended.code, ended.out) == (3, "")
    assert str(backup) in ended.err
    assert len(prompt("list", "--json").json) == 1


def test_a_name_that_no_disk_takes_is_wrong_use_and_no_bug(prompt: Prompt, tmp_path: Path) -> None:
    endless = str(tmp_path / ("y" * 300))
    codes = [prompt(word, endless).code for word in ("backup", "export", "restore", "import")]
    assert codes == [2, 2, 3, 3]


def test_check_of_a_sound_store_says_so(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    ended = prompt("check")
    assert (ended.code, ended.err) == (0, "")
    assert "sound" in ended.out


def test_check_names_a_row_that_points_nowhere(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    prompt("task", "1", "call", "--due", "today")
    with closing(sqlite3.connect(Paths.under(prompt.folder).store)) as connection:
        connection.execute("UPDATE task SET person_id = 77")
        connection.commit()
    ended = prompt("check")
    assert ended.code == 4
    assert ended.out == "A row of task (number 1) points at a person that is not there.\n"
    assert "restore" in ended.err


def test_a_damaged_store_is_told_and_not_touched(prompt: Prompt) -> None:
    store = Paths.under(prompt.folder).store
    store.parent.mkdir(parents=True)
    store.write_bytes(b"this is no store of ours" * 400)
    before = store.read_bytes()
    for words in (["check"], ["list"], ["undo"], ["backup", str(prompt.folder / "x")]):
        ended = prompt(*words)
        assert (ended.code, ended.out) == (4, "")
        assert "Nothing was changed" in ended.err
        assert "Traceback" not in ended.err
    assert store.read_bytes() == before


def test_where_tells_the_paths_and_makes_nothing(prompt: Prompt) -> None:
    ended = prompt("where")
    assert ended.code == 0
    assert str(Paths.under(prompt.folder).store) in ended.out
    assert not prompt.folder.exists()
