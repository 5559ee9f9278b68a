"""Two people who may be one: their names, and how likely it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from relationship_desk.desk.duplicates.evidence import Pair, score_words
from relationship_desk.ui.delegates.base import Index, RowDelegate
from relationship_desk.ui.rows import ROW_ROLE
from relationship_desk.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair with the two names."""

    pair: Pair
    one: str
    other: str

    @property
    def id(self) -> tuple[int, int]:
        return self.pair.person_id, self.pair.other_id

    @property
    def title(self) -> str:
        """One name where both are called so, else both."""
        return self.one if self.one == self.other else f"{self.one} and {self.other}"

    @property
    def likely(self) -> str:
        """The score in words: "Very likely the same"."""
        words = score_words(self.pair.score)
        return f"{words[:1].upper()}{words[1:]} the same"


def describe_pair(row: PairRow) -> str:
    """The row as one sentence, for screen readers."""
    return f"{row.title}. {row.likely}. {' '.join(row.pair.reasons)}"


class PairDelegate(RowDelegate):
    """All rows of one height."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(theme, view)
        self._size = QSize(theme.px(200), theme.px(48))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        row: PairRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        px, rect = self.theme.px, QRect(option.rect)
        self.paint_ground(painter, option, rect)
        left, width = rect.x() + px(16), rect.width() - px(32)
        first, second = self.body_metrics.height(), self.small_metrics.height()
        top = rect.y() + (rect.height() - first - second - px(2)) // 2
        line = QRect(left, top, width, first)
        self.paint_text(painter, line, row.title, self.body, self.body_metrics, "text")
        below = QRect(left, top + first + px(2), width, second)
        self.paint_text(painter, below, row.likely, self.small, self.small_metrics, "quiet")

    def whole(self, row: PairRow) -> str:
        return "\n".join((row.title, row.likely, *row.pair.reasons))
