"""Opens the list of duplicates: from the menu, or for two people who are to be compared."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.duplicates import DuplicatesDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing


class DuplicateActions(QObject):
    """None of it waits; the desk stays usable beside the list."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, undoing: Undoing, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bridge, self._theme, self._undoing, self._window = bridge, theme, undoing, window
        actions[ActionId.FIND_DUPLICATES].triggered.connect(lambda: self.show())

    def compare(self, one: int, other: int) -> None:
        """Show these two side by side."""
        self.show((one, other))

    def show(self, first: tuple[int, int] | None = None) -> None:
        """Show the list."""
        DuplicatesDialog(self._bridge, self._theme, self._undoing, self._window, first).show()
