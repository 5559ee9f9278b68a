"""Closing the window: into the tray, minimised, or honestly gone; never an invisible process."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from relationship_desk.desk.engine import BeatReport
from relationship_desk.domain.preferences import OnClose, Preferences
from relationship_desk.ui.beat import Beat
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.leaving import Leave, LeavingDialog
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.panes.today import TodayPane
from relationship_desk.ui.presence import Presence
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.tray import Tray
from relationship_desk.ui.window_state import WindowState
from tests.support.autostarts import Switch
from tests.support.desks import DeskForTests
from tests.support.reminders import prefer

Settle = Callable[[], None]


class PretendTray(Tray):
    """A tray whose host comes and goes by word."""

    there = True

    @property
    def is_there(self) -> bool:
        return self.there


class Life:
    """A window with its presence; `answer` is what the user says when asked."""

    def __init__(self, desk: DeskForTests, bridge: Bridge, theme: Theme) -> None:
        self.desk, self.bridge = desk, bridge
        self.answer = (Leave.STAY, False)
        self.asked: list[tuple[bool, bool]] = []
        self.ended: list[bool] = []
        self.autostart = Switch()
        state = WindowState(desk.paths.config)
        self.window = MainWindow(bridge, theme, desk.paths, state, lambda *_: None)
        self.window.closed.connect(lambda: self.ended.append(True))
        self.beat = Beat(bridge, BeatReport, self.window)
        self.tray = PretendTray(bridge, theme)
        self.presence = Presence(
            bridge, theme, self.window, self.beat, self.autostart, self.tray, self._ask
        )

    def _ask(self, has_tray: bool, offer_start: bool) -> tuple[Leave, bool]:
        self.asked.append((has_tray, offer_start))
        return self.answer

    @property
    def preferences(self) -> Preferences:
        return self.bridge.preferences()

    def close(self) -> None:
        self.window.quit()
        self.presence.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def life(desk: DeskForTests, bridge: Bridge, theme: Theme, settle: Settle) -> Iterator[Life]:
    made = Life(desk, bridge, theme)
    made.window.show()
    settle()
    yield made
    made.close()


def test_the_first_close_asks_and_the_answer_is_kept(life: Life, settle: Settle) -> None:
    life.answer = (Leave.BACKGROUND, False)
    life.window.close()
    settle()
    assert life.asked == [(True, True)]
    assert not life.window.isVisible()
    assert not life.ended
    assert life.preferences.on_close is OnClose.BACKGROUND
    assert not life.autostart.on

    life.tray.open_wanted.emit()
    assert life.window.isVisible()
    life.window.close()
    settle()
    assert len(life.asked) == 1
    assert not life.window.isVisible()
    assert not life.ended


def test_who_quits_once_quits_always(life: Life, settle: Settle) -> None:
    life.answer = (Leave.QUIT, False)
    life.window.close()
    settle()
    assert life.ended == [True]
    assert life.preferences.on_close is OnClose.QUIT


def test_who_stays_is_asked_again(life: Life, settle: Settle) -> None:
    life.window.close()
    settle()
    assert life.window.isVisible()
    assert not life.ended
    assert life.preferences.on_close is OnClose.ASK
    life.window.close()
    assert len(life.asked) == 2


def test_starting_with_the_session_is_offered_where_it_is_off_and_possible(life: Life) -> None:
    life.answer = (Leave.BACKGROUND, True)
    life.window.close()
    assert life.autostart.on

    prefer(life.desk, on_close=OnClose.ASK)
    life.window.show()
    life.window.close()
    assert life.asked[-1] == (True, False)

    life.autostart = Switch(refusal="Not in this package.")
    prefer(life.desk, on_close=OnClose.ASK)


def test_without_a_tray_closing_is_explained_once_and_then_ends(life: Life, settle: Settle) -> None:
    life.tray.there = False
    life.answer = (Leave.BACKGROUND, False)
    life.window.close()
    settle()
    assert life.asked == [(False, True)]
    assert life.window.isVisible()
    assert life.window.isMinimized()
    assert life.preferences.on_close is OnClose.ASK

    life.window.close()
    assert len(life.asked) == 1
    assert life.ended == [True]


def test_who_wants_the_background_and_has_no_tray_today_is_asked(life: Life) -> None:
    prefer(life.desk, on_close=OnClose.BACKGROUND)
    life.tray.there = False
    life.window.state.say_once("closing")
    life.answer = (Leave.QUIT, False)
    life.window.close()
    assert life.asked == [(False, True)]
    assert life.ended == [True]
    assert life.preferences.on_close is OnClose.BACKGROUND


def test_quitting_is_never_asked_about(life: Life) -> None:
    life.tray.quit_wanted.emit()
    assert life.ended == [True]
    assert life.asked == []


def test_quitting_from_the_tray_ends_a_hidden_window_too(life: Life, settle: Settle) -> None:
    prefer(life.desk, on_close=OnClose.BACKGROUND)
    life.window.close()
    settle()
    assert not life.window.isVisible()

    life.tray.quit_wanted.emit()

    assert life.ended == [True]


def test_quitting_works_where_the_window_was_never_shown(
    desk: DeskForTests, bridge: Bridge, theme: Theme
) -> None:
    life = Life(desk, bridge, theme)
    life.presence.begin_in_background()
    assert not life.window.isVisible()
    life.tray.quit_wanted.emit()
    assert life.ended == [True]
    life.close()


def test_quitting_with_an_unfinished_card_shows_it(life: Life, settle: Settle) -> None:
    prefer(life.desk, on_close=OnClose.BACKGROUND)
    life.window.close()
    life.window.panes.person.finish = lambda: False  # type: ignore[method-assign]

    life.tray.quit_wanted.emit()
    settle()

    assert not life.ended
    assert life.window.isVisible()
    del life.window.panes.person.finish  # type: ignore[method-assign]


def test_the_background_without_a_tray_is_a_minimised_window(
    desk: DeskForTests, bridge: Bridge, theme: Theme
) -> None:
    life = Life(desk, bridge, theme)
    life.tray.there = False
    life.presence.begin_in_background()
    assert life.window.isMinimized()
    assert life.window.bar.current is not None
    assert "no notification area" in life.window.bar.current.text

    life.tray.there = True
    life.presence.look()
    assert not life.window.isVisible()
    life.close()


def test_a_window_that_was_raised_meanwhile_stays_when_the_tray_comes(
    desk: DeskForTests, bridge: Bridge, theme: Theme
) -> None:
    life = Life(desk, bridge, theme)
    life.tray.there = False
    life.presence.begin_in_background()
    life.window.come_to_the_front()

    life.tray.there = True
    life.presence.look()

    assert life.window.isVisible()
    life.close()


def test_a_hidden_window_comes_back_when_the_tray_goes(life: Life) -> None:
    prefer(life.desk, on_close=OnClose.BACKGROUND)
    life.window.close()
    assert not life.window.isVisible()

    life.tray.there = False
    life.beat.beaten.emit(BeatReport())

    assert life.window.isMinimized()
    assert life.window.isVisible()


def test_a_row_of_the_tray_leads_to_its_person_or_to_today(life: Life, settle: Settle) -> None:
    ida = life.desk.add("Ida Vale")
    today = life.desk.clock.now().date()
    life.desk.task("call", ida, due_on=today)
    life.desk.task("water the plants", due_on=today)
    settle()
    words = ("call", "water the plants")
    rows = [a for a in life.tray.menu.actions() if a.text().startswith(words)]

    rows[1].trigger()
    assert life.window.panes.of(TodayPane).isVisible()

    rows[0].trigger()
    assert life.window.person_id == ida
    assert life.window.panes.person.isVisible()


def test_the_tray_leads_to_the_log(life: Life) -> None:
    life.desk.add("Ida Vale")
    life.window.hide()
    life.tray.log_wanted.emit()
    assert life.window.isVisible()
    dialog = life.window.acts.quick_log.dialog
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


def test_the_end_of_the_session_is_the_end_of_the_desk(life: Life) -> None:
    prefer(life.desk, on_close=OnClose.BACKGROUND)
    life.presence.on_end_of_session()

    life.window.close()

    assert life.ended == [True]


@pytest.mark.parametrize("has_tray", [True, False])
@pytest.mark.parametrize("offer", [True, False])
def test_the_question_says_what_becomes_of_reminders(
    theme: Theme, has_tray: bool, offer: bool
) -> None:
    dialog = LeavingDialog(theme, has_tray, offer)
    seen: list[object] = []

    def press() -> None:
        seen.append(dialog.start.isVisible())
        dialog.go_on.click()

    QTimer.singleShot(0, press)
    dialog.exec()
    assert dialog.chosen is Leave.BACKGROUND
    assert seen == [offer]
    assert "reminder" in dialog.accessibleDescription()
    dialog.deleteLater()


def test_the_question_is_a_dialog_of_the_window(
    desk: DeskForTests, bridge: Bridge, theme: Theme, settle: Settle
) -> None:
    life = Life(desk, bridge, theme)
    life.presence._ask = life.presence._ask_by_dialog
    life.window.show()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, LeavingDialog)
        dialog.start.setChecked(True)
        dialog.quit.click()

    QTimer.singleShot(0, answer)
    life.window.close()
    assert life.ended == [True]
    assert life.autostart.on
    life.close()
