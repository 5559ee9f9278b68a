"""A card of an import before it is imported: whose it is, what becomes of it, and why."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from relationship_desk.desk.transfer.plan import PlannedRow
from relationship_desk.ui.delegates.base import Index, RowDelegate
from relationship_desk.ui.import_words import (
    VERDICT_ICONS,
    VERDICT_WORDS,
    row_details,
    row_line,
    row_title,
)
from relationship_desk.ui.rows import ROW_ROLE
from relationship_desk.ui.theme import Theme


def describe_planned(row: PlannedRow) -> str:
    """The row as one sentence, for screen readers."""
    return f"{row_title(row)}, {VERDICT_WORDS[row.verdict]}: {row_line(row)}"


class PlannedDelegate(RowDelegate):
    """All rows of one height; what becomes of the card stands at the right, in a word."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(theme, view)
        self._size = QSize(theme.px(200), theme.px(48))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        row: PlannedRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        px, rect = self.theme.px, QRect(option.rect)
        self.paint_ground(painter, option, rect)
        icon, role = VERDICT_ICONS[row.verdict]
        side = px(18)
        place = QRect(rect.x() + px(16), rect.y() + (rect.height() - side) // 2, side, side)
        self.paint_icon(painter, place, icon, role)
        left, right = place.right() + px(12), rect.right() - px(16)
        first, second = self.body_metrics.height(), self.small_metrics.height()
        top = rect.y() + (rect.height() - first - second - px(2)) // 2
        line = QRect(left, top, right - left, first)
        took = self.paint_text(
            painter, line, VERDICT_WORDS[row.verdict], self.small, self.small_metrics,
            role, right=True,
        )  # fmt: skip
        line.setRight(right - took - px(12))
        self.paint_text(painter, line, row_title(row), self.body, self.body_metrics, "text")
        below = QRect(left, top + first + px(2), right - left, second)
        self.paint_text(painter, below, row_line(row), self.small, self.small_metrics, "quiet")

    def whole(self, row: PlannedRow) -> str:
        told = [f"{label}: {text}" for label, text in row_details(row)]
        return "\n".join((row_title(row), *told))
