"""Where I am: the places of the window, one of them in front, with what waits in them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme


class PlaceButton(QToolButton):
    """One place: icon, name, and a number at the right where something waits."""

    def __init__(self, theme: Theme, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDefaultAction(action)
        self._name = action.text()
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._count = PlainLabel(tone="accent", size="small", strong=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, theme.px(8), 0)
        row.addStretch(1)
        row.addWidget(self._count)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """How many things wait there; 0 shows nothing."""
        self._count.setText(f"{count:,}" if count else "")
        self.setAccessibleName(f"{self._name}, {count:,} waiting" if count else self._name)

    def count(self) -> str:
        """The number as it is shown."""
        return self._count.text()


class Navigation(QWidget):
    """The places in a column, in the order of their actions."""

    def __init__(
        self, theme: Theme, places: Iterable[QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        self._buttons: dict[str, PlaceButton] = {}
        for action in places:
            button = PlaceButton(theme, action)
            self._buttons[action.objectName()] = button
            column.addWidget(button)
        self.setAccessibleName("Places")

    def button(self, action: QAction) -> PlaceButton:
        """The button of a place."""
        return self._buttons[action.objectName()]
