"""The right pane: what is to be done, for the person in front or for everybody."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QActionGroup, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from relationship_desk.desk.commands.tasks import TaskForm, add_task
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.changes import Changes
from relationship_desk.store.people import names_of
from relationship_desk.store.tasks import TaskRow, task_rows
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.panes.task_list import TaskList
from relationship_desk.ui.plain import visible
from relationship_desk.ui.promises.section import PromisesSection
from relationship_desk.ui.task_verbs import TaskVerbs
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.labels import ElidedLabel, SectionHeading
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
        self._with_done = False
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
        whole = changes.everything or changes.preferences or bool(changes.tasks)
        person = self.person_id
        if whole or (changes.people if person is None else changes.touches_person(person)):
            self.reload()

    def reload(self) -> None:
        """Read everything anew; what was selected stays selected."""
        reader = self.bridge.reader
        names = {} if self._person_id is None else names_of(reader, [self._person_id])
        if not names:
            self._person_id = None
        name = next(iter(names.values()), "")
        person = self.person_id
        rows = task_rows(reader, person)
        self._heading.set_count(len(rows) or None)
        if self._with_done:
            rows += task_rows(reader, person, done=True)
        self.quick.set_person(self._person_id, name)
        first_weekday = self.bridge.preferences().first_weekday
        self.list.show_rows(rows, first_weekday, with_people=person is None)
        self.promises.show_promises(person, self._person_id)
        self._tell_whose(name)

    def _tell_whose(self, name: str) -> None:
        person = self.person_id
        self.actions_table[ActionId.TASKS_OF_PERSON].setEnabled(self._person_id is not None)
        shown = ActionId.TASKS_OF_EVERYBODY if person is None else ActionId.TASKS_OF_PERSON
        self.actions_table[shown].setChecked(True)
        whose = "Tasks of everybody" if person is None else f"Tasks of {visible(name)}"
        self.whose.setText(whose)
        self.whose.setVisible(person is not None)
        self.list.setAccessibleName(whose)
        if self.list.rows.rows:
            self._stack.setCurrentWidget(self.list)
            return
        if person is None:
            self._empty.say("Nothing to do", "What you plan with people is listed here by its day.")
        else:
            self._empty.say("Nothing to do here", "Write down what comes next, and when.")
        self._stack.setCurrentWidget(self._empty)

    def look_at_clock(self) -> None:
        """Another day, or a snooze that has ended: the words are different now."""
        if self.list.look_at_clock():
            self.reload()

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
            if isValid(self.quick):
                self.quick.set_saving(False)
                self.quick.begin_again()
                self.reload()
                self.list.select([outcome.result])

        def failed(error: BaseException) -> None:
            if isValid(self.quick):
                self.quick.set_saving(False)
            self.bridge.tell(error)

        self.bridge.follow(future, added, failed)

    def _open_new(self, form: TaskForm) -> None:
        """A new task with everything that can be said of it."""

        def added(task_id: int) -> None:
            if isValid(self.quick):
                self.quick.begin_again()
                self.reload()
                self.list.select([task_id])

        self.verbs.new(form, added)

    def _on_asked(self, verb: str) -> None:
        rows, current = self.list.rows_meant(), self.list.current_row()
        if verb == "toggle":
            self.verbs.toggle(rows)
        elif verb == "delete":
            self.verbs.delete([row.id for row in rows])
        elif verb == "snooze":
            ids = [row.id for row in rows if row.done_at is None]
            self.verbs.snooze_menu(ids, self.list.place_for_menu())
        elif verb == "skip":
            self.verbs.skip([row.id for row in rows if _comes_again(row)])
        elif current is not None and verb == "edit":
            self.verbs.edit(current.id)
        elif current is not None and current.person_id is not None:
            self.person_chosen.emit(current.person_id)

    def _on_toggled(self, task_id: int) -> None:
        self.verbs.toggle([row for row in self.list.rows.rows if row.id == task_id])

    def show_thing(self, thing_id: int) -> bool:
        if self._place_of(thing_id) is None and not self._everybody:
            self._show_whose(everybody=True)
        if self._place_of(thing_id) is None and not self._with_done:
            self._fold_done()
        place = self._place_of(thing_id)
        if place is not None:
            self.list.setFocus()
            self.list.go_to(place)
        return place is not None

    def _place_of(self, task_id: int) -> int | None:
        return next((i for i, row in enumerate(self.list.rows.rows) if row.id == task_id), None)

    def take_focus(self) -> None:
        if not self.list.rows.rows:
            self.quick.line.setFocus()
            return
        self.list.setFocus()
        if not self.list.currentIndex().isValid():
            self.list.go_to(0)

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
        self.whose = ElidedLabel(tone="quiet", size="small")
        self.quick = QuickTask(theme, self.bridge.clock)
        self.quick.submitted.connect(self._add)
        self.quick.more_wanted.connect(self._open_new)
        self.list = TaskList(theme, self.bridge.clock)
        self.list.asked.connect(self._on_asked)
        self.list.toggled.connect(self._on_toggled)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self._empty = EmptyState(theme, "tasks", "Nothing to do", "", "New task")
        self._empty.acted.connect(self.actions_table[ActionId.NEW_TASK].trigger)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        head = QVBoxLayout()
        head.setContentsMargins(px(16), px(12), px(16), px(8))
        head.setSpacing(px(8))
        head.addWidget(self._heading)
        head.addLayout(self._build_whose())
        head.addWidget(self.whose)
        head.addWidget(self.quick)
        self.promises = PromisesSection(self.bridge, theme)
        self.promises.message.connect(self.message)
        self.promises.person_chosen.connect(self.person_chosen)
        self.show_done = QToolButton()
        self.show_done.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.show_done.clicked.connect(self._fold_done)
        self._dress_done()
        foot = QHBoxLayout()
        foot.setContentsMargins(px(8), px(4), px(8), px(8))
        foot.addWidget(self.show_done)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        column.addWidget(self.promises)
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

    def _connect_actions(self) -> None:
        actions = self.actions_table
        actions[ActionId.NEW_TASK].triggered.connect(self.new_task)
        actions[ActionId.NEW_PROMISE].triggered.connect(lambda: self.promises.add())
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

    def _fold_done(self) -> None:
        self._with_done = not self._with_done
        self._dress_done()
        self.reload()
        done = (i for i, row in enumerate(self.list.rows.rows) if row.done_at is not None)
        first = next(done, None)
        if first is not None:
            self.list.go_to(first)

    def _dress_done(self) -> None:
        shown = self._with_done
        self.show_done.setText("Hide what is done" if shown else "Show what is done")
        self.theme.dress(self.show_done, "chevron-down" if shown else "chevron-right", "quiet")

    def _show_menu(self, where: QPoint) -> None:
        rows = self.list.rows_meant()
        if not rows or not self.list.indexAt(where).isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        still_open = [row.id for row in rows if row.done_at is None]
        self._add_to(menu, "Done\tSpace" if still_open else "Open again\tSpace", "toggle")
        again = [row.id for row in rows if _comes_again(row)]
        if again:
            self._add_to(menu, "Skip this time\tN", "skip")
            menu.addAction("Done for good").triggered.connect(lambda: self.verbs.finish(again))
        if still_open:
            self.verbs.fill_snoozes(menu.addMenu("Snooze"), still_open)
        self._add_to(menu, "Edit…\tEnter", "edit")
        if rows[0].person_id is not None and self.person_id is None:
            self._add_to(menu, "Show person\tO", "open")
        menu.addSeparator()
        self._add_to(menu, "Delete\tDel", "delete")
        menu.popup(self.list.viewport().mapToGlobal(where))

    def _add_to(self, menu: QMenu, words: str, verb: str) -> None:
        menu.addAction(words).triggered.connect(lambda: self._on_asked(verb))


def _comes_again(row: TaskRow) -> bool:
    return row.repeat is not None and row.done_at is None


def _follow(button: QPushButton, enabled: bool, checked: bool) -> None:
    button.setEnabled(enabled)
    button.setChecked(checked)
