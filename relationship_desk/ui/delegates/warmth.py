"""One contact behind the warmth of somebody: what it was, how long ago, and what it adds."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from relationship_desk.domain.dates import exact_date
from relationship_desk.domain.warmth import WarmthPart
from relationship_desk.ui.delegates.base import Index, RowDelegate
from relationship_desk.ui.rows import ROW_ROLE
from relationship_desk.ui.theme import Theme


def describe_part(part: WarmthPart, today: date) -> str:
    """The row as one sentence, for screen readers."""
    return ", ".join(words for words in (part.words(today), part.text) if words)


class WarmthDelegate(RowDelegate):
    """What it was and what it adds in the first line, what was said in the second."""

    def __init__(self, theme: Theme, view: QListView, today: date) -> None:
        super().__init__(theme, view)
        self.today = today

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        part: WarmthPart | None = index.data(ROW_ROLE)
        second = self.small_metrics.height() + self.theme.px(2) if part and part.text else 0
        return QSize(
            self.theme.px(200), self.theme.px(14) + self.body_metrics.height() + second
        )  # fmt: skip

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        part: WarmthPart | None = index.data(ROW_ROLE)
        if part is None:
            return
        px, rect = self.theme.px, QRect(option.rect)
        self.paint_ground(painter, option, rect)
        line = QRect(
            rect.x() + px(16), rect.y() + px(7), rect.width() - px(32), self.body_metrics.height()
        )  # fmt: skip
        what, adds = part.words(self.today).rsplit(": ", 1)
        took = self.paint_text(
            painter, line, adds, self.body, self.body_metrics, "text", right=True
        )  # fmt: skip
        rest = line.adjusted(0, 0, -took - px(12), 0)
        self.paint_text(painter, rest, what, self.body, self.body_metrics, "text")
        below = QRect(line.x(), line.bottom() + px(2), line.width(), self.small_metrics.height())
        self.paint_text(painter, below, part.text, self.small, self.small_metrics, "quiet")

    def whole(self, part: WarmthPart) -> str:
        told = (part.words(self.today), exact_date(part.on), part.text)
        return "\n".join(words for words in told if words)
