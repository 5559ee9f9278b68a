"""Stores that cannot be used: exit code 4, one sentence, and the file as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import relationship_desk
from tests.support.program import program, started
from tests.support.waiting import eventually


def damaged(store: Path) -> None:
    whole = bytearray(store.read_bytes())
    whole[4096 : 4096 + 6000] = b"\x55" * 6000
    store.write_bytes(whole)


def newer(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA user_version = 99")


def zero_bytes(store: Path) -> None:
    store.write_bytes(b"")


def not_a_database(store: Path) -> None:
    store.write_text("These are my notes.\n" * 200)


@pytest.fixture
def store(data_dir: Path) -> Path:
    """The file of a store with one person, closed."""
    card = data_dir.parent / "ida.vcf"
    card.write_text("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ida Vale\r\nEND:VCARD\r\n", newline="")
    assert program(data_dir, "import", str(card)).returncode == 0
    return data_dir / "desk.sqlite3"


@pytest.mark.parametrize("command", [["list"], ["log", "Ida Vale", "talked"], ["check"]])
@pytest.mark.parametrize("harm", [damaged, newer, zero_bytes, not_a_database])
def test_a_store_that_is_no_sound_store_of_ours_is_refused_and_left_alone(
    store: Path, harm: Callable[[Path], None], command: list[str]
) -> None:
    harm(store)
    before = store.read_bytes()

    refused = program(store.parent, *command)

    assert (refused.returncode, refused.stdout) == (4, "")
    assert str(store) in refused.stderr
    assert "othing was changed" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert store.read_bytes() == before


def test_the_window_refuses_a_damaged_store_too(
    store: Path, tmp_path: Path, xvfb: dict[str, str]
) -> None:
    damaged(store)
    before = store.read_bytes()

    # The sentence stands in a box until it is read; the one on standard error is there at once.
    with started(store.parent, env=xvfb, notes=tmp_path / "notes") as window:
        eventually(window.said)

    assert "is damaged" in window.said()
    assert store.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(store: Path) -> None:
    before = store.read_bytes()
    folder = store.parent
    for path in (store, folder / "store.lock"):
        path.chmod(0o400)
    folder.chmod(0o500)
    try:
        refused = subprocess.run(
            [
                *_without_privileges(), sys.executable, "-m", "relationship_desk",
                "--data-dir", str(folder), "log", "Ida Vale", "talked",
            ],
            env={**os.environ, "PYTHONPATH": str(Path(relationship_desk.__file__).parents[1])},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )  # fmt: skip
    finally:
        folder.chmod(0o700)

    assert (refused.returncode, refused.stdout) == (4, "")
    assert "Traceback" not in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
    assert store.read_bytes() == before


def _without_privileges() -> list[str]:
    """What makes a command obey the modes of files also where root runs the tests."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("needs setpriv, where root runs the tests")
    return [setpriv, "--bounding-set=-all", "--inh-caps=-all"]
