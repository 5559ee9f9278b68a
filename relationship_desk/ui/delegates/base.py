"""What all row delegates share: fonts, grounds, one-line text, tooltips that are plain text."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from relationship_desk.ui.plain import tooltip, visible
from relationship_desk.ui.rows import ROW_ROLE
from relationship_desk.ui.theme import Text, Theme

Index = QModelIndex | QPersistentModelIndex

# As much of a text as can be seen in a row; the rest would only be measured in vain.
_HEAD = 500
_SHORT = 120


class RowDelegate(QStyledItemDelegate):
    """Draws a row object from `ROW_ROLE`; subclasses paint, size and put it in words."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.theme = theme
        self.view = view
        self.body = theme.font()
        self.bold = theme.font(bold=True)
        self.small = theme.font(Text.SMALL)
        self.body_metrics = QFontMetrics(self.body)
        self.bold_metrics = QFontMetrics(self.bold)
        self.small_metrics = QFontMetrics(self.small)
        theme.changed.connect(view.viewport().update)

    def whole(self, row: Any) -> str:
        """What the tooltip says: everything that the row may have cut or put in words."""
        return ""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
        /,
    ) -> bool:
        row = index.data(ROW_ROLE)
        if row is None:
            return False
        QToolTip.showText(event.globalPos(), tooltip(self.whole(row)), view)
        return True

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        """Selection, hover and keyboard focus, each told by shape as well as by colour."""
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if not (selected or focused or hovered):
            return
        px = self.theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        inner = rect.toRectF().adjusted(px(4), 1, -px(4), -1)
        if selected or hovered:
            painter.setBrush(self.theme.colour("selected" if selected else "hover"))
            painter.drawRoundedRect(inner, px(6), px(6))
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self.theme.colour("accent"))
            painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        painter.restore()

    def paint_text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        font: QFont,
        metrics: QFontMetrics,
        role: str,
        *,
        right: bool = False,
    ) -> int:
        """One line, elided, centred in height; the width it took."""
        if rect.width() <= 0 or not text:
            return 0
        shown = metrics.elidedText(
            visible(" ".join(text.split())), Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.setFont(font)
        painter.setPen(self.theme.colour(role))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        # Absolute, so that a name in a right-to-left script stands where its row begins.
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(rect, int(flags) | Qt.TextFlag.TextSingleLine, shown)
        return metrics.horizontalAdvance(shown)

    def paint_icon(self, painter: QPainter, rect: QRect, name: str, role: str) -> None:
        """An icon in a square."""
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect.topLeft(), self.theme.pixmap(name, role, rect.width(), ratio))

    def paint_heading(self, painter: QPainter, rect: QRect, text: str, quiet: str = "") -> None:
        """The heading of a group of rows, and a quiet addition after it."""
        took = self.paint_text(painter, rect, text, self.bold, self.bold_metrics, "text")
        rest = rect.adjusted(took + self.theme.px(8), 0, 0, 0)
        self.paint_text(painter, rest, quiet, self.small, self.small_metrics, "quiet")


@lru_cache(maxsize=4096)
def wrapped(text: str, font_key: str, width: int, at_most: int) -> tuple[str, ...]:
    """The text in lines no wider than `width`, the last one cut with an ellipsis if need be.

    `font_key` is `QFont.toString()`, so that lines can be kept. Blank lines are dropped.
    """
    font, metrics = _measured(font_key)
    head = visible(text[:_HEAD])
    # Most entries are one short line, which needs no layout.
    if len(text) < _SHORT and "\n" not in head:
        short = " ".join(head.split())
        if metrics.horizontalAdvance(short) <= width:
            return (short,) if short else ()
    lines: list[str] = []
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    paragraphs = [" ".join(p.split()) for p in head.split("\n")]
    paragraphs = [p for p in paragraphs if p]
    for paragraph in paragraphs:
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while len(lines) <= at_most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            start = line.textStart()
            lines.append(paragraph[start : start + line.textLength()].rstrip())
        layout.endLayout()
        if len(lines) > at_most:
            break
    if len(lines) > at_most or (lines and len(text) > _HEAD):
        lines = lines[:at_most]
        lines[-1] = _cut(lines[-1], metrics, width)
    return tuple(lines)


@lru_cache(maxsize=8)
def _measured(font_key: str) -> tuple[QFont, QFontMetrics]:
    font = QFont()
    font.fromString(font_key)
    return font, QFontMetrics(font)


def _cut(line: str, metrics: QFontMetrics, width: int) -> str:
    """The line with an ellipsis at its end, at the cost of its last word if need be."""
    while " " in line and metrics.horizontalAdvance(line + " …") > width:
        line = line.rsplit(" ", 1)[0]
    return metrics.elidedText(f"{line} …", Qt.TextElideMode.ElideRight, width)


def prepare_list(view: QListView, name: str, *, uniform: bool) -> None:
    """Make a list view calm: no frame, smooth scrolling, hover; `uniform` rows scale best."""
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setUniformItemSizes(uniform)
    view.setMouseTracking(True)
    view.setAccessibleName(name)
