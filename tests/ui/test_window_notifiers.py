"""Ways to remind inside the window: asked by a worker, done in the GUI thread, never claimed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from relationship_desk.desk.ports import Fate, Heard, Notification, NotifierFailed, Reply
from relationship_desk.ui import window_notifiers
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.window_notifiers import BarNotifier, TrayNotifier

CALL = Notification("Call Ada", "Due today", "task 7", about=(41,))
Ask = Callable[[Callable[[], object]], object]


class Icon(QSystemTrayIcon):
    """A tray icon that a host shows, or not; it keeps its balloons."""

    def __init__(self) -> None:
        super().__init__()
        self.there = True
        self.balloons: list[tuple[object, object, str]] = []

    def isVisible(self) -> bool:
        return self.there

    def showMessage(self, *words: object) -> None:
        self.balloons.append((words[0], words[1], threading.current_thread().name))


@pytest.fixture
def icon(monkeypatch: pytest.MonkeyPatch) -> Icon:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    return Icon()


@pytest.fixture
def heard() -> list[Heard]:
    return []


@pytest.fixture
def tray(bridge: Bridge, icon: Icon, heard: list[Heard]) -> TrayNotifier:
    return TrayNotifier(bridge, icon, heard.append, lambda: False)


@pytest.fixture
def ask(qtbot: QtBot) -> Iterator[Ask]:
    """Call it in a worker while the window turns; what it gives or raises."""
    with ThreadPoolExecutor(1) as pool:

        def run(job: Callable[[], object]) -> object:
            future: Future[object] = pool.submit(job)
            qtbot.waitUntil(future.done, timeout=10_000)
            return future.result()

        yield run


def test_a_balloon_is_shown_in_the_gui_thread(tray: TrayNotifier, icon: Icon, ask: Ask) -> None:
    ask(lambda: tray.notify(CALL))
    ask(lambda: tray.notify(Notification("", "x" * 300, "t")))
    assert icon.balloons == [
        ("Call Ada", "Due today", "MainThread"),
        ("Relationship Desk", "x" * 254 + "…", "MainThread"),
    ]


def test_without_a_tray_a_balloon_is_not_claimed(tray: TrayNotifier, icon: Icon, ask: Ask) -> None:
    icon.there = False
    for use in (lambda: tray.notify(CALL), tray.probe):
        with pytest.raises(NotifierFailed, match="no notification area"):
            ask(use)
    assert icon.balloons == []


def test_a_tray_that_hands_balloons_to_the_service_is_no_other_way(
    bridge: Bridge, icon: Icon, ask: Ask
) -> None:
    tray = TrayNotifier(bridge, icon, lambda _: None, lambda: True)
    with pytest.raises(NotifierFailed, match="does not tell"):
        ask(lambda: tray.notify(CALL))
    assert icon.balloons == []


def test_a_click_on_a_balloon_of_ours_only_raises_the_window_and_one_of_another_does_nothing(
    tray: TrayNotifier, icon: Icon, ask: Ask, heard: list[Heard]
) -> None:
    icon.messageClicked.emit()
    assert heard == []
    ask(lambda: tray.notify(CALL))
    icon.messageClicked.emit()
    icon.messageClicked.emit()
    assert heard == [Heard(Fate.ANSWERED, "tray", None, Reply.OPEN)]


def test_a_window_that_is_busy_is_reported_and_shows_nothing_afterwards(
    tray: TrayNotifier,
    icon: Icon,
    monkeypatch: pytest.MonkeyPatch,
    settle: Callable[[], None],
) -> None:
    monkeypatch.setattr(window_notifiers, "_ASKED_SECONDS", 0.05)
    with pytest.raises(NotifierFailed, match="busy"):
        tray.notify(CALL)  # in the GUI thread itself, which therefore cannot answer
    settle()
    assert icon.balloons == []


def test_the_bar_shows_what_it_can_and_says_so_where_nobody_could_see_it(
    bridge: Bridge, ask: Ask
) -> None:
    shown: list[Notification] = []
    visible = [True]

    def show(notification: Notification) -> bool:
        shown.append(notification)
        return visible[0]

    bar = BarNotifier(bridge, show)
    ask(lambda: bar.notify(CALL))
    assert shown == [CALL]
    visible[0] = False
    with pytest.raises(NotifierFailed, match="the window is closed"):
        ask(lambda: bar.notify(CALL))
