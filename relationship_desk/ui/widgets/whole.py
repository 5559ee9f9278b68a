"""A widget that is never lower than what is in it, for what lies in a scroll area.

Invariant: whenever its content or its width changes, its least height follows in the same event;
a scroll area alone follows a turn of the event loop later, and squeezes until then.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class WholeWidget(QWidget):
    """Give it a layout; the height comes from that."""

    def needed_height(self, width: int) -> int:
        """How high it is at this width with all that is in it."""
        layout = self.layout()
        if layout is None:
            return 0
        if layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return layout.totalSizeHint().height()

    def event(self, event: QEvent, /) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._keep_whole()
        return handled

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._keep_whole()

    def _keep_whole(self) -> None:
        needed = self.needed_height(self.width())
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)
