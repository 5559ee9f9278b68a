"""What has come due waits in the inbox, and is answered there."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from relationship_desk.domain.changes import Changes
from relationship_desk.store.tasks import get_task
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.task import TaskDialog
from relationship_desk.ui.panes.inbox import InboxPane
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests

# What the offscreen platform says of popups and dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

THURSDAY = date(2026, 3, 12)
Key = Qt.Key


@pytest.fixture
def said() -> list[str]:
    """What the pane told the window's bar."""
    return []


@pytest.fixture
def pane(
    qtbot: QtBot, desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme,
    said: list[str],
) -> InboxPane:  # fmt: skip
    pane = InboxPane(bridge, actions, theme)
    pane.message.connect(lambda message: said.append(cast(Message, message).text))
    bridge.changed.connect(pane.apply)
    pane.resize(640, 480)
    pane.show()
    qtbot.addWidget(pane)
    return pane


def settle(qtbot: QtBot) -> None:
    for _ in range(3):
        qtbot.wait(1)


def press(qtbot: QtBot, pane: InboxPane, key: Qt.Key) -> None:
    qtbot.keyClick(pane.list, key)
    settle(qtbot)


def sentences(pane: InboxPane) -> list[str]:
    return [pane.model.index(i).data() for i in range(pane.model.rowCount())]


def deliver(desk: DeskForTests, pane: InboxPane, state: str, message: str = "") -> None:
    """Write what the engine would have written for everything that is due."""

    def job(connection: object) -> None:
        connection.sql(  # type: ignore[attr-defined]
            "INSERT INTO delivery (source, source_id, occurrence, state, at, attempts, message, "
            "tag) SELECT source, source_id, occurrence, ?, '2026-03-12T17:00:00Z', 1, ?, '' "
            "FROM reminder",
            (state, message),
        )

    desk.composition.desk.maintain(job).result()
    pane.apply(Changes(deliveries=True))


def test_what_is_due_waits_and_what_is_not_does_not(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane
) -> None:
    ida = desk.add("Ida Vale")
    desk.task("send slides", ida, due_on=THURSDAY, due_time=time(16, 40))
    desk.task("evening", due_on=THURSDAY, due_time=time(20, 0))
    desk.task("yesterday's", due_on=date(2026, 3, 11))
    settle(qtbot)
    assert sentences(pane) == [
        "yesterday's, since yesterday 9:00, no popup yet",
        "send slides, Ida Vale, for 20 minutes, no popup yet",
    ]
    assert pane.count == 2


def test_time_passing_brings_what_comes_due(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane
) -> None:
    desk.task("evening", due_on=THURSDAY, due_time=time(20, 0))
    settle(qtbot)
    assert pane.count == 0
    desk.clock.advance(timedelta(hours=3))
    pane.reload()
    assert sentences(pane) == ["evening, just now, no popup yet"]


def test_a_row_says_whether_a_popup_was_shown(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane
) -> None:
    desk.task("send slides", due_on=THURSDAY)
    deliver(desk, pane, "shown")
    settle(qtbot)
    assert sentences(pane) == ["send slides, since 9:00, popup shown"]
    assert pane.banner.current is None


def test_popups_that_fail_are_said_once_with_what_next(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane
) -> None:
    desk.task("send slides", due_on=THURSDAY)
    deliver(desk, pane, "failed", "There is no notification service; install one.")
    settle(qtbot)
    shown = pane.banner.current
    assert shown is not None
    assert "There is no notification service; install one." in shown.text
    pane.banner.close_current()
    pane.reload()
    assert pane.banner.current is None


def test_the_banner_goes_with_the_last_failed_reminder(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane
) -> None:
    desk.task("send slides", due_on=THURSDAY)
    deliver(desk, pane, "failed", "There is no notification service.")
    settle(qtbot)
    pane.take_focus()
    press(qtbot, pane, Key.Key_D)
    assert pane.banner.current is None
    assert pane.count == 0


def test_d_answers_and_goes_on_to_the_next(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, said: list[str]
) -> None:
    for text in ("one", "two", "three"):
        desk.task(text, due_on=THURSDAY)
    settle(qtbot)
    pane.take_focus()
    press(qtbot, pane, Key.Key_D)
    press(qtbot, pane, Key.Key_D)
    assert [row.task.text for row in pane.model.rows] == ["three"]
    assert said == ["Done: “one”.", "Done: “two”."]


def test_s_snoozes_from_the_keyboard(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, said: list[str]
) -> None:
    task = desk.task("send slides", due_on=THURSDAY)
    settle(qtbot)
    pane.take_focus()
    press(qtbot, pane, Key.Key_S)
    [menu] = pane.findChildren(QMenu)
    qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Return)
    settle(qtbot)
    found = get_task(desk.reader, task)
    assert found is not None
    assert found.snoozed_until == datetime(2026, 3, 12, 17, 10, tzinfo=UTC)
    assert pane.count == 0
    assert said == ["Snoozed until 17:10."]


def test_o_opens_the_person_or_the_task(qtbot: QtBot, desk: DeskForTests, pane: InboxPane) -> None:
    ida = desk.add("Ida Vale")
    desk.task("with ida", ida, due_on=date(2026, 3, 10))
    desk.task("alone", due_on=date(2026, 3, 11))
    settle(qtbot)
    chosen: list[int] = []
    pane.person_chosen.connect(chosen.append)
    pane.take_focus()
    press(qtbot, pane, Key.Key_O)
    assert chosen == [ida]
    qtbot.keyClick(pane.list, Key.Key_Down)
    press(qtbot, pane, Key.Key_O)
    [dialog] = pane.findChildren(TaskDialog)
    assert dialog.text.toPlainText() == "alone"
    dialog.reject()


@pytest.mark.parametrize("width", [360, 800])
def test_the_buttons_of_a_row_do_what_they_say(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, width: int
) -> None:
    ida = desk.add("Ida Vale")
    first = desk.task("first", ida, due_on=THURSDAY)
    second = desk.task("second", ida, due_on=THURSDAY)
    pane.resize(width, 480)
    settle(qtbot)
    chosen: list[int] = []
    pane.person_chosen.connect(chosen.append)
    rect = pane.list.visualRect(pane.model.index(1))
    viewport = pane.list.viewport()
    for verb in ("open", "done"):
        place = pane.delegate.button_place(rect, verb).center()
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot)
    assert chosen == [ida]
    done = {i: get_task(desk.reader, i).done_at is not None for i in (first, second)}  # type: ignore[union-attr]
    assert done == {first: False, second: True}


def test_an_empty_inbox_says_what_it_is_for(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane
) -> None:
    assert pane.empty.isVisible()
    desk.task("send slides", due_on=THURSDAY)
    settle(qtbot)
    assert not pane.empty.isVisible()
