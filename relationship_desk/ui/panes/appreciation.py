"""The place Appreciation: thanks, gifts, the days to come, and batches of cards.

Invariant: its number is that of the kindnesses for which somebody is still to be thanked.
"""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from relationship_desk.domain.changes import Changes
from relationship_desk.store.kindness import kindnesses_to_thank
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.appreciation.batch_leaf import CardsLeaf
from relationship_desk.ui.appreciation.calendar_leaf import CalendarLeaf
from relationship_desk.ui.appreciation.gift_leaf import GiftsLeaf
from relationship_desk.ui.appreciation.ledger import ThanksLeaf
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.book import Book, Leaf
from relationship_desk.ui.theme import Theme

LEAVES = (
    Leaf("thanks", "Thanks", ThanksLeaf),
    Leaf("gifts", "Gifts", GiftsLeaf),
    Leaf("calendar", "Calendar", CalendarLeaf),
    Leaf("cards", "Cards", CardsLeaf),
)


class AppreciationPane(Book):
    """The data of its action, where it has any, is the id of a batch to turn to."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, LEAVES, "Appreciation", parent)
        self._count()

    def apply(self, changes: Changes) -> None:
        super().apply(changes)
        if changes.touches("kindness", "person"):
            self._count()

    def open_batch(self, batch_id: int) -> None:
        """Turn to a batch of cards."""
        self.open_kind(CardsLeaf).show_thing(batch_id)

    def _count(self) -> None:
        tomorrow = self.bridge.today() + timedelta(days=1)
        self.set_waiting(len(kindnesses_to_thank(self.bridge.reader, tomorrow)))

    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        action = self.actions_table[ActionId.SHOW_APPRECIATION]
        batch_id = action.data()
        if batch_id is not None:
            action.setData(None)
            self.open_batch(int(batch_id))
