"""The menu of the list of people."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from relationship_desk.ui.actions import ActionId as A
from relationship_desk.ui.actions import Actions


def people_menu(actions: Actions, parent: QWidget, *, archived: bool) -> QMenu:
    """What can be done with those who are selected; it goes when it is closed."""
    menu = QMenu(parent)
    for action_id in (A.TAG_PEOPLE, A.COPY_TEXT, A.COPY_CARDS):
        menu.addAction(actions[action_id])
    menu.addAction(actions[A.UNARCHIVE if archived else A.ARCHIVE])
    menu.addSeparator()
    for action_id in (A.DELETE, A.ERASE):
        menu.addAction(actions[action_id])
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu
