"""Any entry of the history can be taken back, and what stays is said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.imports import import_cards
from relationship_desk.desk.ports import ReadCard
from relationship_desk.desk.transfer.planner import plan_import
from relationship_desk.domain.contact import Contact, Name
from relationship_desk.store.people import person_ids
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.history import HistoryDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests

# What the offscreen platform says of popups and dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def undoing(bridge: Bridge, actions: Actions) -> Iterator[Undoing]:
    window = QWidget()
    yield Undoing(bridge, actions, lambda _message: None, window)
    window.deleteLater()


def opened(bridge: Bridge, theme: Theme, undoing: Undoing) -> HistoryDialog:
    dialog = HistoryDialog(bridge, theme, undoing)
    dialog.show()
    return dialog


def settle(qtbot: QtBot) -> None:
    for _ in range(4):
        qtbot.wait(1)


def sentences(dialog: HistoryDialog) -> list[str]:
    return [dialog.model.index(i).data() for i in range(dialog.model.rowCount())]


def choose(dialog: HistoryDialog, place: int) -> None:
    dialog.list.setCurrentIndex(dialog.model.index(place))


def shown(dialog: HistoryDialog) -> Message:
    assert dialog.bar.current is not None
    return dialog.bar.current


def import_two(desk: DeskForTests) -> None:
    cards = [
        ReadCard(Contact(Name(name)), f"BEGIN:VCARD FN:{name}".encode(), (), i, i)
        for i, name in enumerate(("Ida Vale", "Bo Ray"), 1)
    ]
    plan = plan_import(desk.reader, cards, "friends.vcf", "DE")
    desk.do(import_cards, plan=plan, region="DE")


def test_enter_takes_back_from_the_list_and_from_the_button(
    qtbot: QtBot, desk: DeskForTests, bridge: Bridge, theme: Theme, undoing: Undoing
) -> None:
    desk.add("Ida Vale")
    desk.add("Bo Ray")
    dialog = opened(bridge, theme, undoing)
    choose(dialog, 0)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    settle(qtbot)
    assert len(person_ids(desk.reader)) == 1
    choose(dialog, 1)
    dialog.undo.setFocus()
    qtbot.keyClick(dialog.undo, Qt.Key.Key_Return)
    settle(qtbot)
    assert person_ids(desk.reader) == []
    dialog.close()


def test_the_newest_stands_first_and_says_when(
    qtbot: QtBot, desk: DeskForTests, bridge: Bridge, theme: Theme, undoing: Undoing
) -> None:
    desk.add("Ida Vale")
    desk.task("send slides")
    dialog = opened(bridge, theme, undoing)
    assert sentences(dialog) == ["New task “send slides”, 17:00", "New person Ida Vale, 17:00"]
    dialog.close()


def test_enter_takes_back_the_chosen_entry_and_keeps_later_ones(
    qtbot: QtBot, desk: DeskForTests, bridge: Bridge, theme: Theme, undoing: Undoing
) -> None:
    desk.add("Ida Vale")
    bo = desk.add("Bo Ray")
    dialog = opened(bridge, theme, undoing)
    choose(dialog, 1)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    settle(qtbot)
    assert person_ids(desk.reader) == [bo]
    assert sentences(dialog)[1].endswith("taken back")
    assert not dialog.undo.isEnabled()
    assert shown(dialog).text == "Taken back: New person Ida Vale."
    choose(dialog, 0)
    assert dialog.undo.isEnabled()
    dialog.close()


def test_an_older_import_keeps_who_was_used_since_and_offers_to_remove_them(
    qtbot: QtBot, desk: DeskForTests, bridge: Bridge, theme: Theme, undoing: Undoing
) -> None:
    import_two(desk)
    [ida] = person_ids(desk.reader, "ida")
    desk.task("send slides", ida)
    desk.add("Zoe Quill")
    dialog = opened(bridge, theme, undoing)
    choose(dialog, 2)
    dialog.undo.click()
    settle(qtbot)
    message = shown(dialog)
    assert "Ida Vale was changed since then and kept." in message.text
    assert message.action == "Remove that one too"
    assert [i for i in person_ids(desk.reader) if i == ida]
    assert message.on_action is not None
    message.on_action()
    settle(qtbot)
    assert person_ids(desk.reader, "ida") == []
    assert len(person_ids(desk.reader)) == 1
    dialog.close()


def test_what_is_done_meanwhile_appears_and_the_choice_stays(
    qtbot: QtBot, desk: DeskForTests, bridge: Bridge, theme: Theme, undoing: Undoing
) -> None:
    desk.add("Ida Vale")
    desk.add("Bo Ray")
    dialog = opened(bridge, theme, undoing)
    choose(dialog, 1)
    desk.add("Zoe Quill")
    settle(qtbot)
    assert len(sentences(dialog)) == 3
    assert dialog.list.currentIndex().row() == 2
    dialog.close()


def test_an_empty_history_says_so(
    qtbot: QtBot, desk: DeskForTests, bridge: Bridge, theme: Theme, undoing: Undoing
) -> None:
    dialog = opened(bridge, theme, undoing)
    assert dialog.empty.isVisible()
    assert not dialog.undo.isEnabled()
    dialog.close()
