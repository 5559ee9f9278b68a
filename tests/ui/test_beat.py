"""The beat in the window: when it beats, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from relationship_desk.desk.engine import BeatReport, Delivered, NotDelivered
from relationship_desk.domain.changes import EVERYTHING, Changes
from relationship_desk.domain.errors import StoreUnusable
from relationship_desk.ui.beat import Beat
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.widgets.bar import Kind, Message
from tests.support.desks import DeskForTests

Settle = Callable[[], None]
SHOWN = BeatReport((Delivered("task", 1, "x", "call", "", False),))
FAILED = BeatReport((), (NotDelivered("task", 1, "call", "No popup was shown."),))


class Engine:
    """Answers what the test wants, and counts."""

    def __init__(self) -> None:
        self.beats = 0
        self.answer: BeatReport | Exception = BeatReport()

    def beat(self) -> BeatReport:
        self.beats += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def said() -> list[Message]:
    return []


@pytest.fixture
def beat(bridge: Bridge, engine: Engine, said: list[Message], settle: Settle) -> Iterator[Beat]:
    made = Beat(bridge, engine.beat)
    made.message.connect(said.append)
    made.start()
    settle()
    yield made
    made.stop()
    made.deleteLater()


def test_it_beats_at_the_start(beat: Beat, engine: Engine) -> None:
    assert engine.beats == 1


def test_an_edit_beats_soon(beat: Beat, engine: Engine, desk: DeskForTests, qtbot: QtBot) -> None:
    desk.task("call", due_on=desk.clock.now().date())

    qtbot.waitUntil(lambda: engine.beats == 2)


def test_coming_back_to_the_window_beats_soon(beat: Beat, engine: Engine, qtbot: QtBot) -> None:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)

    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)

    qtbot.waitUntil(lambda: engine.beats == 2)


def test_what_a_beat_writes_down_is_no_reason_to_beat_again(beat: Beat, bridge: Bridge) -> None:
    def is_coming() -> bool:
        return any(t.isActive() and t.isSingleShot() for t in beat.findChildren(QTimer))

    bridge.changed.emit(Changes(deliveries=True))
    assert not is_coming()

    bridge.changed.emit(Changes(tasks=frozenset({1})))
    assert is_coming()


def test_a_popup_that_did_not_come_is_told_once_until_one_comes(
    beat: Beat, engine: Engine, said: list[Message], settle: Settle
) -> None:
    for answer in (FAILED, FAILED, BeatReport(), FAILED):
        engine.answer = answer
        beat.beat()
        settle()
    assert said == [Message("No popup was shown.", Kind.WARNING)]

    for answer in (SHOWN, FAILED):
        engine.answer = answer
        beat.beat()
        settle()
    assert len(said) == 2


def test_a_store_that_cannot_be_used_is_told_once(
    beat: Beat, engine: Engine, bridge: Bridge, settle: Settle
) -> None:
    failures: list[str] = []
    bridge.failed.connect(failures.append)
    engine.answer = StoreUnusable("The disk is full.")

    for _ in range(3):
        beat.beat()
        settle()

    assert failures == ["The disk is full."]


def test_a_new_day_is_told_to_the_window(beat: Beat, desk: DeskForTests, settle: Settle) -> None:
    told: list[Changes] = []
    beat.new_day.connect(told.append)
    beat.beat()
    assert told == []

    desk.clock.advance(timedelta(days=1))
    beat.beat()
    settle()

    assert told == [EVERYTHING]
