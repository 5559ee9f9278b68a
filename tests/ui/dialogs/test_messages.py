"""The bug report and the question box."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relationship_desk.ui.dialogs.ask import AskDialog, ask
from relationship_desk.ui.dialogs.bug_report import BugReportDialog
from relationship_desk.ui.theme import Theme


def test_bug_report_is_copied_as_it_is(qtbot: QtBot, theme: Theme) -> None:
    dialog = BugReportDialog(theme, "Traceback <b>\n\u202eKeyError")
    qtbot.addWidget(dialog)
    assert dialog.text.toPlainText() == "Traceback <b>\n⟨RLO⟩KeyError"
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Traceback <b>\n\u202eKeyError"
    assert dialog.copy.text() == "Copied"


@pytest.mark.parametrize(("button", "agreed"), [("yes", True), ("no", False)])
def test_question_is_answered_by_its_buttons(
    qtbot: QtBot, theme: Theme, button: str, agreed: bool
) -> None:
    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AskDialog)
        qtbot.mouseClick(getattr(dialog, button), Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press)
    assert ask(theme, "Erase?", "All of it goes.", "Erase for good") is agreed


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, theme: Theme) -> None:
    dialog = AskDialog(theme, "Erase?", "All of it goes.", "Erase for good")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.yes
    qtbot.keyClick(dialog.yes, Qt.Key.Key_Return)
    assert dialog.result() == AskDialog.DialogCode.Accepted


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_question_leaves_things_be_on_enter_and_escape(
    qtbot: QtBot, theme: Theme, key: Qt.Key
) -> None:
    dialog = AskDialog(theme, "Erase?", "All of it goes.", "Erase for good")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, key)
    assert dialog.isHidden()
    assert dialog.result() == AskDialog.DialogCode.Rejected
