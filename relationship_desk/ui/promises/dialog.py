"""A promise, opened: whose it is, with whom, what, and by when."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from relationship_desk.desk.commands.promises import PromiseForm
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.promises import Owing
from relationship_desk.store.promises import PromiseRow
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.person_field import PersonField
from relationship_desk.ui.widgets.words import DateField

_OWING = ((Owing.MINE, "I owe them"), (Owing.THEIRS, "They owe me"))


class PromiseDialog(FormDialog):
    """`submitted` carries a `PromiseForm`."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        row: PromiseRow | None,
        person_id: int | None,
        parent: QWidget | None = None,
    ) -> None:
        """`row` None: a new one, to begin with about `person_id`."""
        super().__init__(theme, "Edit promise" if row is not None else "New promise", parent)
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
        self.add_row("Promise", self.text)
        self.add_row("Who owes it", self.owing)
        self.add_row("Person", self.person)
        self.add_row("By", self.due)
        self.text.setFocus()
        self.text.selectAll()

    def value(self) -> PromiseForm | None:
        if not self.all_understood(self.person, self.due):
            return None
        person_id = self.person.person_id()
        if person_id is None:
            self.person.setFocus()
            raise UserError("Say who it is about: a promise needs a person.")
        owing = Owing(self.owing.currentData())
        return PromiseForm(person_id, self.text.toPlainText(), owing, self.due.value())
