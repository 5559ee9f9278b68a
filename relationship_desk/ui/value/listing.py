"""`Listing`: one list of the place Value, of everybody or of one person; and it as a leaf.

Invariant: what was done is said with a button that takes back exactly this.
"""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_desk.domain.changes import Changes
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.base import LazyPane
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from relationship_desk.ui.widgets.section import Section

R = TypeVar("R")


class Listing(QWidget, Generic[R]):
    """A subclass makes its section and says how its rows are read; `whose` None: everybody's.

    `message` carries what was done; `person_chosen` somebody to be put in front.
    """

    message = Signal(Message)
    person_chosen = Signal(int)

    def __init__(
        self, bridge: Bridge, theme: Theme, *, fills: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.bridge, self.theme = bridge, theme
        self.whose: int | None = None
        self.told = tell_done(bridge, self.message.emit)
        self.section = self.make(fills)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section, 1 if fills else 0)

    def make(self, fills: bool) -> Section[R]:
        """The section, with its verbs."""
        raise NotImplementedError

    def rows(self) -> list[R]:
        """What is listed now."""
        raise NotImplementedError

    def show_of(self, whose: int | None) -> None:
        """List what is this person's, or everybody's."""
        self.whose = whose
        self.read()

    def read(self) -> None:
        """List what is there now."""
        self.section.show_rows(self.rows())

    def is_of_everybody(self, _row: R) -> bool:
        """Whether a row is to say whose it is."""
        return self.whose is None


class ListLeaf(LazyPane):
    """A listing as a leaf of the place, with a sentence about what it is for."""

    listing_kind: ClassVar[type[Listing[Any]]]
    hint: ClassVar[str]
    tables: ClassVar[tuple[str, ...]]

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        px = theme.px
        self.listing = self.listing_kind(bridge, theme, fills=True)
        self.listing.message.connect(self.message)
        self.listing.person_chosen.connect(self.person_chosen)
        words = PlainLabel(self.hint, tone="quiet", wrap=True)
        words.setContentsMargins(px(24), px(12), px(24), px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(words)
        inset = QVBoxLayout()  # its rows begin where the words above begin
        inset.setContentsMargins(px(8), 0, px(8), 0)
        inset.addWidget(self.listing)
        column.addLayout(inset, 1)

    def read(self) -> None:
        self.listing.read()

    def concerns(self, changes: Changes) -> bool:
        return changes.touches(*self.tables)

    def take_focus(self) -> None:
        self.listing.section.take_focus()

    def show_thing(self, thing_id: int) -> bool:
        self.read()
        return self.listing.section.go_to(thing_id)
