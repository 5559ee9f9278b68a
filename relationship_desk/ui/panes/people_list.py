"""The list of people: who is listed, who is selected, and on whom the cursor is.

Invariant: rows have one height, so that fifty thousand cost no more than fifty; what is selected
stays selected by the person, wherever another search or a change moves them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget

from relationship_desk.store.people import PersonRow, person_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.person import PersonDelegate
from relationship_desk.ui.models.id_list import IdListModel
from relationship_desk.ui.photos import Photos
from relationship_desk.ui.rows import describe_person
from relationship_desk.ui.theme import Theme

ROW = 56
# More than this are not selected again after the list was read anew: it would take longer than
# selecting them once more.
_SELECTED_AGAIN = 1000
_Flag = QItemSelectionModel.SelectionFlag


class PeopleList(QTableView):
    """One column without any of a table's furniture; `typed` carries letters typed into it.

    `person_chosen` follows the cursor, `opened` is Enter or a click, `drag_wanted` says that the
    selected people are being dragged out, `selection_changed` carries how many are selected.

    A table and not a list: Qt's list view asks the model about every row whenever it is laid out
    (170 ms for 50,000 people), its table only about those that are seen (7 ms).
    """

    typed = Signal(str)
    drag_wanted = Signal()
    person_chosen = Signal(int)
    opened = Signal(int)
    selection_changed = Signal(int)

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._following = True
        self._build(theme.px(ROW))
        self.people: IdListModel[PersonRow] = IdListModel(
            lambda ids: person_rows(bridge.reader, ids, bridge.today()), describe_person, self
        )
        photos = Photos.of(bridge)
        photos.arrived.connect(lambda _: self.viewport().update())
        self.setModel(self.people)
        self.setItemDelegate(PersonDelegate(theme, self, photos.pixmap))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell_selection())
        self.activated.connect(self._on_activated)

    # -------------------------------------------------------------------------------- the people

    def show_people(self, found: list[int]) -> None:
        """List these; the selection stays on those who still are listed."""
        selected, current = self.selected_ids(), self.current_id()
        if self.people.set_ids(found):
            self._select_again(selected, current)

    def selected_ids(self) -> list[int]:
        """Who is selected, in the order of the list."""
        ids = self.people.ids
        return [ids[place] for block in self._selected_places() for place in block]

    def current_id(self) -> int | None:
        """On whom the cursor is."""
        place = self.currentIndex().row()
        return self.people.ids[place] if 0 <= place < len(self.people.ids) else None

    def mark(self, person_id: int | None) -> None:
        """Put the cursor on somebody, where they are listed; the window is told nothing."""
        if person_id == self.current_id() and person_id in self.selected_ids():
            return
        place = None if person_id is None else self.people.place_of(person_id)
        with self._quietly():
            if place is None:
                self.selectionModel().clear()
            else:
                self.setCurrentIndex(self.people.index(place))

    def go_to(self, place: int) -> None:
        """Put the cursor on whoever stands there, or on the last; the window follows."""
        if self.people.ids and place >= 0:
            self.setCurrentIndex(self.people.index(min(place, len(self.people.ids) - 1)))

    def open_current(self) -> None:
        """Open whom the cursor is on, or the first."""
        if self.people.ids:
            self.go_to(max(0, self.currentIndex().row()))
            self._on_activated(self.currentIndex())

    def select_first(self, count: int) -> None:
        """Select the first people of the list."""
        selection = QItemSelection(self.people.index(0), self.people.index(count - 1))
        self.selectionModel().select(selection, _Flag.ClearAndSelect)

    def _selected_places(self) -> list[range]:
        """Stretches of the list, so that ten thousand selected people cost no more than one."""
        selection = self.selectionModel().selection()
        blocks = [selection.at(number) for number in range(selection.count())]
        return sorted(
            (range(block.top(), block.bottom() + 1) for block in blocks), key=lambda r: r.start
        )

    def _select_again(self, selected: Sequence[int], current: int | None) -> None:
        places = self.selectionModel()
        with self._quietly():
            if len(selected) <= _SELECTED_AGAIN:
                selection = QItemSelection()
                for person_id in selected:
                    place = self.people.place_of(person_id)
                    if place is not None:
                        index = self.people.index(place)
                        selection.select(index, index)
                places.select(selection, _Flag.ClearAndSelect)
            place = None if current is None else self.people.place_of(current)
            if place is not None:
                index = self.people.index(place)
                places.setCurrentIndex(index, _Flag.NoUpdate)
                self.scrollTo(index)
        self._tell_selection()

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """The marked row follows the window inside, and not the window the row."""
        before, self._following = self._following, False
        try:
            yield
        finally:
            self._following = before

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and self._following:
            self.person_chosen.emit(self.people.ids[index.row()])

    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(self.people.ids[index.row()])

    def _tell_selection(self) -> None:
        self.selection_changed.emit(sum(len(block) for block in self._selected_places()))

    # ----------------------------------------------------------------------------------- the view

    def startDrag(self, actions: Qt.DropAction, /) -> None:
        self.drag_wanted.emit()

    def keyboardSearch(self, search: str, /) -> None:
        """Letters go on to the search, which knows more than the beginnings of names."""
        if search.strip():
            self.typed.emit(search)

    def _build(self, row_height: int) -> None:
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
