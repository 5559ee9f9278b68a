"""The right pane: what is to be done, for the person in front or for everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QActionGroup, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.commands.tasks import TaskForm, add_task
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.reminders import task_group
from relationship_desk.store.people import names_of
from relationship_desk.store.tasks import TaskRow, task_rows
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.delegates.task import TaskDelegate
from relationship_desk.ui.models.rows import RowsModel
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.rows import describe_task
from relationship_desk.ui.task_verbs import TaskVerbs
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.labels import SectionHeading
from relationship_desk.ui.widgets.quick_task import QuickTask

_MINUTE_HAND_MS = 20_000


class TasksPane(Pane):
    """Lists tasks by when they are due; without a person in front it lists everybody's."""

    ground = "side"

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self._person_id: int | None = None
        self._everybody = False
        self._day: date = bridge.today()
        self._first_weekday = 0
        self.verbs = TaskVerbs(self)
        self._build()
        self._connect_actions()
        self.reload()

    # ------------------------------------------------------------------------------------ reading

    @property
    def person_id(self) -> int | None:
        """Whose tasks are listed; None for everybody's."""
        return None if self._everybody else self._person_id

    def show_person(self, person_id: int | None) -> None:
        if person_id != self._person_id:
            self._person_id = person_id
            self.reload()

    def apply(self, changes: Changes) -> None:
        person = self.person_id
        mine = changes.tasks or changes.people if person is None else changes.touches_person(person)
        if changes.everything or changes.preferences or changes.tasks or mine:
            self.reload()

    def reload(self) -> None:
        """Read everything anew; what was selected stays selected."""
        reader, person = self.bridge.reader, self.person_id
        self._day = self.bridge.today()
        self._first_weekday = self.bridge.preferences().first_weekday
        names = {} if self._person_id is None else names_of(reader, [self._person_id])
        name = "" if self._person_id is None else names.get(self._person_id, "")
        if not names:
            self._person_id = person = None
        rows = task_rows(reader, person)
        self._heading.set_count(len(rows) or None)
        if self.show_done.isChecked():
            rows += task_rows(reader, person, done=True)
        self.delegate.show_person = person is None
        self.quick.set_person(self._person_id, name)
        self._list_again(rows)
        self._tell_whose(name)

    def _list_again(self, rows: list[TaskRow]) -> None:
        chosen = {row.id for row in self.selected_rows()}
        current = self.list.currentIndex()
        place = current.row()
        current_id = self.model.rows[place].id if current.isValid() else None
        self.model.set_rows(rows)
        self.model.retell()
        selection, index_of = QItemSelection(), {row.id: i for i, row in enumerate(rows)}
        for task_id in chosen & index_of.keys():
            index = self.model.index(index_of[task_id])
            selection.select(index, index)
        places = self.list.selectionModel()
        if current_id in index_of:
            there = self.model.index(index_of[current_id])
            places.setCurrentIndex(there, QItemSelectionModel.SelectionFlag.NoUpdate)
        elif current_id is not None and rows and chosen:
            # Whatever stands now where the one that went stood, so that Space goes on.
            there = self.model.index(min(place, len(rows) - 1))
            places.setCurrentIndex(there, QItemSelectionModel.SelectionFlag.NoUpdate)
            if selection.isEmpty():
                selection.select(there, there)
        places.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _tell_whose(self, name: str) -> None:
        person = self.person_id
        self.actions_table[ActionId.TASKS_OF_PERSON].setEnabled(self._person_id is not None)
        shown = ActionId.TASKS_OF_PERSON if person is not None else ActionId.TASKS_OF_EVERYBODY
        self.actions_table[shown].setChecked(True)
        self.list.setAccessibleName(f"Tasks of {name}" if person is not None else "All tasks")
        if self.model.rows:
            self._stack.setCurrentWidget(self.list)
            return
        if person is not None:
            self._empty.say("Nothing to do here", "Write down what comes next, and when.")
        else:
            self._empty.say("Nothing to do", "What you plan with people is listed here by its day.")
        self._stack.setCurrentWidget(self._empty)

    def look_at_clock(self) -> None:
        """Another day, or a snooze that has ended: the words are different now."""
        if self.bridge.today() != self._day:
            self.reload()
        else:
            self.model.retell()

    def _heading_of(self, row: TaskRow, before: TaskRow | None) -> str | None:
        group = self._group(row)
        return group if before is None or self._group(before) != group else None

    def _group(self, row: TaskRow) -> str:
        return task_group(row.due_on, row.done_at is not None, self._day, self._first_weekday)

    # ---------------------------------------------------------------------------------- selection

    def selected_rows(self) -> list[TaskRow]:
        """The selected tasks, in the order of the list."""
        places = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [self.model.rows[place] for place in places]

    def _rows_meant(self) -> list[TaskRow]:
        """What a key acts on: the selection, else the row with the keyboard's focus."""
        current = self.list.currentIndex()
        return self.selected_rows() or (
            [self.model.rows[current.row()]] if current.isValid() else []
        )

    def select(self, task_ids: Iterable[int]) -> None:
        """Select these tasks, where they are listed, and go to the first."""
        wanted = set(task_ids)
        self.list.clearSelection()
        for place, row in enumerate(self.model.rows):
            if row.id in wanted:
                index = self.model.index(place)
                if not self.list.selectionModel().hasSelection():
                    self.list.setCurrentIndex(index)
                self.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)

    # ------------------------------------------------------------------------------------- doing

    def new_task(self) -> None:
        """Ready to type a task."""
        self.wants_front.emit()
        self.quick.line.setFocus()
        self.quick.line.selectAll()

    def _add(self, form: TaskForm) -> None:
        self.quick.set_saving(True)
        future = self.bridge.desk.do(add_task, form=form)

        def added(outcome: Outcome[int]) -> None:
            self.quick.set_saving(False)
            self.quick.clear()
            self.reload()
            self.select([outcome.result])

        def failed(error: BaseException) -> None:
            self.quick.set_saving(False)
            self.bridge.tell(error)

        self.bridge.follow(future, added, failed)

    def _toggle(self, task_id: int) -> None:
        self.verbs.toggle([row for row in self.model.rows if row.id == task_id])

    def _snooze(self, at: QPoint | None = None) -> None:
        ids = [row.id for row in self._rows_meant() if row.done_at is None]
        place = self.list.visualRect(self.list.currentIndex()).bottomLeft()
        self.verbs.snooze_menu(ids, at or self.list.viewport().mapToGlobal(place))

    def _edit(self) -> None:
        current = self.list.currentIndex()
        if current.isValid():
            self.verbs.edit(self.model.rows[current.row()].id)

    def _open_person(self) -> None:
        current = self.list.currentIndex()
        person_id = self.model.rows[current.row()].person_id if current.isValid() else None
        if person_id is not None:
            self.person_chosen.emit(person_id)

    # ----------------------------------------------------------------------------------- keyboard

    def take_focus(self) -> None:
        if not self.model.rows:
            self.quick.line.setFocus()
            return
        self.list.setFocus()
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Space: lambda: self.verbs.toggle(self._rows_meant()),
            Qt.Key.Key_D: lambda: self.verbs.toggle(self._rows_meant()),
            Qt.Key.Key_S: self._snooze,
            Qt.Key.Key_O: self._open_person,
            Qt.Key.Key_E: self._edit,
            Qt.Key.Key_F2: self._edit,
            Qt.Key.Key_Return: self._edit,
            Qt.Key.Key_Enter: self._edit,
            Qt.Key.Key_Delete: lambda: self.verbs.delete([r.id for r in self._rows_meant()]),
        }
        work = keys.get(event.key())
        if work is None:
            return False
        work()
        return True

    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._hand.start(_MINUTE_HAND_MS)

    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self._hand.stop()

    # ----------------------------------------------------------------------------------- building

    def _build(self) -> None:
        px, theme = self.theme.px, self.theme
        self.setAccessibleName("Tasks")
        self._hand = QTimer(self)
        self._hand.timeout.connect(self.look_at_clock)
        self._heading = SectionHeading("Tasks")
        self.quick = QuickTask(theme, self.bridge.clock)
        self.quick.submitted.connect(self._add)
        self._build_list()
        head = QVBoxLayout()
        head.setContentsMargins(px(16), px(12), px(16), px(8))
        head.setSpacing(px(8))
        head.addWidget(self._heading)
        head.addLayout(self._build_whose())
        head.addWidget(self.quick)
        self.show_done = QToolButton()
        self.show_done.setText("Done tasks")
        self.show_done.setCheckable(True)
        self.show_done.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.show_done.setToolTip("Show what is done, newest first")
        theme.dress(self.show_done, "chevron-right", "quiet")
        self.show_done.toggled.connect(self._fold_done)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(8), px(4), px(8), px(8))
        foot.addWidget(self.show_done)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._stack, 1)
        column.addLayout(foot)
        self.setMinimumWidth(px(216))

    def _build_whose(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(4))
        for words, action_id in (
            ("This person", ActionId.TASKS_OF_PERSON),
            ("Everybody", ActionId.TASKS_OF_EVERYBODY),
        ):
            action = self.actions_table[action_id]
            button = QPushButton(words)
            button.setProperty("kind", "quiet")
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            action.changed.connect(
                lambda b=button, a=action: _follow(b, a.isEnabled(), a.isChecked())
            )
            row.addWidget(button, 1)
        return row

    def _build_list(self) -> None:
        self.list = QListView()
        prepare_list(self.list, "Tasks", uniform=False)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.doubleClicked.connect(self._edit)
        self.list.installEventFilter(self)
        self.model: RowsModel[TaskRow] = RowsModel(
            lambda row: describe_task(row, self.bridge.clock), self._heading_of, self
        )
        self.list.setModel(self.model)
        self.delegate = TaskDelegate(self.theme, self.list, self.bridge.clock)
        self.delegate.toggled.connect(self._toggle)
        self.list.setItemDelegate(self.delegate)
        self._empty = EmptyState(self.theme, "tasks", "Nothing to do", "", "New task")
        self._empty.acted.connect(self.actions_table[ActionId.NEW_TASK].trigger)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)

    def _connect_actions(self) -> None:
        actions = self.actions_table
        actions[ActionId.NEW_TASK].triggered.connect(self.new_task)
        group = QActionGroup(self)
        for action_id, everybody in (
            (ActionId.TASKS_OF_PERSON, False),
            (ActionId.TASKS_OF_EVERYBODY, True),
        ):
            group.addAction(actions[action_id])
            actions[action_id].triggered.connect(lambda _=False, e=everybody: self._show_whose(e))

    def _show_whose(self, everybody: bool) -> None:
        self.wants_front.emit()
        self._everybody = everybody
        self.reload()

    def _fold_done(self, shown: bool) -> None:
        icon = "chevron-down" if shown else "chevron-right"
        self.theme.dress(self.show_done, icon, "quiet")
        self.reload()

    def _show_menu(self, where: QPoint) -> None:
        rows = self._rows_meant()
        if not rows or not self.list.indexAt(where).isValid():
            return
        ids = [row.id for row in rows]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        still_open = [row.id for row in rows if row.done_at is None]
        if still_open:
            menu.addAction("Done\tSpace").triggered.connect(lambda: self.verbs.complete(still_open))
            snooze = menu.addMenu("Snooze")
            self.verbs.fill_snoozes(snooze, still_open)
        else:
            menu.addAction("Open again\tSpace").triggered.connect(lambda: self.verbs.reopen(ids))
        menu.addAction("Edit…\tEnter").triggered.connect(self._edit)
        if rows[0].person_id is not None and self.person_id is None:
            menu.addAction("Show person\tO").triggered.connect(self._open_person)
        menu.addSeparator()
        menu.addAction("Delete\tDel").triggered.connect(lambda: self.verbs.delete(ids))
        menu.popup(self.list.viewport().mapToGlobal(where))


def _follow(button: QPushButton, enabled: bool, checked: bool) -> None:
    button.setEnabled(enabled)
    button.setChecked(checked)
