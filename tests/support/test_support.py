"""The private desktop itself: that a test which stands on it stands on something."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.support.needs import need_command
from tests.support.notification_double import NotificationDouble
from tests.support.session_bus import SessionBus
from tests.support.waiting import eventually

_BUS = "org.freedesktop.DBus"
_PLATFORM = """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.show()
application.processEvents()
print(application.platformName(), application.primaryScreen().size().width())
"""


def test_the_x_server_shows_a_real_window(xvfb: dict[str, str]) -> None:
    shown = subprocess.run(
        [sys.executable, "-c", _PLATFORM],
        env={**os.environ, **xvfb},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (shown.stdout, shown.stderr) == ("xcb 1280\n", "")


def test_nothing_on_the_bus_is_started_on_demand(bus: SessionBus) -> None:
    dbus_send = need_command("dbus-send", "dbus")
    listed = subprocess.run(
        [dbus_send, "--print-reply", f"--dest={_BUS}", "/", f"{_BUS}.ListActivatableNames"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert listed.stdout.count("string") == 1  # the bus itself


def test_the_double_keeps_what_notify_send_sent(double: NotificationDouble) -> None:
    subprocess.run(["notify-send", "-a", "App", "-i", "pic", "A", "B"], timeout=60, check=True)
    [popup] = double.received
    assert (popup.app_name, popup.icon, popup.title, popup.body) == ("App", "pic", "A", "B")


def test_waiting_ends_with_what_the_condition_gave() -> None:
    answers = iter([0, 0, 7])
    assert eventually(lambda: next(answers)) == 7


def test_waiting_gives_up_and_shows_the_last_answer() -> None:
    with pytest.raises(AssertionError, match=r"still \[\] after"):
        eventually(list, seconds=0.05)


def test_what_is_missing_skips_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="install the package no-package"):
        need_command("no-such-command", "no-package")


def test_what_is_missing_fails_in_continuous_integration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="install the package no-package"):
        need_command("no-such-command", "no-package")
