"""A field of the form with its name: beside it where there is room, else above it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme

_TITLE = 88


class Titled(QWidget):
    """Is hidden and shown together with its field."""

    def __init__(self, theme: Theme, title: str, field: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._field = field
        self._narrow = False
        self._title = PlainLabel(title, tone="quiet")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(field, 1)
        self._lay_out()
        field.installEventFilter(self)
        self.setVisible(not field.isHidden())

    def set_narrow(self, narrow: bool) -> None:
        """Put the name above the field, or beside it."""
        if narrow is not self._narrow:
            self._narrow = narrow
            self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.ShowToParent:
            self.show()
        elif event.type() == QEvent.Type.HideToParent:
            self.hide()
        return False

    def _lay_out(self) -> None:
        px = self._theme.px
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if self._narrow else directions.LeftToRight)
        self._row.setSpacing(px(2) if self._narrow else px(8))
        self._title.setFixedWidth(px(160) if self._narrow else px(_TITLE))
        self._title.setContentsMargins(0, 0 if self._narrow else px(6), 0, 0)
