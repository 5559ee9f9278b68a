"""Warmth on the card: said in words, hidden where there is none, opened to what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.circles import set_rhythm
from relationship_desk.desk.commands.people import delete_people
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.rhythm import Rhythm
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.rhythm_line import RhythmLine
from relationship_desk.ui.dialogs.warmth import WarmthDialog
from relationship_desk.ui.theme import Theme
from tests.support.desks import DeskForTests

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Settle = Callable[[], None]


class Card:
    """The rhythm line of Ida, in a window, and the dialog that it opens."""

    def __init__(self, bridge: Bridge, theme: Theme, desk: DeskForTests) -> None:
        self.ida = desk.add("Ida Vale")
        self.window = QWidget()
        self.line = RhythmLine(bridge, theme, self.window)
        bridge.changed.connect(lambda _: self.line.show_person(self.ida))
        self.line.show_person(self.ida)
        self.window.show()

    @property
    def dialogs(self) -> list[WarmthDialog]:
        return [d for d in self.window.findChildren(WarmthDialog) if d.isVisible()]

    @property
    def sentences(self) -> list[str]:
        [dialog] = self.dialogs
        model = dialog.model
        told = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(i).data(told)) for i in range(model.rowCount())]


@pytest.fixture
def card(
    bridge: Bridge, theme: Theme, desk: DeskForTests, settle: Settle
) -> Iterator[Card]:  # fmt: skip
    made = Card(bridge, theme, desk)
    yield made
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()


def spoken(card: Card, desk: DeskForTests, bridge: Bridge) -> None:
    desk.do(set_rhythm, person_ids=[card.ida], rhythm=Rhythm(30, 45))
    desk.log(
        card.ida, text="lunch", on=bridge.today() - timedelta(days=14), channel=Channel.MET
    )  # fmt: skip
    for days in (365, 400):
        desk.log(card.ida, text="long ago", on=bridge.today() - timedelta(days=days))


def test_nothing_is_told_without_a_rhythm_or_a_contact(
    card: Card, desk: DeskForTests, bridge: Bridge, settle: Settle
) -> None:
    assert card.line.warmth.isHidden()
    desk.do(set_rhythm, person_ids=[card.ida], rhythm=Rhythm(30, 45))
    settle()
    assert card.line.warmth.isHidden()
    desk.log(card.ida, on=bridge.today())
    settle()
    assert card.line.warmth.text() == "Mild, 56 of 100"
    assert card.line.warmth.accessibleName() == "Warmth: Mild, 56 of 100"


def test_the_number_opens_by_key_to_the_sentences_behind_it(
    card: Card, desk: DeskForTests, bridge: Bridge, settle: Settle, qtbot: QtBot
) -> None:
    spoken(card, desk, bridge)
    settle()
    assert card.line.warmth.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(card.line.warmth, Qt.Key.Key_Space)
    [dialog] = card.dialogs
    assert dialog.windowTitle() == "Warmth of Ida Vale"
    assert card.sentences == ["Meeting, 2 weeks ago: adds 45, lunch"]
    labels = [label.text() for label in dialog.findChildren(QWidget) if hasattr(label, "text")]
    assert "Mild, 45 of 100" in labels
    assert "2 older contacts have faded; together they add less than 1." in labels
    assert any("halved every 45 days" in words for words in labels)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert card.dialogs == []


def test_the_open_dialog_follows_what_is_logged_and_goes_with_the_person(
    card: Card, desk: DeskForTests, bridge: Bridge, settle: Settle, qtbot: QtBot
) -> None:
    spoken(card, desk, bridge)
    settle()
    qtbot.mouseClick(card.line.warmth, Qt.MouseButton.LeftButton)
    desk.log(card.ida, text="today", on=bridge.today(), channel=Channel.CALL)
    settle()
    assert card.sentences[0] == "Call, today: adds 46, today"
    desk.undo()
    settle()
    assert card.sentences == ["Meeting, 2 weeks ago: adds 45, lunch"]
    desk.do(delete_people, person_ids=[card.ida])
    settle()
    assert card.dialogs == []
