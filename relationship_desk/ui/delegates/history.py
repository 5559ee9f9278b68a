"""One thing that was done: what, when, and whether it still holds."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from relationship_desk.clock import Clock
from relationship_desk.domain.dates import exact_date
from relationship_desk.store.history import HistoryRow
from relationship_desk.ui.delegates.base import Index, RowDelegate
from relationship_desk.ui.rows import ROW_ROLE, clock_words, moment_words
from relationship_desk.ui.theme import Theme

# Icon, and words where it does not simply hold.
_LOOKS = {
    "done": ("done", ""),
    "undone": ("undo", "taken back"),
    "discarded": ("undo", "taken back, and overtaken since"),
    "pruned": ("history", "too old to be taken back"),
}


def can_be_undone(row: HistoryRow) -> bool:
    """Whether Undo can take it back now."""
    return row.state == "done" and row.undoable


def state_words(row: HistoryRow) -> str:
    """What became of it, where it does not simply hold; else empty."""
    words = _LOOKS.get(row.state, ("done", row.state))[1]
    return words or ("" if row.undoable else "cannot be taken back")


def describe_history(row: HistoryRow, clock: Clock) -> str:
    """The row as one sentence, for screen readers."""
    parts = (row.label, moment_words(row.at, clock), state_words(row))
    return ", ".join(part for part in parts if part)


class HistoryDelegate(RowDelegate):
    """What was taken back is struck out, and says so in words."""

    def __init__(self, theme: Theme, view: QListView, clock: Clock) -> None:
        super().__init__(theme, view)
        self._clock = clock
        self._struck = QFont(self.body)
        self._struck.setStrikeOut(True)
        self._size = QSize(theme.px(200), theme.px(48))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        row: HistoryRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        px, rect = self.theme.px, QRect(option.rect)
        self.paint_ground(painter, option, rect)
        holds = row.state in ("done", "pruned")
        side = px(18)
        place = QRect(rect.x() + px(16), rect.y() + (rect.height() - side) // 2, side, side)
        icon = _LOOKS.get(row.state, ("done", ""))[0]
        self.paint_icon(painter, place, icon, "accent" if can_be_undone(row) else "quiet")
        left, right = place.right() + px(12), rect.right() - px(16)
        first, second = self.body_metrics.height(), self.small_metrics.height()
        top = rect.y() + (rect.height() - first - second - px(2)) // 2
        font = self.body if holds else self._struck
        role = "text" if can_be_undone(row) else "quiet"
        line = QRect(left, top, right - left, first)
        self.paint_text(painter, line, row.label, font, self.body_metrics, role)
        below = QRect(left, top + first + px(2), right - left, second)
        words = " · ".join(p for p in (moment_words(row.at, self._clock), state_words(row)) if p)
        self.paint_text(painter, below, words, self.small, self.small_metrics, "quiet")

    def whole(self, row: HistoryRow) -> str:
        wall = row.at.astimezone(self._clock.zone())
        when = f"{exact_date(wall.date())}, {clock_words(wall.time())}"
        return "\n".join(p for p in (row.label, when, state_words(row)) if p)
