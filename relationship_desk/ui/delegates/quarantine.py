"""A card that could not be read, in a list: where it stood, and why."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from relationship_desk.desk.transfer.quarantine import card_name
from relationship_desk.domain.text import one_line
from relationship_desk.store.cards import Quarantined
from relationship_desk.ui.delegates.base import Index, RowDelegate
from relationship_desk.ui.plain import visible
from relationship_desk.ui.rows import ROW_ROLE
from relationship_desk.ui.theme import Theme


def where_words(card: Quarantined) -> str:
    """ "people.vcf, card 3, lines 12 to 30", with the name it seems to hold."""
    several = f"lines {card.first_line:,} to {card.last_line:,}"
    lines = several if card.last_line > card.first_line else f"line {card.first_line:,}"
    number = f"card {card.number:,}, " if card.number else ""
    name = card_name(card.original)
    whose = f": {visible(name)}" if name else ""
    return f"{visible(one_line(card.source, 80))}, {number}{lines}{whose}"


class QuarantineDelegate(RowDelegate):
    """All rows of one height."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(theme, view)
        self._size = QSize(theme.px(160), theme.px(48))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        card: Quarantined | None = index.data(ROW_ROLE)
        if card is None:
            return
        px, rect = self.theme.px, QRect(option.rect)
        self.paint_ground(painter, option, rect)
        left, right = rect.x() + px(16), rect.right() - px(12)
        first, second = self.body_metrics.height(), self.small_metrics.height()
        top = rect.y() + (rect.height() - first - second - px(2)) // 2
        line = QRect(left, top, right - left, first)
        self.paint_text(painter, line, where_words(card), self.body, self.body_metrics, "text")
        below = QRect(left, top + first + px(2), right - left, second)
        self.paint_text(painter, below, card.message, self.small, self.small_metrics, "quiet")

    def whole(self, card: Quarantined) -> str:
        return f"{where_words(card)}\n{card.message}"
