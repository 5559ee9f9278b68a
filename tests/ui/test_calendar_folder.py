"""The calendar in its folder, and the calendar that is exported into a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.desk.calendar_files import FILES
from relationship_desk.desk.commands.preferences import set_preferences
from relationship_desk.desk.engine import BeatReport
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.preferences import Preferences
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.beat import Beat
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.calendar_folder import CalendarFolder
from relationship_desk.ui.dialogs.export_calendar import ExportCalendarDialog
from relationship_desk.ui.dialogs.preferences.calendar import CalendarPage
from relationship_desk.ui.dialogs.preferences.dialog import PreferencesDialog
from relationship_desk.ui.dialogs.preferences.page import Around
from relationship_desk.ui.exporting_calendar import ExportingCalendar
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message
from tests.support.desks import TODAY, DeskForTests

Settle = Callable[[], None]


@pytest.fixture
def said() -> list[Message]:
    return []


@pytest.fixture
def window() -> Iterator[QWidget]:
    made = QWidget()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def beat(bridge: Bridge, said: list[Message], window: QWidget) -> Beat:
    made = Beat(bridge, BeatReport, window)
    CalendarFolder(bridge, made, said.append, window)
    return made


@pytest.fixture
def around(theme: Theme, bridge: Bridge, actions: Actions, desk: DeskForTests) -> Around:
    return Around(theme, bridge, actions, desk.paths)


def prefer(desk: DeskForTests, **changes: Any) -> None:
    now = desk.composition.desk.preferences(desk.reader)
    desk.do(
        set_preferences,
        preferences=replace(now, **changes),
        defaults=desk.composition.desk.defaults,
    )


def summaries(path: Path) -> list[str]:
    return [str(c["summary"]) for c in Calendar.from_ical(path.read_bytes()).subcomponents]


def test_a_chosen_folder_follows_every_change(
    desk: DeskForTests, beat: Beat, said: list[Message], settle: Settle, tmp_path: Path
) -> None:
    beat.beat()
    settle()
    assert not list(tmp_path.glob("*.ics"))  # none is chosen

    prefer(desk, calendar_folder=str(tmp_path))
    desk.task("call", due_on=TODAY)
    settle()
    beat.beat()
    settle()
    assert {path.name for path in tmp_path.glob("*.ics")} == set(FILES)
    assert summaries(tmp_path / "tasks.ics") == ["call"]

    prefer(desk, calendar_names=False)
    settle()
    beat.beat()
    settle()
    assert summaries(tmp_path / "tasks.ics") == ["Task"]
    assert said == []


def test_a_beat_without_a_change_does_not_look_at_the_folder(
    desk: DeskForTests, bridge: Bridge, beat: Beat, settle: Settle, tmp_path: Path
) -> None:
    prefer(desk, calendar_folder=str(tmp_path))
    settle()
    beat.beat()
    settle()
    (tmp_path / "tasks.ics").unlink()

    bridge.changed.emit(Changes(deliveries=True))
    beat.beat()
    settle()
    assert not (tmp_path / "tasks.ics").exists()

    beat.new_day.emit(Changes(everything=True))
    beat.beat()
    settle()
    assert (tmp_path / "tasks.ics").exists()


def test_a_folder_that_is_gone_is_told_once_and_tried_again(
    desk: DeskForTests, beat: Beat, said: list[Message], settle: Settle, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    prefer(desk, calendar_folder=str(folder))
    settle()
    for _ in range(3):
        beat.beat()
        settle()
    assert [message.kind for message in said] == [Kind.WARNING]
    assert "is not there" in said[0].text

    folder.mkdir()
    beat.beat()
    settle()
    assert (folder / "birthdays.ics").exists()
    assert len(said) == 1


def test_the_folder_is_chosen_in_the_preferences(
    around: Around, bridge: Bridge, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = PreferencesDialog(around, bridge.preferences(), (CalendarPage,))
    qtbot.addWidget(dialog)
    page = dialog.page(CalendarPage)
    assert dialog.changes() == {}
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page.choose.click()
    page.names.setChecked(False)
    assert dialog.changes() == {"calendar_folder": str(tmp_path), "calendar_names": False}


@pytest.mark.parametrize(
    "typed", ["calendars", "~nobody-has-this-name/x"], ids=["relative", "no-such-home"]
)
def test_a_typed_folder_is_kept_as_a_whole_path(around: Around, qtbot: QtBot, typed: str) -> None:
    page = CalendarPage(around, Preferences())
    qtbot.addWidget(page)
    page.folder.setText(typed)
    assert page.changes()["calendar_folder"] == str(Path(typed).absolute())
    page.folder.setText(" ~/calendars ")
    assert page.changes()["calendar_folder"] == str(Path.home() / "calendars")
    page.folder.setText("  ")
    assert page.changes()["calendar_folder"] == ""


def test_a_folder_of_a_home_that_nobody_has_is_told_like_one_that_is_gone(
    desk: DeskForTests, beat: Beat, said: list[Message], settle: Settle
) -> None:
    prefer(desk, calendar_folder="~nobody-has-this-name/x")
    settle()
    for _ in range(2):
        beat.beat()
        settle()
    assert [message.kind for message in said] == [Kind.WARNING]
    assert "is not there" in said[0].text


@pytest.mark.parametrize(("as_events", "kind"), [(False, "VTODO"), (True, "VEVENT")])
def test_a_calendar_is_exported_as_it_was_asked_for(
    desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme, window: QWidget,
    said: list[Message], settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    as_events: bool, kind: str,
) -> None:  # fmt: skip
    desk.task("call", due_on=TODAY)
    out = tmp_path / "out.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(out), ""))
    ExportingCalendar(bridge, actions, theme, said.append, window)

    actions[ActionId.EXPORT_CALENDAR].trigger()
    [dialog] = window.findChildren(ExportCalendarDialog)
    dialog.as_events.setChecked(as_events)
    dialog.with_names.setChecked(False)
    dialog.go.click()
    settle()

    assert said == [Message(f"0 occasions and 1 task exported to {out}.", Kind.SUCCESS)]
    [found] = Calendar.from_ical(out.read_bytes()).subcomponents
    assert (found.name, str(found["summary"])) == (kind, "Task")


def test_the_desks_own_file_is_never_written_over(
    desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme, window: QWidget,
    said: list[Message], settle: Settle, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = str(desk.paths.store)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (path, ""))
    ExportingCalendar(bridge, actions, theme, said.append, window)

    actions[ActionId.EXPORT_CALENDAR].trigger()
    window.findChildren(ExportCalendarDialog)[0].go.click()
    settle()

    assert [message.kind for message in said] == [Kind.WARNING]
