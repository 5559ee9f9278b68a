"""What can be said to a reminder, whatever it is about.

Invariant: every answer says what it did in the window's bar, with a button that takes back this.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from relationship_desk.desk.commands.answers import DISMISSED, DONE, SNOOZED
from relationship_desk.desk.commands.reminders import answer_reminder
from relationship_desk.desk.desk import Outcome
from relationship_desk.store.occasions import CARD, OWN, occasion_rows
from relationship_desk.store.tasks import get_task
from relationship_desk.store.waiting import WaitingRow
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.brief.debrief import done_with
from relationship_desk.ui.card.rhythm_menu import RhythmMenu
from relationship_desk.ui.occasions.opening import open_occasion
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.plain import visible
from relationship_desk.ui.rows import moment_words
from relationship_desk.ui.snoozing import fill_snoozes, usual_end
from relationship_desk.ui.task_verbs import TaskVerbs
from relationship_desk.ui.telling import done_message
from relationship_desk.ui.widgets.bar import Message

_TASK, _RHYTHM = "task", "person"
_NOTHING = "That was answered already, or cannot be answered as it stands; nothing was changed."


class ReminderVerbs:
    """Done, snooze, not this time, open and edit, for one pane."""

    def __init__(self, pane: Pane) -> None:
        self._pane = pane
        self._bridge = pane.bridge
        self._tasks = TaskVerbs(pane)
        self._rhythm = RhythmMenu(pane.bridge, pane.theme, pane)
        self._rhythm.message.connect(pane.message)
        self._rhythm.circles_wanted.connect(pane.actions_table[ActionId.CIRCLES].trigger)

    def done(self, row: WaitingRow) -> None:
        """Done; of what repeats this time."""
        self._answer(row, DONE)

    def skip(self, row: WaitingRow) -> None:
        """Not this time; a task that comes once stays open and reminds no more."""
        self._answer(row, DISMISSED)

    def snooze(self, row: WaitingRow, until: datetime) -> None:
        """Remind again at that instant."""
        self._answer(row, SNOOZED, until)

    def snooze_by(self, row: WaitingRow, number: int) -> None:
        """Remind again after one of the usual times, counted from 1."""
        self.snooze(row, usual_end(number, self._bridge))

    def snooze_menu(self, row: WaitingRow, at: QPoint) -> None:
        """Ask how long, at a point of the screen."""
        menu = QMenu(self._pane)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_snoozes(menu, row)
        menu.popup(at)

    def fill_snoozes(self, menu: QMenu, row: WaitingRow) -> None:
        """The usual times, and any other moment."""
        fill_snoozes(
            menu, self._bridge, self._pane.theme, lambda until: self.snooze(row, until), self._pane
        )

    def repeats(self, row: WaitingRow) -> bool:
        """Whether it comes again after this time."""
        task = get_task(self._bridge.reader, row.source_id) if row.source == _TASK else None
        return row.source != _TASK or (task is not None and task.repeat is not None)

    def finish(self, row: WaitingRow) -> None:
        """A task that repeats is done for good."""
        self._tasks.finish([row.source_id])

    def open(self, row: WaitingRow, at: QPoint) -> None:
        """Show whom it is about; what is about nobody is opened itself."""
        if row.person_id is not None:
            self._pane.person_chosen.emit(row.person_id)
        else:
            self.edit(row, at)

    def edit(self, row: WaitingRow, at: QPoint) -> None:
        """Change what reminds: the task, the occasion, or the rhythm by its menu at that point."""
        if row.source == _TASK:
            self._tasks.edit(row.source_id)
        elif row.source in (OWN, CARD):
            self._edit_occasion(row)
        elif row.source == _RHYTHM:
            self._rhythm.fill(row.source_id)
            self._rhythm.popup(at)
        elif row.person_id is not None:
            self._pane.person_chosen.emit(row.person_id)

    def _edit_occasion(self, row: WaitingRow) -> None:
        reader, pane = self._bridge.reader, self._pane
        today, preferences = self._bridge.today(), self._bridge.preferences()
        found = occasion_rows(reader, today, preferences, source=row.source, ids=[row.source_id])
        if found:
            [occasion] = found
            open_occasion(
                self._bridge, pane.theme, occasion.person_id, occasion, pane.message.emit, pane
            )
        elif row.person_id is not None:  # one that cannot be read is set again on the person
            pane.person_chosen.emit(row.person_id)

    def _answer(self, row: WaitingRow, kind: str, until: datetime | None = None) -> None:
        def told(outcome: Outcome[Any]) -> None:
            if kind == DONE:
                message = done_with(self._pane, outcome)
            else:
                words = self._words(row, kind, until, visible(outcome.label))
                message = done_message(self._bridge, outcome, words)
            if not outcome.result or message is None:
                message = Message(_NOTHING)
            self._pane.message.emit(message)

        self._bridge.do(
            answer_reminder, told, source=row.source, source_id=row.source_id,
            settles=row.settles, kind=kind, until=until,
        )  # fmt: skip

    def _words(self, row: WaitingRow, kind: str, until: datetime | None, label: str) -> str:
        """ "Done: “send slides”.", "Snoozed until 17:10.", "Not this time: “Name day”."."""
        if until is not None:
            return f"Snoozed until {moment_words(until, self._bridge.clock)}."
        if kind == DISMISSED and label.startswith("Dismiss "):
            title = label.removeprefix("Dismiss ")
            if row.source == _TASK:
                return f"No more reminders of {title}; the task stays open."
            return f"Not this time: {title}."
        return f"{label}."
