"""Rows of Today about events, answered from there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relationship_desk.domain.today import Verb
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.brief.page_dialog import PageDialog
from relationship_desk.ui.events.badge import BadgeDialog
from relationship_desk.ui.letters.dialog import LetterDialog
from relationship_desk.ui.panes.today import TodayPane
from relationship_desk.ui.theme import Theme
from tests.support.desks import DeskForTests
from tests.support.events import event, met

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def today(qtbot: QtBot, bridge: Bridge, actions: Actions, theme: Theme) -> TodayPane:
    pane = TodayPane(bridge, actions, theme)
    bridge.changed.connect(pane.apply)
    qtbot.addWidget(pane)
    pane.show()
    return pane


def opened(kind: type[Any]) -> Any:
    [dialog] = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return dialog


@pytest.mark.parametrize(
    ("day", "kind"),
    [(date(2026, 3, 15), PageDialog), (date(2026, 3, 12), BadgeDialog)],
)
def test_before_an_event_it_opens_the_sheet_and_at_it_badge_mode(
    desk: DeskForTests, today: TodayPane, settle: Callable[[], None], day: date, kind: type[Any]
) -> None:
    event(desk, on=day)
    settle()
    today.list.setCurrentIndex(today.model.index(0))
    today._do(Verb.DO)
    opened(kind).close()


def test_after_it_it_opens_a_letter_to_whom_one_met(
    desk: DeskForTests, today: TodayPane, settle: Callable[[], None]
) -> None:
    met(desk, event(desk, on=date(2026, 3, 11)), "Ann Lee @Acme; send slides")
    settle()
    today.list.setCurrentIndex(today.model.index(0))
    today._do(Verb.DO)
    letter = opened(LetterDialog)
    text = letter.text.toPlainText()
    assert text.startswith("Hello Ann,")
    assert "As I promised: send slides." in text
    letter.close()
