"""A flow whose items stand below each other in columns."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from relationship_desk.ui.widgets.flow import FlowLayout


class ColumnsLayout(FlowLayout):
    """Items in as many columns as fit, filled row by row.

    A column gets what its widest item asks for, where there is room for that; else all the same.
    """

    def __init__(self, column: int, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column, self._gap = column, gap

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        widths = self._widths(rect.width())
        columns = len(widths)
        y = rect.y()
        for start in range(0, len(self._items), columns):
            row = self._items[start : start + columns]
            heights = [
                item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
                for item, width in zip(row, widths, strict=False)
            ]
            if move:
                x = rect.x()
                for item, width, height in zip(row, widths, heights, strict=False):
                    item.setGeometry(QRect(x, y, width, height))
                    x += width + self._gap
            y += max(heights)
        return y - rect.y()

    def _widths(self, room: int) -> list[int]:
        """How wide each column is."""
        columns = max(1, (room + self._gap) // (self._column + self._gap))
        room -= (columns - 1) * self._gap
        asked = [
            max((item.sizeHint().width() for item in self._items[place::columns]), default=0)
            for place in range(columns)
        ]
        spare = room - sum(asked)
        if spare < 0:
            return [room // columns] * columns
        return [width + spare // columns for width in asked]
