"""A promise, opened: whose it is, with whom, what, and by when."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.commands.promises import PromiseForm
from relationship_desk.domain.promises import Owing
from relationship_desk.store.promises import PromiseRow
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.person_field import PersonField
from relationship_desk.ui.widgets.words import DateField

_OWING = ((Owing.MINE, "I owe them"), (Owing.THEIRS, "They owe me"))


class PromiseDialog(QDialog):
    """`submitted` carries a `PromiseForm`; whoever saves it closes the dialog, or complains."""

    submitted = Signal(PromiseForm)

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        row: PromiseRow | None,
        person_id: int | None,
        parent: QWidget | None = None,
    ) -> None:
        """`row` None: a new one, to begin with about `person_id`."""
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle("Edit promise" if row is not None else "New promise")
        self.text = GrowingTextEdit(
            theme, "What was promised", lines=2, most_lines=6, enter_submits=True
        )
        self.person = PersonField(theme, bridge, "Person")
        self.owing = QComboBox()
        self.owing.setAccessibleName("Who owes it")
        for owing, words in _OWING:
            self.owing.addItem(words, owing)
        self.due = DateField(theme, "By", bridge.clock)
        self.person.set_person(person_id if row is None else row.person_id)
        if row is not None:
            self.text.setPlainText(row.text)
            self.owing.setCurrentIndex([owing for owing, _ in _OWING].index(row.direction))
            self.due.set_value(row.due_on)
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
        person_id = self.person.person_id()
        if person_id is None:
            self.complain("Say who it is about: a promise needs a person.")
            self.person.setFocus()
            return
        if not self.due.is_understood():
            self.due.complain()
            self.due.setFocus()
            return
        self._problem.hide()
        self.save.setEnabled(False)
        owing: Owing = self.owing.currentData()
        self.submitted.emit(
            PromiseForm(person_id, self.text.toPlainText(), Owing(owing), self.due.value())
        )

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
        form.addRow(PlainLabel("Promise"), self.text)
        form.addRow(PlainLabel("Who owes it"), self.owing)
        form.addRow(PlainLabel("Person"), self.person)
        form.addRow(PlainLabel("By"), self.due)
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
