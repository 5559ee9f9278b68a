"""Fixtures of a private desktop: a session bus, a notification service, an X server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.display import x_server
from tests.support.needs import need_command
from tests.support.notification_double import NotificationDouble, notification_double
from tests.support.session_bus import SessionBus, session_bus


@pytest.fixture(autouse=True)
def _no_real_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """No popup and no window of a test reaches the desktop of whoever runs it."""
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def bus(_no_real_desktop: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[SessionBus]:
    """A private session bus, named in the environment of this process and those it starts."""
    with session_bus() as private:
        for name, value in private.env.items():
            monkeypatch.setenv(name, value)
        yield private


@pytest.fixture
def double(bus: SessionBus, tmp_path: Path) -> Iterator[NotificationDouble]:
    """A notification service on `bus` that keeps what arrives."""
    need_command("notify-send", "libnotify-bin")
    notes = tmp_path / "notifications"
    notes.mkdir()
    with notification_double(bus, notes) as service:
        yield service


@pytest.fixture(scope="session")
def _x_server() -> Iterator[str]:
    with x_server() as display:
        yield display


@pytest.fixture
def xvfb(_x_server: str) -> dict[str, str]:
    """What a process needs in its environment to open real windows, which nobody sees."""
    return {"DISPLAY": _x_server, "QT_QPA_PLATFORM": "xcb"}
