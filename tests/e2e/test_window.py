"""The real window on a real X server: what is dropped on it, given to it, written past it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.display import x_server
from tests.support.program import Running, program, started
from tests.support.waiting import eventually
from tests.support.x_desktop import XDesktop

_IMPORT = "^Import contacts"


@pytest.fixture(scope="module")
def _server() -> Iterator[str]:
    # Wide enough for the window and another program beside it.
    with x_server("1600x1000x24") as display:
        yield display


@pytest.fixture
def desktop(_server: str) -> XDesktop:
    return XDesktop({"DISPLAY": _server, "QT_QPA_PLATFORM": "xcb"})


@pytest.fixture
def card(tmp_path: Path) -> Path:
    path = tmp_path / "ida vale.vcf"
    path.write_text("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ida Vale\r\nEND:VCARD\r\n", newline="")
    return path


@contextmanager
def a_window(data_dir: Path, desktop: XDesktop, tmp_path: Path, *files: Path) -> Iterator[Running]:
    """The window, shown."""
    with started(data_dir, *map(str, files), env=desktop.env, notes=tmp_path / "window") as window:
        desktop.wait_for_window("Relationship Desk")
        yield window


def names(data_dir: Path) -> list[str]:
    return [person["name"] for person in json.loads(program(data_dir, "list", "--json").stdout)]


def test_a_dropped_file_is_previewed_and_then_imported(
    data_dir: Path, desktop: XDesktop, tmp_path: Path, card: Path
) -> None:
    with a_window(data_dir, desktop, tmp_path) as window:
        [main] = desktop.windows("Relationship Desk")
        with desktop.dropped([card], main, tmp_path / "drag"):
            preview = desktop.wait_for_window(_IMPORT)
        assert names(data_dir) == []

        desktop.press(preview, "Return")

        eventually(lambda: names(data_dir) == ["Ida Vale"])
    assert window.said() == ""


def test_a_second_start_hands_its_files_to_the_first_and_leaves(
    data_dir: Path, desktop: XDesktop, tmp_path: Path, card: Path
) -> None:
    with a_window(data_dir, desktop, tmp_path) as window:
        second = program(data_dir, str(card), env=desktop.env)

        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        desktop.press(desktop.wait_for_window(_IMPORT), "Return")
        eventually(lambda: names(data_dir) == ["Ida Vale"])
        assert window.process.poll() is None
    assert window.said() == ""


def test_files_on_the_command_line_are_previewed(
    data_dir: Path, desktop: XDesktop, tmp_path: Path, card: Path
) -> None:
    with a_window(data_dir, desktop, tmp_path, card) as window:
        desktop.press(desktop.wait_for_window(_IMPORT), "Escape")
        eventually(lambda: not desktop.windows(_IMPORT))
        assert names(data_dir) == []
    assert window.said() == ""


def test_the_window_follows_what_another_process_does(
    data_dir: Path, desktop: XDesktop, tmp_path: Path, card: Path
) -> None:
    program(data_dir, "import", str(card))
    with a_window(data_dir, desktop, tmp_path) as window:
        desktop.wait_for_window("^Ida Vale")  # who is in front is in the title

        assert program(data_dir, "undo").returncode == 0

        eventually(lambda: not desktop.windows("Ida Vale"))
        assert window.process.poll() is None
    assert window.said() == ""


def test_a_window_that_was_killed_keeps_nobody_from_opening_the_next(
    data_dir: Path, desktop: XDesktop, tmp_path: Path
) -> None:
    with a_window(data_dir, desktop, tmp_path) as first:
        first.process.kill()
    eventually(lambda: not desktop.windows("Relationship Desk"))

    with a_window(data_dir, desktop, tmp_path) as second:
        assert second.process.poll() is None


def test_without_a_display_one_sentence_names_what_to_do(data_dir: Path) -> None:
    refused = program(data_dir, env={"QT_QPA_PLATFORM": ""})

    assert (refused.returncode, refused.stdout) == (2, "")
    assert len(refused.stderr.splitlines()) == 1
    assert "make demo" in refused.stderr
