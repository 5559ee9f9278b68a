"""The gift desk: ideas, what is planned, what was given and what came, of everybody."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from relationship_desk.domain.changes import Changes
from relationship_desk.domain.text import fold
from relationship_desk.store.gifts import GiftRow, gift_rows
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.appreciation.opening import AppreciationDialogs
from relationship_desk.ui.appreciation.sections import gift_section, in_gift_order
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.base import LazyPane
from relationship_desk.ui.theme import Theme


class GiftsLeaf(LazyPane):
    """Found by words of the gift, its occasion or whom it is for."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        dialogs = AppreciationDialogs(bridge, theme, self.message.emit, self)
        self.search = QLineEdit()
        self.search.setAccessibleName("Find in gifts")
        self.search.setPlaceholderText("Find")
        self.search.setClearButtonEnabled(True)
        self.received = QPushButton("Something came…")
        self.received.setToolTip("Note a gift for you, and thank for it")
        self.received.clicked.connect(lambda _=False: dialogs.gift_received())
        self.section = gift_section(
            bridge, theme, dialogs, self.message.emit, go=self.person_chosen.emit, fills=True
        )
        self.section.add_wanted.connect(dialogs.gift_idea)
        px = theme.px
        row = QHBoxLayout()
        row.setContentsMargins(px(16), px(8), px(16), px(4))
        row.setSpacing(px(8))
        row.addWidget(self.search, 1)
        row.addWidget(self.received)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.section, 1)
        self.search.textChanged.connect(lambda _: self.read())
        self.search.returnPressed.connect(self.section.take_focus)

    def concerns(self, changes: Changes) -> bool:
        return changes.touches("gift", "person")

    def read(self) -> None:
        wanted = fold(self.search.text()).split()
        rows = [
            row
            for row in in_gift_order(gift_rows(self.bridge.reader))
            if all(word in _folded(row) for word in wanted)
        ]
        self.section.show_rows(rows, searched=bool(wanted))

    def take_focus(self) -> None:
        self.section.take_focus()

    def show_thing(self, thing_id: int) -> bool:
        self.search.clear()
        self.read()
        return self.section.go_to(thing_id)


def _folded(row: GiftRow) -> str:
    return fold(f"{row.text} {row.occasion} {row.person_name} {row.note}")
