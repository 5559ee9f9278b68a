"""A promise in a list: a circle to tick, what was promised, by when and with whom."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from relationship_desk.clock import Clock, today
from relationship_desk.domain.dates import date_in_words, exact_date
from relationship_desk.store.promises import PromiseRow
from relationship_desk.ui.delegates.base import Index, RowDelegate
from relationship_desk.ui.rows import HEADING_ROLE, ROW_ROLE
from relationship_desk.ui.theme import Theme


def by_words(row: PromiseRow, clock: Clock) -> str:
    """ "by tomorrow", "by Friday 6 March 2026", "was due 2 days ago", "some day"."""
    if row.due_on is None:
        return "some day"
    words = date_in_words(row.due_on, today(clock))
    days = (row.due_on - today(clock)).days
    if days < 0:
        return f"was due {words}"
    return f"by {words if days < 2 else exact_date(row.due_on)}"


class PromiseDelegate(RowDelegate):
    """`ticked` carries the promise's id when its circle is clicked."""

    ticked = Signal(int)

    def __init__(self, theme: Theme, view: QListView, clock: Clock) -> None:
        super().__init__(theme, view)
        self._clock = clock
        self.show_person = True
        self._row, self._heading = theme.px(44), theme.px(26)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        headed = bool(index.data(HEADING_ROLE))
        return QSize(self.theme.px(160), self._row + (self._heading if headed else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        row: PromiseRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        px, rect = self.theme.px, QRect(option.rect)
        if heading := index.data(HEADING_ROLE):
            place = QRect(rect.x() + px(16), rect.y(), rect.width() - px(32), self._heading)
            self.paint_text(painter, place, heading, self.small, self.small_metrics, "quiet")
        circle = self._circle(option.rect, index)
        rect.setTop(rect.bottom() + 1 - self._row)
        self.paint_ground(painter, option, rect)
        self.paint_icon(painter, circle, "todo-circle", "quiet")
        left, width = rect.x() + px(42), rect.width() - px(54)
        first, second = self.body_metrics.height(), self.small_metrics.height()
        top = rect.y() + (self._row - first - second - px(2)) // 2
        line = QRect(left, top, width, first)
        self.paint_text(painter, line, row.text, self.body, self.body_metrics, "text")
        below = QRect(left, top + first + px(2), width, second)
        role = "quiet"
        if row.due_on is not None and row.due_on < today(self._clock):
            side = px(14)
            middle = below.y() + (second - side) // 2
            role = "danger"
            self.paint_icon(painter, QRect(left, middle, side, side), "warning", role)
            below.setLeft(left + side + px(4))
        words = by_words(row, self._clock)
        took = self.paint_text(painter, below, words, self.small, self.small_metrics, role)
        if self.show_person:
            below.setLeft(below.left() + took + px(6))
            name = f"· {row.person_name}"
            self.paint_text(painter, below, name, self.small, self.small_metrics, "quiet")

    def whole(self, row: PromiseRow) -> str:
        due = "" if row.due_on is None else f"By {exact_date(row.due_on)}"
        words = f"{row.direction.words(row.person_name)}: {row.text}"
        return "\n".join(part for part in (words, due) if part)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
        /,
    ) -> bool:
        row: PromiseRow | None = index.data(ROW_ROLE)
        if row is None or not isinstance(event, QMouseEvent):
            return False
        slack = self.theme.px(6)
        circle = self._circle(option.rect, index).adjusted(-slack, -slack, slack, slack)
        left = event.button() is Qt.MouseButton.LeftButton
        if not (left and circle.contains(event.position().toPoint())):
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            self.ticked.emit(row.id)
        return event.type() in (QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)

    def _circle(self, rect: QRect, index: Index) -> QRect:
        side = self.theme.px(20)
        top = rect.bottom() + 1 - self._row + (self._row - side) // 2
        return QRect(rect.x() + self.theme.px(12), top, side, side)
