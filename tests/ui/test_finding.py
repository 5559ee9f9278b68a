"""The search field over everything: typed, walked through, opened where it belongs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.needs import close_needs
from relationship_desk.domain.finding import Found, FoundKind
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.events.events_leaf import EventsLeaf
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.panes.events import EventsPane
from relationship_desk.ui.panes.found_list import FoundList
from relationship_desk.ui.panes.people import PeoplePane
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.window_state import WindowState
from tests.support.desks import DeskForTests
from tests.support.found import one_of_each

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

Settle = Callable[[], None]
K, Qk = FoundKind, Qt.Key
_ON_A_PAGE = {K.OCCASION: "timeline", K.MILESTONE: "giving", K.RELATION: "connections"}


@pytest.fixture
def things(desk: DeskForTests) -> dict[FoundKind, int]:
    return one_of_each(desk)


@pytest.fixture
def pane(
    things: dict[FoundKind, int], bridge: Bridge, actions: Actions, theme: Theme, qtbot: QtBot
) -> PeoplePane:
    made = PeoplePane(bridge, actions, theme)
    bridge.changed.connect(made.apply)
    qtbot.addWidget(made)
    made.resize(280, 700)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def opened(pane: PeoplePane) -> list[Found]:
    """What was opened."""
    found: list[Found] = []
    pane.thing_opened.connect(found.append)
    return found


def _type(pane: PeoplePane, text: str) -> FoundList:
    """Type a search and go down, which does not wait until all of it has been read."""
    pane.search.clear()
    pane.search.setFocus()
    QTest.keyClicks(pane.search, text)
    QTest.keyClick(pane.search, Qk.Key_Down)
    return pane.found


def _press(key: Qk) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


def test_what_is_found_stands_by_kind_under_the_people(pane: PeoplePane) -> None:
    found = _type(pane, "zebra")
    assert [row.kind for row in found.rows.rows] == list(K)
    assert pane.count.text() == "0 of 2 people"
    assert not pane.list.isVisible()
    assert QApplication.focusWidget() is found
    spoken = "Timeline, Zèbra entry, Ida Vale, Saturday 31 January 2026"
    assert found.currentIndex().data() == spoken
    _press(Qk.Key_Up)
    assert QApplication.focusWidget() is pane.search
    pane.show_everybody()
    assert found.isHidden()
    assert pane.list.isVisible()


def test_down_goes_on_from_the_last_person_and_up_comes_back(
    desk: DeskForTests, pane: PeoplePane
) -> None:
    zebra = desk.add("Zebra Quill")
    found = _type(pane, "zebra")
    assert QApplication.focusWidget() is pane.list
    _press(Qk.Key_Down)
    assert QApplication.focusWidget() is found
    _press(Qk.Key_Up)
    assert (QApplication.focusWidget(), pane.list.current_id()) == (pane.list, zebra)


def test_of_many_a_few_are_shown_and_all_when_asked(
    desk: DeskForTests, pane: PeoplePane, opened: list[Found]
) -> None:
    for number in range(5):
        desk.log(2, text=f"lantern {number}")
    found = _type(pane, "lantern")
    assert found.rows.index(3).data() == "Show all of Timeline"
    for _ in range(3):
        _press(Qk.Key_Down)
    _press(Qk.Key_Return)
    assert len(found.rows.rows) == 5
    _press(Qk.Key_Return)
    assert [one.title for one in opened] == ["lantern 1"]


def test_enter_in_the_field_opens_the_first_where_nobody_is_called_so(
    pane: PeoplePane, opened: list[Found]
) -> None:
    pane.search.setFocus()
    QTest.keyClicks(pane.search, "zebra gift")
    QTest.keyClick(pane.search, Qk.Key_Return)
    assert [one.kind for one in opened] == [K.GIFT]


def test_a_click_opens_and_what_changes_is_found_anew(
    desk: DeskForTests,
    pane: PeoplePane,
    opened: list[Found],
    things: dict[FoundKind, int],
    qtbot: QtBot,
) -> None:
    found = _type(pane, "zebra task")
    desk.task("another zebra task", 2)
    qtbot.waitUntil(lambda: len(found.rows.rows) == 2)
    place = found.visualRect(found.rows.index(1)).center()
    qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [one.id for one in opened] == [things[K.TASK]]


def test_the_archive_is_searched_for_people_alone(pane: PeoplePane) -> None:
    pane.set_archived(True)
    assert _type(pane, "zebra").isHidden()


@pytest.fixture
def window(
    desk: DeskForTests,
    things: dict[FoundKind, int],
    bridge: Bridge,
    theme: Theme,
    settle: Settle,
) -> Iterator[MainWindow]:
    state = WindowState(desk.paths.config)
    state.say_once("reminders")
    made = MainWindow(bridge, theme, desk.paths, state, lambda _window, _files: None)
    made.show()
    made.activateWindow()
    settle()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_enter_opens_each_kind_of_thing_where_it_belongs(
    desk: DeskForTests, window: MainWindow, things: dict[FoundKind, int], settle: Settle
) -> None:
    """Also where a filter of that place had hidden it; what is over leads to whom it is about."""
    window.panes.of(EventsPane).open_kind(EventsLeaf).search.setText("another")
    desk.do(close_needs, need_ids=[things[K.NEED]])
    for kind in K:
        window.show_place(ActionId.SHOW_PEOPLE)
        window.show_person(2)
        _type(window.panes.people, f"zebra {kind.value}")
        _press(Qk.Key_Return)
        settle()
        if kind is K.NEED or kind in _ON_A_PAGE:
            assert window.person_id == 1, kind
            assert window.panes.person.book.open_name == _ON_A_PAGE.get(kind, "timeline"), kind
            window.panes.person.book.open("timeline")
        else:
            assert _current(window, kind).id == things[kind], kind


def _current(window: MainWindow, kind: FoundKind) -> Any:
    """The row under the cursor of what has the focus."""
    if kind is K.ENTRY:
        return window.panes.person.timeline.selected_rows()[0]
    if kind is K.CARDS:
        return window._front.pane.page._batch()  # type: ignore[attr-defined]
    view: Any = QApplication.focusWidget()
    return view.model().rows[view.currentIndex().row()]
