"""An event, opened: what it is called, when and where it is, what it costs and what it is for."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.events import EventForm, EventKind
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.networking.fields import MoneyField, OrganisationField
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.words import DateField, TimeField

_DIGITS = 4


class EventDialog(FormDialog):
    """`submitted` carries an `EventForm`."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        form: EventForm | None,
        parent: QWidget | None = None,
        *,
        is_new: bool = False,
    ) -> None:
        """`form` None: a new one; with `is_new` it is one from a calendar, to be looked at."""
        title = "New event" if form is None or is_new else "Edit event"
        super().__init__(theme, title, parent, width=520)
        self._uid, self._host = ("", "") if form is None else (form.uid, form.host)
        self._is_new = form is None or is_new
        self.name = _line("Name", "Book Fair 2026")
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind")
        for kind in EventKind:
            self.kind.addItem(kind.words.capitalize(), kind)
        self.begins = DateField(theme, "First day", bridge.clock)
        self.ends = DateField(theme, "Last day", bridge.clock)
        self.clock = TimeField(theme, "Begins at")
        self.place = _line("Place", "Hall 3, Leipzig")
        self.link = _line("Link", "https://")
        self.host = OrganisationField(bridge, "Host", "Who invites")
        self.series = _line("Series", "What it is an edition of")
        self.cost = MoneyField(theme, "Cost")
        self.people = _line("New people to meet", "People")
        self.insights = _line("Insights to come home with", "Insights")
        self.goal = GrowingTextEdit(theme, "What it is for", lines=1, most_lines=4)
        self.notes = GrowingTextEdit(theme, "Notes and questions", lines=2, most_lines=8)
        if form is not None:
            self._show(form)
        for label, field in (
            ("Name", self.name), ("Kind", self.kind), ("First day", self.begins),
            ("Last day", self.ends), ("Begins at", self.clock), ("Place", self.place),
            ("Host", self.host), ("Link", self.link), ("Cost", self.cost),
            ("New, and insights", self.row(self.people, self.insights)),
            ("What for", self.goal), ("Notes", self.notes), ("Series", self.series),
        ):  # fmt: skip
            self.add_row(label, field)
        self.host.setToolTip("An organisation, which is made where it is new, or somebody you know")
        self.ends.setToolTip("Empty where it is over on the same day")
        self.notes.setToolTip("A line that ends with a question mark is asked on the prep sheet")
        self.series.setToolTip("Events of one series find each other, year after year")
        self.name.setFocus()
        self.name.selectAll()

    def _show(self, form: EventForm) -> None:
        self.name.setText(form.name)
        self.kind.setCurrentIndex(list(EventKind).index(form.kind))
        self.begins.set_value(form.starts_on)
        self.ends.set_value(form.ends_on if form.last_day != form.starts_on else None)
        self.clock.set_value(form.starts_time)
        for field, words in (
            (self.place, form.place), (self.link, form.link), (self.host, form.host),
            (self.series, form.series),
        ):  # fmt: skip
            field.setText(words)
        self.cost.set_value(form.cost)
        self.people.setText("" if form.goal_people is None else str(form.goal_people))
        self.insights.setText("" if form.goal_insights is None else str(form.goal_insights))
        self.goal.setPlainText(form.goal)
        self.notes.setPlainText(form.notes)

    def value(self) -> EventForm | None:
        if not self.all_understood(self.begins, self.ends, self.clock, self.cost):
            return None
        name = self.name.text().strip()
        if not name:
            self.name.setFocus()
            raise UserError("An event needs a name. Type what it is called.")
        begins = self.begins.value()
        if begins is None:
            self.begins.setFocus()
            raise UserError("Say when it is: type its first day, as in “12 March” or “monday”.")
        form = EventForm(
            name,
            begins,
            self.ends.value(),
            EventKind(self.kind.currentData()),
            self.clock.value(),
            self.place.text().strip(),
            self.link.text().strip(),
            self.host.text().strip(),
            self.cost.value(),
            _number(self.people),
            _number(self.insights),
            self.goal.toPlainText().strip(),
            self.notes.toPlainText().strip(),
            self.series.text().strip(),
            self._uid,
            makes_host=self.host.text().strip() != self._host,
        )
        form.check()
        return form


def _line(name: str, example: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(example)
    return line


def _number(field: QLineEdit) -> int | None:
    """The number that was typed; None for nothing. Raises `UserError`."""
    words = field.text().strip()
    if not words:
        return None
    if not (words.isascii() and words.isdigit() and len(words) <= _DIGITS):
        field.setFocus()
        raise UserError(f"“{words}” is no number. Type how many you would like, as in “5”.")
    return int(words)
