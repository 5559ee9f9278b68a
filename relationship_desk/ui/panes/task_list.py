"""The list of tasks: rows under their headings, what is selected, and what keys and clicks ask for.

Invariant: what is selected stays selected by its task, wherever a change moves it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from relationship_desk.clock import Clock, today
from relationship_desk.domain.reminders import task_group
from relationship_desk.store.tasks import TaskRow
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.delegates.task import TaskDelegate
from relationship_desk.ui.models.rows import RowsModel
from relationship_desk.ui.repeat_words import repeat_line
from relationship_desk.ui.rows import describe_task
from relationship_desk.ui.theme import Theme

_KEYS = {
    Qt.Key.Key_Space: "toggle",
    Qt.Key.Key_D: "toggle",
    Qt.Key.Key_S: "snooze",
    Qt.Key.Key_N: "skip",
    Qt.Key.Key_O: "open",
    Qt.Key.Key_E: "edit",
    Qt.Key.Key_F2: "edit",
    Qt.Key.Key_Return: "edit",
    Qt.Key.Key_Enter: "edit",
    Qt.Key.Key_Delete: "delete",
}
_Flag = QItemSelectionModel.SelectionFlag


class TaskList(QListView):
    """`asked` carries "toggle", "snooze", "skip", "open", "edit" or "delete", meant for
    `rows_meant`; `toggled` the id of the one task whose circle was clicked."""

    asked = Signal(str)
    toggled = Signal(int)

    def __init__(self, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._week: tuple[date, int] = (today(clock), 0)  # today, and on which day a week begins
        prepare_list(self, "Tasks", uniform=False)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.rows: RowsModel[TaskRow] = RowsModel(self._describe, self._heading_of, self)
        self.setModel(self.rows)
        self._delegate = TaskDelegate(theme, self, clock)
        self._delegate.toggled.connect(self.toggled)
        self.setItemDelegate(self._delegate)
        self.doubleClicked.connect(lambda _: self.asked.emit("edit"))

    def show_rows(self, rows: list[TaskRow], first_weekday: int, *, with_people: bool) -> None:
        """List these; the cursor goes on to the next one where its task has gone."""
        chosen = {row.id for row in self.selected_rows()}
        current = self.current_row()
        place = self.currentIndex().row()
        week, self._week = self._week, (today(self._clock), first_weekday)
        self._delegate.show_person = with_people
        self.rows.set_rows(rows)
        if week != self._week:
            self.rows.retell()  # the headings are others, and with them the heights
        self.viewport().update()
        places = {row.id: i for i, row in enumerate(rows)}
        selection = QItemSelection()
        for task_id in chosen & places.keys():
            index = self.rows.index(places[task_id])
            selection.select(index, index)
        if current is not None and rows:
            index = self.rows.index(places.get(current.id, min(place, len(rows) - 1)))
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
            if chosen and selection.isEmpty():
                selection.select(index, index)
        self.selectionModel().select(selection, _Flag.ClearAndSelect)

    def look_at_clock(self) -> bool:
        """Renew the words, which depend on the time; whether another day has begun."""
        self.viewport().update()
        return today(self._clock) != self._week[0]

    def selected_rows(self) -> list[TaskRow]:
        """The selected tasks, in the order of the list."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self.rows.rows[place] for place in places]

    def current_row(self) -> TaskRow | None:
        """The task under the keyboard's cursor."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def rows_meant(self) -> list[TaskRow]:
        """What a key acts on: the selection, else the task under the cursor."""
        current = self.current_row()
        return self.selected_rows() or ([] if current is None else [current])

    def select(self, task_ids: Iterable[int]) -> None:
        """Select these tasks, where they are listed, with the cursor on the first."""
        wanted = set(task_ids)
        indexes = [self.rows.index(i) for i, row in enumerate(self.rows.rows) if row.id in wanted]
        self.clearSelection()
        if indexes:
            self.setCurrentIndex(indexes[0])
        for index in indexes:
            self.selectionModel().select(index, _Flag.Select)

    def go_to(self, place: int) -> None:
        """Put the cursor on a row and bring it into view at the top."""
        index = self.rows.index(place)
        self.setCurrentIndex(index)
        self.scrollTo(index, QListView.ScrollHint.PositionAtTop)

    def place_for_menu(self) -> QPoint:
        """Where on the screen a menu for the current task opens."""
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        verb = _KEYS.get(Qt.Key(event.key())) if plain and event.key() in _KEYS else None
        if verb is None:
            super().keyPressEvent(event)
        else:
            self.asked.emit(verb)

    def _describe(self, row: TaskRow) -> str:
        repeats = repeat_line(row)
        return ", ".join(part for part in (describe_task(row, self._clock), repeats) if part)

    def _heading_of(self, row: TaskRow, before: TaskRow | None) -> str | None:
        group = self._group(row)
        return group if before is None or self._group(before) != group else None

    def _group(self, row: TaskRow) -> str:
        return task_group(row.due_on, row.done_at is not None, *self._week)
