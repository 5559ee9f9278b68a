"""The preferences dialog says what was changed, and all of it is saved as one change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import time
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.desk.ports import (
    Abilities,
    Fate,
    Heard,
    Notification,
    NotifierFailed,
    Reply,
)
from relationship_desk.domain.preferences import Preferences
from relationship_desk.notifiers.base import ShowingOnly
from relationship_desk.notifiers.chain import Chain
from relationship_desk.store.history import history
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.popup_log import PopupLogDialog
from relationship_desk.ui.dialogs.preferences import PAGES
from relationship_desk.ui.dialogs.preferences.dialog import PreferencesDialog
from relationship_desk.ui.dialogs.preferences.general import GeneralPage, regions
from relationship_desk.ui.dialogs.preferences.notifications import NotificationsPage
from relationship_desk.ui.dialogs.preferences.page import Around
from relationship_desk.ui.dialogs.preferences.reminders import RemindersPage
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.notifying import Notifying
from relationship_desk.ui.preferences_actions import PreferencesActions
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message
from tests.support.desks import DeskForTests

MINE = Preferences("Ida Vale", "DE", 0, time(8, 30), time(22, 0), time(6, 45))


class Simple(ShowingOnly):
    """A way that shows, and tells nothing."""

    name, title = "plyer", "Simple popups"

    def __init__(self) -> None:
        self.shown: list[Notification] = []
        self.failure = ""

    def notify(self, notification: Notification) -> None:
        if self.failure:
            raise NotifierFailed(self.failure)
        self.shown.append(notification)


class Rich(Simple):
    """A way that can do everything, and is what the test lets it be."""

    name, title = "dbus", "Desktop notifications"

    def __init__(self) -> None:
        super().__init__()
        self.withdrawn: list[str] = []

    def probe(self) -> Abilities:
        if self.failure:
            raise NotifierFailed(self.failure)
        return Abilities("Double", buttons=True, replaces=True, markup=True)

    def withdraw(self, tags: Collection[str]) -> None:
        self.withdrawn += tags


class InBar(Simple):
    name, title = "window", "Only inside the window"


@pytest.fixture
def rich() -> Rich:
    return Rich()


@pytest.fixture
def simple() -> Simple:
    return Simple()


@pytest.fixture
def notifying(bridge: Bridge, rich: Rich, simple: Simple) -> Iterator[Notifying]:
    window = QWidget()
    made = Notifying(bridge, cast(MainWindow, window))
    made.follow(Chain([rich, simple], made.hear, alone=[InBar()]))
    yield made
    made.close()
    window.deleteLater()


@pytest.fixture
def around(
    theme: Theme, bridge: Bridge, actions: Actions, desk: DeskForTests, notifying: Notifying
) -> Around:
    return Around(theme, bridge, actions, desk.paths, notifying)


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


def test_quiet_days_are_told_by_weekday_whatever_day_is_first(qtbot: QtBot, around: Around) -> None:
    dialog = PreferencesDialog(around, replace(MINE, first_weekday=6, quiet_days=(6,)), PAGES)
    qtbot.addWidget(dialog)
    page = dialog.page(RemindersPage)
    assert dialog.changes() == {}
    page.quiet_days[5].click()
    assert dialog.changes() == {"quiet_days": (5, 6)}


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


# ----------------------------------------------------------------------------------- notifications


def test_the_page_says_which_way_is_in_use_and_what_it_can_do(
    dialog: PreferencesDialog, rich: Rich, settle: Callable[[], None]
) -> None:
    page = dialog.page(NotificationsPage)
    settle()
    assert page.about.text() == (
        "In use now: Desktop notifications. Shown by Double. "
        "Buttons: yes, replaces and withdraws: yes, markup: yes."
    )
    assert rich.shown == []


def test_the_page_says_why_a_way_cannot_be_used_and_what_takes_its_place(
    qtbot: QtBot, around: Around, rich: Rich, settle: Callable[[], None]
) -> None:
    rich.failure = "No bus."
    dialog = PreferencesDialog(around, MINE, PAGES)
    qtbot.addWidget(dialog)
    page = dialog.page(NotificationsPage)
    settle()
    assert page.about.text().startswith("In use now: Simple popups. Buttons: no")
    page.way.setCurrentIndex(page.way.findData("dbus"))
    assert page.about.text() == "No bus."
    assert dialog.changes() == {"notifier": "dbus"}


def test_privacy_and_way_are_saved_and_hold_at_once(
    preferring: PreferencesActions,
    bridge: Bridge,
    simple: Simple,
    notifying: Notifying,
    settle: Callable[[], None],
) -> None:
    window = preferring.parent()
    assert isinstance(window, QWidget)
    preferring.show("Notifications")
    dialog = opened(window)
    page = dialog.page(NotificationsPage)
    page.way.setCurrentIndex(page.way.findData("plyer"))
    page.private.setChecked(True)
    dialog.accept()
    settle()
    assert bridge.preferences().notifier == "plyer"
    assert bridge.preferences().private_popups
    notifying.chain.deliver([Notification("x", "", "x")])
    assert [shown.title for shown in simple.shown] == ["x"]
    settle()


def say(notifying: Notifying, fate: Fate, reply: Reply | None, sent: Notification) -> None:
    notifying.hear(Heard(fate, "dbus", sent, reply))


@pytest.mark.parametrize(
    ("fate", "reply", "words"),
    [
        (Fate.ANSWERED, Reply.OPEN, "You clicked it"),
        (Fate.DISMISSED, None, "You closed it"),
        (Fate.EXPIRED, None, "took it and closed it again; nobody reacted"),
    ],
)
def test_a_test_popup_is_judged_by_what_comes_back(
    dialog: PreferencesDialog,
    rich: Rich,
    notifying: Notifying,
    settle: Callable[[], None],
    fate: Fate,
    reply: Reply | None,
    words: str,
) -> None:
    page = dialog.page(NotificationsPage)
    page.try_it.click()
    settle()
    assert "Handed over to “Desktop notifications”" in page.outcome.text()
    assert not page.try_it.isEnabled()
    say(notifying, Fate.DISMISSED, None, Notification("another", "", "task 1"))
    settle()
    assert not page.try_it.isEnabled()
    say(notifying, fate, reply, rich.shown[0])
    settle()
    assert words in page.outcome.text()
    assert page.try_it.isEnabled()


def test_a_test_popup_that_nobody_touches_says_so_and_is_taken_away(
    dialog: PreferencesDialog, rich: Rich, settle: Callable[[], None]
) -> None:
    page = dialog.page(NotificationsPage)
    page.try_it.click()
    settle()
    page.findChildren(QTimer)[0].timeout.emit()
    settle()
    assert "nobody reacted within ten seconds" in page.outcome.text()
    assert rich.withdrawn == ["test"]


def test_a_test_popup_by_a_way_that_tells_nothing_claims_nothing(
    dialog: PreferencesDialog, settle: Callable[[], None]
) -> None:
    page = dialog.page(NotificationsPage)
    page.way.setCurrentIndex(page.way.findData("plyer"))
    page.try_it.click()
    settle()
    assert "which tells no more" in page.outcome.text()
    assert page.try_it.isEnabled()


def test_a_test_popup_that_fails_says_why(
    dialog: PreferencesDialog, rich: Rich, simple: Simple, settle: Callable[[], None]
) -> None:
    rich.failure = simple.failure = "No bus."
    page = dialog.page(NotificationsPage)
    page.try_it.click()
    settle()
    assert page.outcome.text() == "No bus."


def test_a_dialog_closed_during_a_test_hears_no_more(
    preferring: PreferencesActions,
    rich: Rich,
    notifying: Notifying,
    settle: Callable[[], None],
) -> None:
    window = preferring.parent()
    assert isinstance(window, QWidget)
    preferring.show("Notifications")
    dialog = opened(window)
    dialog.page(NotificationsPage).try_it.click()
    dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()
    say(notifying, Fate.DISMISSED, None, rich.shown[0])
    settle()
    assert window.findChildren(PreferencesDialog) == []


def test_the_log_opens_over_the_dialog(dialog: PreferencesDialog) -> None:
    dialog.page(NotificationsPage).log.click()
    [log] = dialog.findChildren(PopupLogDialog)
    assert log.isVisible()
    log.close()
