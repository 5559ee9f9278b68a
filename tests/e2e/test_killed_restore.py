"""kill -9 in the middle of a restore: the desk that was there is still there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.program import program, started
from tests.support.waiting import eventually

_ENTRIES = 40_000
# SQLite spills pages into the file once its cache (32 MB) is full; all entries are over 60 MB.
_TEXT = "0123456789abcdef" * 100
_SPILLED = 4_000_000


@pytest.fixture
def heavy_export(tmp_path: Path) -> Path:
    """The export of a desk with a long history, written as another program might."""
    folder = tmp_path / "export"
    made = program(tmp_path / "source", "export", "--unpacked", str(folder))
    assert made.returncode == 0, made.stderr
    found = json.loads((folder / "desk.json").read_bytes())
    entry = {
        "happened_on": "2026-03-03", "happened_time": "", "channel": "call", "direction": "mine",
        "text": _TEXT, "counts": 1, "created_at": "2026-03-03T12:00:00Z",
    }  # fmt: skip
    found["tables"]["interaction"] = [{"id": n, **entry} for n in range(1, _ENTRIES + 1)]
    (folder / "desk.json").write_text(json.dumps(found), "utf-8")
    return folder


def test_a_restore_that_was_killed_leaves_the_old_desk(
    data_dir: Path, tmp_path: Path, heavy_export: Path
) -> None:
    card = tmp_path / "ida.vcf"
    card.write_text("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ida Vale\r\nEND:VCARD\r\n", newline="")
    assert program(data_dir, "import", str(card)).returncode == 0
    fresh = data_dir / "desk.sqlite3.new"

    with started(data_dir, "restore", str(heavy_export), notes=tmp_path / "notes") as restoring:
        eventually(
            lambda: (
                restoring.process.poll() is not None
                or (fresh.exists() and fresh.stat().st_size > _SPILLED)
            )
        )
        assert restoring.process.poll() is None, restoring.said()
        restoring.process.kill()
        assert restoring.process.wait(60) == -9

    assert program(data_dir, "check").returncode == 0
    assert [p["name"] for p in json.loads(program(data_dir, "list", "--json").stdout)] == [
        "Ida Vale"
    ]
    again = program(data_dir, "restore", str(heavy_export), seconds=180)
    assert again.returncode == 0, again.stderr
    assert json.loads(program(data_dir, "list", "--json").stdout) == []
    assert not fresh.exists()
