"""The forms of organisations, of places in them, and of insights."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from relationship_desk.desk.commands.insights import InsightForm
from relationship_desk.desk.commands.organisations import AffiliationForm, OrganisationForm
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.organisations import OrganisationKind, Span
from relationship_desk.domain.text import fold, one_line
from relationship_desk.store.insights import InsightRow
from relationship_desk.store.organisations import (
    AffiliationRow,
    OrganisationRow,
    organisations_called,
)
from relationship_desk.store.topics import all_topics
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.networking.fields import EventField, OrganisationField, SpanEndField
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.person_field import PersonField
from relationship_desk.ui.widgets.tags import TagEditor
from relationship_desk.ui.widgets.words import DateField

_NAME = 60


def line_of(name: str, text: str = "", prompt: str = "") -> QLineEdit:
    """A line for words, with the name that a screen reader says."""
    line = QLineEdit(text)
    line.setAccessibleName(name)
    line.setPlaceholderText(prompt)
    return line


def kind_choice(kind: OrganisationKind) -> QComboBox:
    """What an organisation is."""
    choice = QComboBox()
    choice.setAccessibleName("What it is")
    for each in OrganisationKind:
        choice.addItem(each.words.capitalize(), each)
    choice.setCurrentIndex(choice.findData(kind))
    return choice


class OrganisationDialog(FormDialog):
    """`submitted` carries an `OrganisationForm`."""

    def __init__(
        self, theme: Theme, row: OrganisationRow | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "Edit organisation" if row else "New organisation", parent)
        self.name = line_of("Name", row.name if row else "")
        self.kind = kind_choice(row.kind if row else OrganisationKind.COMPANY)
        self.place = line_of("Place", row.place if row else "", "Hamburg")
        self.url = line_of("Web address", row.url if row else "", "https://")
        self.note = GrowingTextEdit(theme, "Note", lines=2, most_lines=6)
        self.note.setPlainText(row.note if row else "")
        self.add_row("Name", self.name)
        self.add_row("What it is", self.kind)
        self.add_row("Place", self.place)
        self.add_row("Web address", self.url)
        self.add_row("Note", self.note)
        self.name.setFocus()

    def value(self) -> OrganisationForm:
        return OrganisationForm(
            self.name.text(),
            OrganisationKind(self.kind.currentData()),
            self.url.text(),
            self.place.text(),
            self.note.toPlainText(),
        )


class MergeDialog(FormDialog):
    """`submitted` carries the ids of the organisation that stays and of the one that goes."""

    def __init__(
        self, theme: Theme, bridge: Bridge, row: OrganisationRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            "Merge organisations",
            parent,
            says=f"{visible(one_line(row.name, _NAME))} and the other become one: people, "
            "memberships, events, insights and opportunities of both stay with it.",
            save="Merge",
        )
        self._reader, self._row = bridge.reader, row
        self.other = OrganisationField(bridge, "The other one", "Its name")
        self.stays = QComboBox()
        self.stays.setAccessibleName("The name that stays")
        self.other.textChanged.connect(lambda _: self._name())
        self.add_row("The other one", self.other)
        self.add_row("Stays", self.stays)
        self._name()
        self.other.setFocus()

    def value(self) -> tuple[int, int]:
        found = self._found()
        if found is None:
            self.other.setFocus()
            raise UserError("Type the name of another organisation that is here.")
        both = (self._row.id, found.id)
        return both if self.stays.currentIndex() == 0 else (both[1], both[0])

    def _found(self) -> OrganisationRow | None:
        wanted = fold(self.other.text())
        there = organisations_called(self._reader, self.other.text()) if wanted else []
        return next((o for o in there if fold(o.name) == wanted and o.id != self._row.id), None)

    def _name(self) -> None:
        """Offer both names, and keep what was chosen."""
        chosen, found = self.stays.currentIndex(), self._found()
        self.stays.clear()
        for row in (self._row, found):
            if row is not None:
                self.stays.addItem(visible(one_line(row.name, _NAME)))
        self.stays.setCurrentIndex(max(0, min(chosen, self.stays.count() - 1)))


class AffiliationDialog(FormDialog):
    """`submitted` carries an `AffiliationForm`: who is where, in which role, from when to when."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        row: AffiliationRow | None,
        *,
        person_id: int | None = None,
        organisation: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`row` None: a new one, which begins with this person or organisation."""
        title = "A person's organisation" if row is None else "Edit a person's organisation"
        super().__init__(theme, title, parent)
        self.person = PersonField(theme, bridge, "Person")
        self.person.set_person(row.person_id if row else person_id)
        self.organisation = OrganisationField(bridge)
        self.organisation.setText(row.organisation if row else organisation)
        self.role = line_of("Role", row.role if row else "", "Curator, member, chair …")
        self.since = SpanEndField(theme, "Since")
        self.until = SpanEndField(theme, "Until")
        if row is not None:
            self.since.set_value(row.span.since)
            self.until.set_value(row.span.until)
        self.until.line.setPlaceholderText("Still")
        for label, field in (
            ("Person", self.person),
            ("Organisation", self.organisation),
            ("Role", self.role),
            ("Since", self.since),
            ("Until", self.until),
        ):
            self.add_row(label, field)
        (self.person if self.person.person_id() is None else self.organisation).setFocus()
        if self.organisation.text():
            (self.role if self.person.person_id() is not None else self.person).setFocus()

    def value(self) -> AffiliationForm | None:
        if not self.all_understood(self.person, self.since, self.until):
            return None
        person_id = self.person.person_id()
        if person_id is None:
            self.person.setFocus()
            raise UserError("Say who it is: type a name.")
        span = Span(self.since.value(), self.until.value())
        return AffiliationForm(person_id, self.organisation.text(), self.role.text(), span)


class InsightDialog(FormDialog):
    """`submitted` carries an `InsightForm`."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        row: InsightRow | None,
        *,
        person_id: int | None = None,
        organisation: str = "",
        event_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "Edit insight" if row else "New insight", parent)
        self.text = GrowingTextEdit(
            theme, "What you learned", lines=3, most_lines=8, enter_submits=True
        )
        self.text.setPlainText(row.text if row else "")
        self.person = PersonField(theme, bridge, "From whom", may_be_nobody=True)
        self.person.set_person(row.person_id if row else person_id)
        self.event_field = EventField(bridge, row.event_id if row else event_id)
        self.organisation = OrganisationField(bridge, prompt="None in particular")
        self.organisation.setText(row.organisation if row else organisation)
        self.on = DateField(theme, "When", bridge.clock)
        self.on.set_value(row.on if row else bridge.today())
        self.topics = TagEditor(theme, prompt="Add a topic")
        self.topics.setAccessibleName("Topics")
        self.topics.set_known_tags([topic.name for topic in all_topics(bridge.reader)])
        self.topics.set_tags(row.topics if row else ())
        for label, field in (
            ("Insight", self.text),
            ("From", self.person),
            ("Event", self.event_field),
            ("Organisation", self.organisation),
            ("Topics", self.topics),
            ("When", self.on),
        ):
            self.add_row(label, field)
        self.text.setFocus()

    def value(self) -> InsightForm | None:
        if not self.all_understood(self.person, self.on):
            return None
        on = self.on.value()
        if on is None:
            self.on.setFocus()
            raise UserError("Say on which day you learned it.")
        return InsightForm(
            self.text.toPlainText(),
            on,
            self.person.person_id(),
            self.event_field.event_id(),
            self.organisation.text(),
            self.topics.tags(),
        )
