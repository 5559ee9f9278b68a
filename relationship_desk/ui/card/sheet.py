"""The sheet of one person: the card above, what belongs to them below, a line between to draw.

Invariant: the card is as high as it needs to be, but never more than its share, and scrolls beyond.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter

from relationship_desk.ui.card.view import CardView
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.theme import Theme

_SHARE = 0.56  # of the height, at most, for the card
_LEAST = 112


class Sheet(QSplitter):
    """`card_height` is how high the user drew the card; None where they never did."""

    def __init__(self, theme: Theme, card: CardView, below: Pane) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.card_height: int | None = None
        self._card, self._below = card, below
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(card)
        self._scroll.viewport().setAutoFillBackground(False)
        card.setAutoFillBackground(False)
        self._scroll.setMinimumHeight(theme.px(_LEAST))
        self.setHandleWidth(theme.px(1))
        self.setChildrenCollapsible(False)
        for place, (widget, share) in enumerate(((self._scroll, 0), (below, 1))):
            self.addWidget(widget)
            self.setStretchFactor(place, share)
        self.splitterMoved.connect(self._drawn)
        # The parts have their new sizes only after the event that changed them.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fit)
        for part in (card, below):
            part.installEventFilter(self)

    def fit(self) -> None:
        """Another person, or other words: divide the height anew."""
        self._soon.start()

    def scroll_to_top(self) -> None:
        """Show the card from its beginning."""
        self._scroll.verticalScrollBar().setValue(0)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return False

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.fit()

    def _drawn(self, position: int, _: int) -> None:
        self.card_height = position

    def _fit(self) -> None:
        wanted = self._card.needed_height(self._scroll.viewport().width())
        room = self.height()
        most = self.card_height or round(room * _SHARE)
        most = min(most, room - self._below.needed_height())
        height = max(min(wanted, most), self._scroll.minimumHeight())
        if height != self._scroll.height():
            self.setSizes([height, max(room - height, 1)])
