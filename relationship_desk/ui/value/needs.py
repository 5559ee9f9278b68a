"""What people are looking for: listed, noted, and over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QWidget

from relationship_desk.desk.commands.needs import (
    NeedForm,
    close_needs,
    drop_needs,
    edit_need,
    note_need,
)
from relationship_desk.domain.dates import date_in_words, plain_date
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.value import Given
from relationship_desk.store.needs import NeedRow, need_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.value.given import GivingDialog, save_giving
from relationship_desk.ui.value.listing import Listing
from relationship_desk.ui.value.topics_field import topics_field
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.person_field import PersonField
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb
from relationship_desk.ui.widgets.words import DateField


class NeedDialog(FormDialog):
    """`submitted` carries a `NeedForm`."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        row: NeedRow | None,
        person_id: int | None,
        parent: QWidget | None = None,
    ) -> None:
        """`row` None: a new one, to begin with about `person_id`."""
        super().__init__(theme, "Edit need" if row is not None else "New need", parent)
        self.text = GrowingTextEdit(
            theme, "What they are looking for", lines=2, most_lines=6, enter_submits=True
        )
        self.person = PersonField(theme, bridge, "Who is looking")
        self.topics = topics_field(theme, bridge)
        self.since = DateField(theme, "Since", bridge.clock)
        self._until_on = None if row is None else row.until_on
        self.person.set_person(person_id if row is None else row.person_id)
        self.since.set_value(bridge.today() if row is None else row.since_on)
        if row is not None:
            self.text.setPlainText(row.text)
            self.topics.set_tags(row.topics)
        self.add_row("Looking for", self.text)
        self.add_row("Person", self.person)
        self.add_row("Topics", self.topics)
        self.add_row("Since", self.since)
        self.text.setFocus()

    def value(self) -> NeedForm | None:
        if not self.all_understood(self.person, self.since):
            return None
        person_id, since = self.person.person_id(), self.since.value()
        if person_id is None:
            self.person.setFocus()
            raise UserError("Say who is looking for it.")
        if since is None:
            self.since.setFocus()
            raise UserError("Say since when; “today” is an answer.")
        text = self.text.toPlainText()
        return NeedForm(person_id, text, since, self.topics.tags(), self._until_on)


class NeedsListing(Listing[NeedRow]):
    """The open needs, the oldest first."""

    def make(self, fills: bool) -> Section[NeedRow]:
        section: Section[NeedRow] = Section(
            self.theme,
            "Looking for",
            describe=self._describe,
            delegate=self._delegate,
            verbs=(
                Verb("Give something for it…", self._give, (Qt.Key.Key_G,)),
                Verb("No longer looking", self._close, (Qt.Key.Key_Space, Qt.Key.Key_D)),
                Verb("Edit…", self.open, OPEN_KEYS, opens=True),
                Verb("Show person", self._show, (Qt.Key.Key_O,), self.is_of_everybody),
                Verb("Remove", self._drop, REMOVE_KEYS, begins=True),
            ),
            empty="Nobody is looking for anything that you know of. Note what people mention.",
            icon="search",
            add="New need",
            fills=fills,
        )
        section.add_wanted.connect(lambda: self.open(None))
        return section

    def rows(self) -> list[NeedRow]:
        return need_rows(self.bridge.reader, self.whose)

    def open(self, row: NeedRow | None) -> None:
        """Ask for a need, a new one where there is no row."""
        desk = self.bridge.desk
        dialog = NeedDialog(self.theme, self.bridge, row, self.whose, self.window())
        dialog.save_by(
            self.bridge,
            lambda form: (
                desk.do(note_need, form=form)
                if row is None
                else desk.do(edit_need, need_id=row.id, form=form)
            ),
            self.told,
        )
        dialog.open()

    def _give(self, row: NeedRow) -> None:
        dialog = GivingDialog(self.theme, self.bridge, None, row.person_id, self.window())
        dialog.begin(Given.ADVICE, need_id=row.id, topics=row.topics)
        save_giving(self.bridge, dialog, self.told)

    def _close(self, row: NeedRow) -> None:
        self.bridge.do(close_needs, self.told, need_ids=[row.id])

    def _drop(self, row: NeedRow) -> None:
        self.bridge.do(drop_needs, self.told, need_ids=[row.id])

    def _show(self, row: NeedRow) -> None:
        self.person_chosen.emit(row.person_id)

    def _delegate(self, view: QListView) -> LineDelegate:
        delegate = LineDelegate(self.theme, view, self._line, tickable=True)
        delegate.ticked.connect(
            lambda need_id: self.bridge.do(close_needs, self.told, need_ids=[need_id])
        )
        return delegate

    def _line(self, row: NeedRow) -> Line:
        return Line(
            row.text,
            row.person_name if self.whose is None else f"since {plain_date(row.since_on)}",
            icon="todo-circle",
            beside=", ".join(row.topics),
            right=date_in_words(row.since_on, self.bridge.today()) if self.whose is None else "",
        )

    def _describe(self, row: NeedRow) -> str:
        topics = f", about {', '.join(row.topics)}" if row.topics else ""
        since = plain_date(row.since_on)
        return visible(f"{row.person_name} is looking for {row.text}{topics}, since {since}")
