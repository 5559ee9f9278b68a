"""What stands in the menu of a person's card."""

from __future__ import annotations

from PySide6.QtGui import QAction

from relationship_desk.ui.actions import ActionId as A
from relationship_desk.ui.actions import Actions


def card_menu(actions: Actions) -> list[QAction | None]:
    """The actions in their order; None is a line between them."""
    first = (A.LOG, A.NEW_TASK, A.BRIEF, A.HAPPENED, A.TAG_PEOPLE)
    last = (A.ARCHIVE, A.UNARCHIVE, A.DELETE, A.ERASE)
    return [*(actions[a] for a in first), None, *(actions[a] for a in last)]
