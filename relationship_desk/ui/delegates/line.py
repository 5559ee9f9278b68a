"""Rows of two lines that are told as data: most lists want no painting of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from relationship_desk.ui.delegates.base import Index, RowDelegate
from relationship_desk.ui.rows import HEADING_ROLE, ROW_ROLE
from relationship_desk.ui.theme import Theme

_ROW, _FLAT_ROW, _HEADING = 44, 32, 26


@dataclass(frozen=True, slots=True)
class Line:
    """How a row looks. `warns` draws a sign before `below`, so that no colour alone tells it;
    `beside` follows it quietly, `right` ends the first line; `whole` is the tooltip.
    """

    title: str
    below: str = ""
    icon: str = ""
    icon_role: str = "quiet"
    warns: bool = False
    beside: str = ""
    right: str = ""
    whole: str = ""


class LineDelegate(RowDelegate):
    """`ticked` carries the row's `id` when its icon is clicked; with `flat` rows have one line."""

    ticked = Signal(int)

    def __init__(
        self,
        theme: Theme,
        view: QAbstractItemView,
        line: Callable[[Any], Line],
        *,
        tickable: bool = False,
        flat: bool = False,
    ) -> None:
        super().__init__(theme, view)
        self._line, self._tickable = line, tickable
        self._row, self._heading = theme.px(_FLAT_ROW if flat else _ROW), theme.px(_HEADING)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        headed = bool(index.data(HEADING_ROLE))
        return QSize(self.theme.px(160), self._row + (self._heading if headed else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        row = index.data(ROW_ROLE)
        if row is None:
            return
        px, rect, line = self.theme.px, QRect(option.rect), self._line(row)
        if heading := index.data(HEADING_ROLE):
            place = QRect(rect.x() + px(16), rect.y(), rect.width() - px(32), self._heading)
            self.paint_text(painter, place, heading, self.small, self.small_metrics, "quiet")
        icon = self._icon(option.rect)
        rect.setTop(rect.bottom() + 1 - self._row)
        self.paint_ground(painter, option, rect)
        left = rect.x() + px(16)
        if line.icon:
            self.paint_icon(painter, icon, line.icon, line.icon_role)
            left = rect.x() + px(42)
        room = QRect(left, rect.y(), rect.right() + 1 - px(12) - left, rect.height())
        first, second = self.body_metrics.height(), self.small_metrics.height()
        if line.below or line.beside:
            top = rect.y() + (self._row - first - second - px(2)) // 2
            room = QRect(room.x(), top, room.width(), first)
            self._paint_below(painter, room.translated(0, first + px(2)), line)
        if line.right:
            took = self.paint_text(
                painter, room, line.right, self.small, self.small_metrics, "quiet", right=True
            )
            room.setRight(room.right() - took - px(8))
        self.paint_text(painter, room, line.title, self.body, self.body_metrics, "text")

    def _paint_below(self, painter: QPainter, room: QRect, line: Line) -> None:
        px, height = self.theme.px, self.small_metrics.height()
        below = QRect(room.x(), room.y(), room.width(), height)
        role = "danger" if line.warns else "quiet"
        if line.warns:
            side = px(14)
            sign = QRect(below.x(), below.y() + (height - side) // 2, side, side)
            self.paint_icon(painter, sign, "warning", role)
            below.setLeft(below.left() + side + px(4))
        took = self.paint_text(painter, below, line.below, self.small, self.small_metrics, role)
        if line.beside:
            below.setLeft(below.left() + (took + px(6) if took else 0))
            words = f"· {line.beside}" if took else line.beside
            self.paint_text(painter, below, words, self.small, self.small_metrics, "quiet")

    def whole(self, row: Any) -> str:
        line = self._line(row)
        parts = (line.title, line.below, line.beside, line.right)
        return line.whole or "\n".join(part for part in parts if part)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
        /,
    ) -> bool:
        row = index.data(ROW_ROLE)
        if not self._tickable or row is None or not isinstance(event, QMouseEvent):
            return False
        slack = self.theme.px(6)
        icon = self._icon(option.rect).adjusted(-slack, -slack, slack, slack)
        left = event.button() is Qt.MouseButton.LeftButton
        if not (left and icon.contains(event.position().toPoint())):
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            self.ticked.emit(row.id)
        return event.type() in (QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)

    def _icon(self, rect: QRect) -> QRect:
        side = self.theme.px(20)
        top = rect.bottom() + 1 - self._row + (self._row - side) // 2
        return QRect(rect.x() + self.theme.px(12), top, side, side)
