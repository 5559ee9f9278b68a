"""A store that cannot be used: a sentence, exit code 4, and nothing touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from relationship_desk.paths import Paths
from relationship_desk.store import database
from tests.support.prompt import Prompt


def change(store: Path, statement: str) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute(statement)
        connection.commit()


def newer(store: Path) -> None:
    change(store, "PRAGMA user_version = 99")


def foreign(store: Path) -> None:
    change(store, "PRAGMA application_id = 7")


def emptied(store: Path) -> None:
    store.write_bytes(b"")


def overwritten(store: Path) -> None:
    store.write_bytes(b"not a database at all" * 1000)


def torn(store: Path) -> None:
    data = store.read_bytes()
    store.write_bytes(data[:8192] + bytes(8192) + data[16384:])


def unnumbered(store: Path) -> None:
    change(store, "PRAGMA user_version = 0")


def below_zero(store: Path) -> None:
    change(store, "PRAGMA user_version = -1")


def without_a_table(store: Path) -> None:
    change(store, "DROP TABLE participant")


def without_search(store: Path) -> None:
    change(store, "DROP TABLE person_search")


SPOILS = [
    newer, foreign, emptied, overwritten, torn,
    unnumbered, below_zero, without_a_table, without_search,
]  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILS)
@pytest.mark.parametrize(
    "words", [["list"], ["log", "1", "x"], ["tick"], ["undo"], ["check"]], ids=lambda w: w[0]
)
def test_a_spoiled_store_is_refused_and_not_touched(
    prompt: Prompt, spoil: Callable[[Path], None], words: list[str]
) -> None:
    prompt.add("Ida Vale")
    store = Paths.under(prompt.folder).store
    spoil(store)
    before = store.read_bytes()
    ended = prompt(*words)
    assert (ended.code, ended.out) == (4, "")
    assert "Nothing was changed" in ended.err
    assert "Traceback" not in ended.err
    assert store.read_bytes() == before


@pytest.mark.parametrize("spoil", SPOILS)
def test_a_spoiled_store_gives_way_to_a_backup_and_is_kept(
    prompt: Prompt, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    prompt.add("Ida Vale")
    assert prompt("backup", str(tmp_path / "copy.sqlite3")).code == 0
    store = Paths.under(prompt.folder).store
    spoil(store)
    spoiled = store.read_bytes()
    assert prompt("restore", str(tmp_path / "copy.sqlite3")).code == 0
    assert [row["name"] for row in prompt("list", "--json").json] == ["Ida Vale"]
    assert spoiled in [file.read_bytes() for file in Paths.under(prompt.folder).backups.iterdir()]


def test_a_busy_store_can_be_read_and_says_that_it_is_busy(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(database._PRAGMAS, "busy_timeout", 20)
    prompt.add("Ida Vale")
    with closing(sqlite3.connect(Paths.under(prompt.folder).store)) as other:
        other.execute("BEGIN IMMEDIATE")
        ended = prompt("log", "1", "x")
        assert ended.code == 4
        assert "busy" in ended.err
        assert len(prompt("list", "--json").json) == 1
    assert prompt("log", "1", "x").code == 0


def test_a_full_disk_is_told_and_nothing_is_lost(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    prompt.add("Ida Vale")
    cards = "".join(f"BEGIN:VCARD\nFN:Person {n}\nEND:VCARD\n" for n in range(2000))
    (tmp_path / "many.vcf").write_text(cards)
    monkeypatch.setitem(database._PRAGMAS, "max_page_count", 60)
    ended = prompt("import", str(tmp_path / "many.vcf"))
    assert (ended.code, ended.out) == (4, "")
    assert "full" in ended.err
    assert [row["name"] for row in prompt("list", "--json").json] == ["Ida Vale"]
    monkeypatch.delitem(database._PRAGMAS, "max_page_count")
    assert prompt("import", str(tmp_path / "many.vcf")).code == 0


def test_a_restore_waits_for_nobody_and_is_refused_while_the_desk_is_open(
    prompt: Prompt, tmp_path: Path
) -> None:
    prompt.add("Ida Vale")
    prompt("backup", str(tmp_path / "copy.sqlite3"))
    with closing(sqlite3.connect(Paths.under(prompt.folder).lock)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM sqlite_master").fetchall()
        ended = prompt("restore", str(tmp_path / "copy.sqlite3"))
    assert (ended.code, ended.out) == (4, "")
    assert "close the other one" in ended.err


def cards_of_one(folder: Path) -> Path:
    path = folder / "ida.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ida Vale\nTEL:123\nEND:VCARD\n")
    return path


def scramble(path: Path, statement: str) -> None:
    """Bytes that are no text, where the file's structure stays sound."""
    change(path, statement)
    assert _is_sound(path)


def _is_sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_text_that_is_no_text_is_damage_and_no_bug(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    scramble(
        Paths.under(prompt.folder).store, "UPDATE person SET full_name = CAST(x'49ff' AS TEXT)"
    )
    for words in (["list"], ["show", "1"], ["export", str(prompt.folder / "out.vcf")]):
        ended = prompt(*words)
        assert (ended.code, ended.out) == (4, "")
        assert "damaged" in ended.err
        assert "Traceback" not in ended.err


def test_check_mends_an_index_that_cannot_be_read(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    scramble(
        Paths.under(prompt.folder).store, "UPDATE person_index SET folded = CAST(x'49ff' AS TEXT)"
    )
    assert prompt("check").code == 0
    assert [row["name"] for row in prompt("list", "--json", "vale").json] == ["Ida Vale"]
    assert "sound" in prompt("check").out


def test_check_names_a_value_that_makes_no_sense(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    change(Paths.under(prompt.folder).store, "UPDATE person SET kind = 'robot'")
    ended = prompt("check")
    assert ended.code == 4
    assert "person.kind" in ended.out
    assert "restore" in ended.err


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE person SET full_name = CAST(x'49ff' AS TEXT)",
        "DELETE FROM person",
        "PRAGMA user_version = 0",
        "DROP TABLE participant",
        "UPDATE operation SET at = 'once'",
        "UPDATE person SET created_at = '2026-03-01T08:00:00'",
        "UPDATE person SET kind = 'robot'",
        "UPDATE detail SET kind = 7",
        "UPDATE card SET created_at = ''",
    ],
)
def test_a_spoiled_backup_is_unreadable_and_the_store_stays(
    prompt: Prompt, tmp_path: Path, statement: str
) -> None:
    prompt("import", str(cards_of_one(tmp_path)))
    backup = tmp_path / "copy.sqlite3"
    prompt("backup", str(backup))
    change(backup, statement)
    before = Paths.under(prompt.folder).store.read_bytes()
    ended = prompt("restore", str(backup))
    assert (ended.code, ended.out) == (3, "")
    assert str(backup) in ended.err
    assert "Nothing was changed" in ended.err
    assert Paths.under(prompt.folder).store.read_bytes() == before
