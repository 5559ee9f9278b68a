"""The promises under the tasks, by keyboard and by mouse."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.commands.promises import PromiseForm, make_promise
from relationship_desk.domain.promises import Owing
from relationship_desk.store.promises import get_promise, promise_rows
from relationship_desk.store.timeline import feed_page
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.tasks import TasksPane
from relationship_desk.ui.promises.dialog import PromiseDialog
from relationship_desk.ui.rows import HEADING_ROLE
from relationship_desk.ui.theme import Mode, Theme
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests

Key = Qt.Key
# Today is Thursday 12 March 2026.
YESTERDAY, TOMORROW, MONDAY = date(2026, 3, 11), date(2026, 3, 13), date(2026, 3, 16)

# What the offscreen platform says of popups and dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def ida(desk: DeskForTests) -> int:
    return desk.add("Ida Vale")


@pytest.fixture
def said() -> list[Message]:
    return []


@pytest.fixture
def pane(
    qtbot: QtBot, bridge: Bridge, actions: Actions, theme: Theme, ida: int, said: list[Message]
) -> TasksPane:
    pane = TasksPane(bridge, actions, theme)
    pane.message.connect(lambda message: said.append(cast(Message, message)))
    bridge.changed.connect(pane.apply)
    pane.resize(300, 640)
    pane.show()
    qtbot.addWidget(pane)
    pane.show_person(ida)
    return pane


def promise(
    desk: DeskForTests, person: int, text: str, due_on: date | None = None,
    direction: Owing = Owing.MINE,
) -> int:  # fmt: skip
    return int(desk.do(make_promise, form=PromiseForm(person, text, direction, due_on)))


def settle(qtbot: QtBot) -> None:
    for _ in range(3):
        qtbot.wait(1)


def told(pane: TasksPane) -> list[str]:
    rows = pane.promises.rows
    return [rows.index(i).data() for i in range(rows.rowCount())]


def press(qtbot: QtBot, pane: TasksPane, key: Qt.Key) -> None:
    qtbot.keyClick(pane.promises.list, key)
    settle(qtbot)


def opened(pane: TasksPane) -> PromiseDialog:
    [dialog] = [d for d in pane.window().findChildren(PromiseDialog) if d.isVisible()]
    return dialog


def test_both_ways_stand_under_their_headings(
    pane: TasksPane, desk: DeskForTests, ida: int, qtbot: QtBot
) -> None:
    promise(desk, ida, "the book", direction=Owing.THEIRS)
    promise(desk, ida, "the intro", MONDAY)
    promise(desk, ida, "the slides", YESTERDAY)
    promise(desk, desk.add("Bo"), "the tickets")
    settle(qtbot)
    assert told(pane) == [
        "I owe Ida Vale: the slides, was due yesterday",
        "I owe Ida Vale: the intro, by Monday 16 March 2026",
        "Ida Vale owes me: the book, some day",
    ]
    rows = pane.promises.rows
    assert [rows.index(i).data(HEADING_ROLE) for i in range(3)] == ["I owe", None, "Owed to me"]


def test_of_everybody_all_are_listed_with_their_people(
    pane: TasksPane, desk: DeskForTests, actions: Actions, ida: int, qtbot: QtBot
) -> None:
    bo = desk.add("Bo")
    promise(desk, ida, "the intro")
    promise(desk, bo, "the tickets", TOMORROW)
    actions[ActionId.TASKS_OF_EVERYBODY].trigger()
    settle(qtbot)
    assert told(pane) == [
        "I owe Bo: the tickets, by tomorrow",
        "I owe Ida Vale: the intro, some day",
    ]
    chosen: list[int] = []
    pane.person_chosen.connect(chosen.append)
    pane.promises.list.setCurrentIndex(pane.promises.rows.index(0))
    press(qtbot, pane, Key.Key_O)
    assert chosen == [bo]


def test_space_keeps_it_and_the_bar_takes_that_back(
    pane: TasksPane, desk: DeskForTests, ida: int, qtbot: QtBot, said: list[Message]
) -> None:
    promise(desk, ida, "the intro")
    settle(qtbot)
    before = desk.facts()
    pane.promises.list.setCurrentIndex(pane.promises.rows.index(0))
    press(qtbot, pane, Key.Key_Space)
    assert told(pane) == []
    assert [entry.text for entry in feed_page(desk.reader, ida)] == ["Promise kept: the intro"]
    assert said[-1].text == "Kept: “the intro”."
    assert said[-1].on_action is not None
    said[-1].on_action()
    settle(qtbot)
    assert desk.facts() == before
    assert len(told(pane)) == 1


def test_a_click_on_the_circle_keeps_it(
    pane: TasksPane, desk: DeskForTests, ida: int, qtbot: QtBot
) -> None:
    promise(desk, ida, "the intro")
    settle(qtbot)
    view = pane.promises.list
    rect = view.visualRect(pane.promises.rows.index(0))
    beside = QPoint(rect.right() - 20, rect.bottom() - 20)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    settle(qtbot)
    assert len(told(pane)) == 1
    circle = QPoint(rect.left() + 22, rect.bottom() - 22)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=circle)
    settle(qtbot)
    assert told(pane) == []


def test_del_drops_it_and_the_cursor_goes_on(
    pane: TasksPane, desk: DeskForTests, ida: int, qtbot: QtBot, said: list[Message]
) -> None:
    for text in ("a", "b", "c"):
        promise(desk, ida, text)
    settle(qtbot)
    pane.promises.list.setCurrentIndex(pane.promises.rows.index(1))
    press(qtbot, pane, Key.Key_Delete)
    assert [row.text for row in promise_rows(desk.reader)] == ["a", "c"]
    assert pane.promises.list.currentIndex().row() == 1
    assert said[-1].text == "Drop “b”."


def test_a_new_promise_is_about_the_person_in_front(
    pane: TasksPane, desk: DeskForTests, actions: Actions, ida: int, qtbot: QtBot
) -> None:
    actions[ActionId.NEW_PROMISE].trigger()
    dialog = opened(pane)
    qtbot.keyClicks(dialog.text, "the intro")
    qtbot.keyClicks(dialog.due.line, "monday")
    qtbot.keyClick(dialog.due.line, Key.Key_Return)
    settle(qtbot)
    [row] = promise_rows(desk.reader)
    assert (row.person_id, row.text, row.due_on, row.direction) == (
        ida, "the intro", MONDAY, Owing.MINE,
    )  # fmt: skip
    assert len(told(pane)) == 1


def test_enter_opens_it_and_another_direction_and_day_are_saved(
    pane: TasksPane, desk: DeskForTests, ida: int, qtbot: QtBot
) -> None:
    made = promise(desk, ida, "the intro", TOMORROW)
    settle(qtbot)
    pane.promises.list.setCurrentIndex(pane.promises.rows.index(0))
    press(qtbot, pane, Key.Key_Return)
    dialog = opened(pane)
    qtbot.keyClick(dialog.owing, Key.Key_Down)
    dialog.due.line.clear()
    qtbot.keyClick(dialog.text, Key.Key_Return)
    settle(qtbot)
    row = get_promise(desk.reader, made)
    assert row is not None
    assert (row.direction, row.due_on, row.text) == (Owing.THEIRS, None, "the intro")


def test_what_is_missing_or_gone_is_told_and_what_was_typed_stays(
    pane: TasksPane, desk: DeskForTests, ida: int, qtbot: QtBot
) -> None:
    pane.promises.add()
    dialog = opened(pane)
    dialog.submit()
    settle(qtbot)
    assert "few words" in dialog.accessibleDescription()
    qtbot.keyClicks(dialog.text, "the intro")
    qtbot.keyClicks(dialog.due.line, "some day")
    dialog.submit()
    assert promise_rows(desk.reader) == []
    dialog.due.line.clear()
    dialog.person.set_person(None)
    dialog.submit()
    assert "needs a person" in dialog.accessibleDescription()
    dialog.person.set_person(ida)
    desk.do(delete_people, person_ids=[ida])
    dialog.submit()
    settle(qtbot)
    assert dialog.isVisible()
    assert dialog.text.toPlainText() == "the intro"
    dialog.reject()
    settle(qtbot)


def test_the_menu_has_what_the_keys_do(
    pane: TasksPane, desk: DeskForTests, ida: int, qtbot: QtBot
) -> None:
    promise(desk, ida, "the intro")
    settle(qtbot)
    view = pane.promises.list
    at = view.visualRect(pane.promises.rows.index(0)).center() + QPoint(0, 8)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), asked)
    [menu] = [m for m in pane.findChildren(QMenu) if m.isVisible()]
    assert [a.text().partition("\t")[0] for a in menu.actions()] == ["Kept", "Edit…", "Drop"]
    menu.actions()[-1].trigger()
    menu.close()
    settle(qtbot)
    assert promise_rows(desk.reader) == []


@pytest.mark.parametrize("mode", list(Mode))
def test_it_is_drawn_in_every_scheme(
    pane: TasksPane, desk: DeskForTests, ida: int, theme: Theme, mode: Mode, qtbot: QtBot
) -> None:
    promise(desk, ida, "x" * 200, YESTERDAY)
    settle(qtbot)
    theme.set_mode(mode)
    empty = pane.promises.list.viewport().grab().toImage()
    colours = {empty.pixelColor(x, 48).name() for x in range(0, empty.width(), 2)}
    assert len(colours) > 1
