"""What was given: listed with what became of it, written down, and asked about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from relationship_desk.desk.commands.giving import (
    GivingForm,
    drop_givings,
    edit_giving,
    give,
    tell_outcome,
)
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.dates import date_in_words
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.text import one_line
from relationship_desk.domain.value import Given
from relationship_desk.store.givings import GivingRow, giving_rows
from relationship_desk.store.needs import need_rows
from relationship_desk.store.shelf import resource_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.value.listing import Listing
from relationship_desk.ui.value.topics_field import topics_field
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.person_field import PersonField
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb
from relationship_desk.ui.widgets.words import DateField

_SHOWN = 60
_MOST_MINUTES = 10_000


class GivingDialog(FormDialog):
    """`submitted` carries a `GivingForm`; `closes_need` says that the need is found with it."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        row: GivingRow | None,
        person_id: int | None,
        parent: QWidget | None = None,
    ) -> None:
        """`row` None: a new one, to begin with about `person_id`."""
        super().__init__(theme, "What you gave", parent)
        self._bridge, self._row = bridge, row
        self.person = PersonField(theme, bridge, "Who was given it")
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind")
        for kind in Given:
            self.kind.addItem(kind.value.capitalize(), kind)
        self.text = GrowingTextEdit(theme, "What it was", lines=2, most_lines=6, enter_submits=True)
        self.on = DateField(theme, "When", bridge.clock)
        self.minutes = QLineEdit()
        self.minutes.setAccessibleName("How many minutes it took")
        self.minutes.setPlaceholderText("minutes, or nothing")
        self.minutes.setValidator(QIntValidator(0, _MOST_MINUTES, self.minutes))
        self.topics = topics_field(theme, bridge)
        self.resource = self._choice("From the shelf", "Nothing of the shelf")
        for thing in resource_rows(bridge.reader, aside=True):
            self.resource.addItem(visible(one_line(thing.title, _SHOWN)), thing.id)
        self.need = self._choice("What they were looking for", "Nothing in particular")
        self.closes = QCheckBox("They have found it with this")
        self.need.currentIndexChanged.connect(lambda _: self._settle())
        self.person.line.textChanged.connect(lambda _: self._offer_needs())
        self.add_row("Person", self.person)
        self.add_row("Kind", self.kind)
        self.add_row("What", self.text)
        self.add_row("When", self.on)
        self.add_row("It took", self.minutes)
        self.add_row("Topics", self.topics)
        self.add_row("From the shelf", self.resource)
        self.add_row("They looked for", self.need)
        self.add_row("", self.closes)
        self._fill(person_id)
        (self.text if self.person.person_id() is not None else self.person).setFocus()

    @property
    def closes_need(self) -> bool:
        """Whether what they were looking for is found with this."""
        return self.closes.isChecked() and not self.closes.isHidden()

    def begin(
        self,
        kind: Given,
        text: str = "",
        *,
        resource_id: int | None = None,
        need_id: int | None = None,
        topics: tuple[str, ...] = (),
    ) -> None:
        """Filled in already, where somebody chose what to give."""
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.text.setPlainText(text)
        self.topics.set_tags(topics)
        self._choose(self.resource, resource_id)
        self._choose(self.need, need_id)

    def value(self) -> GivingForm | None:
        if not self.all_understood(self.person, self.on):
            return None
        person_id, on = self.person.person_id(), self.on.value()
        if person_id is None:
            self.person.setFocus()
            raise UserError("Say who was given it.")
        if on is None:
            self.on.setFocus()
            raise UserError("Say when it was; “today” is an answer.")
        minutes = self.minutes.text().strip()
        return GivingForm(
            person_id,
            Given(self.kind.currentData()),
            self.text.toPlainText(),
            on,
            int(minutes) if minutes else None,
            self.topics.tags(),
            self.resource.currentData(),
            self.need.currentData(),
            None if self._row is None else self._row.introduction_id,
        )

    def _fill(self, person_id: int | None) -> None:
        row = self._row
        self.person.set_person(person_id if row is None else row.person_id)
        self.on.set_value(self._bridge.today() if row is None else row.given_on)
        minutes = None if row is None else row.effort_minutes
        self.minutes.setText("" if minutes is None else str(minutes))
        self._offer_needs()
        if row is not None:
            self.begin(
                row.kind, row.text, resource_id=row.resource_id, need_id=row.need_id,
                topics=row.topics,
            )  # fmt: skip
        self._settle()

    def _offer_needs(self) -> None:
        """What the person is looking for, those that are over too where this was for one."""
        person_id, chosen = self.person.person_id(), self.need.currentData()
        while self.need.count() > 1:
            self.need.removeItem(1)
        if person_id is not None:
            for need in need_rows(self._bridge.reader, person_id, over=True):
                self.need.addItem(visible(one_line(need.text, _SHOWN)), need.id)
        self._choose(self.need, chosen)

    def _settle(self) -> None:
        self.closes.setVisible(self._row is None and self.need.currentData() is not None)

    def _choice(self, name: str, nothing: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(24)
        box.addItem(nothing, None)
        return box

    def _choose(self, box: QComboBox, row_id: int | None) -> None:
        box.setCurrentIndex(0 if row_id is None else max(box.findData(row_id), 0))


def save_giving(bridge: Bridge, dialog: GivingDialog, told: Callable[[Outcome[Any]], None]) -> None:
    """Open it for something new, and save what is submitted."""
    dialog.save_by(
        bridge,
        lambda form: bridge.desk.do(give, form=form, closes_need=dialog.closes_need),
        told,
    )
    dialog.open()


class OutcomeDialog(FormDialog):
    """`submitted` carries what became of something, in words; none is an answer."""

    def __init__(self, theme: Theme, about: str, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            "How did it go?",
            parent,
            says=f"{about}\nIt becomes an entry of the timeline. Leave it empty if nothing came of "
            "it, or nobody knows; it is not asked again.",
        )
        self.text = GrowingTextEdit(theme, "How it went", lines=3, most_lines=8)
        self.add_row("How it went", self.text)
        self.text.setFocus()

    def value(self) -> str:
        return self.text.toPlainText()


def ask_outcome(
    bridge: Bridge,
    theme: Theme,
    row: GivingRow,
    told: Callable[[Outcome[Any]], None],
    parent: QWidget,
) -> None:
    """Ask how it went, and write it down."""
    when = date_in_words(row.given_on, bridge.today())
    about = visible(f"{row.person_name}, {when}: {row.kind.noun}, {one_line(row.text, _SHOWN)}")
    dialog = OutcomeDialog(theme, about, parent)
    dialog.text.setPlainText(row.outcome)
    dialog.save_by(
        bridge, lambda text: bridge.desk.do(tell_outcome, giving_id=row.id, text=text), told
    )
    dialog.open()


class GivenListing(Listing[GivingRow]):
    """What was given, the newest first."""

    def make(self, fills: bool) -> Section[GivingRow]:
        section: Section[GivingRow] = Section(
            self.theme,
            "Given",
            describe=self._describe,
            delegate=lambda view: LineDelegate(self.theme, view, self._line),
            verbs=(
                Verb("How did it go?…", self._ask, (Qt.Key.Key_H,)),
                Verb("Edit…", self.open, OPEN_KEYS, opens=True),
                Verb("Show person", self._show, (Qt.Key.Key_O,), self.is_of_everybody),
                Verb("Remove", self._drop, REMOVE_KEYS, begins=True),
            ),
            empty="Nothing is written down yet. Advice, support, a link, an introduction: what you "
            "give stands here, and what became of it.",
            icon="give",
            add="Write down what you gave",
            heading=lambda row, before: (
                str(row.given_on.year)
                if before is None or before.given_on.year != row.given_on.year
                else None
            ),
            fills=fills,
        )
        section.add_wanted.connect(lambda: self.open(None))
        return section

    def rows(self) -> list[GivingRow]:
        return giving_rows(self.bridge.reader, self.whose)

    def open(self, row: GivingRow | None) -> None:
        """Ask for what was given, something new where there is no row."""
        dialog = GivingDialog(self.theme, self.bridge, row, self.whose, self.window())
        if row is None:
            save_giving(self.bridge, dialog, self.told)
            return
        do = self.bridge.desk.do
        dialog.save_by(
            self.bridge, lambda form: do(edit_giving, giving_id=row.id, form=form), self.told
        )
        dialog.open()

    def _ask(self, row: GivingRow) -> None:
        ask_outcome(self.bridge, self.theme, row, self.told, self.window())

    def _drop(self, row: GivingRow) -> None:
        self.bridge.do(drop_givings, self.told, giving_ids=[row.id])

    def _show(self, row: GivingRow) -> None:
        self.person_chosen.emit(row.person_id)

    def _line(self, row: GivingRow) -> Line:
        kind = row.kind.value.capitalize()
        below = f"{row.person_name} · {kind}" if self.whose is None else kind
        return Line(
            row.text,
            below,
            icon="give",
            icon_role="accent",
            beside=row.outcome or ", ".join(row.topics),
            right=date_in_words(row.given_on, self.bridge.today()),
        )

    def _describe(self, row: GivingRow) -> str:
        when = date_in_words(row.given_on, self.bridge.today())
        words = f"{row.person_name} was given {row.kind.noun} {when}: {row.text}"
        return visible(f"{words}. {row.outcome}" if row.outcome else words)
