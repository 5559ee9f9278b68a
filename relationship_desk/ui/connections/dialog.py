"""A relation, opened: who is what to whom, since when, and a few words to it."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from relationship_desk.desk.commands.relations import RelationForm
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.relations import RelationKind, since_text
from relationship_desk.domain.text import one_line
from relationship_desk.store.people import names_of
from relationship_desk.store.relations import RelationRow
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.person_field import PersonField

_NAME = 40
_KINDS = list(RelationKind)


class RelationDialog(FormDialog):
    """`submitted` carries a `RelationForm`, from the side of the person it was opened for."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        person_id: int,
        row: RelationRow | None,
        other_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """A relation of `person_id`; `row` None: a new one, to begin with to `other_id`."""
        super().__init__(theme, "Edit relation" if row is not None else "New relation", parent)
        self._person_id = person_id
        name = one_line(names_of(bridge.reader, [person_id]).get(person_id, ""), _NAME)
        self.kind = QComboBox()
        self.kind.setAccessibleName(visible(f"What {name} is to the other person"))
        for kind in _KINDS:
            self.kind.addItem(kind.choice, kind)
        self.other = PersonField(theme, bridge, "The other person")
        self.since = QLineEdit()
        self.since.setAccessibleName("Since")
        self.since.setPlaceholderText("2019, May 2019 or 2019-05-04")
        self.note = GrowingTextEdit(theme, "Note", lines=2, most_lines=5, enter_submits=True)
        self.kind.setCurrentIndex(_KINDS.index(RelationKind.KNOWS if row is None else row.kind))
        self.other.set_person(other_id if row is None else row.other_id)
        if row is not None:
            self.since.setText(_typed(row.since_on))
            self.note.setPlainText(row.note)
        self.add_row(name, self.kind)
        self.add_row("Whom", self.other)
        self.add_row("Since", self.since)
        self.add_row("Note", self.note)
        self.watch_person(bridge, person_id)
        (self.other if self.other.person_id() is None else self.kind).setFocus()

    def value(self) -> RelationForm | None:
        if not self.all_understood(self.other):
            return None
        other_id = self.other.person_id()
        if other_id is None:
            self.other.setFocus()
            raise UserError("Say who the other person is: a relation needs two.")
        since_text(self.since.text())
        kind = _KINDS[self.kind.currentIndex()]
        note = self.note.toPlainText()
        return RelationForm(self._person_id, kind, other_id, note, self.since.text())


def _typed(stored: str | None) -> str:
    found = PartialDate.parse(stored) if stored else None
    return found.in_words() if found is not None else ""
