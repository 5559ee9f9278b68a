"""Draws a figure: a heat map, bars side by side, or a line.

One colour alone carries the numbers, by its strength and by length, and the numbers stand beside
them: nothing is told by hue. Invariant: what is drawn lies inside the given rectangle.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from relationship_desk.domain.figures import Figure, Shape
from relationship_desk.ui.colours import Colours, mixed
from relationship_desk.ui.plain import visible

_DAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_STEPS = 4  # of strength in a heat map
_GAP = 3.0
_BAR = 14.0
_LINE_HEIGHT = 160.0
_MOST_LABELS = 6


@dataclass(frozen=True, slots=True)
class Look:
    """Colours, letters, and how many pixels one unit is."""

    colours: Colours
    font: QFont
    scale: float = 1.0

    def px(self, units: float) -> float:
        """Units of the design as pixels."""
        return units * self.scale

    @property
    def metrics(self) -> QFontMetricsF:
        """The measures of its letters."""
        return QFontMetricsF(self.font)

    def colour(self, role: str) -> QColor:
        """A colour of the scheme."""
        return QColor(getattr(self.colours, role))


def height_of(figure: Figure, width: float, look: Look) -> float:
    """How high a figure is drawn at a width."""
    line = look.metrics.height()
    if figure.is_empty:
        return line
    if figure.shape is Shape.HEAT:
        return 7 * (_cell(width, look) + look.px(_GAP)) + line + look.px(4)
    if figure.shape is Shape.LINE:
        return look.px(_LINE_HEIGHT)
    heads = line + look.px(4) if len(figure.columns) > 2 else 0.0
    return heads + len(figure.rows) * _row_height(look)


def paint(painter: QPainter, area: QRectF, figure: Figure, look: Look) -> None:
    """Draw a figure into an area."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(look.font)
    if figure.is_empty:
        _text(painter, area, "Nothing to draw yet.", look, "quiet")
    else:
        _SHAPES[figure.shape](painter, area, figure, look)
    painter.restore()


def _heat(painter: QPainter, area: QRectF, figure: Figure, look: Look) -> None:
    """Weeks from left to right, days from Monday down; the months stand above."""
    cell, gap = _cell(area.width(), look), look.px(_GAP)
    left = area.left() + _day_width(look)
    top = area.top() + look.metrics.height() + look.px(4)
    most = figure.largest
    ground, ink = look.colours.hover, look.colours.accent
    painter.setPen(Qt.PenStyle.NoPen)
    for place, words in enumerate(_DAYS):
        where = QRectF(area.left(), top + place * (cell + gap), _day_width(look), cell)
        _text(painter, where, words, look, "quiet")
    month_before, free_from = "", left
    for place, row in enumerate(figure.rows):
        day = date.fromisoformat(str(row[0]))
        x, y = left + place // 7 * (cell + gap), top + place % 7 * (cell + gap)
        count = float(row[1])
        strength = 0.0 if count == 0 else (1 + int((_STEPS - 1) * count / most)) / _STEPS
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mixed(ink, ground, strength) if strength else ground))
        painter.drawRoundedRect(QRectF(x, y, cell, cell), gap / 2, gap / 2)
        month = f"{day:%b}"
        if month != month_before and day.day <= 7 and x >= free_from:
            words = f"{month} {day:%Y}" if day.month == 1 else month
            room = look.metrics.horizontalAdvance(words)
            if x + room <= area.right():
                _text(
                    painter, QRectF(x, area.top(), room + 2, top - area.top()), words, look, "quiet"
                )
                free_from = x + room + look.px(8)
        month_before = month


def _bars(painter: QPainter, area: QRectF, figure: Figure, look: Look) -> None:
    """A row each; every column of numbers has bars of its own length, and its numbers beside."""
    series = figure.columns[1:]
    label = min(_widest(figure, look) + look.px(12), area.width() * 0.34)
    width = (area.width() - label) / len(series)
    top, height = area.top(), _row_height(look)
    if len(series) > 1:
        for place, words in enumerate(series):
            where = QRectF(area.left() + label + place * width, top, width, look.metrics.height())
            _text(painter, where, words, look, "quiet")
        top += look.metrics.height() + look.px(4)
    most = [max(1.0, *(float(row[n]) for row in figure.rows)) for n in range(1, len(series) + 1)]
    if figure.together:
        most = [max(most)] * len(most)
    number = max(look.metrics.horizontalAdvance(f"{m:,.0f}.0") for m in most) + look.px(6)
    for place, row in enumerate(figure.rows):
        y = top + place * height
        where = QRectF(area.left(), y, label - look.px(8), height)
        _text(painter, where, _label(row[0]), look, "text")
        for n, largest in enumerate(most):
            count = float(row[n + 1])
            x = area.left() + label + n * width
            long = max(0.0, width - number - look.px(14)) * count / largest
            bar = QRectF(x, y + (height - look.px(_BAR)) / 2, max(long, look.px(2)), look.px(_BAR))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent" if count else "line"))
            painter.drawRoundedRect(bar, look.px(2), look.px(2))
            words = f"{count:,.1f}".removesuffix(".0") if count else "–"
            place_of = QRectF(bar.right() + look.px(6), y, number, height)
            _text(painter, place_of, words, look, "text" if count else "quiet")


def _line(painter: QPainter, area: QRectF, figure: Figure, look: Look) -> None:
    """Points joined from left to right, the scale at the left, some labels below."""
    metrics = look.metrics
    scale = metrics.horizontalAdvance("100") + look.px(8)
    below = metrics.height() + look.px(6)
    plot = QRectF(area).adjusted(scale, look.px(6), -look.px(8), -below)
    most = figure.largest
    for part in (0.0, 0.5, 1.0):
        y = plot.bottom() - part * plot.height()
        painter.setPen(QPen(look.colour("line"), look.px(1)))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        where = QRectF(area.left(), y - metrics.height() / 2, scale - look.px(6), metrics.height())
        _text(painter, where, f"{most * part:.0f}", look, "quiet", right=True)
    step = plot.width() / max(len(figure.rows) - 1, 1)
    points = [
        QPointF(plot.left() + n * step, plot.bottom() - float(row[1]) / most * plot.height())
        for n, row in enumerate(figure.rows)
    ]
    painter.setPen(QPen(look.colour("accent"), look.px(2)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))
    painter.setBrush(look.colour("accent"))
    for point in points:
        painter.drawEllipse(point, look.px(2.5), look.px(2.5))
    every = max(1, -(-len(points) // _MOST_LABELS))
    for n in range(0, len(points), every):
        words = str(figure.rows[n][0])
        room = metrics.horizontalAdvance(words)
        x = min(max(points[n].x() - room / 2, area.left()), area.right() - room)
        where = QRectF(x, area.bottom() - metrics.height(), room + 2, metrics.height())
        _text(painter, where, words, look, "quiet")


_SHAPES: dict[Shape, Callable[[QPainter, QRectF, Figure, Look], None]] = {
    Shape.HEAT: _heat,
    Shape.BARS: _bars,
    Shape.LINE: _line,
}


def _text(
    painter: QPainter, area: QRectF, words: str, look: Look, role: str, *, right: bool = False
) -> None:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    shown = look.metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.setPen(look.colour(role))
    painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


def _day_width(look: Look) -> float:
    return look.metrics.horizontalAdvance("Mon") + look.px(8)


def _cell(width: float, look: Look) -> float:
    weeks = 53
    room = width - _day_width(look) - weeks * look.px(_GAP)
    return max(look.px(3), min(room / weeks, look.px(16)))


def _row_height(look: Look) -> float:
    return max(look.metrics.height(), look.px(_BAR)) + look.px(6)


def _label(cell: object) -> str:
    """What stands before a row: a month as people write it, anything else as it is."""
    text = str(cell)
    with suppress(ValueError):
        return f"{date.fromisoformat(f'{text}-01'):%b %Y}"
    return visible(text)


def _widest(figure: Figure, look: Look) -> float:
    return max(look.metrics.horizontalAdvance(_label(row[0])) for row in figure.rows)
