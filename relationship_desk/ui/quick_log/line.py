"""The line itself: shows how the word that is typed may go on, and hands its keys over.

Invariant: what is not typed is not in the text; a completion is only painted until it is taken.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme

_TAKES = (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Tab)


class QuickLine(QLineEdit):
    """Right, End or Tab take what is offered; else Tab asks for the next piece (`tabbed`).

    Alt and a digit choose (`chosen`, from 0), Alt+N asks for a new person, Alt+U for another update
    that was told.
    """

    tabbed = Signal(int)  # 1 forward, -1 back
    chosen = Signal(int)
    new_wanted = Signal()
    left_down = Signal()
    news_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._offered = ""
        self.setAccessibleName("What happened, in one line")

    @property
    def offered(self) -> str:
        """How the text may go on; empty where the cursor is not at its end."""
        return self._offered if self.cursorPosition() == len(self.text()) else ""

    def offer(self, text: str) -> None:
        """Paint this behind the text."""
        self._offered = text
        said = visible(f"Right completes to {self.text()}{text}") if text else ""
        self.setAccessibleDescription(said)
        self.update()

    def event(self, event: QEvent, /) -> bool:
        # Tab is taken here: Qt would move the focus before keyPressEvent.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Tab:
                if not self._take():
                    self.tabbed.emit(1)
                return True
            if event.key() == Qt.Key.Key_Backtab:
                self.tabbed.emit(-1)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in _TAKES and not event.modifiers() and self._take():
            return
        if event.key() == Qt.Key.Key_Down and not event.modifiers():
            self.left_down.emit()
            return
        if event.modifiers() == Qt.KeyboardModifier.AltModifier:
            number = event.key() - Qt.Key.Key_1
            if 0 <= number < 9:
                self.chosen.emit(number)
                return
            wanted = {Qt.Key.Key_N: self.new_wanted, Qt.Key.Key_U: self.news_wanted}
            if event.key() in wanted:
                wanted[Qt.Key(event.key())].emit()
                return
        super().keyPressEvent(event)

    def _take(self) -> bool:
        if not self.offered or self.hasSelectedText():
            return False
        self.insert(f"{self.offered} ")
        return True

    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        if not self.offered or self.hasSelectedText():
            return
        painter = QPainter(self)
        painter.setPen(self._theme.colour("quiet"))
        place = self.cursorRect()
        left = place.center().x() + 1
        room = self.rect().adjusted(left, 0, -self._theme.px(8), 0)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags), visible(self._offered))
        painter.end()
