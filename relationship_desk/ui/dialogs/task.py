"""A task, opened: its words, whom it is about, when it is due, and how it comes again."""

from __future__ import annotations

from datetime import time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from relationship_desk.desk.commands.tasks import MOST_LEAD_DAYS, TaskForm
from relationship_desk.domain.errors import UserError
from relationship_desk.store.tasks import TaskRow
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.repeat_words import next_words
from relationship_desk.ui.rows import clock_words
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.person_field import PersonField
from relationship_desk.ui.widgets.repeat_field import RepeatField, number_line
from relationship_desk.ui.widgets.words import DueField

_USUAL_DAYS = (("Today", 0), ("Tomorrow", 1), ("In a week", 7))
# What can be said to a task that repeats, and what each of it says to the one occurrence or to all.
_ANSWERS = (
    ("done", "Done this time", "The next one comes on its day"),
    ("skip", "Skip this time", "Not done, and the next one comes on its day"),
    ("finish", "Done for good", "It does not come again"),
)


class TaskDialog(FormDialog):
    """`submitted` carries a `TaskForm`.

    `row` is the task as it is stored; without it, it is a new one that begins as `form` says.
    `answered` carries "done", "skip" or "finish", said to a task that repeats.
    """

    answered = Signal(str)

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        form: TaskForm,
        row: TaskRow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "New task" if row is None else "Edit task", parent, width=520)
        self._bridge, self._row = bridge, row
        self.text = GrowingTextEdit(
            theme, "What is to be done", lines=2, most_lines=6, enter_submits=True
        )
        self.text.setPlainText(form.text)
        self.person = PersonField(theme, bridge, "Person", may_be_nobody=True)
        self.person.set_person(form.person_id)
        self.due = DueField(theme, "Due", bridge.clock)
        self.due.set_value(None if form.due_on is None else (form.due_on, form.due_time))
        self.all_day = QCheckBox("All day")
        self.repeat = RepeatField(theme, bridge.clock, bridge.preferences().first_weekday)
        self.repeat.set_repeat(form.repeat)
        self.lead = number_line(theme, "Days before to remind too", MOST_LEAD_DAYS, least=0)
        self.lead.setText(str(form.lead_days))
        self._preview = PlainLabel(tone="quiet", wrap=True)
        self._build()
        self._given = self._typed()
        for edited in (self.text.textChanged, self.person.line.textChanged, self.lead.textChanged,
                       self.due.line.textChanged, self.repeat.edited):  # fmt: skip
            edited.connect(self._settle)
        self.all_day.clicked.connect(self._choose_all_day)
        self._settle()
        self.text.setFocus()
        self.text.selectAll()

    def value(self) -> TaskForm | None:
        return self._form() if self.all_understood(self.person, self.due) else None

    def preview(self) -> str:
        """What is said of the days to come."""
        return self._preview.text()

    def _form(self) -> TaskForm:
        day, clock = self.due.value() or (None, None)
        repeat = self.repeat.repeat()
        if repeat is not None:
            next_words(repeat, day, self._row, self._bridge.today())
        lead = int(self.lead.text() or 0)
        return TaskForm(self.text.toPlainText(), self.person.person_id(), day, clock, repeat, lead)

    def _typed(self) -> tuple[object, ...]:
        """All that was typed or chosen, as it stands."""
        try:
            repeat: object = self.repeat.repeat()
        except UserError as error:
            repeat = str(error)
        fields = (self.person.line, self.due.line, self.lead)
        return self.text.toPlainText(), repeat, *(line.text() for line in fields)

    def _settle(self) -> None:
        """Follow what is typed: the days to come, whether it is for all day, what can be said."""
        day, clock = self.due.value() or (None, None)
        self.repeat.set_anchor(day)
        self.all_day.setEnabled(day is not None)
        self.all_day.setChecked(day is not None and clock is None)
        hour = clock_words(self._bridge.preferences().reminder_time)
        self._hour.setText(f"Reminds at {hour}." if day is not None and clock is None else "")
        words, wrong = self._days_words()
        self._preview.setText(words)
        self._preview.set_tone("danger" if wrong else "quiet")
        self._preview.setVisible(bool(words))
        self.repeat.setAccessibleDescription(words)
        # Nothing that was typed may be lost by an answer.
        for button in self._answers:
            button.setEnabled(self._typed() == self._given)
        self.hush()

    def _days_words(self) -> tuple[str, bool]:
        """The days to come, or what is wrong with them."""
        due = self.due.value()
        try:
            repeat = self.repeat.repeat()
            if repeat is None or not self.due.is_understood():
                return "", False
            day = None if due is None else due[0]
            return next_words(repeat, day, self._row, self._bridge.today()), False
        except UserError as error:
            return str(error), True

    def _build(self) -> None:
        self.add_row("Task", self.text)
        self.add_row("About", self.person)
        self.add_row("Due", self.due)
        self._hour = PlainLabel(tone="quiet", size="small")
        self.add_row("", self.row(self.all_day, self._hour))
        self.add_row("", self._days())
        self.add_row("Repeats", self.repeat)
        self.add_row("", self._preview)
        self.lead.returnPressed.connect(self.submit)
        words = PlainLabel("days before, besides when it is due")
        self.add_row("Remind", self.row(self.lead, words))
        row = self._row
        repeats = row is not None and row.repeat is not None and row.done_at is None
        self._answers = [self._answer(*answer) for answer in _ANSWERS] if repeats else []
        if repeats:
            self.add_row("Answer", self.row(*self._answers))

    def _answer(self, verb: str, words: str, meaning: str) -> QPushButton:
        button = QPushButton(words)
        button.setToolTip(f"{meaning}. Save first what you have changed.")
        button.setAccessibleDescription(meaning)
        button.clicked.connect(lambda: self.answered.emit(verb))
        return button

    def _days(self) -> QWidget:
        usual = [self._day(words, days) for words, days in _USUAL_DAYS]
        return self.row(*usual, self._day("No date", None))

    def _day(self, words: str, days: int | None) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "quiet")
        button.clicked.connect(lambda: self._choose_day(days))
        return button

    def _choose_day(self, days: int | None) -> None:
        """Another day; the time of day that was typed stays."""
        if days is None:
            self.due.set_value(None)
            return
        typed = self.due.value()
        clock = None if typed is None else typed[1]
        self.due.set_value((self._bridge.today() + timedelta(days=days), clock))

    def _choose_all_day(self, all_day: bool) -> None:
        """For the whole day, or at a time, which is the hour of reminders to begin with."""
        typed = self.due.value()
        if typed is None:
            return
        clock: time | None = None if all_day else self._bridge.preferences().reminder_time
        self.due.set_value((typed[0], clock))
        if clock is not None:
            self.due.setFocus()
            line = self.due.line
            line.setSelection(line.text().rfind(" ") + 1, len(line.text()))
