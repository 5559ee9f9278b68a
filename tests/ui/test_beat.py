"""The beat in the window: when it beats, and what is said of it."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as wall_time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relationship_desk.clock import FixedClock, local_zone
from relationship_desk.desk.engine import BeatReport, Delivered, NotDelivered
from relationship_desk.desk.engine import Engine as RealEngine
from relationship_desk.desk.threads import Inline
from relationship_desk.domain.changes import EVERYTHING, Changes
from relationship_desk.domain.errors import StoreUnusable
from relationship_desk.ui.beat import Beat
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.widgets.bar import Kind, Message
from tests.support.desks import DeskForTests, open_desk
from tests.support.reminders import Popups

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


def test_a_clock_that_jumped_is_told_to_the_window(
    bridge: Bridge, engine: Engine, desk: DeskForTests, settle: Settle
) -> None:
    seconds = [0.0]
    beat = Beat(bridge, engine.beat, monotonic=lambda: seconds[0])
    told: list[Changes] = []
    beat.new_day.connect(told.append)

    seconds[0] += 20
    desk.clock.advance(timedelta(seconds=21))  # a clock that is corrected a little
    beat.beat()
    assert told == []

    seconds[0] += 20
    desk.clock.advance(timedelta(minutes=30))  # the computer slept
    beat.beat()
    assert told == [EVERYTHING]

    seconds[0] += 20
    desk.clock.advance(timedelta(minutes=-30))  # somebody set the clock back
    beat.beat()
    settle()
    assert told == [EVERYTHING, EVERYTHING]
    beat.deleteLater()


class Knot:
    """Refers to itself, so that only the collector can free it."""

    def __init__(self, freed: list[str]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: freed.append(threading.current_thread().name))


def test_garbage_is_collected_by_the_beat_in_its_own_thread_and_again_after(
    bridge: Bridge, engine: Engine, settle: Settle
) -> None:
    freed: list[str] = []
    beat = Beat(bridge, engine.beat)
    beat.start()
    gc.disable()
    try:
        for number in (1, 2):
            Knot(freed)
            assert len(freed) == number - 1
            beat.beat()
            assert len(freed) == number
        assert gc.get_freeze_count() > 0
    finally:
        beat.stop()
        gc.enable()
    assert gc.get_freeze_count() == 0
    assert set(freed) == {threading.current_thread().name}
    settle()
    beat.deleteLater()


class HereClock(FixedClock):
    """An instant that stands still, in the zone that this process is in."""

    def zone(self) -> tzinfo:
        return local_zone()


def test_a_process_that_changes_its_zone_is_due_by_the_new_one_after_one_beat(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, settle: Settle
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    here = open_desk(tmp_path / "here", HereClock(datetime(2026, 3, 12, 17, tzinfo=UTC)))
    bridge = Bridge(here.composition.desk, here.reader, here.clock, Inline())
    engine = RealEngine(here.composition.desk, Popups())
    beat = Beat(bridge, engine.beat)
    told: list[Changes] = []
    beat.new_day.connect(told.append)
    here.task("call", due_on=date(2026, 3, 13), due_time=wall_time(9))
    dues = "SELECT next_due_at FROM reminder"
    assert here.reader.sql(dues)[0][0].startswith("2026-03-13T08:00")

    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    beat.beat()
    settle()

    assert here.reader.sql(dues)[0][0].startswith("2026-03-13T13:00")
    assert told == [EVERYTHING]
    bridge.close()
    bridge.deleteLater()
    beat.deleteLater()
    here.composition.close()
    monkeypatch.undo()
    time.tzset()
