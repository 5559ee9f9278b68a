"""The real program without its window: a real tray host, a second start, an honest end."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.display import x_server
from tests.support.program import program, started
from tests.support.tray_host import TrayHost, tray_host
from tests.support.waiting import eventually
from tests.support.x_desktop import XDesktop

_LARGE = "^Ida Vale"  # who is in front is in the title of the window


@pytest.fixture
def desktop() -> Iterator[XDesktop]:
    with x_server() as display:
        yield XDesktop({"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"})


@pytest.fixture
def host(desktop: XDesktop) -> Iterator[TrayHost]:
    with tray_host(desktop.env) as made:
        yield made


@pytest.fixture
def people(data_dir: Path, tmp_path: Path) -> dict[str, int]:
    """Two people on the desk."""
    card = tmp_path / "people.vcf"
    card.write_text(
        "".join(
            f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{name}\r\nEND:VCARD\r\n"
            for name in ("Bram Oss", "Ida Vale")
        ),
        newline="",
    )
    assert program(data_dir, "import", str(card)).returncode == 0
    listed = json.loads(program(data_dir, "list", "--json").stdout)
    return {person["name"]: person["id"] for person in listed}


def test_in_the_background_there_is_an_icon_and_a_second_start_shows_the_window(
    data_dir: Path, people: dict[str, int], desktop: XDesktop, host: TrayHost, tmp_path: Path
) -> None:
    with started(data_dir, "--background", env=desktop.env, notes=tmp_path / "first") as first:
        eventually(host.has_icon)
        assert not desktop.windows(_LARGE)

        again = program(data_dir, "--background", env=desktop.env)
        assert (again.returncode, again.stderr) == (0, "")
        assert not desktop.windows(_LARGE)

        opened = program(data_dir, "open", "ida", env=desktop.env)
        assert (opened.returncode, opened.stdout, opened.stderr) == (0, "", "")
        desktop.wait_for_window(_LARGE)
        assert program(data_dir, "open", str(people["Bram Oss"]), env=desktop.env).returncode == 0
        desktop.wait_for_window("^Bram Oss")

        first.process.send_signal(signal.SIGTERM)
        assert first.process.wait(30) == 0
    assert first.said() == ""


def test_open_starts_the_window_where_there_is_none(
    data_dir: Path, people: dict[str, int], desktop: XDesktop, tmp_path: Path
) -> None:
    with started(data_dir, "open", "ida", env=desktop.env, notes=tmp_path / "only") as only:
        desktop.wait_for_window(_LARGE)
    assert only.said() == ""


def test_a_click_on_the_icon_opens_and_its_menu_quits(
    data_dir: Path, people: dict[str, int], desktop: XDesktop, host: TrayHost, tmp_path: Path
) -> None:
    with started(data_dir, "--background", env=desktop.env, notes=tmp_path / "first") as first:
        eventually(host.has_icon)
        host.click(1)
        desktop.wait_for_window("^Bram Oss|^Ida Vale")

        before = len(desktop.windows(".*"))
        host.click(3)
        eventually(lambda: len(desktop.windows(".*")) > before)  # the menu has no name
        host.xdotool("key", "Up", "Return")  # the last line of the menu
        assert first.process.wait(30) == 0
    assert first.said() == ""


def test_a_tray_that_starts_later_gets_the_icon(
    data_dir: Path, people: dict[str, int], desktop: XDesktop, tmp_path: Path
) -> None:
    with started(data_dir, "open", "ida", env=desktop.env, notes=tmp_path / "first") as first:
        desktop.wait_for_window(_LARGE)
        with tray_host(desktop.env) as host:
            eventually(host.has_icon)
        assert first.process.poll() is None
    assert first.said() == ""


def test_in_the_background_without_a_tray_there_is_a_window(
    data_dir: Path, people: dict[str, int], desktop: XDesktop, tmp_path: Path
) -> None:
    with started(data_dir, "--background", env=desktop.env, notes=tmp_path / "first") as first:
        # No window manager here, so what is minimised is still on the screen.
        desktop.wait_for_window("^Bram Oss|^Ida Vale")
        assert first.process.poll() is None
    assert first.said() == ""
