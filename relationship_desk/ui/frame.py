"""The middle of the window: the bar above, the panes side by side below.

Invariant: of the panes that share the middle exactly one is in front.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Bar


class Frame(QWidget):
    """Left, middle and right; the widths are the user's, in `splitter`."""

    def __init__(
        self, theme: Theme, bar: Bar, left: QWidget, middle: Sequence[Pane], right: Pane
    ) -> None:
        super().__init__()
        self._px = px = theme.px
        self._right = right
        self._stack = QStackedWidget()
        for pane in middle:
            self._stack.addWidget(pane)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(px(1))
        shares: tuple[tuple[QWidget, int], ...] = ((left, 0), (self._stack, 1), (right, 0))
        for place, (widget, share) in enumerate(shares):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(place, share)
        self.splitter.setSizes([px(264), px(624), px(312)])
        self._bar = bar
        self._bar_room = QFrame()
        self._bar_room.setProperty("pane", "side")
        inside = QVBoxLayout(self._bar_room)
        inside.setContentsMargins(px(8), px(8), px(8), px(8))
        inside.addWidget(bar)
        self._bar_room.hide()
        bar.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar_room)
        column.addWidget(self.splitter, 1)

    @property
    def in_front(self) -> QWidget | None:
        """The pane in the middle."""
        return self._stack.currentWidget()

    def show_pane(self, pane: Pane) -> None:
        """Put one of the middle panes in front."""
        self._stack.setCurrentWidget(pane)

    def least_size(self, screen: QSize) -> QSize:
        """How small the window may become; with large letters on a small screen it is the screen
        that counts, and the panes give way.
        """
        px = self._px
        least = QSize(px(800), px(480)).boundedTo(screen)
        room = least.width() / px(800)
        self._stack.setMinimumWidth(round(px(336) * room))
        self._right.setMinimumWidth(round(px(216) * room))
        return least

    def eventFilter(self, watched: object, event: QEvent, /) -> bool:
        # The room around the bar is there only while the bar is.
        if watched is self._bar and event.type() in (
            QEvent.Type.ShowToParent,
            QEvent.Type.HideToParent,
        ):
            self._bar_room.setVisible(event.type() == QEvent.Type.ShowToParent)
        return False
