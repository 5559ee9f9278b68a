"""kill -9 in the middle of an import: the desk opens again, and nothing of the import is in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.program import program, started
from tests.support.waiting import eventually

_CARDS = 3000
# Kept with the card and mapped to nothing: many bytes for the disk, little work for the reader.
_BALLAST = "X-BALLAST:" + "0123456789abcdef" * 1500
# SQLite spills pages into the log once its cache (32 MB) is full; all cards are over 70 MB.
_SPILLED = 4_000_000


@pytest.fixture
def heavy_file(tmp_path: Path) -> Path:
    path = tmp_path / "heavy.vcf"
    with path.open("w", newline="") as out:
        for number in range(_CARDS):
            out.write(
                f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Person {number}\r\n"
                f"EMAIL:person{number}@people.example\r\n{_BALLAST}\r\nEND:VCARD\r\n"
            )
    return path


def test_an_import_that_was_killed_leaves_nothing_behind(
    data_dir: Path, tmp_path: Path, heavy_file: Path
) -> None:
    program(data_dir, "list")
    before = tmp_path / "before.vcf"
    before.write_text("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ida Vale\r\nEND:VCARD\r\n", newline="")
    assert program(data_dir, "import", str(before)).returncode == 0
    log = data_dir / "desk.sqlite3-wal"

    with started(data_dir, "import", str(heavy_file), notes=tmp_path / "notes") as importing:
        eventually(
            lambda: (
                importing.process.poll() is not None
                or (log.exists() and log.stat().st_size > _SPILLED)
            )
        )
        assert importing.process.poll() is None, importing.said()
        importing.process.kill()
        assert importing.process.wait(60) == -9

    assert program(data_dir, "check").returncode == 0
    assert [p["name"] for p in json.loads(program(data_dir, "list", "--json").stdout)] == [
        "Ida Vale"
    ]
    assert len(json.loads(program(data_dir, "history", "--json").stdout)) == 1


def test_after_a_killed_import_the_same_file_comes_in_whole(
    data_dir: Path, tmp_path: Path, heavy_file: Path
) -> None:
    program(data_dir, "list")
    log = data_dir / "desk.sqlite3-wal"
    with started(data_dir, "import", str(heavy_file), notes=tmp_path / "notes") as importing:
        eventually(lambda: log.exists() and log.stat().st_size > _SPILLED)
        importing.process.kill()

    again = program(data_dir, "import", "--json", str(heavy_file), seconds=180)

    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["new"] == _CARDS
    assert program(data_dir, "undo").returncode == 0
    assert json.loads(program(data_dir, "list", "--json").stdout) == []
