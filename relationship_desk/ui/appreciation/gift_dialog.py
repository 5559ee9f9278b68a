"""A gift, opened: for whom, what, for what and when, what it costs; and what is good to know.

Invariant: what speaks against a gift is said and never forbids it.
"""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from relationship_desk.desk.commands.gifts import GiftForm
from relationship_desk.domain.dates import lead_in_words
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.gifts import USUAL_LEAD, GiftWay
from relationship_desk.store.gifts import GiftRow, profile_of, spent_on, usual_currency, warnings
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.money import MoneyField
from relationship_desk.ui.widgets.person_field import PersonField
from relationship_desk.ui.widgets.words import DateField

_LEADS = (0, 3, 7, 14, USUAL_LEAD, 30, 60)


class GiftDialog(FormDialog):
    """`submitted` carries a `GiftForm`; of a gift that comes, `on` and `thank` say the rest."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        row: GiftRow | None = None,
        person_id: int | None = None,
        way: GiftWay = GiftWay.GIVEN,
        parent: QWidget | None = None,
    ) -> None:
        """`row` None: a new one, to begin with about `person_id`."""
        self._bridge, self._row = bridge, row
        self._way = row.way if row is not None else way
        comes = self._way is GiftWay.RECEIVED
        title = "Edit gift" if row is not None else "A gift for me" if comes else "Gift idea"
        super().__init__(theme, title, parent)
        self.person = PersonField(theme, bridge, "From whom" if comes else "For whom")
        self.text = QLineEdit()
        self.text.setAccessibleName("What it is")
        self.text.setPlaceholderText("a jar of plum jam" if comes else "an old sea chart")
        self.occasion = QLineEdit()
        self.occasion.setAccessibleName("Occasion")
        self.occasion.setPlaceholderText("birthday")
        self.needed = DateField(theme, "Needed on", bridge.clock)
        self.lead = QComboBox()
        self.lead.setAccessibleName("How long before to think of it")
        for days in _LEADS:
            self.lead.addItem(lead_in_words(days).capitalize(), days)
        self.lead.setCurrentIndex(_LEADS.index(USUAL_LEAD))
        self.price = MoneyField(theme, "Price", usual_currency(bridge.reader))
        self.note = GrowingTextEdit(theme, "Note", lines=1, most_lines=4)
        self.on = DateField(theme, "When", bridge.clock)
        self.on.set_value(bridge.today())
        self.thank = QCheckBox("I would like to thank them")
        self.thank.setChecked(True)
        self.known = PlainLabel(tone="quiet", size="small", wrap=True)
        self.against = PlainLabel(tone="danger", size="small", wrap=True)
        self._arrange(comes)
        self._fill(row, person_id)
        for field in (self.text, self.person.line):
            field.textChanged.connect(lambda _: self._tell_known())
        self._tell_known()
        (self.person if self.person.person_id() is None else self.text).setFocus()

    def value(self) -> GiftForm | None:
        if not self.all_understood(self.person, self.needed, self.price, self.on):
            return None
        person_id, new = self.person.person_id(), self._row is None
        if person_id is None:
            self.person.setFocus()
            raise UserError("Say whom it is for, or from: a gift needs a person.")
        if self._way is GiftWay.RECEIVED and new and self.on.value() is None:
            self.on.complain()
            self.on.setFocus()
            return None
        lead = int(self.lead.currentData())
        unset = lead == USUAL_LEAD and (self._row is None or self._row.lead_days is None)
        return GiftForm(
            person_id, self.text.text(), self.occasion.text(), self.needed.value(),
            None if unset else lead, self.price.value(), self.note.toPlainText(),
        )  # fmt: skip

    def _arrange(self, comes: bool) -> None:
        self.add_row("From" if comes else "For", self.person)
        self.add_row("What", self.text)
        self.form.addRow("", self.against)
        self.add_row("Occasion", self.occasion)
        self.add_row("Needed on", self.needed)
        self.add_row("Think of it", self.lead)
        self.add_row("Price", self.price)
        self.add_row("Note", self.note)
        self.add_row("When", self.on)
        self.add_row("", self.thank)
        self.form.addRow("", self.known)
        new = self._row is None
        for field, shown in (
            (self.needed, not comes), (self.lead, not comes), (self.price, not comes),
            (self.on, comes and new), (self.thank, comes and new),
        ):  # fmt: skip
            self.form.setRowVisible(field, shown)

    def _fill(self, row: GiftRow | None, person_id: int | None) -> None:
        self.person.set_person(person_id if row is None else row.person_id)
        if row is None:
            return
        self.text.setText(row.text)
        self.occasion.setText(row.occasion)
        self.needed.set_value(row.needed_on)
        if row.lead_days is not None:
            if self.lead.findData(row.lead_days) < 0:
                self.lead.addItem(lead_in_words(row.lead_days).capitalize(), row.lead_days)
            self.lead.setCurrentIndex(self.lead.findData(row.lead_days))
        self.price.set_value(row.price)
        self.note.setPlainText(row.note)

    def _tell_known(self) -> None:
        """What is known of the person, and what speaks against the gift."""
        person_id, text = self.person.person_id(), self.text.text()
        gives = self._way is GiftWay.GIVEN
        against: list[str] = []
        known: list[str] = []
        if person_id is not None and gives:
            own = None if self._row is None else self._row.id
            reader = self._bridge.reader
            against = warnings(reader, person_id, text, own) if text.strip() else []
            profile = profile_of(reader, person_id)
            spent = spent_on(reader, person_id, self._bridge.today().year)
            for name, words in (("Sizes", profile.sizes), ("Likes", profile.likes)):
                known += [f"{name}: {words}."] if words else []
            if profile.budget is not None:
                given = ", ".join(map(str, spent.given)) or "nothing"
                known.append(f"Given this year: {given}, of {profile.budget}.")
                if spent.beyond(profile.budget):
                    known.append("With what is planned it is more than that.")
        self.against.setText(" ".join(against))
        self.form.setRowVisible(self.against, bool(against))
        self.known.setText(" ".join(known))
        self.form.setRowVisible(self.known, bool(known))
        self.text.setAccessibleDescription(" ".join([*against, *known]))
