"""The view of the people: rows of one height, so that fifty thousand cost no more than fifty."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget


class PeopleList(QTableView):
    """One column without any of a table's furniture; `typed` carries letters typed into it.

    `drag_wanted` says that the selected people are being dragged out.

    A table and not a list: Qt's list view asks the model about every row whenever it is laid out
    (170 ms for 50,000 people), its table only about those that are seen (7 ms).
    """

    typed = Signal(str)
    drag_wanted = Signal()

    def __init__(self, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("People")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        # The delegate draws its own ground; the table's would show at the round corners.
        self.setStyleSheet("QTableView { selection-background-color: transparent; }")
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QTableView.DragDropMode.DragOnly)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.hide()
        down.setMinimumSectionSize(row_height)
        down.setDefaultSectionSize(row_height)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def startDrag(self, actions: Qt.DropAction, /) -> None:
        self.drag_wanted.emit()

    def keyboardSearch(self, search: str, /) -> None:
        """Letters go on to the search, which knows more than the beginnings of names."""
        if search.strip():
            self.typed.emit(search)
