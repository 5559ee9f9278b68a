"""A line about somebody's connections: an icon for its kind, a title, what stands below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from relationship_desk.ui.connections.lines import ConnectionLine, Part
from relationship_desk.ui.delegates.base import Index, RowDelegate
from relationship_desk.ui.rows import HEADING_ROLE, ROW_ROLE
from relationship_desk.ui.theme import Theme

_ICONS = {
    Part.RELATION: "link",
    Part.PROPOSAL: "question",
    Part.BESIDE: "people",
    Part.WAY: "path",
    Part.NOTE: "info",
}


class ConnectionDelegate(RowDelegate):
    """Rows as high as what they say; each further line is one line, cut where it is too long."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(theme, view)
        self._heading = theme.px(28)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        line: ConnectionLine | None = index.data(ROW_ROLE)
        px = self.theme.px
        below = len(line.below) if line is not None else 0
        height = px(14) + self.body_metrics.height() + below * (self.small_metrics.height() + px(2))
        return QSize(px(160), height + (self._heading if index.data(HEADING_ROLE) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        line: ConnectionLine | None = index.data(ROW_ROLE)
        if line is None:
            return
        px, rect = self.theme.px, QRect(option.rect)
        if heading := index.data(HEADING_ROLE):
            place = QRect(rect.x() + px(16), rect.y(), rect.width() - px(32), self._heading)
            self.paint_text(painter, place, heading, self.small, self.small_metrics, "quiet")
            rect.setTop(rect.top() + self._heading)
        self.paint_ground(painter, option, rect)
        side, first, second = px(18), self.body_metrics.height(), self.small_metrics.height()
        top = rect.y() + px(7)
        icon = QRect(rect.x() + px(16), top + (first - side) // 2, side, side)
        self.paint_icon(painter, icon, _ICONS[line.part], "quiet")
        left = icon.right() + px(10)
        row = QRect(left, top, rect.right() - px(14) - left, first)
        took = self.paint_text(
            painter, row, line.aside, self.small, self.small_metrics, "quiet", right=True
        )
        row.setRight(row.right() - (took + px(12) if took else 0))
        self.paint_text(painter, row, line.title, self.body, self.body_metrics, "text")
        for words in line.below:
            top += (second if top > rect.y() + px(7) else first) + px(2)
            below = QRect(left, top, rect.right() - px(14) - left, second)
            self.paint_text(painter, below, words, self.small, self.small_metrics, "quiet")

    def whole(self, line: ConnectionLine) -> str:
        return "\n".join(part for part in (line.title, line.aside, *line.below) if part)
