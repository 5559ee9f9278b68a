"""One column of the board: a heading, its cards, and the drags between columns.

Invariant: a card that is dropped moves nothing by itself; the board is asked, and the facts decide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from relationship_desk.domain.follow_up import Stage
from relationship_desk.store.encounters import Card
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.models.rows import Index, RowsModel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.labels import SectionHeading

CARD_TYPE = "application/x-relationship-desk-card"


class CardList(QListView):
    """`key` carries a key with its modifiers, `dropped` the id of a card, `menu` where to open."""

    key = Signal(int, bool)  # the key, and whether Shift was held
    dropped = Signal(int)
    menu = Signal(QPoint)

    def __init__(self, taken: frozenset[Qt.Key]) -> None:
        super().__init__()
        self._taken = taken

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        other = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if not other and Qt.Key(event.key()) in self._taken:
            self.key.emit(event.key(), shift)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu.emit(below if by_key else event.globalPos())

    def startDrag(self, actions: Qt.DropAction, /) -> None:
        index = self.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsDragEnabled:
            drag = QDrag(self)
            drag.setMimeData(self.model().mimeData([index]))
            drag.setPixmap(self.viewport().grab(self.visualRect(index)))
            drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        self._accept(event)

    def dragMoveEvent(self, event: QDragMoveEvent, /) -> None:
        self._accept(event)

    def dropEvent(self, event: QDropEvent, /) -> None:
        if not event.mimeData().hasFormat(CARD_TYPE):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self.dropped.emit(int(bytes(event.mimeData().data(CARD_TYPE).data())))

    def _accept(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(CARD_TYPE):
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.ignore()


class CardRows(RowsModel[Card]):
    """Cards, which can be dragged where it is clear whom they are about."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and not self.rows[index.row()].is_draft:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        return [CARD_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex], /) -> QMimeData:
        data = QMimeData()
        for index in indexes:
            data.setData(CARD_TYPE, str(self.rows[index.row()].row.id).encode())
        return data


class BoardColumn(QWidget):
    """The cards of one stage."""

    def __init__(
        self,
        theme: Theme,
        stage: Stage,
        line: Callable[[Card], Line],
        describe: Callable[[Card], str],
        taken: frozenset[Qt.Key],
        width: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.stage = stage
        self.setMinimumWidth(theme.px(width))
        self.list = CardList(taken)
        prepare_list(self.list, stage.words, uniform=False)
        self.list.setDragEnabled(True)
        self.list.setAcceptDrops(True)
        self.list.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.rows = CardRows(describe, parent=self, key=lambda card: card.row.id)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(LineDelegate(theme, self.list, line))
        self.heading = SectionHeading(stage.words)
        self.heading.setContentsMargins(theme.px(8), theme.px(6), theme.px(4), theme.px(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)

    def show_cards(self, cards: list[Card]) -> None:
        """List these."""
        self.rows.set_rows(cards)
        self.heading.set_count(len(cards) or None)
        words = f"{self.stage.words}, {len(cards)}"
        self.list.setAccessibleName(words)

    def current(self) -> Card | None:
        """The card under the cursor."""
        index = self.list.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def go_to(self, encounter_id: int | None = None) -> bool:
        """Put the cursor on a card, or on the first one; False where there is none."""
        for place, card in enumerate(self.rows.rows):
            if encounter_id is None or card.row.id == encounter_id:
                self.list.setCurrentIndex(self.rows.index(place))
                return True
        return False
