"""A task, opened: what is typed comes out as it was meant, and what repeats says its days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from relationship_desk.domain.recurrence import Repeat
from relationship_desk.domain.recurrence_words import parse_repeat_rule
from relationship_desk.store.tasks import TaskRow, get_task, task_rows
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.task import TaskDialog
from relationship_desk.ui.panes.tasks import TasksPane
from relationship_desk.ui.repeat_words import repeat_line
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests

# What the offscreen platform says of popups and dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

THURSDAY = date(2026, 3, 12)
Key = Qt.Key
Settle = Callable[[], None]


@pytest.fixture
def said() -> list[Message]:
    """What the pane told the window's bar."""
    return []


@pytest.fixture
def pane(
    qtbot: QtBot, desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme,
    said: list[Message],
) -> TasksPane:  # fmt: skip
    pane = TasksPane(bridge, actions, theme)
    pane.message.connect(lambda message: said.append(cast(Message, message)))
    bridge.changed.connect(pane.apply)
    pane.resize(280, 600)
    pane.show()
    qtbot.addWidget(pane)
    return pane


def every(words: str, **values: object) -> Repeat:
    return Repeat(parse_repeat_rule(words), **values)  # type: ignore[arg-type]


def opened(pane: TasksPane, task_id: int) -> TaskDialog:
    pane.verbs.edit(task_id)
    return pane.findChildren(TaskDialog)[-1]


def stored(desk: DeskForTests, task_id: int) -> TaskRow:
    found = get_task(desk.reader, task_id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("repeat", "due", "preview"),
    [
        (every("every 14 days"), THURSDAY, "Next: Thu 12 Mar, Thu 26 Mar, Thu 9 Apr"),
        (every("every 2 weeks on Mon and Thu"), THURSDAY,
         "Next: Thu 12 Mar, Mon 23 Mar, Thu 26 Mar"),
        (every("every month on the 31st"), THURSDAY, "Next: Tue 31 Mar, Thu 30 Apr, Sun 31 May"),
        (every("every month on the last Friday"), THURSDAY,
         "Next: Fri 27 Mar, Fri 24 Apr, Fri 29 May"),
        (every("every year"), date(2026, 12, 24),
         "Next: Thu 24 Dec, Fri 24 Dec 2027, Sun 24 Dec 2028"),
        (every("every year with 29 Feb as 1 Mar"), date(2028, 2, 29),
         "Next: Tue 29 Feb 2028, Thu 1 Mar 2029, Fri 1 Mar 2030"),
        (every("every week", from_completion=True), THURSDAY,
         "Next: Thu 12 Mar, then every week after it is done"),
        (every("every day", until=date(2026, 3, 13)), THURSDAY,
         "Next: Thu 12 Mar, Fri 13 Mar, then it ends"),
        (every("every day", count=1), THURSDAY, "Next: Thu 12 Mar, then it ends"),
    ],
)  # fmt: skip
def test_a_repetition_comes_out_as_it_was_set_and_says_its_days(
    desk: DeskForTests, pane: TasksPane, settle: Settle, repeat: Repeat, due: date, preview: str
) -> None:
    task = desk.task("water plants", due_on=due, due_time=time(18, 0), repeat=repeat, lead_days=0)
    settle()
    before = desk.facts()["task"]
    dialog = opened(pane, task)
    assert dialog.preview() == preview
    dialog.submit()
    settle()
    assert not pane.findChildren(TaskDialog)
    assert stored(desk, task).repeat == repeat
    assert desk.facts()["task"] == before


def test_a_repetition_is_set_by_keyboard_alone(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane, settle: Settle
) -> None:
    task = desk.task("water plants", due_on=THURSDAY, due_time=time(18, 0))
    settle()
    dialog = opened(pane, task)
    field = dialog.repeat
    qtbot.keyClick(field.unit, Key.Key_End)
    qtbot.keyClick(field.unit, Key.Key_Up)
    qtbot.keyClick(field.unit, Key.Key_Up)  # by weeks
    field.interval.selectAll()
    qtbot.keyClicks(field.interval, "2")
    qtbot.keyClick(field.days[0], Key.Key_Space)
    qtbot.keyClick(field.days[3], Key.Key_Space)
    qtbot.keyClick(field.ends, Key.Key_End)
    qtbot.keyClicks(field.times, "5")
    assert dialog.preview() == "Next: Thu 12 Mar, Mon 23 Mar, Thu 26 Mar"
    dialog.lead.selectAll()
    qtbot.keyClicks(dialog.lead, "2")
    qtbot.keyClick(dialog.lead, Key.Key_Return)
    settle()
    row = stored(desk, task)
    assert row.repeat == every("every 2 weeks on Mon and Thu", count=5)
    assert row.lead_days == 2


def test_all_ways_of_the_picker_are_understood(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane, settle: Settle
) -> None:
    task = desk.task("water plants", due_on=THURSDAY)
    settle()
    dialog = opened(pane, task)
    field = dialog.repeat
    field.unit.setCurrentIndex(3)
    field.in_month.setCurrentIndex(1)
    qtbot.keyClicks(field.month_day, "31")
    field.origin.setCurrentIndex(1)
    field.ends.setCurrentIndex(1)
    qtbot.keyClicks(field.until.line, "2027-01-01")
    assert field.repeat() == every(
        "every month on the 31st", from_completion=True, until=date(2027, 1, 1)
    )
    field.in_month.setCurrentIndex(6)
    field.weekday.setCurrentIndex(4)
    field.ends.setCurrentIndex(0)
    assert field.repeat() == every("every month on the last Friday", from_completion=True)
    dialog.reject()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda d: d.repeat.interval.clear(), "Say after how many weeks it comes again"),
        (lambda d: d.repeat.ends.setCurrentIndex(1), "Say on which day it ends"),
        (lambda d: d.repeat.ends.setCurrentIndex(2), "Say how many times it comes"),
        (lambda d: d.due.line.clear(), "needs a first day"),
        (lambda d: d.lead.setText("9"), "The reminder before would come when"),
    ],
)
def test_what_cannot_be_is_said_in_words_and_nothing_is_saved(
    desk: DeskForTests, pane: TasksPane, settle: Settle,
    wrong: Callable[[TaskDialog], None], sentence: str,
) -> None:  # fmt: skip
    task = desk.task("water plants", due_on=THURSDAY, repeat=every("every week"))
    settle()
    before = desk.facts()["task"]
    dialog = opened(pane, task)
    wrong(dialog)
    dialog.submit()
    settle()
    assert dialog.isVisible()
    assert sentence in dialog.accessibleDescription()
    assert dialog.save.isEnabled()
    assert desk.facts()["task"] == before
    dialog.reject()


def test_an_end_before_the_first_day_is_said_at_once(
    desk: DeskForTests, pane: TasksPane, settle: Settle
) -> None:
    task = desk.task("water plants", due_on=THURSDAY, repeat=every("every week"))
    settle()
    dialog = opened(pane, task)
    dialog.repeat.ends.setCurrentIndex(1)
    dialog.repeat.until.line.setText("2026-03-01")
    assert dialog.preview().startswith("It ends before it comes")
    dialog.reject()


def test_all_day_follows_what_is_typed_and_takes_the_time_away(
    desk: DeskForTests, pane: TasksPane, settle: Settle
) -> None:
    task = desk.task("water plants", due_on=THURSDAY, due_time=time(18, 0))
    settle()
    dialog = opened(pane, task)
    assert not dialog.all_day.isChecked()
    dialog.all_day.click()
    assert dialog.due.value() == (THURSDAY, None)
    dialog.all_day.click()
    assert dialog.due.value() == (THURSDAY, time(9, 0))
    dialog.due.line.setText("tomorrow")
    assert dialog.all_day.isChecked()
    dialog.submit()
    settle()
    assert (stored(desk, task).due_on, stored(desk, task).due_time) == (date(2026, 3, 13), None)


@pytest.mark.parametrize(
    ("words", "told", "next_due"),
    [
        ("Done this time", "Done: “water plants” (again on 19 March 2026).", date(2026, 3, 19)),
        ("Skip this time", "Skip once: “water plants” (again on 19 March 2026).",
         date(2026, 3, 19)),
        ("Done for good", "Done for good: “water plants”.", None),
    ],
)  # fmt: skip
def test_one_time_or_the_whole_series_is_answered_in_the_dialog_and_taken_back(
    desk: DeskForTests, pane: TasksPane, settle: Settle, said: list[Message],
    words: str, told: str, next_due: date | None,
) -> None:  # fmt: skip
    weekly = every("every week")
    task = desk.task("water plants", due_on=THURSDAY, due_time=time(18), repeat=weekly)
    settle()
    dialog = opened(pane, task)
    [button] = [b for b in dialog.findChildren(QPushButton) if b.text() == words]
    button.click()
    settle()
    assert [message.text for message in said] == [told]
    row = stored(desk, task)
    assert row.done_at is not None if next_due is None else row.due_on == next_due
    said[0].on_action()  # type: ignore[misc]
    settle()
    assert (stored(desk, task).due_on, stored(desk, task).done_at) == (THURSDAY, None)


def test_answers_wait_until_what_was_typed_is_saved(
    desk: DeskForTests, pane: TasksPane, settle: Settle
) -> None:
    task = desk.task("water plants", due_on=THURSDAY, repeat=every("every week"))
    settle()
    dialog = opened(pane, task)
    [skip] = [b for b in dialog.findChildren(QPushButton) if b.text() == "Skip this time"]
    assert skip.isEnabled()
    dialog.text.setPlainText("water all plants")
    assert not skip.isEnabled()
    dialog.reject()


def test_a_new_task_can_be_opened_in_full(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane, settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    settle()
    pane.show_person(ida)
    qtbot.keyClicks(pane.quick.line, "lunch")
    qtbot.keyClicks(pane.quick.due.line, "friday 12:30")
    pane.quick.more.click()
    [dialog] = pane.findChildren(TaskDialog)
    assert dialog.windowTitle() == "New task"
    dialog.repeat.set_repeat(every("every month"))
    dialog.submit()
    settle()
    [row] = task_rows(desk.reader)
    assert (row.text, row.person_id, row.due_time) == ("lunch", ida, time(12, 30))
    assert row.repeat == every("every month")
    assert pane.quick.line.text() == ""


def test_the_list_says_how_a_task_repeats_and_gives_a_long_title_two_lines(
    desk: DeskForTests, pane: TasksPane, settle: Settle
) -> None:
    weekly = every("every week")
    desk.task("short", due_on=THURSDAY, due_time=time(18), repeat=weekly, lead_days=1)
    desk.task("a title that is by far too long to stand on one line of this list", due_on=THURSDAY)
    desk.task("brief", due_on=THURSDAY)
    settle()
    rows = pane.list.rows
    sentences = {row.text: rows.index(place).data() for place, row in enumerate(rows.rows)}
    assert sentences["short"].endswith("today 18:00, every week, also 1 day before")
    assert sentences["brief"] == "brief, today"
    heights = {
        row.text[:5]: pane.list.visualRect(rows.index(place)).height()
        for place, row in enumerate(rows.rows)
        if place
    }
    assert heights["a tit"] > heights["brief"]


def test_n_skips_once_what_repeats_and_nothing_else(
    qtbot: QtBot, desk: DeskForTests, pane: TasksPane, settle: Settle, said: list[Message]
) -> None:
    weekly = desk.task("weekly", due_on=THURSDAY, due_time=time(18), repeat=every("every week"))
    once = desk.task("once", due_on=THURSDAY, due_time=time(19))
    settle()
    pane.list.select([weekly, once])
    qtbot.keyClick(pane.list, Key.Key_N)
    settle()
    assert [message.text for message in said] == ["Skip once: “weekly” (again on 19 March 2026)."]
    assert stored(desk, weekly).due_on == THURSDAY + timedelta(days=7)
    assert stored(desk, once).done_at is None


def test_the_pane_says_whose_tasks_it_lists(
    desk: DeskForTests, pane: TasksPane, settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    settle()
    assert not pane.whose.isVisible()
    pane.show_person(ida)
    assert pane.whose.isVisible()
    assert pane.whose.text() == "Tasks of Ida Vale"


def test_what_neither_repeats_nor_is_told_before_has_no_line_of_its_own(
    desk: DeskForTests,
) -> None:
    assert repeat_line(stored(desk, desk.task("once", due_on=THURSDAY))) == ""
