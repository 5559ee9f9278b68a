"""The left of the window: the places above, the people below.

Invariant: the places give way, so that a few people stay in sight however low the window is.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from relationship_desk.ui.panes.navigation import Navigation
from relationship_desk.ui.panes.people import PeoplePane
from relationship_desk.ui.theme import Theme

_LEAST_ROWS = 5


class Side(QFrame):
    """A column of both, with a line between."""

    def __init__(self, theme: Theme, navigation: Navigation, people: PeoplePane) -> None:
        super().__init__()
        self._navigation, self._people = navigation, people
        px = theme.px
        self.setProperty("pane", "side")
        self._above = QVBoxLayout()
        self._above.setContentsMargins(px(8), px(8), px(8), 0)
        self._above.setSpacing(px(8))
        self._above.addWidget(navigation)
        line = QFrame()
        line.setProperty("pane", "line")
        line.setFixedHeight(1)
        self._above.addWidget(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._above)
        column.addWidget(people, 1)
        # Circles and tags come with the first people and take room too.
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(0)
        self._fit.timeout.connect(self._fit_places)
        people.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit_places()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit.start()
        return False

    def _fit_places(self) -> None:
        around = self._above.contentsMargins().top() + self._above.spacing() + 1
        people = self._people.height_with(_LEAST_ROWS, self.width())
        self._navigation.fit(self.height() - around - people)
