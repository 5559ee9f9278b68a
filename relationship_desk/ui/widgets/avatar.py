"""Avatars: a round photo, or initials on a hue that a name keeps for ever."""

from __future__ import annotations

from zlib import crc32

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from relationship_desk.domain.text import fold, initials
from relationship_desk.ui.colours import HUES, avatar_colours
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme


def hue_of(name: str) -> int:
    """The hue of a name, one of `range(HUES)`: the same in every run and on every computer."""
    return crc32(fold(name).encode("utf-8", "surrogatepass")) % HUES


def paint_avatar(
    painter: QPainter, rect: QRect, name: str, theme: Theme, photo: QPixmap | None = None
) -> None:
    """Draw the avatar into a square; the painter is left as it was found."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    circle = QRectF(rect)
    if photo is not None and not photo.isNull():
        path = QPainterPath()
        path.addEllipse(circle)
        painter.setClipPath(path)
        painter.drawPixmap(circle, photo, QRectF(_middle_square(photo)))
    else:
        ground, ink = avatar_colours(hue_of(name), theme.colours)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(circle)
        font = theme.font(bold=True)
        font.setPixelSize(max(8, round(rect.height() * 0.38)))
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, visible(initials(name)) or "?")
    painter.restore()


def _middle_square(photo: QPixmap) -> QRect:
    side = min(photo.width(), photo.height())
    return QRect((photo.width() - side) // 2, (photo.height() - side) // 2, side, side)


class Avatar(QWidget):
    """The avatar of one person; `diameter` is in the rhythm's pixels."""

    def __init__(self, theme: Theme, diameter: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        self._photo: QPixmap | None = None
        side = theme.px(diameter)
        self.setFixedSize(QSize(side, side))
        theme.changed.connect(self.update)

    def show_person(self, name: str, photo: QPixmap | None = None) -> None:
        """Show the photo where there is one, else the initials."""
        self._name, self._photo = name, photo
        self.setAccessibleName(visible(name))
        self.update()

    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        paint_avatar(painter, self.rect(), self._name, self._theme, self._photo)
        painter.end()
