"""What every test of the window gets: a themed application, and a look at what it left behind."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from relationship_desk.clock import FixedClock
from relationship_desk.desk.threads import Inline
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.theme import Mode, Theme
from tests.support.desks import DeskForTests


@pytest.fixture(scope="session")
def session_theme(qapp: QApplication) -> Theme:
    """One theme for the application, as in the program."""
    return Theme(qapp, Mode.LIGHT)


@pytest.fixture
def theme(session_theme: Theme) -> Iterator[Theme]:
    """The theme, light again after the test."""
    yield session_theme
    session_theme.set_mode(Mode.LIGHT)


@pytest.fixture
def clock() -> FixedClock:
    """Thursday 12 March 2026, five in the afternoon, in UTC."""
    return FixedClock(datetime(2026, 3, 12, 17, tzinfo=UTC))


@pytest.fixture
def bridge(desk: DeskForTests) -> Iterator[Bridge]:
    """The window's end of the test's desk; everything happens at once, in this thread."""
    made = Bridge(desk.composition.desk, desk.reader, desk.clock, Inline())
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def actions(qapp: QApplication, theme: Theme) -> Iterator[Actions]:
    """The table of actions, on a window that is never shown."""
    window = QWidget()
    yield Actions(window, theme)
    window.deleteLater()


@pytest.fixture
def settle(qapp: QApplication) -> Callable[[], None]:
    """Let what was queued arrive: changes, results, timers of no duration."""

    def run() -> None:
        for _ in range(5):
            qapp.processEvents()

    return run


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window, a running timer or a thread."""
    windows = {id(w) for w in qapp.topLevelWidgets()}
    threads = set(threading.enumerate())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    # Collecting takes longer than most tests, so only where something is still there.
    if any(id(w) not in windows for w in qapp.topLevelWidgets()) or _running():
        gc.collect()
    left = [w for w in qapp.topLevelWidgets() if id(w) not in windows]
    assert not left, f"windows left behind: {_named(left)}"
    running = _running()
    assert not running, f"left running: {_named(running)}"
    alive = [t.name for t in threading.enumerate() if t not in threads]
    assert not alive, f"threads left running: {alive}"


def _running() -> list[QObject]:
    """The timers and threads made in Python that run now."""
    return [
        thing
        for thing in gc.get_objects()
        if isinstance(thing, (QTimer, QThread))
        and shiboken6.isValid(thing)
        and (thing.isActive() if isinstance(thing, QTimer) else thing.isRunning())
        and thing is not QThread.currentThread()
    ]


def _named(things: list[QObject]) -> str:
    return ", ".join(f"{type(t).__name__} {t.objectName()!r} of {t.parent()!r}" for t in things)
