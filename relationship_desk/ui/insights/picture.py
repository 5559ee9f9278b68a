"""A figure as a picture file: light colours, a title, and the drawing."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QImage, QPainter

from relationship_desk.domain.figures import Figure
from relationship_desk.ui.colours import LIGHT
from relationship_desk.ui.insights.painting import Look, height_of, paint
from relationship_desk.ui.plain import visible

_WIDTH, _EDGE = 960, 24  # at a scale of 1
_RATIO = 2  # pixels of the file for one of those


def picture_of(figure: Figure) -> QImage:
    """The figure on a ground of its own, at twice the usual resolution."""
    title, body = QFont(), QFont()
    title.setPixelSize(20)
    title.setBold(True)
    body.setPixelSize(13)
    look = Look(LIGHT, body)
    head, says = QFontMetricsF(title).height(), look.metrics.height()
    width = _WIDTH - 2 * _EDGE
    drawing = height_of(figure, width, look)
    height = round(head + says + drawing + 2 * _EDGE + 20)
    image = QImage(_WIDTH * _RATIO, height * _RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_RATIO)
    image.fill(look.colour("surface"))
    image.setText("Title", figure.title)
    image.setText("Description", figure.says)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setPen(look.colour("text"))
    painter.setFont(title)
    left = Qt.AlignmentFlag.AlignLeft
    painter.drawText(QRectF(_EDGE, _EDGE, width, head), int(left), visible(figure.title))
    painter.setPen(look.colour("quiet"))
    painter.setFont(body)
    painter.drawText(QRectF(_EDGE, _EDGE + head, width, says), int(left), visible(figure.says))
    paint(painter, QRectF(_EDGE, _EDGE + head + says + 16, width, drawing), figure, look)
    painter.end()
    return image


def png_of(figure: Figure) -> bytes:
    """The picture as a PNG file."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture_of(figure).save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def pngs_without_window(figures: list[Figure]) -> list[bytes]:
    """The pictures where there is no window, and perhaps no display."""
    application = QGuiApplication.instance() or QGuiApplication(["", "-platform", "offscreen"])
    contents = [png_of(figure) for figure in figures]
    del application  # not before: Qt needs it for the letters
    return contents
