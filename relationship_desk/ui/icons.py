"""Line icons as pixmaps in any colour; a name that does not exist is an error, not a blank."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from relationship_desk import resources
from relationship_desk.ui.rows import known_channel

_SIZES = (16, 20, 24)


def icon(name: str, colour: str | None = None, disabled_colour: str | None = None) -> QIcon:
    """The icon `name` in `colour` ("#rrggbb"), sharp on the application's finest screen.

    Without a colour it is that of texts now; `Theme.dress` keeps it right when the scheme changes.
    Raises `FileNotFoundError` for an unknown name.
    """
    ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
    colour = colour or QGuiApplication.palette().text().color().name()
    return _icon(name, colour, disabled_colour or colour, ratio)


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, disabled: str, ratio: float) -> QIcon:
    made = QIcon()
    for size in _SIZES:
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # else Qt mixes in the highlight
            made.addPixmap(pixmap(name, colour, size, ratio), mode)
        if disabled != colour:
            made.addPixmap(pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """A square of `size` device-independent pixels for a screen of this device pixel ratio.

    Raises `FileNotFoundError` for an unknown name.
    """
    renderer = QSvgRenderer(QByteArray(resources.icon_svg(name, colour)))
    if not renderer.isValid():
        raise ValueError(f"icon {name!r} is not SVG")
    side = round(size * ratio)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def channel_icon(channel: str) -> str:
    """The icon name of a channel; one this version does not know looks like "other"."""
    return f"channels/{known_channel(channel).value}"
