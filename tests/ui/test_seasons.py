"""Grief, pauses until a day of one's own, and a quiet season, from the menus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.domain.rhythm import SeasonKind
from relationship_desk.store.circles import my_quiet_season, people_in_season
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.rhythm_menu import RhythmMenu
from relationship_desk.ui.seasons import SeasonActions, SeasonDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Settle = Callable[[], None]
TODAY = date(2026, 3, 12)


@pytest.fixture
def window(settle: Settle) -> Iterator[QWidget]:
    """What the menus and dialogs stand on."""
    made = QWidget()
    yield made
    made.deleteLater()
    settle()


def _dialog(window: QWidget) -> SeasonDialog:
    return next(d for d in window.findChildren(SeasonDialog) if d.isVisible())


def _choose(menu: RhythmMenu, person_id: int, words: str) -> None:
    menu.fill(person_id)
    next(a for a in menu.actions() if a.text().startswith(words)).trigger()


def test_grief_begins_from_the_menu_until_a_day_and_ends_there(
    desk: DeskForTests,
    bridge: Bridge,
    theme: Theme,
    window: QWidget,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    ida = desk.add("Ida Vale")
    menu, told = RhythmMenu(bridge, theme, window), list[Message]()
    menu.message.connect(told.append)
    _choose(menu, ida, "They are grieving")
    qtbot.keyClicks(_dialog(window).until.line, "2026-06-01")
    qtbot.keyClick(_dialog(window).until.line, Qt.Key.Key_Return)
    settle()
    assert people_in_season(desk.reader, SeasonKind.GRIEF, TODAY) == {ida: date(2026, 6, 1)}
    assert told[-1].text == "Noted: Ida Vale is grieving until 1 June 2026."
    _choose(menu, ida, "Grieving until 1 June 2026: end it")
    settle()
    assert people_in_season(desk.reader, SeasonKind.GRIEF, TODAY) == {}
    told[-1].on_action()
    settle()
    assert ida in people_in_season(desk.reader, SeasonKind.GRIEF, TODAY)


def test_a_pause_lasts_until_the_day_that_was_typed(
    desk: DeskForTests, bridge: Bridge, theme: Theme, window: QWidget, settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    menu = RhythmMenu(bridge, theme, window)
    _choose(menu, ida, "Pause until…")
    dialog = _dialog(window)
    dialog.until.set_value(date(2026, 5, 4))
    dialog.accept()
    settle()
    assert people_in_season(desk.reader, SeasonKind.PAUSE, TODAY) == {ida: date(2026, 5, 4)}


def test_a_season_that_would_end_before_it_begins_is_asked_again(
    desk: DeskForTests, bridge: Bridge, theme: Theme, window: QWidget, settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    _choose(RhythmMenu(bridge, theme, window), ida, "They are grieving")
    dialog = _dialog(window)
    dialog.until.set_value(TODAY)
    dialog.accept()
    assert dialog.isVisible()
    assert "Choose a later day" in dialog.problem.text()
    dialog.until.line.setText("when it is over")
    dialog.accept()
    settle()
    assert people_in_season(desk.reader, SeasonKind.GRIEF, TODAY) == {}


def test_a_quiet_season_is_begun_and_ended_by_one_action(
    desk: DeskForTests,
    bridge: Bridge,
    actions: Actions,
    theme: Theme,
    window: QWidget,
    settle: Settle,
) -> None:
    told: list[Message] = []
    ways = SeasonActions(bridge, actions, theme, told.append, window)
    action = actions[ActionId.QUIET_SEASON]
    action.trigger()
    ways.dialog.until.set_value(date(2026, 4, 1))
    ways.dialog.accept()
    settle()
    assert my_quiet_season(desk.reader, TODAY).until_on == date(2026, 4, 1)
    assert action.text() == "End my quiet season (until 1 April 2026)"
    assert told[-1].text == "Quiet now until 1 April 2026. Nobody is due meanwhile."
    action.trigger()
    settle()
    assert my_quiet_season(desk.reader, TODAY) is None
    assert action.text() == "My quiet season…"
