"""A standing and a milestone, opened."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from relationship_desk.desk.commands.standings import StandingForm
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.standing import StandingKind
from relationship_desk.store.standings import MilestoneRow, StandingRow
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.person_field import PersonField
from relationship_desk.ui.widgets.words import DateField


class StandingDialog(FormDialog):
    """`submitted` carries a `StandingForm`."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        row: StandingRow | None = None,
        person_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme, "Client, customer, partner, supporter", parent,
            says="With a first day, each year of it is told in Today a week before.",
        )  # fmt: skip
        self.person = PersonField(theme, bridge, "Who")
        self.person.set_person(person_id if row is None else row.person_id)
        self.kind = QComboBox()
        self.kind.setAccessibleName("What they are to your work")
        for kind in StandingKind:
            self.kind.addItem(kind.value.capitalize(), kind)
        self.since = DateField(theme, "Since", bridge.clock)
        self.until = DateField(theme, "Until", bridge.clock)
        self.note = QLineEdit()
        self.note.setAccessibleName("Note")
        if row is not None:
            self.kind.setCurrentIndex(list(StandingKind).index(row.kind))
            self.since.set_value(row.since_on)
            self.until.set_value(row.until_on)
            self.note.setText(row.note)
        self.add_row("Who", self.person)
        self.add_row("Is a", self.kind)
        self.add_row("Since", self.since)
        self.add_row("Until", self.until)
        self.add_row("Note", self.note)
        (self.person if self.person.person_id() is None else self.kind).setFocus()

    def value(self) -> StandingForm | None:
        if not self.all_understood(self.person, self.since, self.until):
            return None
        person_id = self.person.person_id()
        if person_id is None:
            self.person.setFocus()
            raise UserError("Say who it is.")
        kind = StandingKind(self.kind.currentData())
        return StandingForm(
            person_id, kind, self.since.value(), self.until.value(), self.note.text()
        )


class MilestoneDialog(FormDialog):
    """`submitted` carries `(person id, text, day)`."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        row: MilestoneRow | None = None,
        person_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme, "Milestone", parent,
            says="Something completed with somebody, or that will be. On its day, and some days "
            "after, Today says that it is a good moment for thanks.",
        )  # fmt: skip
        self.person = PersonField(theme, bridge, "With whom")
        self.person.set_person(person_id if row is None else row.person_id)
        self.text = QLineEdit("" if row is None else row.text)
        self.text.setAccessibleName("What is reached")
        self.text.setPlaceholderText("The atlas is printed")
        self.on = DateField(theme, "When", bridge.clock)
        self.on.set_value(bridge.today() if row is None else row.on)
        self.add_row("With", self.person)
        self.add_row("What", self.text)
        self.add_row("When", self.on)
        (self.person if self.person.person_id() is None else self.text).setFocus()

    def value(self) -> tuple[int, str, object] | None:
        if not self.all_understood(self.person, self.on):
            return None
        person_id, on = self.person.person_id(), self.on.value()
        if person_id is None:
            self.person.setFocus()
            raise UserError("Say with whom it is.")
        if on is None:
            self.on.complain()
            self.on.setFocus()
            return None
        return person_id, self.text.text(), on
