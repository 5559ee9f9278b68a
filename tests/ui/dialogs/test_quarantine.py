"""The unreadable cards in the window: seen, copied, read again, thrown away."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from relationship_desk.desk.commands.imports import import_cards
from relationship_desk.desk.transfer.files import plan_paths
from relationship_desk.desk.transfer.sources.parts import Pasted
from relationship_desk.formats import READERS
from relationship_desk.formats.vcard import reading
from relationship_desk.store.cards import count_quarantined
from relationship_desk.store.people import count_people
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.quarantine import QuarantineDialog
from relationship_desk.ui.quarantine_actions import QuarantineActions
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing
from tests.support.desks import DeskForTests

# What the offscreen platform says of popups and dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Settle = Callable[[], None]
LONG = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ida Vale\r\n" + b"NOTE:x\r\n" * 40 + b"END:VCARD\r\n"
ODD = b"who <b>is</b>\x00 \xe2\x80\xaethis?\r\n"


class Room:
    """A window with the action, and short ways to use its dialog."""

    def __init__(self, desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme) -> None:
        self.desk = desk
        self.window = QWidget()
        self.action = actions[ActionId.QUARANTINE]
        undoing = Undoing(bridge, actions, lambda _message: None, self.window)
        self.flow = QuarantineActions(bridge, actions, theme, undoing, self.window)

    @property
    def dialog(self) -> QuarantineDialog:
        assert self.flow.dialog is not None
        return self.flow.dialog

    @property
    def said(self) -> str:
        return "" if self.dialog.bar.current is None else self.dialog.bar.current.text

    def take(self, data: bytes, name: str = "people.vcf") -> None:
        given = [Pasted(name, data)]
        plan = plan_paths(self.desk.reader, given, READERS, "DE", lambda done, total: None)
        self.desk.do(import_cards, plan=plan, region="DE")

    def listed(self) -> list[str]:
        model = self.dialog.model
        return [model.index(place).data() for place in range(model.rowCount())]


@pytest.fixture
def room(desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme) -> Iterator[Room]:
    made = Room(desk, bridge, actions, theme)
    yield made
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def full(room: Room, settle: Settle, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Two cards wait: one that an older reader refused, and text that is no card."""
    with monkeypatch.context() as older:
        older.setattr(reading, "LINES_LIMIT", 20)
        room.take(LONG + ODD)
    settle()
    room.action.trigger()
    settle()
    return room


def test_the_action_is_offered_only_while_something_waits(room: Room, settle: Settle) -> None:
    assert not room.action.isEnabled()
    room.take(LONG + ODD)
    settle()
    assert room.action.isEnabled()
    room.desk.undo()
    settle()
    assert not room.action.isEnabled()


def test_each_card_is_told_with_place_reason_and_text(full: Room) -> None:
    assert full.listed() == [
        "people.vcf, card 2, line 45",
        "people.vcf, card 1, lines 1 to 44: Ida Vale",
    ]
    assert "lies outside of any card" in full.dialog.why.text()
    assert full.dialog.text.toPlainText() == "who <b>is</b>␀ ⟨RLO⟩this?\n"
    full.dialog.copy.click()
    assert QGuiApplication.clipboard().text() == ODD.decode()
    full.dialog.list.setCurrentIndex(full.dialog.model.index(1))
    assert "more than 10,000 lines" in full.dialog.why.text()
    assert full.dialog.text.toPlainText().startswith("BEGIN:VCARD\nVERSION:3.0\nFN:Ida Vale\n")


def test_what_can_be_read_now_comes_in_and_can_be_taken_back(full: Room, settle: Settle) -> None:
    full.dialog.retry.click()
    settle()
    assert full.said == "1 person imported."
    assert count_people(full.desk.reader) == 1
    assert full.listed() == ["people.vcf, card 2, line 45"]
    full.dialog.retry.click()
    settle()
    assert full.said == "The card cannot be read yet. It stays here."
    full.desk.undo()
    settle()
    assert len(full.listed()) == 2


def test_a_text_that_was_set_right_is_read_and_leaves_the_list(full: Room, settle: Settle) -> None:
    full.dialog.edit.click()
    assert not full.dialog.text.isReadOnly()
    full.dialog.text.setPlainText("BEGIN:VCARD\nVERSION:3.0\nFN:Who Is\nEND:VCARD\n")
    assert full.dialog.edit.text() == "Read this text"
    full.dialog.edit.click()
    settle()
    assert full.said == "1 person imported."
    assert full.listed() == ["people.vcf, card 1, lines 1 to 44: Ida Vale"]
    full.desk.undo()
    settle()
    assert full.listed()[0] == "people.vcf, card 2, line 45"


def test_a_text_that_is_still_wrong_stays_as_it_was_typed_and_says_why(
    full: Room, settle: Settle
) -> None:
    full.dialog.edit.click()
    full.dialog.text.setPlainText("BEGIN:VCARD\nEND:VCARD\n")
    full.dialog.edit.click()
    settle()
    assert full.said.startswith("It cannot be read yet: The card holds nothing")
    assert full.dialog.text.toPlainText() == "BEGIN:VCARD\nEND:VCARD\n"
    full.dialog.list.setCurrentIndex(full.dialog.model.index(1))
    full.dialog.list.setCurrentIndex(full.dialog.model.index(0))
    assert full.dialog.text.isReadOnly()
    assert "who" in full.dialog.text.toPlainText()


def test_a_row_of_a_table_is_set_right_by_the_columns_of_its_table(
    room: Room, settle: Settle
) -> None:
    table = b"Name,E-mail,Phone\nIda,ida@x.example,1\nBo,Oss,bo@x.example,22,3\n"
    room.take(table, "people.csv")
    settle()
    room.action.trigger()
    settle()
    assert room.listed() == ["people.csv, card 2, line 3"]
    room.dialog.edit.click()
    room.dialog.text.setPlainText("Bo Oss,bo@x.example,223")
    room.dialog.edit.click()
    settle()
    assert room.said == "1 person imported."
    assert count_people(room.desk.reader) == 2
    assert room.listed() == []


def test_discarded_cards_come_back_with_undo_and_the_last_one_leaves_it_empty(
    full: Room, settle: Settle
) -> None:
    for left in (1, 0):
        full.dialog.discard.click()
        settle()
        assert full.said == "Card discarded."
        assert count_quarantined(full.desk.reader) == left
    assert full.listed() == []
    assert not full.dialog.retry.isEnabled()
    assert full.dialog.text.toPlainText() == ""
    full.desk.undo()
    settle()
    assert len(full.listed()) == 1
    assert full.dialog.retry.isEnabled()


def test_a_closed_window_opens_anew(full: Room, settle: Settle) -> None:
    full.dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()
    full.action.trigger()
    assert len(full.listed()) == 2
