"""The notification log: every popup, which way it took and what became of it, newest first."""

from __future__ import annotations

from PySide6.QtCore import QSize
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

from relationship_desk.domain.changes import Changes
from relationship_desk.store.popup_log import LogKey, LogRow, popup_log
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.delegates.popup_log import PopupLogDelegate, describe_popup
from relationship_desk.ui.models.rows import FeedModel
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.empty_state import EmptyState


class PopupLogDialog(QDialog):
    """Follows what happens while it is open; the desk stays usable beside it."""

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme = bridge, theme
        self.setWindowTitle("Notification log")
        self._build()
        self.reload()
        if self.model.rows:
            self.list.setCurrentIndex(self.model.index(0))
        bridge.changed.connect(self._apply)
        self.finished.connect(self.deleteLater)

    def reload(self) -> None:
        """Read it anew."""
        self.model.reload()
        self._stack.setCurrentWidget(self.list if self.model.rows else self.empty)

    def _apply(self, changes: Changes) -> None:
        if changes.deliveries or changes.everything:
            self.reload()

    def _page(self, before: LogKey | None, limit: int) -> list[LogRow]:
        return popup_log(self._bridge.reader, before, limit)

    def _build(self) -> None:
        px, theme, clock = self._theme.px, self._theme, self._bridge.clock
        self.list = QListView()
        prepare_list(self.list, "Notifications", uniform=False)
        self.model = FeedModel[LogRow](
            self._page, lambda row: describe_popup(row, clock), lambda _row, _before: None, self
        )
        self.list.setModel(self.model)
        self.list.setItemDelegate(PopupLogDelegate(theme, self.list, clock))
        self.empty = EmptyState(
            theme,
            "reminder",
            "No reminder has come yet",
            "Every popup is listed here: when, which way it took, and what became of it.",
        )
        framed = QFrame()
        framed.setProperty("pane", "card")
        self._stack = QStackedLayout(framed)
        self._stack.setContentsMargins(1, px(4), 1, px(4))
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel("Notification log", size="large"))
        column.addWidget(
            PlainLabel(
                "“Shown” means handed over to your desktop; no program can tell whether you saw "
                "it. What is not done waits in the inbox.",
                tone="quiet",
                wrap=True,
            )
        )
        column.addWidget(framed, 1)
        column.addSpacing(px(8))
        column.addLayout(buttons)
        self.resize(QSize(px(600), px(520)))
        self.list.setFocus()
