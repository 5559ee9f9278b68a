"""The pages of one person as a book, with a number on each tab.

Invariant: the numbers are those of whoever is in front, also on pages that were never opened.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from relationship_desk.domain.changes import Changes
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.pages.all import PAGES, Page
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.panes.book import Book
from relationship_desk.ui.theme import Theme


class PageBook(Book):
    """`open_name` is what the window remembers."""

    def __init__(
        self,
        bridge: Bridge,
        actions: Actions,
        theme: Theme,
        pages: Sequence[Page] = PAGES,
        parent: QWidget | None = None,
    ) -> None:
        self._pages = tuple(pages)
        self._person_id: int | None = None
        super().__init__(bridge, actions, theme, pages, "Pages of this person", parent)

    def begin(self, leaf: Pane) -> None:
        leaf.show_person(self._person_id)

    def show_person(self, person_id: int | None) -> None:
        self._person_id = person_id
        super().show_person(person_id)
        self._count()

    def apply(self, changes: Changes) -> None:
        super().apply(changes)
        if changes.touches_person(self._person_id):
            self._count()

    def log(self) -> bool:
        """Where the page that is open takes no log, it is the first one that does."""
        return super().log() or self.open(self._pages[0].name).log()

    def _count(self) -> None:
        if len(self._pages) > 1:
            self.tell_counts([self._count_of(page) for page in self._pages])

    def _count_of(self, page: Page) -> int:
        if page.count is None or self._person_id is None:
            return 0
        return page.count(self.bridge, self._person_id)
