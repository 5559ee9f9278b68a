"""Wherever a meeting is answered as done, its message offers to write it down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from relationship_desk.domain.kinds import Channel
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.brief.debrief import QUESTION, Debrief, debrief_of
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.panes.inbox import InboxPane
from relationship_desk.ui.panes.today import TodayPane
from relationship_desk.ui.reminder_verbs import ReminderVerbs
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.today_verbs import TodayVerbs
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
THURSDAY = date(2026, 3, 12)


def done_in_today(pane: TodayPane) -> None:
    TodayVerbs(pane).do(pane.model.rows[0])


def done_in_the_inbox(pane: InboxPane) -> None:
    ReminderVerbs(pane).done(pane.model.rows[0].row)


@pytest.mark.parametrize(
    ("make", "answer"), [(TodayPane, done_in_today), (InboxPane, done_in_the_inbox)]
)
@pytest.mark.parametrize(("text", "offer"), [("Lunch", QUESTION), ("Send the slides", "")])
def test_a_meeting_that_is_done_may_be_written_down(
    desk: DeskForTests,
    bridge: Bridge,
    actions: Actions,
    theme: Theme,
    settle: Callable[[], None],
    qtbot: QtBot,
    make: type[Pane],
    answer: Callable[[Pane], None],
    text: str,
    offer: str,
) -> None:
    ida = desk.add("Ida Vale")
    desk.task(text, ida, due_on=THURSDAY, due_time=time(9))
    pane = make(bridge, actions, theme)
    qtbot.addWidget(pane)
    said, wanted = list[Message](), list[Debrief]()
    pane.message.connect(lambda message: said.append(cast(Message, message)))
    pane.debrief_wanted.connect(lambda debrief: wanted.append(cast(Debrief, debrief)))
    pane.show()
    settle()
    answer(pane)
    settle()
    assert [(message.action, message.offer) for message in said] == [("Undo", offer)]
    on_offer = said[0].on_offer
    if on_offer is not None:
        on_offer()
    assert wanted == ([Debrief(ida, Channel.MET)] if offer else [])


def test_several_tasks_at_once_ask_nothing(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    tasks = [desk.task("Lunch", ida), desk.task("Call", ida)]
    assert debrief_of(desk.reader, tasks) is None
    assert debrief_of(desk.reader, tasks[1:]) == Debrief(ida, Channel.CALL)
    assert debrief_of(desk.reader, [99]) is None
