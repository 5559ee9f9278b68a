"""A quiet button that opens a menu of actions."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from relationship_desk.ui.theme import Theme


class PopupMenuButton(QToolButton):
    """Opens its menu on click, Space or Down; None among the actions is a separator."""

    def __init__(self, theme: Theme, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.setMenu(QMenu(self))
        theme.dress(self, icon)

    def set_actions(self, actions: Iterable[QAction | None]) -> None:
        """Show these actions in the menu, in their order."""
        menu = self.menu()
        menu.clear()
        for action in actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
