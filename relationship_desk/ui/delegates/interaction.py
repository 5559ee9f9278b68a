"""An entry of the timeline: what kind of contact, with whom, when, and what was said.

A row is as high as its text, three lines at most; the first row of a day carries the day.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from relationship_desk.clock import Clock, today
from relationship_desk.domain.dates import date_in_words, exact_date
from relationship_desk.store.timeline import InteractionRow
from relationship_desk.ui.delegates.base import Index, RowDelegate, wrapped
from relationship_desk.ui.icons import channel_icon
from relationship_desk.ui.rows import (
    HEADING_ROLE,
    ROW_ROLE,
    aside_words,
    clock_words,
    interaction_line,
)
from relationship_desk.ui.theme import Theme

_LINES = 3


class InteractionDelegate(RowDelegate):
    """The clock is asked at every paint, so that "yesterday" stays true past midnight.

    `subject` is the person in whose own timeline the rows stand, and whose name goes unsaid;
    `kindnesses` says of entries that tell of one how it was thanked for.
    """

    subject: int | None = None

    def __init__(self, theme: Theme, view: QListView, clock: Clock) -> None:
        super().__init__(theme, view)
        self._clock = clock
        self.kindnesses: dict[int, str] = {}
        self._font_key = self.body.toString()
        self._left = theme.px(56)
        self._right = theme.px(16)
        self._heading = theme.px(40)
        self._first = max(self.small_metrics.height(), theme.px(16))
        self._line = self.body_metrics.height() + theme.px(1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        row: InteractionRow | None = index.data(ROW_ROLE)
        px = self.theme.px
        height = px(8) + self._first + px(8)
        if index.data(HEADING_ROLE):
            height += self._heading
        if row is not None and row.text:
            width = self.view.viewport().width()
            height += px(2) + len(self._lines(row.text, width)) * self._line
        return QSize(px(160), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        row: InteractionRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        px = self.theme.px
        rect = QRect(option.rect)
        if index.data(HEADING_ROLE):
            self._paint_day(painter, rect, row.on)
            rect.setTop(rect.top() + self._heading)
        self.paint_ground(painter, option, rect)
        side = px(16)
        icon = QRect(rect.x() + px(24), rect.y() + px(8) + (self._first - side) // 2, side, side)
        self.paint_icon(painter, icon, channel_icon(row.channel), "accent")
        left, right = rect.x() + self._left, rect.right() - self._right
        first = QRect(left, rect.y() + px(8), right - left, self._first)
        if row.time is not None:
            clock = clock_words(row.time)
            self.paint_text(
                painter, first, clock, self.small, self.small_metrics, "quiet", right=True
            )
            first.setRight(right - self.small_metrics.horizontalAdvance(clock) - px(8))
        words = (interaction_line(row, self.subject), aside_words(row))
        line = "  ·  ".join(part for part in words if part)
        took = self.paint_text(painter, first, line, self.small, self.small_metrics, "quiet")
        kindness = self.kindnesses.get(row.id)
        if kindness:
            self._paint_kindness(painter, first.adjusted(took + px(8), 0, 0, 0), kindness)
        if row.text:
            ahead = row.on > today(self._clock)
            self._paint_words(painter, rect, row.text, "quiet" if ahead else "text")

    def _paint_kindness(self, painter: QPainter, room: QRect, words: str) -> None:
        side = self.theme.px(14)
        top = room.y() + (room.height() - side) // 2
        self.paint_icon(painter, QRect(room.x(), top, side, side), "kindness", "accent")
        room.adjust(side + self.theme.px(4), 0, 0, 0)
        self.paint_text(painter, room, words, self.small, self.small_metrics, "quiet")

    def whole(self, row: InteractionRow) -> str:
        when = exact_date(row.on)
        if row.time is not None:
            when = f"{when}, {clock_words(row.time)}"
        return "\n".join(
            p for p in (when, interaction_line(row), aside_words(row), row.text[:2000]) if p
        )

    def _paint_day(self, painter: QPainter, rect: QRect, day: date) -> None:
        words = date_in_words(day, today(self._clock))
        place = QRect(rect.x() + self.theme.px(24), rect.y(), rect.width(), self._heading)
        place.setRight(rect.right() - self._right)
        place.adjust(0, self.theme.px(8), 0, 0)
        self.paint_heading(painter, place, words[:1].upper() + words[1:], exact_date(day))

    def _paint_words(self, painter: QPainter, rect: QRect, text: str, role: str) -> None:
        px = self.theme.px
        painter.setFont(self.body)
        painter.setPen(self.theme.colour(role))
        top = rect.y() + px(8) + self._first + px(2)
        room = rect.width() - self._left - self._right
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for line in self._lines(text, rect.width()):
            place = QRect(rect.x() + self._left, top, room, self._line)
            painter.drawText(place, flags | Qt.TextFlag.TextSingleLine, line)
            top += self._line

    def _lines(self, text: str, width: int) -> tuple[str, ...]:
        room = max(width - self._left - self._right, self.theme.px(64))
        return wrapped(text, self._font_key, room, _LINES)
