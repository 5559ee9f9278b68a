"""The commands as real processes: what is imported, what a pipe and a second process do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import relationship_desk
from tests.support.notification_double import NotificationDouble
from tests.support.program import program

_QT_FREE = """
import sys
from relationship_desk.__main__ import main
code = main(sys.argv[1:])
print("qt" if any(name.split(".")[0].lower().startswith("pyside") for name in sys.modules)
      else "no qt", file=sys.stderr)
sys.exit(code)
"""


def environment(**more: str) -> dict[str, str]:
    checkout = str(Path(relationship_desk.__file__).parents[1])
    return {**os.environ, "PYTHONPATH": checkout, **more}


@pytest.mark.parametrize("command", [["list"], ["tick"], ["agenda"], ["where"], ["check"]])
def test_a_command_imports_no_qt(tmp_path: Path, command: list[str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _QT_FREE, "--data-dir", str(tmp_path), *command],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stderr.splitlines()[-1] == "no qt"


@pytest.mark.parametrize("words", [["--help"], ["where"], ["history", "--json"]])
@pytest.mark.parametrize("buffered", [{}, {"PYTHONUNBUFFERED": "1"}], ids=["buffered", "at once"])
def test_a_reader_that_goes_away_is_no_error(
    tmp_path: Path, words: list[str], buffered: dict[str, str]
) -> None:
    read, write = os.pipe()
    os.close(read)
    ended = into(write, tmp_path, words, buffered)
    os.close(write)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("buffered", [{}, {"PYTHONUNBUFFERED": "1"}], ids=["buffered", "at once"])
def test_output_that_cannot_be_written_is_told_in_a_sentence(
    tmp_path: Path, buffered: dict[str, str]
) -> None:
    with Path("/dev/full").open("w") as full:
        ended = into(full.fileno(), tmp_path, ["where"], buffered)
    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)
    assert "could not be written" in ended.stderr


def into(
    target: int, folder: Path, words: list[str], env: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a command with its standard output into a file descriptor."""
    plain = {name: value for name, value in environment().items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(
        [sys.executable, "-m", "relationship_desk", "--data-dir", str(folder), *words],
        env=plain | env,
        stdout=target,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


def test_names_in_any_script_come_through_any_locale(tmp_path: Path) -> None:
    program(tmp_path, "list")
    subprocess.run(
        [sys.executable, "-c", _ADD, str(tmp_path)], env=environment(), check=True
    )  # fmt: skip
    latin = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    listed = program(tmp_path, "list", "--json", env=latin)
    assert [row["name"] for row in json.loads(listed.stdout)] == ["Çağrı 李"]
    assert program(tmp_path, "list", env=latin).stdout == "1  Çağrı 李\n"


_ADD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from relationship_desk.clock import FixedClock
from relationship_desk.compose import compose
from relationship_desk.desk.commands.people import add_person
from relationship_desk.desk.threads import Inline
from relationship_desk.domain.contact import Contact, Name
from relationship_desk.paths import Paths
c = compose(Paths.under(Path(sys.argv[1])), FixedClock(datetime(2026, 3, 3, tzinfo=UTC)), Inline())
c.desk.do(add_person, contact=Contact(Name("Çağrı 李")), region="TR").result()
c.close()
"""


def test_the_process_ends_with_the_code_of_the_command(tmp_path: Path) -> None:
    assert program(tmp_path, "undo").returncode == 2
    assert program(tmp_path, "list").returncode == 0
    ended = program(tmp_path, "show", "1")
    assert (ended.returncode, ended.stdout) == (2, "")


def test_commands_at_the_same_time_wait_their_turn(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", _ADD, str(tmp_path)], env=environment(), check=True)
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "relationship_desk", "--data-dir", str(tmp_path), "log", "1", t],
            env=environment(),
            stdout=subprocess.DEVNULL,
        )
        for t in "abcdef"
    ]
    assert [process.wait(60) for process in running] == [0] * 6
    shown = json.loads(program(tmp_path, "show", "--json", "1").stdout)
    assert sorted(entry["text"] for entry in shown["interactions"]) == list("abcdef")


def test_two_ticks_at_the_same_time_show_one_popup(
    tmp_path: Path, double: NotificationDouble
) -> None:
    subprocess.run([sys.executable, "-c", _ADD, str(tmp_path)], env=environment(), check=True)
    program(tmp_path, "task", "1", "send <slides>", "--due", "2026-03-03T09:00")
    ticks = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", "relationship_desk", "tick", "--json"),
                *("--data-dir", str(tmp_path), "--at", "2026-03-06T10:00"),
            ],
            env=environment(),
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    reports = [json.loads(tick.communicate(timeout=60)[0]) for tick in ticks]
    assert sorted(len(report["delivered"]) for report in reports) == [0, 0, 0, 1]
    [popup] = double.received
    assert popup.title == "send <slides>"
    assert popup.body.endswith("was due Tuesday 3 March, 09:00")
