"""Another rhythm is offered on the card and in Today, answered by keys, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.circles import set_rhythm
from relationship_desk.domain.rhythm import Rhythm
from relationship_desk.store.circles import own_rhythms
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.rhythm_line import RhythmLine
from relationship_desk.ui.card.rhythm_offer import RhythmOfferNotice
from relationship_desk.ui.panes.today import TodayPane
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Settle = Callable[[], None]
MONTH = Rhythm(30, 45)


@pytest.fixture
def ida(desk: DeskForTests, bridge: Bridge) -> int:
    """To be spoken to every month, and spoken to every nine weeks."""
    person = desk.add("Ida Vale")
    desk.do(set_rhythm, person_ids=[person], rhythm=MONTH)
    for number in range(6):
        desk.log(person, on=bridge.today() - timedelta(days=2 + 63 * number))
    return person


@pytest.fixture
def said() -> list[Message]:
    return []


@pytest.fixture
def notice(
    ida: int, bridge: Bridge, theme: Theme, qtbot: QtBot, said: list[Message]
) -> RhythmOfferNotice:
    line = RhythmLine(bridge, theme)
    qtbot.addWidget(line)
    qtbot.addWidget(line.offer)
    line.message.connect(lambda message: said.append(cast(Message, message)))
    bridge.changed.connect(lambda _: line.show_person(ida))
    line.show_person(ida)
    return line.offer


def test_the_card_asks_with_its_reason_and_names_both_answers(notice: RhythmOfferNotice) -> None:
    assert not notice.isHidden()
    assert notice.words() == (
        "You are in touch about every 9 weeks, the rhythm says every 30 days. Make it every 8 "
        "weeks?"
    )
    assert notice.accessibleDescription() == (
        "Your last 6 contacts lay 63, 63, 63, 63 and 63 days apart."
    )
    assert notice.take.accessibleName() == "Make it every 8 weeks"
    assert notice.keep.accessibleName() == "Keep every 30 days"


def test_one_key_takes_it_and_undo_asks_again(
    notice: RhythmOfferNotice, ida: int, desk: DeskForTests, qtbot: QtBot, settle: Settle,
    said: list[Message],
) -> None:  # fmt: skip
    qtbot.keyClick(notice.take, Qt.Key.Key_Space)
    settle()
    assert own_rhythms(desk.reader, [ida])[ida].rhythm == Rhythm(56, 84)
    assert notice.isHidden()
    assert said[-1].text == "Ida Vale: every 8 weeks."
    assert said[-1].on_action is not None
    said[-1].on_action()
    settle()
    assert own_rhythms(desk.reader, [ida])[ida].rhythm == MONTH
    assert not notice.isHidden()


def test_kept_it_does_not_come_back(
    notice: RhythmOfferNotice, ida: int, desk: DeskForTests, qtbot: QtBot, settle: Settle,
    said: list[Message],
) -> None:  # fmt: skip
    qtbot.keyClick(notice.keep, Qt.Key.Key_Space)
    settle()
    assert said[-1].text == "Ida Vale: keep every 30 days."
    assert own_rhythms(desk.reader, [ida])[ida].rhythm == MONTH
    assert notice.isHidden()


@pytest.fixture
def pane(
    ida: int, qtbot: QtBot, bridge: Bridge, actions: Actions, theme: Theme, said: list[Message],
    settle: Settle,
) -> TodayPane:  # fmt: skip
    pane = TodayPane(bridge, actions, theme)
    pane.message.connect(lambda message: said.append(cast(Message, message)))
    bridge.changed.connect(pane.apply)
    qtbot.addWidget(pane)
    pane.show()
    settle()
    pane.take_focus()
    return pane


@pytest.mark.parametrize(
    ("key", "rhythm"), [(Qt.Key.Key_Return, Rhythm(56, 84)), (Qt.Key.Key_X, MONTH)]
)
def test_in_today_enter_takes_and_x_keeps_and_neither_asks_twice(
    pane: TodayPane, key: Qt.Key, rhythm: Rhythm, ida: int, desk: DeskForTests, qtbot: QtBot,
    settle: Settle, said: list[Message],
) -> None:  # fmt: skip
    assert [row.title for row in pane.model.rows] == ["Another rhythm?"]
    qtbot.keyClick(pane.list, key)
    settle()
    assert own_rhythms(desk.reader, [ida])[ida].rhythm == rhythm
    assert pane.model.rows == []
    [message] = said
    assert message.on_action is not None
    message.on_action()
    settle()
    assert len(pane.model.rows) == 1


def test_a_question_cannot_be_snoozed_or_logged(
    pane: TodayPane, desk: DeskForTests, qtbot: QtBot, settle: Settle, said: list[Message]
) -> None:
    before = desk.facts()
    asked: list[int] = []
    pane.log_wanted.connect(asked.append)
    for key in (Qt.Key.Key_S, Qt.Key.Key_1, Qt.Key.Key_L):
        qtbot.keyClick(pane.list, key)
    settle()
    assert (asked, said, desk.facts()) == ([], [], before)
