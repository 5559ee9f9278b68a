"""The preferences dialog says what was changed, and all of it is saved as one change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.domain.preferences import Preferences
from relationship_desk.store.history import history
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.preferences import PAGES
from relationship_desk.ui.dialogs.preferences.dialog import PreferencesDialog
from relationship_desk.ui.dialogs.preferences.general import GeneralPage, regions
from relationship_desk.ui.dialogs.preferences.page import Around
from relationship_desk.ui.dialogs.preferences.reminders import RemindersPage
from relationship_desk.ui.preferences_actions import PreferencesActions
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message
from tests.support.desks import DeskForTests

MINE = Preferences("Ida Vale", "DE", 0, time(8, 30), time(22, 0), time(6, 45))


@pytest.fixture
def around(theme: Theme, bridge: Bridge, actions: Actions, desk: DeskForTests) -> Around:
    return Around(theme, bridge, actions, desk.paths)


@pytest.fixture
def dialog(qtbot: QtBot, around: Around) -> PreferencesDialog:
    made = PreferencesDialog(around, MINE, PAGES)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def said() -> list[Message]:
    return []


@pytest.fixture
def preferring(around: Around, said: list[Message]) -> Iterator[PreferencesActions]:
    window = QWidget()
    yield PreferencesActions(around, said.append, window)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_nothing_is_changed_by_looking(dialog: PreferencesDialog) -> None:
    assert dialog.changes() == {}


def test_preferences_without_quiet_hours_stay_so(qtbot: QtBot, around: Around) -> None:
    loud = Preferences("", "XX", 6, time(9), None, time(7))
    dialog = PreferencesDialog(around, loud, PAGES)
    qtbot.addWidget(dialog)
    page = dialog.page(RemindersPage)
    assert dialog.changes() == {}
    assert not page.quiet_from.isEnabled()
    page.quiet.setChecked(True)
    assert dialog.changes() == {"quiet_from": time(22)}


def test_changes_of_all_pages_are_given_back(dialog: PreferencesDialog) -> None:
    general, reminders = dialog.page(GeneralPage), dialog.page(RemindersPage)
    general.my_name.setText("  Bo Ray ")
    general.region.setCurrentIndex(general.region.findData("GB"))
    general.first_weekday.setCurrentIndex(6)
    reminders.reminder_time.line.setText("7:15")
    reminders.quiet.setChecked(False)
    assert replace(MINE, **dialog.changes()) == Preferences(
        "Bo Ray", "GB", 6, time(7, 15), None, time(6, 45)
    )


@pytest.mark.parametrize("typed", ["", "soon"])
def test_time_that_is_none_keeps_the_dialog_open_on_its_page_and_is_marked(
    dialog: PreferencesDialog, typed: str
) -> None:
    page = dialog.page(RemindersPage)
    page.reminder_time.line.setText(typed)
    assert not page.isVisible()
    dialog.accept()
    assert dialog.isVisible()
    assert page.isVisible()
    assert page.reminder_time.line.property("wrong") is True
    page.reminder_time.line.setText("7:15")
    dialog.accept()
    assert dialog.isHidden()


def test_time_that_is_not_in_use_may_be_anything(dialog: PreferencesDialog) -> None:
    page = dialog.page(RemindersPage)
    page.quiet_from.line.setText("late")
    page.quiet.setChecked(False)
    dialog.accept()
    assert dialog.isHidden()


def test_pages_are_reached_by_the_arrow_keys(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    dialog.list.setFocus()
    assert dialog.page(GeneralPage).isVisible()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.page(RemindersPage).isVisible()
    assert not dialog.page(GeneralPage).isVisible()


def test_regions_are_countries() -> None:
    known = dict(regions())
    assert known["DE"] == "Germany"
    assert {"US", "GB", "JP", "BR"} <= known.keys()
    assert "ZZ" not in known


def opened(window: QWidget) -> PreferencesDialog:
    (dialog,) = (d for d in window.findChildren(PreferencesDialog) if d.isVisible())
    return dialog


def test_what_was_changed_is_saved_as_one_change_over_what_is_set_by_then(
    preferring: PreferencesActions,
    around: Around,
    bridge: Bridge,
    said: list[Message],
    settle: Callable[[], None],
) -> None:
    window = preferring.parent()
    assert isinstance(window, QWidget)
    around.actions[ActionId.PREFERENCES].trigger()
    first = opened(window)
    first.page(RemindersPage).reminder_time.set_value(time(8, 30))
    preferring.show("General")
    second = next(d for d in window.findChildren(PreferencesDialog) if d is not first)
    second.page(GeneralPage).my_name.setText("Mara")
    second.accept()
    settle()
    first.accept()
    settle()

    assert bridge.preferences().my_name == "Mara"
    assert bridge.preferences().reminder_time == time(8, 30)
    assert said == [Message("Preferences saved.", Kind.SUCCESS)] * 2


def test_nothing_is_saved_where_nothing_was_changed(
    preferring: PreferencesActions, bridge: Bridge, said: list[Message], settle: Callable[[], None]
) -> None:
    window = preferring.parent()
    assert isinstance(window, QWidget)
    preferring.show("Reminders")
    dialog = opened(window)
    assert dialog.page(RemindersPage).isVisible()
    dialog.accept()
    settle()
    assert said == []
    assert history(bridge.reader, 5) == []
