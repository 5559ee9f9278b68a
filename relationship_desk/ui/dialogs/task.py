"""A task, opened: its words, whom it is about, when it is due."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.commands.tasks import TaskForm
from relationship_desk.store.tasks import TaskRow
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.person_field import PersonField
from relationship_desk.ui.widgets.words import DueField

_USUAL_DAYS = (("Today", 0), ("Tomorrow", 1), ("In a week", 7))


class TaskDialog(QDialog):
    """`submitted` carries a `TaskForm`; whoever saves it closes the dialog, or complains in it."""

    submitted = Signal(object)

    def __init__(
        self, theme: Theme, bridge: Bridge, row: TaskRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._bridge, self._row = theme, bridge, row
        self.setWindowTitle("Edit task")
        self.text = GrowingTextEdit(
            theme, "What is to be done", lines=2, most_lines=6, enter_submits=True
        )
        self.text.setPlainText(row.text)
        self.person = PersonField(theme, bridge, "Person")
        self.person.set_person(row.person_id)
        self.due = DueField(theme, "Due", bridge.clock)
        self.due.set_value(None if row.due_on is None else (row.due_on, row.due_time))
        for signal in (self.text.submitted, self.person.submitted, self.due.submitted):
            signal.connect(self.submit)
        self._problem = PlainLabel(tone="danger", wrap=True)
        self._problem.hide()
        self._build()
        self.text.setFocus()
        self.text.selectAll()
        self.finished.connect(self.deleteLater)

    def submit(self) -> None:
        """Hand over what the fields say, where all of it is understood."""
        if not self.person.is_understood():
            self.person.setFocus()
            return
        if not self.due.is_understood():
            self.due.complain()
            self.due.setFocus()
            return
        day, clock = self.due.value() or (None, None)
        self._problem.hide()
        self.save.setEnabled(False)
        form = TaskForm(
            self.text.toPlainText(),
            self.person.person_id(),
            day,
            clock,
            self._row.repeat if day else None,
            self._row.lead_days if day else 0,
        )
        self.submitted.emit(form)

    def complain(self, sentence: str) -> None:
        """It was not saved: say why, and keep what was typed."""
        self.save.setEnabled(True)
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)

    def _build(self) -> None:
        px = self._theme.px
        form = QFormLayout()
        form.setHorizontalSpacing(px(16))
        form.setVerticalSpacing(px(12))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(PlainLabel("Task"), self.text)
        form.addRow(PlainLabel("About"), self.person)
        form.addRow(PlainLabel("Due"), self.due)
        form.addRow("", self._days())
        self.save = QPushButton("Save")
        self.save.setProperty("kind", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self.submit)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addLayout(form)
        column.addWidget(self._problem)
        column.addStretch(1)
        column.addSpacing(px(8))
        column.addLayout(buttons)
        self.setMinimumWidth(px(440))

    def _days(self) -> QWidget:
        px = self._theme.px
        usual = QWidget()
        row = QHBoxLayout(usual)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        for words, days in _USUAL_DAYS:
            self._add_day(row, words, days)
        self._add_day(row, "No date", None)
        row.addStretch(1)
        return usual

    def _add_day(self, row: QHBoxLayout, words: str, days: int | None) -> None:
        button = QPushButton(words)
        button.setProperty("kind", "quiet")
        button.clicked.connect(lambda: self._choose_day(days))
        row.addWidget(button)

    def _choose_day(self, days: int | None) -> None:
        """Another day; the time of day that was typed stays."""
        if days is None:
            self.due.set_value(None)
            return
        typed = self.due.value()
        clock = None if typed is None else typed[1]
        self.due.set_value((self._bridge.today() + timedelta(days=days), clock))
