"""The ways to circles: all of them in one dialog, and sorting those who have no rhythm."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from relationship_desk.domain.text import counted
from relationship_desk.store.lanes import unsorted_people
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.circles import CirclesDialog
from relationship_desk.ui.dialogs.sort_people import SortDialog
from relationship_desk.ui.telling import NO_OFFER, Offer
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing


class CircleActions(QObject):
    """One dialog of each kind at a time."""

    def __init__(
        self,
        bridge: Bridge,
        actions: Actions,
        theme: Theme,
        undoing: Undoing,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bridge, self._theme = bridge, theme
        self._undoing, self._window = undoing, window
        self.circles: CirclesDialog | None = None
        self.sorting: SortDialog | None = None
        actions[ActionId.CIRCLES].triggered.connect(lambda: self.show_circles())
        actions[ActionId.SORT_PEOPLE].triggered.connect(lambda: self.sort())

    def show_circles(self) -> None:
        """Open the circles, or bring them to the front."""
        if self.circles is None or not isValid(self.circles):
            self.circles = CirclesDialog(self._bridge, self._theme, self._undoing, self._window)
        _to_the_front(self.circles)

    def sort(self) -> None:
        """Ask about everybody who has no rhythm."""
        if self.sorting is None or not isValid(self.sorting):
            self.sorting = SortDialog(self._bridge, self._theme, None, self._window)
        _to_the_front(self.sorting)

    def offer(self) -> tuple[str, Offer]:
        """For the message after an import: how many have no rhythm, and the way to sort them."""
        count = len(unsorted_people(self._bridge.reader, self._bridge.today()))
        if not count:
            return "", NO_OFFER
        have = counted(count, "person has", "people have")
        return f"{have} no rhythm yet: sorting takes a key each.", ("Sort into circles", self.sort)


def _to_the_front(dialog: CirclesDialog | SortDialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
