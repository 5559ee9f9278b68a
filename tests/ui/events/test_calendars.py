"""A calendar that is dropped on the window becomes an event, after a look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relationship_desk.desk.transfer.sources.parts import Given
from relationship_desk.store.events import event_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.events.form import EventDialog
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.window_state import WindowState
from tests.support.desks import DeskForTests

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_EVENT = (
    "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:{day}\r\n"
    "SUMMARY:{name}\r\nEND:VEVENT\r\n"
)


def calendar(folder: Path, *events: tuple[str, str]) -> Path:
    body = "".join(_EVENT.format(uid=name, name=name, day=day) for name, day in events)
    path = folder / "fair.ics"
    path.write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}END:VCALENDAR\r\n",
        "utf-8",
        newline="",
    )
    return path


@pytest.fixture
def taken() -> list[Sequence[Given]]:
    return []


@pytest.fixture
def window(
    desk: DeskForTests, bridge: Bridge, theme: Theme, taken: list[Sequence[Given]], qtbot: QtBot,
    settle: Callable[[], None],
) -> Iterator[MainWindow]:  # fmt: skip
    state = WindowState(desk.paths.config)
    state.say_once("reminders")
    made = MainWindow(bridge, theme, desk.paths, state, lambda _, files: taken.append(files))
    made.show()
    settle()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def forms() -> list[EventDialog]:
    there = QApplication.topLevelWidgets()
    return [w for w in there if isinstance(w, EventDialog) and w.isVisible()]


def test_one_event_is_shown_and_kept_when_saved(
    desk: DeskForTests, window: MainWindow, tmp_path: Path, settle: Callable[[], None]
) -> None:
    path = calendar(tmp_path, ("Book Fair 2026", "20260512"))
    window.import_files([path])
    settle()
    [form] = forms()
    assert form.name.text() == "Book Fair 2026"
    assert event_rows(desk.reader) == []
    form.submit()
    settle()
    assert [row.name for row in event_rows(desk.reader)] == ["Book Fair 2026"]
    window.import_files([path])
    settle()
    assert forms() == []


def test_several_events_come_in_one_step(
    desk: DeskForTests, window: MainWindow, tmp_path: Path, settle: Callable[[], None]
) -> None:
    window.import_files([calendar(tmp_path, ("Fair", "20260512"), ("Dinner", "20260513"))])
    settle()
    assert [row.name for row in event_rows(desk.reader)] == ["Fair", "Dinner"]
    desk.undo()
    assert event_rows(desk.reader) == []


def test_contacts_beside_it_go_their_own_way(
    window: MainWindow, taken: list[Sequence[Given]], tmp_path: Path, settle: Callable[[], None]
) -> None:
    card = tmp_path / "ida.vcf"
    card.write_text("BEGIN:VCARD\r\n", "utf-8")
    window.import_files([card, calendar(tmp_path)])
    settle()
    assert taken == [[card]]
    assert forms() == []
