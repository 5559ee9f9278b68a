"""What can be done to tasks, the same wherever they are listed.

Invariant: every verb says what it did in the window's bar, with a button that takes back this.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from relationship_desk.desk.commands.tasks import (
    TaskForm,
    add_task,
    complete_tasks,
    delete_tasks,
    edit_task,
    finish_tasks,
    reopen_tasks,
    skip_tasks,
    snooze_tasks,
)
from relationship_desk.desk.desk import Outcome
from relationship_desk.store.tasks import TaskRow, get_task
from relationship_desk.ui.brief.debrief import done_with
from relationship_desk.ui.dialogs.task import TaskDialog
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.plain import visible
from relationship_desk.ui.playbooks.opening import open_text
from relationship_desk.ui.rows import moment_words
from relationship_desk.ui.snoozing import fill_snoozes
from relationship_desk.ui.telling import done_message


class TaskVerbs:
    """Done, reopen, snooze, delete and edit, for one pane."""

    def __init__(self, pane: Pane) -> None:
        self._pane = pane
        self._bridge = pane.bridge
        self._theme = pane.theme

    def complete(self, ids: Sequence[int]) -> None:
        """Done; after a meeting the bar offers to write down what happened."""
        if ids:
            self._bridge.do(complete_tasks, self._tell_done, task_ids=ids)

    def finish(self, ids: Sequence[int]) -> None:
        """Done for good, those that repeat too."""
        if ids:
            self._bridge.do(finish_tasks, self._tell_label, task_ids=ids)

    def skip(self, ids: Sequence[int]) -> None:
        """Leave out one occurrence of tasks that repeat."""
        if ids:
            self._bridge.do(skip_tasks, self._tell_label, task_ids=ids)

    def reopen(self, ids: Sequence[int]) -> None:
        """Not done after all."""
        if ids:
            self._bridge.do(reopen_tasks, self._tell_label, task_ids=ids)

    def toggle(self, rows: Sequence[TaskRow]) -> None:
        """Done where any of them is open, else open again."""
        still_open = [row.id for row in rows if row.done_at is None]
        if still_open:
            self.complete(still_open)
        else:
            self.reopen([row.id for row in rows])

    def delete(self, ids: Sequence[int]) -> None:
        """Remove them; Undo brings them back."""
        if ids:
            self._bridge.do(delete_tasks, self._tell_label, task_ids=ids)

    def snooze(self, ids: Sequence[int], until: datetime) -> None:
        """Remind again at that instant."""

        def told(outcome: Outcome[None]) -> None:
            words = moment_words(until, self._bridge.clock)
            self._tell(f"Snoozed until {words}.", outcome)

        if ids:
            self._bridge.do(snooze_tasks, told, task_ids=ids, until=until)

    def snooze_menu(self, ids: Sequence[int], at: QPoint) -> None:
        """Ask how long, at a point of the screen."""
        if not ids:
            return
        menu = QMenu(self._pane)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_snoozes(menu, ids)
        menu.popup(at)

    def fill_snoozes(self, menu: QMenu, ids: Sequence[int]) -> None:
        """The usual times, and any other moment."""
        fill_snoozes(
            menu, self._bridge, self._theme, lambda until: self.snooze(ids, until), self._pane
        )

    def edit(self, task_id: int) -> None:
        """Open the text that the task holds, else the task itself."""
        pane = self._pane
        tell = pane.message.emit
        if not open_text(self._bridge, self._theme, task_id, tell, self.edit_form, pane):
            self.edit_form(task_id)

    def edit_form(self, task_id: int) -> None:
        """Open the task; what was typed stays there until it is saved."""
        row = get_task(self._bridge.reader, task_id)
        if row is None:
            return
        form = TaskForm(
            row.text, row.person_id, row.due_on, row.due_time, row.repeat, row.lead_days
        )
        dialog = TaskDialog(self._theme, self._bridge, form, row, self._pane)
        answers = {"done": self.complete, "skip": self.skip, "finish": self.finish}

        def answer(verb: str) -> None:
            dialog.reject()
            answers[verb]([task_id])

        dialog.answered.connect(answer)
        self._show(dialog, lambda form: self._bridge.desk.do(edit_task, task_id=task_id, form=form))

    def new(self, form: TaskForm, added: Callable[[int], None]) -> None:
        """A new task in full, begun as `form` says; `added` is told its id."""
        dialog = TaskDialog(self._theme, self._bridge, form, None, self._pane)
        self._show(dialog, lambda form: self._bridge.desk.do(add_task, form=form), added)

    def _show(
        self,
        dialog: TaskDialog,
        save: Callable[[TaskForm], Future[Outcome[Any]]],
        then: Callable[[Any], None] = lambda _: None,
    ) -> None:
        dialog.save_by(self._bridge, save, lambda outcome: then(outcome.result))
        dialog.open()

    def _tell_done(self, outcome: Outcome[Any]) -> None:
        message = done_with(self._pane, outcome)
        if message is not None:
            self._pane.message.emit(message)

    def _tell_label(self, outcome: Outcome[Any]) -> None:
        label = visible(outcome.label)
        for verb, past in (("Delete", "Deleted"), ("Reopen", "Open again:")):
            if label.startswith(verb):
                label = past + label.removeprefix(verb)
        self._tell(f"{label}.", outcome)

    def _tell(self, sentence: str, outcome: Outcome[Any]) -> None:
        message = done_message(self._bridge, outcome, sentence)
        if message is not None:
            self._pane.message.emit(message)
