"""Whatever is answered as done stands in the timeline, and of a meeting what happened is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from relationship_desk.store.timeline import feed_page
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.brief.debrief import NO_CONTACT, QUESTION, Debrief
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
@pytest.mark.parametrize(("text", "offer"), [("Lunch", QUESTION), ("Send the slides", NO_CONTACT)])
def test_what_is_done_stands_in_the_timeline_and_its_message_asks_about_it(
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
    assert [(message.text, message.action, message.offer) for message in said] == [
        (f"Done: “{text}”. It is in the timeline.", "Undo", offer)
    ]
    [entry] = feed_page(desk.reader, ida)
    assert entry.counts
    on_offer = said[0].on_offer
    assert on_offer is not None
    on_offer()
    settle()
    assert wanted == ([Debrief(ida, entry.id)] if offer == QUESTION else [])
    assert [row.counts for row in feed_page(desk.reader, ida)] == [offer == QUESTION]
