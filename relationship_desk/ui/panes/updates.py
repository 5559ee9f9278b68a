"""Updates: the list of one's own news, and the table of who knows what."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.book import Book, Leaf
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.updates.news_leaf import NewsLeaf
from relationship_desk.ui.updates.who_knows import WhoKnowsLeaf

_LEAVES = (
    Leaf("updates", "Updates", NewsLeaf),
    Leaf("who_knows", "Who knows what", WhoKnowsLeaf),
)


class UpdatesPane(Book):
    """The first leaf tells people; the second is a table."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, _LEAVES, "Updates", parent)

    def go_on(self, news_id: int) -> None:
        """Go on telling people this update."""
        self.open_kind(NewsLeaf).go_on(news_id)
