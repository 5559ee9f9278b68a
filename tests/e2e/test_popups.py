"""Popups of the real window on a private bus: answered, withdrawn, clicked by a real mouse."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from relationship_desk.clock import SystemClock
from tests.support.click_menu import BUTTON_HEIGHT, TITLE
from tests.support.dunst import dunst
from tests.support.notification_double import NotificationDouble
from tests.support.program import Running, program, started
from tests.support.session_bus import SessionBus
from tests.support.waiting import eventually
from tests.support.x_desktop import XDesktop

_CARDS = "".join(
    f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{name}\r\nEND:VCARD\r\n" for name in ("Ada Ray", "Ida Vale")
)
_LABELS = ["Open", "Done", "In 10 minutes", "In 1 hour", "Tomorrow", "Open"]


@pytest.fixture
def desktop(xvfb: dict[str, str]) -> XDesktop:
    return XDesktop(xvfb)


@contextmanager
def a_reminder(data_dir: Path, desktop: XDesktop, tmp_path: Path) -> Iterator[Running]:
    """The window with Ada in front, and a task about Ida that is long due."""
    cards = tmp_path / "cards.vcf"
    cards.write_text(_CARDS, newline="")
    program(data_dir, "import", str(cards))
    program(data_dir, "task", "ida", "Send the slides", "--due", "2026-03-03T12:00")
    with started(data_dir, env=desktop.env, notes=tmp_path / "window") as window:
        desktop.wait_for_window("^Ada Ray")
        yield window
        assert window.process.poll() is None, window.said()
    assert window.said() == ""


def task(data_dir: Path) -> dict[str, Any]:
    shown = json.loads(program(data_dir, "show", "--json", "Ida Vale").stdout)
    [found] = shown["tasks"]
    return dict(found)


def is_done(data_dir: Path) -> bool:
    return task(data_dir).get("done_at") is not None


def test_one_popup_comes_with_buttons_and_done_completes_the_task(
    data_dir: Path, tmp_path: Path, double: NotificationDouble, desktop: XDesktop
) -> None:
    with a_reminder(data_dir, desktop, tmp_path):
        eventually(lambda: double.received)
        [popup] = double.received
        assert (popup.app_name, popup.title) == ("Relationship Desk", "Send the slides")
        assert popup.actions[1::2] == _LABELS

        double.press(popup.number, "Done")

        eventually(lambda: is_done(data_dir))
        eventually(lambda: double.closed == [popup.number])
    assert len(double.received) == 1


def test_open_shows_whom_it_is_about_and_a_snooze_waits(
    data_dir: Path, tmp_path: Path, double: NotificationDouble, desktop: XDesktop
) -> None:
    with a_reminder(data_dir, desktop, tmp_path):
        eventually(lambda: double.received)

        double.press(1, "")
        desktop.wait_for_window("^Ida Vale")
        pressed = SystemClock().now()
        double.press(1, "In 1 hour")

        eventually(lambda: double.closed == [1])
        assert not is_done(data_dir)
        asleep = datetime.fromisoformat(task(data_dir)["snoozed_until"])
        assert timedelta(minutes=50) < asleep - pressed < timedelta(minutes=70)


def test_a_popup_that_the_user_closes_stays_a_reminder_and_one_for_what_is_gone_goes(
    data_dir: Path, tmp_path: Path, double: NotificationDouble, desktop: XDesktop
) -> None:
    with a_reminder(data_dir, desktop, tmp_path):
        eventually(lambda: double.received)
        double.close(1, 2)
        program(data_dir, "task", "ida", "Call back", "--due", "2026-03-04T12:00")
        eventually(lambda: len(double.received) == 2)
        assert program(data_dir, "undo").returncode == 0
        eventually(lambda: double.closed == [2])
        assert not is_done(data_dir)
    assert [popup.title for popup in double.received] == ["Send the slides", "Call back"]


def test_a_real_mouse_on_a_real_popup_says_done(
    data_dir: Path, tmp_path: Path, bus: SessionBus, desktop: XDesktop
) -> None:
    folder = tmp_path / "dunst"
    folder.mkdir()
    with (
        dunst(bus, desktop.env, folder),
        a_reminder(data_dir, desktop, tmp_path),
    ):
        popup = desktop.wait_for_window("^Dunst$")
        desktop.click(popup, 60, 30)
        menu = desktop.wait_for_window(TITLE)
        lines = (folder / "menu.txt").read_text().splitlines()
        [place] = [number for number, line in enumerate(lines) if "Done" in line]
        desktop.click(menu, 100, place * BUTTON_HEIGHT + BUTTON_HEIGHT // 2)
        eventually(lambda: is_done(data_dir))
        eventually(lambda: not desktop.windows("^Dunst$"))
