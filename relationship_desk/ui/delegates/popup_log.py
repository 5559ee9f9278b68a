"""One thing that became of a popup: what it said, which way it took, when, and its outcome."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from relationship_desk.clock import Clock
from relationship_desk.desk.ports import Fate, Reply
from relationship_desk.domain.dates import exact_date
from relationship_desk.notifiers.words import REPLY_WORDS, TITLES
from relationship_desk.store.popup_log import LogRow
from relationship_desk.ui.delegates.base import Index, RowDelegate
from relationship_desk.ui.rows import ROW_ROLE, clock_words, moment_words
from relationship_desk.ui.theme import Theme

# Icon, its colour, and words. That it was handed over is all that can be known of "shown".
_LOOKS: dict[str, tuple[str, str, str]] = {
    Fate.SHOWN: ("reminder", "accent", "shown"),
    Fate.FAILED: ("warning", "danger", "not shown"),
    Fate.ANSWERED: ("done-circle", "success", "answered"),
    Fate.DISMISSED: ("close", "quiet", "closed by you"),
    Fate.EXPIRED: ("clock", "quiet", "closed by itself"),
    Fate.WITHDRAWN: ("undo", "quiet", "taken away, no longer needed"),
}


def outcome_words(row: LogRow) -> str:
    """What became of it: "shown, after 3 failures", "clicked “Done”", "not shown, 12 times"."""
    words = _LOOKS.get(row.fate, ("info", "quiet", row.fate))[2]
    if row.fate == Fate.ANSWERED:
        said = REPLY_WORDS.get(Reply(row.reply)) if row.reply in tuple(Reply) else row.reply
        words = f"clicked “{said}”"
    elif row.fate == Fate.SHOWN and row.tried_before:
        words += f", after {row.tried_before:,} failure{'s' if row.tried_before > 1 else ''}"
    elif row.tries > 1:
        words += f", {row.tries:,} times"
    return words


def way_words(row: LogRow) -> str:
    """Which way it took, as people call it."""
    return TITLES.get(row.backend, row.backend)


def describe_popup(row: LogRow, clock: Clock) -> str:
    """The row as one sentence, for screen readers."""
    parts = (row.title, outcome_words(row), way_words(row), moment_words(row.at, clock), row.reason)
    return ", ".join(part for part in parts if part)


class PopupLogDelegate(RowDelegate):
    """Two lines; what failed says why in a third."""

    def __init__(self, theme: Theme, view: QListView, clock: Clock) -> None:
        super().__init__(theme, view)
        self._clock = clock

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        row: LogRow | None = index.data(ROW_ROLE)
        third = self.small_metrics.height() + self.theme.px(2) if row and row.reason else 0
        return QSize(self.theme.px(200), self.theme.px(48) + third)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        row: LogRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        px, rect = self.theme.px, QRect(option.rect)
        self.paint_ground(painter, option, rect)
        icon, role, _ = _LOOKS.get(row.fate, ("info", "quiet", ""))
        side = px(18)
        self.paint_icon(painter, QRect(rect.x() + px(16), rect.y() + px(8), side, side), icon, role)
        left = rect.x() + px(16) + side + px(12)
        width = rect.right() - px(16) - left
        first, small = self.body_metrics.height(), self.small_metrics.height()
        top = rect.y() + px(6)
        self.paint_text(
            painter, QRect(left, top, width, first), row.title, self.body, self.body_metrics, "text"
        )
        lines = [
            " · ".join(
                part
                for part in (moment_words(row.at, self._clock), outcome_words(row), way_words(row))
                if part
            ),
            row.reason,
        ]
        top += first + px(2)
        for words in lines:
            line = QRect(left, top, width, small)
            self.paint_text(painter, line, words, self.small, self.small_metrics, "quiet")
            top += small + px(2)

    def whole(self, row: LogRow) -> str:
        wall = row.at.astimezone(self._clock.zone())
        when = f"{exact_date(wall.date())}, {clock_words(wall.time())}"
        return "\n".join(
            p for p in (row.title, when, outcome_words(row), way_words(row), row.reason) if p
        )
