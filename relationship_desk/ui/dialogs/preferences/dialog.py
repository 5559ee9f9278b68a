"""The preferences dialog: takes a `Preferences` value and says, page by page, what is to change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.domain.preferences import Preferences
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.dialogs.preferences.page import Around, Page
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme

P = TypeVar("P", bound=Page)


class PreferencesDialog(QDialog):
    """Pages at the left, one of them at the right; after `accepted`, `changes` are wanted."""

    def __init__(
        self,
        around: Around,
        preferences: Preferences,
        pages: Sequence[type[Page]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme: Theme = around.theme
        self._given = preferences
        self.setWindowTitle("Preferences")
        self.pages = [page(around, preferences) for page in pages]
        self._build()
        self.list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.list.setCurrentRow(0)
        self._draw_icons()
        self._theme.changed.connect(self._draw_icons)

    def page(self, kind: type[P]) -> P:
        """The page of this kind."""
        return next(page for page in self.pages if isinstance(page, kind))

    def show_page(self, title: str) -> None:
        """Put the page with this title in front."""
        self.list.setCurrentRow([page.title for page in self.pages].index(title))

    def changes(self) -> dict[str, Any]:
        """What the fields say otherwise than what was given, by the names of `Preferences`."""
        said = {name: value for page in self.pages for name, value in page.changes().items()}
        return {n: value for n, value in said.items() if value != getattr(self._given, n)}

    def accept(self) -> None:
        """Close only where all words in use mean something; else go to those that do not."""
        for place, page in enumerate(self.pages):
            field = page.unclear()
            if field is not None:
                self.list.setCurrentRow(place)
                field.complain()
                field.setFocus()
                return
        super().accept()

    def _build(self) -> None:
        px = self._theme.px
        self.list = QListWidget()
        prepare_list(self.list, "Pages", uniform=True)
        self.list.setIconSize(QSize(px(20), px(20)))
        self.list.setProperty("pages", True)
        self.list.setSpacing(px(1))
        longest = 0
        for page in self.pages:
            QListWidgetItem(page.title, self.list).setSizeHint(QSize(0, px(36)))
            longest = max(longest, self.list.fontMetrics().horizontalAdvance(page.title))
        self.list.setFixedWidth(longest + px(64))
        self._stack = QStackedWidget()
        for page in self.pages:
            self._stack.addWidget(self._scrolled(page))
        framed = QFrame()
        framed.setProperty("pane", "card")
        inside = QVBoxLayout(framed)
        inside.setContentsMargins(px(24), px(16), px(8), px(16))
        inside.addWidget(self._stack)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Save).setProperty("kind", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(self.list)
        row.addWidget(framed, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(16))
        column.addLayout(row, 1)
        column.addWidget(buttons)
        room = self.screen().availableSize() - QSize(px(32), px(64))
        self.resize(QSize(px(760), px(600)).boundedTo(room))

    def _scrolled(self, page: Page) -> QScrollArea:
        """The page under its title, in a room that scrolls where the screen is small."""
        px = self._theme.px
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(16), 0)
        column.setSpacing(px(16))
        column.addWidget(PlainLabel(page.title, size="large"))
        column.addWidget(page)
        column.addStretch(1)
        room = QScrollArea()
        room.setWidget(inside)
        room.setWidgetResizable(True)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        room.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return room

    def _draw_icons(self) -> None:
        for place, page in enumerate(self.pages):
            self.list.item(place).setIcon(self._theme.icon(page.icon))
