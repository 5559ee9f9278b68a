"""A batch of cards, opened: its name, what goes out, until when, and who gets it to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.standing import BatchForm
from relationship_desk.store.batches import BatchRow
from relationship_desk.store.circles import all_circles, members_of
from relationship_desk.store.standings import standing_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.person_field import PersonField
from relationship_desk.ui.widgets.words import DateField


@dataclass(frozen=True, slots=True)
class BatchValue:
    """A batch as edited; `people` are those to begin with, of a new one."""

    title: str
    form: BatchForm
    due_on: date | None
    people: tuple[int, ...] = ()


class BatchDialog(FormDialog):
    """`submitted` carries a `BatchValue`."""

    def __init__(
        self, theme: Theme, bridge: Bridge, row: BatchRow | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(theme, "Edit batch" if row is not None else "New batch", parent)
        self._bridge = bridge
        self.title = QLineEdit("" if row is None else row.title)
        self.title.setAccessibleName("Name of the batch")
        self.title.setPlaceholderText(f"Cards {bridge.today().year}")
        self.what = QComboBox()
        self.what.setAccessibleName("What goes out")
        for form in BatchForm:
            self.what.addItem(form.words[:1].upper() + form.words[1:], form)
        self.due = DateField(theme, "All sent by", bridge.clock)
        self.who = QComboBox()
        self.who.setAccessibleName("Who gets it, to begin with")
        self.who.addItem("Nobody yet")
        self.who.addItem("Everybody who has a standing", 0)
        for circle in all_circles(bridge.reader):
            self.who.addItem(f"Circle {circle.name}", circle.id)
        if row is not None:
            self.what.setCurrentIndex(list(BatchForm).index(row.form))
            self.due.set_value(row.due_on)
        self.add_row("Name", self.title)
        self.add_row("What", self.what)
        self.add_row("All sent by", self.due)
        self.add_row("For", self.who)
        self.form.setRowVisible(self.who, row is None)
        self.title.setFocus()

    def value(self) -> BatchValue | None:
        if not self.all_understood(self.due):
            return None
        form = BatchForm(self.what.currentData())
        return BatchValue(self.title.text(), form, self.due.value(), self._people())

    def _people(self) -> tuple[int, ...]:
        which = self.who.currentData()
        if which is None:
            return ()
        reader, today = self._bridge.reader, self._bridge.today()
        if which:
            return tuple(members_of(reader, which))
        return tuple(dict.fromkeys(r.person_id for r in standing_rows(reader) if r.holds(today)))


class RecipientDialog(FormDialog):
    """Somebody more for a batch: `submitted` carries the id of a person."""

    def __init__(self, theme: Theme, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Who gets it, too", parent, save="Add")
        self.person = PersonField(theme, bridge, "Who")
        self.add_row("Who", self.person)
        self.person.setFocus()

    def value(self) -> int | None:
        if not self.all_understood(self.person):
            return None
        person_id = self.person.person_id()
        if person_id is None:
            self.person.setFocus()
            raise UserError("Say who it is.")
        return person_id


class WhatDialog(FormDialog):
    """What one of them gets: `submitted` carries the words."""

    def __init__(self, theme: Theme, name: str, what: str, parent: QWidget | None = None) -> None:
        says = f"What {name} gets beside or instead; empty for what everybody gets."
        super().__init__(theme, "What they get", parent, says=says)
        self.what = QLineEdit(what)
        self.what.setAccessibleName("What they get")
        self.what.setPlaceholderText("a calendar")
        self.add_row("What", self.what)
        self.what.setFocus()

    def value(self) -> str:
        return self.what.text()
