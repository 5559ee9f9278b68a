"""Before people are erased for good it is said what goes and what stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.desk.erasure import erasure_of
from relationship_desk.store.history import history
from relationship_desk.store.people import person_ids
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.erase import EraseDialog, what_goes, what_stays
from relationship_desk.ui.people_actions import PeopleActions
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests, email, phone

# What the offscreen platform says of popups and dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_it_names_everything_that_goes_and_everything_that_stays(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale", email("ida@x.example"), phone("+49 40 1"))
    bo = desk.add("Bo Ray")
    desk.log(ida)
    desk.log(ida, bo)
    desk.task("send slides", ida)
    what = erasure_of(desk.reader, [ida])
    assert what_goes(what) == [
        "The person: Ida Vale",
        "2 details of the card",
        "1 entry of the timeline",
        "1 task",
        "Every trace in the history and in the search",
    ]
    stays = what_stays(what)
    assert stays[0].startswith("1 entry shared with others")
    assert stays[-1].startswith("Backups made before")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_leave_things_be(
    qtbot: QtBot, desk: DeskForTests, theme: Theme, key: Qt.Key
) -> None:
    ida = desk.add("Ida Vale")
    dialog = EraseDialog(theme, erasure_of(desk.reader, [ida]))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, key)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert not dialog.isVisible()


def test_erasing_takes_the_person_out_of_the_history_too(
    qtbot: QtBot, desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme
) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Ray")
    window = QWidget()
    told: list[Message] = []
    undoing = Undoing(bridge, actions, told.append, window)
    PeopleActions(bridge, actions, theme, undoing, lambda: [ida], told.append, window)

    def agree() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, EraseDialog)
        dialog.erase.click()

    timer = QTimer(window)
    timer.setSingleShot(True)
    timer.timeout.connect(agree)
    timer.start(0)
    actions[ActionId.ERASE].trigger()
    for _ in range(3):
        qtbot.wait(1)
    assert person_ids(desk.reader) == [bo]
    assert not any("Ida" in row.label for row in history(desk.reader))
    assert [message.text for message in told] == ["Erased for good: Ida Vale."]
    window.deleteLater()
