"""The tasks of one person or of everybody, by keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.commands.preferences import set_preferences
from relationship_desk.desk.commands.tasks import TaskForm, edit_task
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.store.tasks import TaskRow, get_task, task_rows
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.snooze import SnoozeDialog
from relationship_desk.ui.dialogs.task import TaskDialog
from relationship_desk.ui.panes.tasks import TasksPane
from relationship_desk.ui.rows import HEADING_ROLE
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests, email

THURSDAY = date(2026, 3, 12)
Key = Qt.Key


@pytest.fixture
def said() -> list[str]:
    """What the pane told the window's bar, and the errors of the desk."""
    return []


@pytest.fixture
def pane(
    qtbot: QtBot, desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme,
    said: list[str],
) -> TasksPane:  # fmt: skip
    pane = TasksPane(bridge, actions, theme)
    pane.message.connect(lambda message: said.append(cast(Message, message).text))
    bridge.failed.connect(said.append)
    bridge.changed.connect(pane.apply)
    pane.resize(280, 600)
    pane.show()
    qtbot.addWidget(pane)
    return pane


def in_days(days: int) -> date:
    return THURSDAY + timedelta(days=days)


def listed(pane: TasksPane) -> list[str]:
    return [row.text for row in pane.list.rows.rows]


def headings(pane: TasksPane) -> list[str]:
    found = [pane.list.rows.index(i).data(HEADING_ROLE) for i in range(pane.list.rows.rowCount())]
    return [heading for heading in found if heading]


# What the offscreen platform says of popups and dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def press(qtbot: QtBot, pane: TasksPane, key: Qt.Key) -> None:
    """Press a key in the list, and let the desk answer."""
    qtbot.keyClick(pane.list, key)
    settle(qtbot)


def settle(qtbot: QtBot) -> None:
    for _ in range(3):
        qtbot.wait(1)


def row(desk: DeskForTests, task_id: int) -> TaskRow:
    found = get_task(desk.reader, task_id)
    assert found is not None
    return found


def dialog_of(pane: TasksPane) -> TaskDialog:
    [dialog] = pane.findChildren(TaskDialog)
    return dialog


def test_tasks_stand_under_the_heading_of_their_day(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane
) -> None:
    desk.task("some time")
    desk.task("next month", due_on=in_days(30))
    desk.task("on saturday", due_on=in_days(2))
    desk.task("today", due_on=in_days(0))
    desk.task("late", due_on=in_days(-2))
    settle(qtbot)
    assert listed(pane) == ["late", "today", "on saturday", "next month", "some time"]
    assert headings(pane) == ["Overdue", "Today", "This week", "Later"]


def test_the_week_ends_as_the_user_says(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane, bridge: Bridge
) -> None:
    desk.task("on sunday", due_on=in_days(3))
    desk.task("on monday", due_on=in_days(4))
    for first_weekday, expected in ((6, ["Later"]), (0, ["This week", "Later"])):
        preferences = replace(bridge.preferences(), first_weekday=first_weekday)
        desk.do(set_preferences, preferences=preferences, defaults=desk.composition.desk.defaults)
        settle(qtbot)
        assert headings(pane) == expected


def test_a_new_task_is_typed_with_its_day_in_words(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane, actions: Actions
) -> None:
    actions[ActionId.NEW_TASK].trigger()
    qtbot.keyClicks(pane.quick.line, "send slides")
    qtbot.keyClicks(pane.quick.due.line, "tomorrow 9:30")
    qtbot.keyClick(pane.quick.due.line, Key.Key_Return)
    settle(qtbot)
    [task] = task_rows(desk.reader)
    assert (task.text, task.due_on, task.due_time) == ("send slides", in_days(1), time(9, 30))
    assert task.person_id is None
    assert pane.quick.line.text() == ""
    assert [r.text for r in pane.list.selected_rows()] == ["send slides"]


def test_after_a_new_task_the_next_can_be_typed(qtbot: QtBot, pane: TasksPane) -> None:
    qtbot.keyClicks(pane.quick.line, "send slides")
    pane.quick.due.setFocus()
    qtbot.keyClicks(pane.quick.due.line, "tomorrow")
    qtbot.keyClick(pane.quick.due.line, Key.Key_Return)
    settle(qtbot)
    assert pane.window().focusWidget() is pane.quick.line
    assert pane.quick.line.text() == ""


def test_a_new_task_is_about_the_person_in_front(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane
) -> None:
    ida = desk.add("Ida Vale")
    pane.show_person(ida)
    assert "Ida Vale" in pane.quick.about.text()
    qtbot.keyClicks(pane.quick.line, "call her")
    qtbot.keyClick(pane.quick.line, Key.Key_Return)
    settle(qtbot)
    assert [t.person_name for t in task_rows(desk.reader)] == ["Ida Vale"]
    qtbot.keyClicks(pane.quick.line, "buy stamps")
    pane.quick.about.setChecked(False)
    qtbot.keyClick(pane.quick.line, Key.Key_Return)
    settle(qtbot)
    assert {t.text: t.person_id for t in task_rows(desk.reader)}["buy stamps"] is None


def test_a_day_that_is_none_keeps_what_was_typed(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane
) -> None:
    qtbot.keyClicks(pane.quick.line, "send slides")
    qtbot.keyClicks(pane.quick.due.line, "someday")
    qtbot.keyClick(pane.quick.due.line, Key.Key_Return)
    assert task_rows(desk.reader) == []
    assert pane.quick.line.text() == "send slides"
    assert "Not a day" in pane.quick.due.hint()


def test_escape_empties_the_line_of_a_new_task(qtbot: QtBot, pane: TasksPane) -> None:
    qtbot.keyClicks(pane.quick.line, "never mind")
    qtbot.keyClick(pane.quick.line, Key.Key_Escape)
    assert pane.quick.line.text() == ""


def test_space_completes_and_the_next_one_is_under_the_cursor(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane, said: list[str]
) -> None:
    first, second = desk.task("first"), desk.task("second")
    settle(qtbot)
    pane.list.select([first])
    press(qtbot, pane, Key.Key_Space)
    assert row(desk, first).done_at is not None
    assert listed(pane) == ["second"]
    assert said == ["Done: “first”."]
    press(qtbot, pane, Key.Key_Space)
    assert row(desk, second).done_at is not None


def test_done_tasks_unfold_and_can_be_opened_again(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane
) -> None:
    task = desk.task("send slides")
    settle(qtbot)
    pane.list.select([task])
    press(qtbot, pane, Key.Key_D)
    assert listed(pane) == []
    pane.show_done.click()
    assert headings(pane) == ["Done"]
    pane.list.select([task])
    press(qtbot, pane, Key.Key_Space)
    assert row(desk, task).done_at is None
    assert headings(pane) == ["Later"]


def test_several_are_done_at_once_and_taken_back_at_once(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane
) -> None:
    tasks = [desk.task(text) for text in ("one", "two", "three")]
    settle(qtbot)
    pane.list.select(tasks[:2])
    told: list[Message] = []
    pane.message.connect(told.append)
    press(qtbot, pane, Key.Key_Space)
    assert listed(pane) == ["three"]
    [message] = told
    assert message.action == "Undo"
    assert message.on_action is not None
    message.on_action()
    settle(qtbot)
    assert sorted(listed(pane)) == ["one", "three", "two"]


def test_a_click_on_the_circle_completes_only_that_task(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane
) -> None:
    first, second = desk.task("first"), desk.task("second")
    settle(qtbot)
    pane.list.select([first])
    rect = pane.list.visualRect(pane.list.rows.index(1))
    viewport = pane.list.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(22, rect.center().y()))
    settle(qtbot)
    assert row(desk, first).done_at is None
    assert row(desk, second).done_at is not None


def test_delete_removes_and_undo_brings_back(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane, bridge: Bridge, said: list[str]
) -> None:
    task = desk.task("send slides")
    settle(qtbot)
    pane.list.select([task])
    press(qtbot, pane, Key.Key_Delete)
    assert listed(pane) == []
    assert said == ["Deleted “send slides”."]
    bridge.undo()
    settle(qtbot)
    assert listed(pane) == ["send slides"]


def test_the_snooze_menu_names_the_moments_it_means(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane, said: list[str]
) -> None:
    task = desk.task("send slides", due_on=THURSDAY)
    settle(qtbot)
    pane.list.select([task])
    press(qtbot, pane, Key.Key_S)
    [menu] = pane.findChildren(QMenu)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[1] == "&2  1 hour\t18:00"
    assert words[3] == "&4  1 day\ttomorrow 17:00"
    menu.actions()[1].trigger()
    menu.close()
    settle(qtbot)
    assert row(desk, task).snoozed_until == datetime(2026, 3, 12, 18, tzinfo=UTC)
    assert said == ["Snoozed until 18:00."]


def test_a_task_is_snoozed_until_a_day_that_is_typed(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane, said: list[str]
) -> None:
    task = desk.task("send slides", due_on=THURSDAY)
    settle(qtbot)
    pane.list.select([task])
    press(qtbot, pane, Key.Key_S)
    [menu] = pane.findChildren(QMenu)
    qtbot.keyClick(menu, Key.Key_U)
    [dialog] = pane.findChildren(SnoozeDialog)
    dialog.accept()
    assert "Not a day" in dialog.until.hint()
    qtbot.keyClicks(dialog.until.line, "friday")
    qtbot.keyClick(dialog.until.line, Key.Key_Return)
    settle(qtbot)
    assert row(desk, task).snoozed_until == datetime(2026, 3, 13, 9, tzinfo=UTC)
    assert said == ["Snoozed until tomorrow 9:00."]


def test_a_moment_that_has_passed_is_refused(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane, said: list[str]
) -> None:
    task = desk.task("send slides", due_on=THURSDAY)
    pane.verbs.snooze([task], datetime(2026, 3, 12, 16, tzinfo=UTC))
    settle(qtbot)
    assert row(desk, task).snoozed_until is None
    assert said == ["That moment has passed already; choose a later one."]


def test_a_task_is_edited_in_its_dialog(qtbot: QtBot, desk: DeskForTests, pane: TasksPane) -> None:
    bo = desk.add("Bo Ray")
    task = desk.task("send slides", due_on=THURSDAY)
    settle(qtbot)
    pane.list.select([task])
    press(qtbot, pane, Key.Key_Return)
    dialog = dialog_of(pane)
    assert dialog.text.toPlainText() == "send slides"
    qtbot.keyClicks(dialog.text, "send the slides")
    dialog.person.line.clear()
    qtbot.keyClicks(dialog.person.line, "bo ray")
    dialog.due.line.clear()
    qtbot.keyClicks(dialog.due.line, "saturday 8:15")
    qtbot.keyClick(dialog.due.line, Key.Key_Return)
    settle(qtbot)
    edited = row(desk, task)
    assert (edited.text, edited.person_id) == ("send the slides", bo)
    assert (edited.due_on, edited.due_time) == (date(2026, 3, 14), time(8, 15))
    assert not pane.findChildren(TaskDialog)


def test_a_failed_save_keeps_what_was_typed(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane
) -> None:
    task = desk.task("send slides")
    settle(qtbot)
    pane.list.select([task])
    press(qtbot, pane, Key.Key_E)
    dialog = dialog_of(pane)
    dialog.text.setPlainText("   ")
    dialog.submit()
    settle(qtbot)
    assert dialog.isVisible()
    assert dialog.text.toPlainText() == "   "
    assert dialog.save.isEnabled()
    assert "needs a few words" in dialog.accessibleDescription()
    dialog.reject()


def test_a_person_nobody_is_called_is_not_saved(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane
) -> None:
    desk.add("Ida Vale")
    desk.add("Ida Quill")
    task = desk.task("send slides")
    pane.verbs.edit(task)
    dialog = dialog_of(pane)
    for typed in ("Zoe", "Ida"):
        dialog.person.line.setText(typed)
        dialog.submit()
        settle(qtbot)
        assert dialog.isVisible()
        assert dialog.person.line.accessibleDescription()
    dialog.reject()
    assert row(desk, task).person_id is None


@pytest.mark.parametrize("keys", [(), (Key.Key_Down, Key.Key_Up, Key.Key_Down)])
def test_a_person_is_picked_from_the_list_while_typing(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane, keys: tuple[Qt.Key, ...]
) -> None:
    desk.add("Ida Quill", email("bram@x.example"))
    bram = desk.add("Bram Oss", Detail(DetailKind.TITLE, ("Bookbinder",)))
    task = desk.task("send slides")
    pane.verbs.edit(task)
    dialog = dialog_of(pane)
    qtbot.waitExposed(dialog)
    dialog.person.line.setFocus()
    qtbot.keyClicks(dialog.person.line, "bram")
    popup = dialog.person.popup
    qtbot.waitUntil(popup.isVisible)
    assert popup.model().index(0, 0).data() == "Bram Oss · Bookbinder"
    for key in (*keys, Key.Key_Return):
        qtbot.keyClick(popup, key)
    settle(qtbot)
    assert dialog.person.line.text() == "Bram Oss"
    assert dialog.person.person_id() == bram
    dialog.submit()
    settle(qtbot)
    assert row(desk, task).person_id == bram


def test_the_actions_choose_whose_tasks_are_listed(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane, actions: Actions
) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Ray")
    desk.task("for ida", ida)
    desk.task("for bo", bo)
    settle(qtbot)
    assert not actions[ActionId.TASKS_OF_PERSON].isEnabled()
    assert actions[ActionId.TASKS_OF_EVERYBODY].isChecked()
    pane.show_person(ida)
    assert listed(pane) == ["for ida"]
    actions[ActionId.TASKS_OF_EVERYBODY].trigger()
    assert sorted(listed(pane)) == ["for bo", "for ida"]
    pane.show_person(bo)
    assert sorted(listed(pane)) == ["for bo", "for ida"]
    actions[ActionId.TASKS_OF_PERSON].trigger()
    assert listed(pane) == ["for bo"]


def test_a_person_who_is_deleted_leaves_everybodys_tasks(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane
) -> None:
    ida = desk.add("Ida Vale")
    desk.task("for ida", ida)
    desk.task("for nobody")
    pane.show_person(ida)
    desk.do(delete_people, person_ids=[ida])
    settle(qtbot)
    assert listed(pane) == ["for nobody"]


def test_the_person_of_a_task_is_shown_by_o(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane
) -> None:
    ida = desk.add("Ida Vale")
    task = desk.task("for ida", ida)
    settle(qtbot)
    chosen: list[int] = []
    pane.person_chosen.connect(chosen.append)
    pane.list.select([task])
    press(qtbot, pane, Key.Key_O)
    assert chosen == [ida]


def test_tomorrow_moves_into_today_at_midnight(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane
) -> None:
    desk.task("send slides", due_on=in_days(1))
    settle(qtbot)
    assert headings(pane) == ["This week"]
    desk.clock.advance(timedelta(hours=8))
    pane.look_at_clock()
    assert headings(pane) == ["Today"]


def test_an_edited_task_stays_selected_where_it_moves(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane
) -> None:
    first, _ = desk.task("first", due_on=in_days(1)), desk.task("second", due_on=in_days(2))
    settle(qtbot)
    pane.list.select([first])
    desk.do(edit_task, task_id=first, form=TaskForm("first", None, in_days(3)))
    settle(qtbot)
    assert listed(pane) == ["second", "first"]
    assert [r.text for r in pane.list.selected_rows()] == ["first"]
