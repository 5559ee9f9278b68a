"""Tabs that stand closer together where the row is too narrow for all of them.

Invariant: they scroll only where they do not fit even so.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QTabBar

_CLOSE = "close"  # the property that the style sheet knows


class TabRow(QTabBar):
    """The row itself; whoever changes words on a tab says `fit` afterwards."""

    def __init__(self) -> None:
        super().__init__()
        self._needed = 0  # px with all the room between them; 0: not measured since the last change

    def fit(self) -> None:
        """Look anew how much room they need."""
        self._needed = 0
        self._look()

    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.fit()  # before, it had no style of ours

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._look()

    def _look(self) -> None:
        if not self._needed:
            self._stand(close=False)
            self._needed = self.sizeHint().width()
        self._stand(close=self._needed > self.width())

    def _stand(self, *, close: bool) -> None:
        if bool(self.property(_CLOSE)) is not close:
            self.setProperty(_CLOSE, close)
            self.style().unpolish(self)
            self.style().polish(self)
            self.changeEvent(QEvent(QEvent.Type.StyleChange))  # it keeps the old sizes else
