"""Somebody who is at an event: in which part, why to talk with them, and how to begin."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from relationship_desk.desk.commands.events import GuestForm
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.events import Part
from relationship_desk.store.events import Guest
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.networking.fields import EventField
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.person_field import PersonField

_PARTS = {Part.ATTENDING: "Is there", Part.SPEAKER: "Speaks", Part.HOST: "Hosts"}


class GuestDialog(FormDialog):
    """`submitted` carries a `GuestForm`; a name that is nobody's yet makes a new person. Without
    `event_id` it asks at which event; it begins with `person_id`, where one is given."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        event_id: int | None,
        guest: Guest | None,
        parent: QWidget | None = None,
        *,
        person_id: int | None = None,
    ) -> None:
        super().__init__(theme, "Who is there" if guest is None else visible(guest.name), parent)
        self._event_id, self._guest = event_id, guest
        self.event_field = EventField(bridge) if event_id is None else None
        if self.event_field is not None:
            self.add_row("Event", self.event_field)
        self.part = QComboBox()
        self.part.setAccessibleName("Part")
        for part, words in _PARTS.items():
            self.part.addItem(words, part)
        self.wanted = QCheckBox("I would like to talk with them")
        self.why = GrowingTextEdit(theme, "Why", lines=1, most_lines=4)
        self.opening = GrowingTextEdit(theme, "How to begin", lines=1, most_lines=4)
        self.introducer = PersonField(theme, bridge, "Who can introduce me", may_be_nobody=True)
        if guest is None:
            self.person = PersonField(theme, bridge, "Person")
            self.person.line.setPlaceholderText("Somebody you know")
            self.person.set_person(person_id)
            self.new = QLineEdit()
            self.new.setAccessibleName("Or somebody new")
            self.new.setPlaceholderText("A name, for a new card")
            self.wanted.setChecked(True)
            self.add_row("Person", self.person)
            self.add_row("Or somebody new", self.new)
        else:
            self.add_row("Person", PlainLabel(guest.name))
            self.part.setCurrentIndex(list(_PARTS).index(guest.part))
            self.wanted.setChecked(guest.wanted)
            self.why.setPlainText(guest.why)
            self.opening.setPlainText(guest.opening)
            self.introducer.set_person(guest.introducer_id)
        self.add_row("Part", self.part)
        self.add_row("", self.wanted)
        self.add_row("Why", self.why)
        self.add_row("To begin", self.opening)
        self.add_row("Introduced by", self.introducer)
        first = self.person if guest is None else self.why
        (self.event_field or first).setFocus()

    def value(self) -> GuestForm | None:
        if not self.all_understood(self.introducer):
            return None
        event_id = self._event_id
        if self.event_field is not None:
            event_id = self.event_field.event_id()
        if event_id is None:
            raise UserError("Choose the event at which they are.")
        person_id, new = self._whom()
        if person_id is None and not new:
            return None
        return GuestForm(
            event_id,
            person_id,
            new,
            Part(self.part.currentData()),
            self.wanted.isChecked(),
            self.why.toPlainText().strip(),
            self.opening.toPlainText().strip(),
            self.introducer.person_id(),
        )

    def _whom(self) -> tuple[int | None, str]:
        """Who it is, or the name of somebody new; neither where a field has complained."""
        if self._guest is not None:
            return self._guest.person_id, ""
        new = self.new.text().strip()
        if new:
            return None, new
        if not self.all_understood(self.person):
            return None, ""
        person_id = self.person.person_id()
        if person_id is None:
            self.person.setFocus()
            raise UserError("Say who it is: choose somebody, or type the name of somebody new.")
        return person_id, ""
