"""A pane with leaves: a row of tabs, and the leaf that is open.

Invariant: a leaf that was never turned to does not exist; the others are told everything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.domain.changes import Changes
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.tab_row import TabRow

P = TypeVar("P", bound=Pane)


@dataclass(frozen=True, slots=True)
class Leaf:
    """`name` names it for ever, `title` is on its tab."""

    name: str
    title: str
    make: Callable[[Bridge, Actions, Theme], Pane]


class Book(Pane):
    """With a single leaf there are no tabs. `spoken` is what the row of tabs is called."""

    turned = Signal()  # another leaf is open

    def __init__(
        self,
        bridge: Bridge,
        actions: Actions,
        theme: Theme,
        leaves: Sequence[Leaf],
        spoken: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self.leaves = tuple(leaves)
        self._made: dict[str, Pane] = {}
        self._build(spoken)
        self._turn(0)

    @property
    def open_name(self) -> str:
        """The name of the leaf that is open."""
        return self.leaves[self.tabs.currentIndex()].name

    @property
    def page(self) -> Pane:
        """The leaf that is open."""
        return self._made[self.open_name]

    def open(self, name: str) -> Pane:
        """Turn to a leaf, or stay where there is none of this name."""
        for place, leaf in enumerate(self.leaves):
            if leaf.name == name:
                self.tabs.setCurrentIndex(place)
        return self.page

    def open_kind(self, kind: Callable[..., P]) -> P:
        """Turn to the leaf that is made by `kind`."""
        return cast(P, self.open(next(leaf.name for leaf in self.leaves if leaf.make is kind)))

    def tell_counts(self, counts: Sequence[int]) -> None:
        """The numbers on the tabs, in their order; 0 shows none."""
        for place, (leaf, count) in enumerate(zip(self.leaves, counts, strict=True)):
            self.tabs.setTabText(place, f"{leaf.title}  {count:,}" if count else leaf.title)
            spoken = f"{leaf.title}, {count:,}" if count else leaf.title
            self.tabs.setAccessibleTabName(place, spoken)
        self.tabs.fit()

    # ------------------------------------------------------------------------------- as one pane

    def apply(self, changes: Changes) -> None:
        for leaf in self._made.values():
            leaf.apply(changes)

    def show_person(self, person_id: int | None) -> None:
        for leaf in self._made.values():
            leaf.show_person(person_id)

    def take_focus(self) -> None:
        self.page.take_focus()

    def turn(self, step: int) -> bool:
        if len(self.leaves) == 1:
            return False
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(self.leaves))
        self.page.take_focus()
        return True

    def log(self) -> bool:
        return self.page.log()

    def finish(self) -> bool:
        return all(leaf.finish() for leaf in self._made.values())

    def needed_height(self) -> int:
        tabs = 0 if self._row.isHidden() else self._row.sizeHint().height()
        return tabs + self.page.needed_height()

    # ---------------------------------------------------------------------------------- the parts

    def begin(self, leaf: Pane) -> None:
        """A leaf was made: what it must know before it is seen."""

    def _turn(self, place: int) -> None:
        leaf = self.leaves[place]
        pane = self._made.get(leaf.name)
        if pane is None:
            pane = self._made[leaf.name] = leaf.make(self.bridge, self.actions_table, self.theme)
            pane.wants_front.connect(lambda: self.open(leaf.name))
            self.speak_for(pane)
            self.begin(pane)
            self._stack.addWidget(pane)
        self._stack.setCurrentWidget(pane)
        self.turned.emit()

    def _build(self, spoken: str) -> None:
        px = self.theme.px
        self.setAccessibleName(spoken)
        self.tabs = TabRow()
        self.tabs.setAccessibleName(spoken)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        with QSignalBlocker(self.tabs):
            for leaf in self.leaves:
                self.tabs.addTab(leaf.title)
        self.tabs.currentChanged.connect(self._turn)
        self._stack = QStackedWidget()
        self._row = QWidget()
        row = QVBoxLayout(self._row)
        row.setContentsMargins(px(16), px(4), px(16), 0)
        row.addWidget(self.tabs)
        self._row.setVisible(len(self.leaves) > 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self._row)
        self.column.addWidget(self._stack, 1)
