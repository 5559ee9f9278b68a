"""The pages of one person as a book: a row of tabs, and the page that is open.

Invariant: a page that was never turned to does not exist; the others are told everything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, cast

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from relationship_desk.domain.changes import Changes
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.pages.all import PAGES, Page
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.theme import Theme

P = TypeVar("P", bound=Pane)


class PageBook(Pane):
    """Without a second page there are no tabs; `open_name` is what the window remembers."""

    turned = Signal()  # another page is open

    def __init__(
        self,
        bridge: Bridge,
        actions: Actions,
        theme: Theme,
        pages: Sequence[Page] = PAGES,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self._pages = tuple(pages)
        self._made: dict[str, Pane] = {}
        self._person_id: int | None = None
        self._build()
        self._turn(0)

    @property
    def open_name(self) -> str:
        """The name of the page that is open."""
        return self._pages[self.tabs.currentIndex()].name

    @property
    def page(self) -> Pane:
        """The page that is open."""
        return self._made[self.open_name]

    def open(self, name: str) -> Pane:
        """Turn to a page, or stay where there is none of this name."""
        for place, page in enumerate(self._pages):
            if page.name == name:
                self.tabs.setCurrentIndex(place)
        return self.page

    def open_kind(self, kind: Callable[..., P]) -> P:
        """Turn to the page that is made by `kind`."""
        return cast(P, self.open(next(page.name for page in self._pages if page.make is kind)))

    def turn_by(self, step: int) -> None:
        """Turn so many pages on, around, ready to work there."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(self._pages))
        self.page.take_focus()

    # ------------------------------------------------------------------------------- as one pane

    def show_person(self, person_id: int | None) -> None:
        self._person_id = person_id
        for page in self._made.values():
            page.show_person(person_id)
        self._tell_counts()

    def apply(self, changes: Changes) -> None:
        for page in self._made.values():
            page.apply(changes)
        if changes.touches_person(self._person_id):
            self._tell_counts()

    def take_focus(self) -> None:
        self.page.take_focus()

    def log(self) -> bool:
        """Where the page that is open takes no log, it is the first one that does."""
        return self.page.log() or self.open(self._pages[0].name).log()

    def finish(self) -> bool:
        return all(page.finish() for page in self._made.values())

    def needed_height(self) -> int:
        tabs = 0 if self._row.isHidden() else self._row.sizeHint().height()
        return tabs + self.page.needed_height()

    # ---------------------------------------------------------------------------------- the parts

    def _turn(self, place: int) -> None:
        line = self._pages[place]
        page = self._made.get(line.name)
        if page is None:
            page = self._made[line.name] = line.make(self.bridge, self.actions_table, self.theme)
            page.wants_front.connect(lambda: self.open(line.name))
            self.speak_for(page)
            page.show_person(self._person_id)
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.turned.emit()

    def _tell_counts(self) -> None:
        """The numbers on the tabs, of whoever is in front."""
        if len(self._pages) == 1:
            return
        for place, page in enumerate(self._pages):
            count = 0
            if page.count is not None and self._person_id is not None:
                count = page.count(self.bridge, self._person_id)
            self.tabs.setTabText(place, f"{page.title}  {count:,}" if count else page.title)
            spoken = f"{page.title}, {count:,}" if count else page.title
            self.tabs.setAccessibleTabName(place, spoken)

    def _build(self) -> None:
        px = self.theme.px
        self.setAccessibleName("Pages of this person")
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Pages of this person")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        with QSignalBlocker(self.tabs):
            for page in self._pages:
                self.tabs.addTab(page.title)
        self.tabs.currentChanged.connect(self._turn)
        self._stack = QStackedWidget()
        self._row = QWidget()
        row = QVBoxLayout(self._row)
        row.setContentsMargins(px(16), px(4), px(16), 0)
        row.addWidget(self.tabs)
        self._row.setVisible(len(self._pages) > 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._row)
        column.addWidget(self._stack, 1)
        for action_id, step in ((ActionId.NEXT_PAGE, 1), (ActionId.PREVIOUS_PAGE, -1)):
            action = self.actions_table[action_id]
            action.setEnabled(len(self._pages) > 1)
            action.triggered.connect(lambda _=False, by=step: self._on_turn(by))

    def _on_turn(self, step: int) -> None:
        self.wants_front.emit()
        self.turn_by(step)
