"""A task in a list: a circle to tick, the title, when it is due and how it repeats in words.

A title that is too long for its line has a second one.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from relationship_desk.clock import Clock, today
from relationship_desk.domain.dates import exact_date
from relationship_desk.store.tasks import TaskRow
from relationship_desk.ui.delegates.base import Index, RowDelegate, wrapped
from relationship_desk.ui.repeat_words import repeat_line
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

_LINES = 2


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
        self._font_key = self.body.toString()
        self._heading = theme.px(40)
        self._least = theme.px(48)
        self._left, self._right = theme.px(42), theme.px(12)
        self._second = self.small_metrics.height() + theme.px(2)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        row: TaskRow | None = index.data(ROW_ROLE)
        height = self._least
        if row is not None:
            lines = len(self._lines(row.text, self.view.viewport().width()))
            below = 2 if repeat_line(row) else 1
            needed = lines * self.body_metrics.height() + below * self._second
            height = max(height, needed + self.theme.px(14))
        headed = bool(index.data(HEADING_ROLE))
        return QSize(self.theme.px(160), height + (self._heading if headed else 0))

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
        circle = self._circle(rect, index)
        if heading:
            rect.setTop(rect.top() + self._heading)
        self.paint_ground(painter, option, rect)
        done = row.done_at is not None
        icon, role = ("done-circle", "success") if done else ("todo-circle", "quiet")
        self.paint_icon(painter, circle, icon, role)
        left, width = rect.x() + self._left, rect.width() - self._left - self._right
        font, role = (self._struck, "quiet") if done else (self.body, "text")
        line = QRect(left, rect.y() + self._top(row, rect), width, self.body_metrics.height())
        for words in self._lines(row.text, rect.width()):
            self.paint_text(painter, line, words, font, self.body_metrics, role)
            line.translate(0, line.height())
        below = QRect(left, line.y() + px(2), width, self.small_metrics.height())
        self._paint_due(painter, below, row)
        if words := repeat_line(row):
            below.translate(0, self._second)
            self._paint_sign(painter, below, "repeat" if row.repeat else "clock", words, "quiet")

    def _top(self, row: TaskRow, rect: QRect) -> int:
        """How far below the top of its body the text of a row begins: in the middle of it."""
        lines = len(self._lines(row.text, rect.width()))
        below = 2 if repeat_line(row) else 1
        taken = lines * self.body_metrics.height() + below * self._second
        return (rect.height() - taken) // 2

    def _lines(self, text: str, width: int) -> tuple[str, ...]:
        room = max(width - self._left - self._right, self.theme.px(64))
        return wrapped(text, self._font_key, room, _LINES) or ("",)

    def whole(self, row: TaskRow) -> str:
        due = "" if row.due_on is None else f"Due {exact_date(row.due_on)}"
        if row.due_on is not None and row.due_time is not None:
            due = f"{due}, {clock_words(row.due_time)}"
        snoozed = snooze_words(row, self._clock) if is_snoozed(row, self._clock) else ""
        repeats = repeat_line(row)
        parts = (row.text, row.person_name, due, repeats[:1].upper() + repeats[1:], snoozed)
        return "\n".join(p for p in parts if p)

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
            circle = self._circle(option.rect, index)
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

    def _circle(self, rect: QRect, index: Index) -> QRect:
        """Beside the first line of the text."""
        side = self.theme.px(20)
        row: TaskRow = index.data(ROW_ROLE)
        body = rect.adjusted(0, self._heading if index.data(HEADING_ROLE) else 0, 0, 0)
        least = (self.body_metrics.height() + self._second - side) // 2
        return QRect(
            rect.x() + self.theme.px(12), body.y() + self._top(row, body) + least, side, side
        )

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
        took = self._paint_sign(painter, rect, icon, words, role)
        if row.person_name and self.show_person:
            rest = rect.adjusted(took + px(6), 0, 0, 0)
            name = f"· {row.person_name}"
            self.paint_text(painter, rest, name, self.small, self.small_metrics, "quiet")

    def _paint_sign(self, painter: QPainter, rect: QRect, icon: str, words: str, role: str) -> int:
        """A small picture, if any, and words after it; the width of both."""
        px, taken = self.theme.px, 0
        if icon:
            side = px(14)
            middle = rect.y() + (rect.height() - side) // 2
            self.paint_icon(painter, QRect(rect.x(), middle, side, side), icon, role)
            taken = side + px(4)
        rest = rect.adjusted(taken, 0, 0, 0)
        return taken + self.paint_text(painter, rest, words, self.small, self.small_metrics, role)
