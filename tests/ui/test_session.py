"""One open store with its window, from start to end, with real threads."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relationship_desk.app.session import Session
from relationship_desk.clock import FixedClock
from relationship_desk.compose import compose
from relationship_desk.desk.commands.people import add_person
from relationship_desk.desk.commands.tasks import TaskForm, add_task
from relationship_desk.desk.ports import Listener, Notification, Notifier
from relationship_desk.desk.threads import Inline
from relationship_desk.domain.contact import Contact, Name
from relationship_desk.domain.errors import StoreUnusable
from relationship_desk.notifiers.base import ShowingOnly
from relationship_desk.notifiers.chain import Chain
from relationship_desk.paths import Paths
from relationship_desk.store.people import count_people
from relationship_desk.ui.dialogs.bug_report import BugReportDialog
from relationship_desk.ui.single_instance import SingleInstance
from relationship_desk.ui.theme import Theme


class Popups(ShowingOnly):
    """The only way to remind: keeps what it is given; blocks where it is told to."""

    name = "popups"
    title = "Popups"

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.free = threading.Event()
        self.free.set()
        self.arrived = threading.Event()
        self.closed = False

    def pick(self, hear: Listener, more: Sequence[Notifier], alone: Sequence[Notifier]) -> Chain:
        return Chain([self], hear, seconds=60)

    def notify(self, notification: Notification) -> None:
        self.arrived.set()
        self.free.wait(30)
        self.shown.append(notification.title)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    made = Paths.under(tmp_path / "desk")
    made.create()
    return made


@pytest.fixture
def popups() -> Iterator[Popups]:
    made = Popups()
    yield made
    made.free.set()


@pytest.fixture
def session(
    paths: Paths, theme: Theme, clock: FixedClock, popups: Popups, qtbot: QtBot
) -> Iterator[Session]:
    instance = SingleInstance(paths)
    assert instance.acquire()
    opened = Session(theme, paths, clock, instance, popups.pick)
    opened.open()
    yield opened
    opened.close()
    instance.release()
    instance.deleteLater()
    popups.free.set()
    _end_of_threads("background")
    assert popups.closed


def test_a_task_that_is_due_is_shown_by_the_beat(
    session: Session, clock: FixedClock, popups: Popups, qtbot: QtBot
) -> None:
    form = TaskForm("Call Ida", due_on=clock.now().date())

    session.window.bridge.do(add_task, None, form=form)

    qtbot.waitUntil(lambda: bool(popups.shown))
    assert "Call Ida" in popups.shown[0]


def test_waking_beats_at_once(
    session: Session, clock: FixedClock, popups: Popups, qtbot: QtBot
) -> None:
    form = TaskForm("Call Ida", due_on=clock.now().date() + timedelta(days=1))
    session.window.bridge.do(add_task, None, form=form)
    qtbot.wait(600)  # the beat that the new task asked for
    assert not popups.shown

    clock.advance(timedelta(days=2))
    session.wake.woke.emit()

    qtbot.waitUntil(lambda: bool(popups.shown), timeout=1000)


def test_closing_does_not_wait_for_a_notifier_that_hangs(
    paths: Paths, theme: Theme, clock: FixedClock, popups: Popups, qtbot: QtBot
) -> None:
    instance = SingleInstance(paths)
    popups.free.clear()
    opened = Session(theme, paths, clock, instance, popups.pick)
    opened.open()
    form = TaskForm("Call Ida", due_on=clock.now().date())
    opened.window.bridge.do(add_task, None, form=form)
    qtbot.waitUntil(popups.arrived.is_set)

    opened.close()

    assert not popups.free.is_set()
    assert not popups.shown
    popups.free.set()
    _end_of_threads("background")


def test_what_was_written_is_on_the_disk_when_it_is_closed(
    paths: Paths, theme: Theme, clock: FixedClock, popups: Popups, qtbot: QtBot
) -> None:
    opened = Session(theme, paths, clock, SingleInstance(paths), popups.pick)
    opened.open()
    for number in range(20):
        contact = Contact(Name(f"Person {number}"))
        opened.window.bridge.do(add_person, None, contact=contact, region="DE")

    opened.close()
    _end_of_threads("background")

    again = compose(paths, clock, Inline())
    assert count_people(again.reader) == 20
    again.close()


def test_a_slot_that_raises_shows_a_report_and_the_desk_goes_on(
    session: Session, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        raise ZeroDivisionError("odd")
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)

    [report] = session.window.findChildren(BugReportDialog)
    assert "ZeroDivisionError: odd" in report.text.toPlainText()
    assert "ZeroDivisionError: odd" in capsys.readouterr().err
    report.close()
    assert session.window.isVisible()


def test_a_restore_closes_the_window_and_names_the_backup(
    session: Session, tmp_path: Path, qapp: QApplication
) -> None:
    backup = tmp_path / "backup.sqlite3"
    QTimer.singleShot(0, lambda: session.window.restore_wanted.emit(backup))

    qapp.exec()

    assert session.restore_from == backup
    assert not session.window.isVisible()


def test_a_store_that_cannot_be_used_leaves_no_thread_behind(
    paths: Paths, theme: Theme, clock: FixedClock, popups: Popups
) -> None:
    paths.store.write_bytes(b"not a database at all, but long enough to be read as one" * 40)

    with pytest.raises(StoreUnusable):
        Session(theme, paths, clock, SingleInstance(paths), popups.pick)

    assert not [t for t in threading.enumerate() if t.name.startswith("writer")]


def _end_of_threads(name: str) -> None:
    for thread in threading.enumerate():
        if thread.name.startswith(name):
            thread.join(5)
