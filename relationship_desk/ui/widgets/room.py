"""`Room`: as high as what lies in it, as long as the screen has the height; beyond that it scrolls.

Invariant: nothing in it is squeezed, and whoever has the focus can be seen.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QStyle

from relationship_desk.ui.widgets.whole import WholeWidget


class Room(QScrollArea):
    """For the fields of a dialog. `least_width` is the room's before the dialog has been seen,
    `around` the height of all else on the screen: the frame, buttons and margins."""

    def __init__(self, inside: WholeWidget, *, least_width: int, around: int) -> None:
        super().__init__()
        self._inside, self._least_width, self._around = inside, least_width, around
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_focus(self) -> None:
        """Scroll to the field in focus."""
        field = self.window().focusWidget()
        if field is not None and self._inside.isAncestorOf(field):
            self.ensureWidgetVisible(field)

    def sizeHint(self) -> QSize:
        return QSize(self._width(), self._height())

    def minimumSizeHint(self) -> QSize:
        needed, most = self._height(), self._most()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        width = self._inside.minimumSizeHint().width() + (bar if needed > most else 0)
        return QSize(width, min(needed, most))

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        handled = super().eventFilter(watched, event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
        return handled

    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        # The bar took its width while nothing was seen yet, and the layout has not heard of it.
        layout = self._inside.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()

    def _height(self) -> int:
        return self._inside.needed_height(self._width())

    def _width(self) -> int:
        least = max(self._least_width, self._inside.minimumSizeHint().width())
        return max(least, self.viewport().width()) if self.isVisible() else least

    def _most(self) -> int:
        return max(self.screen().availableGeometry().height() - self._around, self._around)
