"""Popups of one open store on a private bus: taken away when done; where none can be shown, the
window stays quick and says so, and the inbox has them all."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from relationship_desk.app.session import Session
from relationship_desk.clock import FixedClock
from relationship_desk.desk.commands.tasks import TaskForm, add_task, complete_tasks
from relationship_desk.notifiers import pick
from relationship_desk.paths import Paths
from relationship_desk.store.popup_log import popup_log
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.single_instance import SingleInstance
from relationship_desk.ui.theme import Theme
from tests.support.notification_double import NotificationDouble
from tests.support.session_bus import SessionBus

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the Linux desktop")

_PROBE_MS = 20


@pytest.fixture
def session(tmp_path: Path, theme: Theme, clock: FixedClock, qtbot: QtBot) -> Iterator[Session]:
    paths = Paths.under(tmp_path / "desk")
    paths.create()
    instance = SingleInstance(paths)
    assert instance.acquire()
    opened = Session(theme, paths, clock, instance, pick)
    opened.window.state.say_once("reminders")  # what is told once would stand in the way
    opened.open()
    yield opened
    opened.close()
    instance.release()
    instance.deleteLater()
    for thread in threading.enumerate():
        if thread.name.startswith(("background", "notifier", "session-bus")):
            thread.join(10)


@pytest.fixture
def due(session: Session, clock: FixedClock) -> Callable[[str], None]:
    """Add a task that is due now."""

    def add(text: str) -> None:
        form = TaskForm(text, due_on=clock.now().date())
        session.window.bridge.do(add_task, None, form=form)

    return add


def test_a_reminder_that_is_done_in_the_window_takes_its_popup_away(
    double: NotificationDouble, session: Session, due: Callable[[str], None], qtbot: QtBot
) -> None:
    due("Call Ida")
    due("Write to Bo")
    qtbot.waitUntil(lambda: len(double.received) == 2, timeout=10_000)
    [call] = [popup for popup in double.received if popup.title == "Call Ida"]
    session.window.bridge.do(complete_tasks, None, task_ids=[1])
    qtbot.waitUntil(lambda: double.closed == [call.number], timeout=10_000)
    reader = session.window.bridge.reader
    qtbot.waitUntil(lambda: popup_log(reader, None, 1)[0].fate == "withdrawn", timeout=10_000)
    session.window.bridge.undo()
    due("Mend the lamp")  # its popup is the sign that a beat has come since
    qtbot.waitUntil(lambda: len(double.received) == 3, timeout=10_000)
    assert double.received[-1].title == "Mend the lamp"


def _is_asking() -> bool:
    return any(thread.name == "notifier" for thread in threading.enumerate())


def test_the_window_stays_quick_while_the_service_hangs_and_says_so_within_three_seconds(
    double: NotificationDouble, session: Session, due: Callable[[str], None], qtbot: QtBot
) -> None:
    double.behave(questions="hang", notify="hang")
    gaps: list[float] = []
    last = [time.monotonic()]

    def probe() -> None:
        now = time.monotonic()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(probe)
    bar = session.window.bar
    due("Call Ida")
    qtbot.waitUntil(_is_asking, timeout=10_000)
    begun = last[0] = time.monotonic()
    timer.start(_PROBE_MS)
    qtbot.waitUntil(lambda: bar.current is not None, timeout=10_000)
    took = time.monotonic() - begun
    timer.stop()
    assert took < 3
    assert max(gaps) < 0.25
    assert bar.current is not None
    assert "does not answer" in bar.current.text


@pytest.mark.parametrize(
    ("is_there", "words"),
    [("nothing", "no message bus"), ("only a bus", "no notification service runs")],
)
def test_without_bus_service_or_sender_the_window_says_so_and_the_inbox_has_it(
    is_there: str,
    words: str,
    bus: SessionBus,  # nobody is on it who could show
    session: Session,
    due: Callable[[str], None],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if is_there == "nothing":
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    bar, reader = session.window.bar, session.window.bridge.reader
    due("Call Ida")
    qtbot.waitUntil(lambda: bar.current is not None, timeout=10_000)
    assert bar.current is not None
    assert words in bar.current.text
    qtbot.waitUntil(lambda: bool(popup_log(reader, None, 1)), timeout=10_000)
    [row] = popup_log(reader, None, 10)
    assert (row.fate, row.title) == ("failed", "Call Ida")
    inbox = session.window.actions_table[ActionId.SHOW_INBOX]
    badge = session.window.navigation.button(inbox)
    qtbot.waitUntil(lambda: badge.count() == "1", timeout=10_000)
