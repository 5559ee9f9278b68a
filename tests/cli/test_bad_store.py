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


@pytest.mark.parametrize("spoil", [newer, foreign, emptied, overwritten, torn])
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


@pytest.mark.parametrize("spoil", [newer, foreign, emptied, overwritten, torn])
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
