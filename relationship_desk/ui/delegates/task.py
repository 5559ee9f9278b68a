"""A task in a list: a circle to tick, the title, and when it is due in words."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from relationship_desk.clock import Clock, today
from relationship_desk.domain.dates import exact_date
from relationship_desk.store.tasks import TaskRow
from relationship_desk.ui.delegates.base import Index, RowDelegate
from relationship_desk.ui.rows import (
    HEADING_ROLE,
    ROW_ROLE,
    clock_words,
    due_words,
    is_snoozed,
    moment_words,
    snooze_words,
)
from relationship_desk.ui.theme import Theme


class TaskDelegate(RowDelegate):
    """`toggled` carries the task's id when its circle is clicked, or Space is pressed on it.

    `show_person` is switched off in the list of one person.
    """

    toggled = Signal(int)

    def __init__(self, theme: Theme, view: QListView, clock: Clock) -> None:
        super().__init__(theme, view)
        self._clock = clock
        self.show_person = True
        self._struck = QFont(self.body)
        self._struck.setStrikeOut(True)
        self._heading = theme.px(40)
        self._height = theme.px(48)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        headed = bool(index.data(HEADING_ROLE))
        return QSize(self.theme.px(160), self._height + (self._heading if headed else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        row: TaskRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        px = self.theme.px
        rect = QRect(option.rect)
        heading = index.data(HEADING_ROLE)
        if heading:
            place = QRect(rect.x() + px(16), rect.y() + px(8), rect.width() - px(32), px(32))
            self.paint_heading(painter, place, heading)
        circle = self._circle(rect)
        if heading:
            rect.setTop(rect.top() + self._heading)
        self.paint_ground(painter, option, rect)
        done = row.done_at is not None
        icon, role = ("done-circle", "success") if done else ("todo-circle", "quiet")
        self.paint_icon(painter, circle, icon, role)
        left, right = circle.right() + px(10), rect.right() - px(12)
        first, second = self.body_metrics.height(), self.small_metrics.height()
        top = rect.y() + (rect.height() - first - second - px(2)) // 2
        self.paint_text(
            painter,
            QRect(left, top, right - left, first),
            row.text,
            self._struck if done else self.body,
            self.body_metrics,
            "quiet" if done else "text",
        )
        below = QRect(left, top + first + px(2), right - left, second)
        self._paint_due(painter, below, row)

    def whole(self, row: TaskRow) -> str:
        due = "" if row.due_on is None else f"Due {exact_date(row.due_on)}"
        if row.due_on is not None and row.due_time is not None:
            due = f"{due}, {clock_words(row.due_time)}"
        snoozed = snooze_words(row, self._clock) if is_snoozed(row, self._clock) else ""
        return "\n".join(p for p in (row.text, row.person_name, due, snoozed) if p)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
        /,
    ) -> bool:
        row: TaskRow | None = index.data(ROW_ROLE)
        if row is None:
            return False
        if isinstance(event, QKeyEvent):
            wanted = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space
        elif isinstance(event, QMouseEvent):
            circle = self._circle(option.rect)
            slack = self.theme.px(6)
            inside = circle.adjusted(-slack, -slack, slack, slack).contains(
                event.position().toPoint()
            )
            left = event.button() is Qt.MouseButton.LeftButton
            if inside and left and event.type() == QEvent.Type.MouseButtonDblClick:
                return True  # the second click of a hasty person, not a wish to open the editor
            wanted = inside and left and event.type() == QEvent.Type.MouseButtonRelease
        else:
            return False
        if wanted:
            self.toggled.emit(row.id)
        return wanted

    def _circle(self, rect: QRect) -> QRect:
        side = self.theme.px(20)
        top = rect.bottom() + 1 - self._height
        return QRect(rect.x() + self.theme.px(12), top + (self._height - side) // 2, side, side)

    def _paint_due(self, painter: QPainter, rect: QRect, row: TaskRow) -> None:
        px = self.theme.px
        day = today(self._clock)
        if row.done_at is not None:
            icon, words, role = "", f"done {moment_words(row.done_at, self._clock)}", "quiet"
        elif is_snoozed(row, self._clock):
            icon, words, role = "snooze", snooze_words(row, self._clock), "quiet"
        elif row.due_on is not None and row.due_on < day:
            icon, words, role = "warning", due_words(row, day), "danger"
        else:
            icon, words, role = "", due_words(row, day), "quiet"
        if icon:
            side = px(14)
            middle = rect.y() + (rect.height() - side) // 2
            self.paint_icon(painter, QRect(rect.x(), middle, side, side), icon, role)
            rect = rect.adjusted(side + px(4), 0, 0, 0)
        took = self.paint_text(painter, rect, words, self.small, self.small_metrics, role)
        if row.person_name and self.show_person:
            rest = rect.adjusted(took + px(6), 0, 0, 0)
            name = f"· {row.person_name}"
            self.paint_text(painter, rest, name, self.small, self.small_metrics, "quiet")
