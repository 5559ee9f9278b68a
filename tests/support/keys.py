"""A person at the keyboard of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.ui.main_window import MainWindow

Settle = Callable[[], None]
D = TypeVar("D", bound=QDialog)


class Keys:
    """Presses keys where the focus is, as a person does."""

    def __init__(self, qtbot: QtBot, window: MainWindow, settle: Settle) -> None:
        self._qtbot, self.window, self._settle = qtbot, window, settle

    def __call__(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self._qtbot.keyClick(self._focused(), key, modifier)
        self._settle()

    def type(self, text: str) -> None:
        self._qtbot.keyClicks(self._focused(), text)
        self._settle()

    def dialog(self, kind: type[D]) -> D:
        """The one of its kind that is open, in front."""
        self._settle()
        [dialog] = [d for d in self.window.findChildren(kind) if d.isVisible()]
        dialog.activateWindow()
        self._settle()
        return dialog

    def back(self) -> None:
        """The window is in front again, as a window manager brings it when a dialog has gone."""
        self.window.activateWindow()
        self._settle()

    def dialogs(self) -> list[QDialog]:
        self._settle()
        return [d for d in self.window.findChildren(QDialog) if d.isVisible()]

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self.window
