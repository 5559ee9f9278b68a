"""What was done, newest first; any of it can be taken back, in any order."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from relationship_desk.domain.changes import Changes
from relationship_desk.store.history import HistoryRow, history
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.delegates.history import HistoryDelegate, can_be_undone, describe_history
from relationship_desk.ui.models.rows import RowsModel
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing
from relationship_desk.ui.widgets.bar import Bar, Message
from relationship_desk.ui.widgets.empty_state import EmptyState

_SHOWN = 500


class HistoryDialog(QDialog):
    """Enter or the button takes the chosen entry back; the desk stays usable beside it."""

    def __init__(
        self, bridge: Bridge, theme: Theme, undoing: Undoing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._undoing = bridge, theme, undoing
        self.setWindowTitle("History")
        self._build()
        self.reload()
        if self.model.rows:
            self.list.setCurrentIndex(self.model.index(0))
        self._offer()
        bridge.changed.connect(self._apply)
        self.finished.connect(self.deleteLater)

    def reload(self) -> None:
        """Read it anew; the chosen entry stays chosen."""
        index = self.list.currentIndex()
        chosen = self.model.rows[index.row()].id if index.isValid() else None
        rows = history(self._bridge.reader, _SHOWN)
        self.model.set_rows(rows)
        for place, row in enumerate(rows):
            if row.id == chosen:
                self.list.setCurrentIndex(self.model.index(place))
        self._stack.setCurrentWidget(self.list if rows else self.empty)
        self._offer()

    def undo_chosen(self) -> None:
        """Take the chosen entry back, and say here what stayed."""
        row = self._chosen()
        if row is not None and can_be_undone(row):
            self._undoing.undo(row.id, self._say)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete)
        ):
            self.undo_chosen()
            return True
        return False

    def _apply(self, _changes: Changes) -> None:
        self.reload()

    def _say(self, message: Message) -> None:
        # The history may have been closed before the writer answered.
        if isValid(self.bar):
            self.bar.tell(message)

    def _chosen(self) -> HistoryRow | None:
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def _offer(self) -> None:
        row = self._chosen()
        self.undo.setEnabled(row is not None and can_be_undone(row))

    def _build(self) -> None:
        px, theme = self._theme.px, self._theme
        clock = self._bridge.clock
        self.bar = Bar(theme)
        self.list = QListView()
        prepare_list(self.list, "What was done", uniform=True)
        self.model: RowsModel[HistoryRow] = RowsModel(
            lambda row: describe_history(row, clock), parent=self
        )
        self.list.setModel(self.model)
        self.list.setItemDelegate(HistoryDelegate(theme, self.list, clock))
        self.list.installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.empty = EmptyState(
            theme, "history", "Nothing was done yet", "Whatever you do is listed here."
        )
        framed = QFrame()
        framed.setProperty("pane", "card")
        self._stack = QStackedLayout(framed)
        self._stack.setContentsMargins(1, px(4), 1, px(4))
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self.undo = QPushButton("Take this back")
        self.undo.setProperty("kind", "primary")
        self.undo.clicked.connect(self.undo_chosen)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel("History", size="large"))
        column.addWidget(
            PlainLabel(
                "Any of it can be taken back. What was changed later stays as it is now.",
                tone="quiet",
                wrap=True,
            )
        )
        column.addWidget(self.bar)
        column.addWidget(framed, 1)
        column.addSpacing(px(8))
        column.addLayout(buttons)
        self.resize(QSize(px(560), px(520)))
        self.list.setFocus()

    def _on_current(self, _index: QModelIndex) -> None:
        self._offer()
