"""My shelf: links, files, skills and people that may help somebody; and whom each may help."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from relationship_desk.desk.commands.shelf import (
    ResourceForm,
    add_resource,
    drop_resources,
    edit_resource,
    set_resources_aside,
)
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.dates import date_in_words
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.value import ResourceKind
from relationship_desk.store.shelf import ResourceRow, get_resource, resource_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.opener import open_link
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.value.benefit import BenefitDialog
from relationship_desk.ui.value.listing import Listing
from relationship_desk.ui.value.topics_field import topics_field
from relationship_desk.ui.widgets.bar import Kind, Message
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.person_field import PersonField
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb

_ICONS = {
    ResourceKind.LINK: "link",
    ResourceKind.FILE: "note",
    ResourceKind.SKILL: "briefcase",
    ResourceKind.PERSON: "person",
}


class ResourceDialog(FormDialog):
    """`submitted` carries a `ResourceForm`."""

    def __init__(
        self, theme: Theme, bridge: Bridge, row: ResourceRow | None, parent: QWidget | None = None
    ) -> None:
        """`row` None: something new."""
        title = "Something on the shelf" if row is not None else "New on the shelf"
        super().__init__(theme, title, parent)
        self._added_on = bridge.today() if row is None else row.added_on
        self.title = QLineEdit()
        self.title.setAccessibleName("Title")
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind")
        for kind in ResourceKind:
            self.kind.addItem(kind.noun.capitalize(), kind)
        self.address = QLineEdit()
        self.address.setAccessibleName("Link or path of the file")
        self.address.setPlaceholderText("https://… or the path of a file, which stays where it is")
        self._browse = QPushButton("File…")
        self._browse.setAutoDefault(False)
        self._browse.clicked.connect(self._ask_file)
        where = QWidget()
        line = QHBoxLayout(where)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.address, 1)
        line.addWidget(self._browse)
        self.person = PersonField(theme, bridge, "Who it is")
        self.topics = topics_field(theme, bridge)
        self.note = GrowingTextEdit(theme, "Note", lines=2, most_lines=6)
        self.add_row("Title", self.title)
        self.add_row("Kind", self.kind)
        self.add_row("Where", where)
        self.add_row("Who", self.person)
        self.add_row("Topics", self.topics)
        self.add_row("Note", self.note)
        self.kind.currentIndexChanged.connect(lambda _: self._settle())
        if row is not None:
            self.begin(row.title, row.kind, row.address)
            self.person.set_person(row.person_id)
            self.topics.set_tags(row.topics)
            self.note.setPlainText(row.note)
        self._settle()
        self.title.setFocus()

    def begin(self, title: str, kind: ResourceKind, address: str) -> None:
        """Filled in already, as of something that was dropped."""
        self.title.setText(title)
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.address.setText(address)

    def value(self) -> ResourceForm | None:
        kind = ResourceKind(self.kind.currentData())
        if kind is ResourceKind.PERSON:
            if not self.all_understood(self.person):
                return None
            if self.person.person_id() is None:
                self.person.setFocus()
                raise UserError("Say who it is.")
        return ResourceForm(
            self.title.text(),
            kind,
            self._added_on,
            self.address.text() if kind in (ResourceKind.LINK, ResourceKind.FILE) else "",
            self.topics.tags(),
            self.note.toPlainText(),
            self.person.person_id(),
        )

    def _settle(self) -> None:
        """What each kind asks for."""
        kind = ResourceKind(self.kind.currentData())
        has_address = kind in (ResourceKind.LINK, ResourceKind.FILE)
        self.form.setRowVisible(2, has_address)
        self.form.setRowVisible(3, kind is ResourceKind.PERSON)
        self._browse.setVisible(kind is ResourceKind.FILE)

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose a file", str(Path.home()))
        if name:
            self.address.setText(name)
            if not self.title.text().strip():
                self.title.setText(Path(name).stem)


class ShelfListing(Listing[ResourceRow]):
    """What is on the shelf, the newest first."""

    def make(self, fills: bool) -> Section[ResourceRow]:
        section: Section[ResourceRow] = Section(
            self.theme,
            "On the shelf",
            describe=self._describe,
            delegate=lambda view: LineDelegate(self.theme, view, self._line),
            verbs=(
                Verb("Who would like it?…", self.show_benefit, (Qt.Key.Key_W, Qt.Key.Key_Space)),
                Verb("Open", self._open_it, (Qt.Key.Key_O,), lambda row: bool(row.address)),
                Verb("Edit…", self.open, OPEN_KEYS, opens=True),
                Verb("Set aside", self._aside, fits=lambda row: not row.is_aside, begins=True),
                Verb("Back on the shelf", self._back, fits=lambda row: row.is_aside),
                Verb("Remove", self._drop, REMOVE_KEYS),
            ),
            empty="The shelf is empty. Drop a link or a file on the window, or add what you know "
            "and whom you know.",
            icon="value",
            add="New on the shelf",
            fills=fills,
            heading=lambda row, before: (
                "Set aside" if row.is_aside and (before is None or not before.is_aside) else None
            ),
        )
        section.add_wanted.connect(lambda: self.open(None))
        return section

    def rows(self) -> list[ResourceRow]:
        return resource_rows(self.bridge.reader, aside=True)

    def open(self, row: ResourceRow | None) -> None:
        """Ask for something on the shelf, something new where there is no row."""
        dialog = ResourceDialog(self.theme, self.bridge, row, self.window())
        if row is None:
            self.save_new(dialog)
            return
        do = self.bridge.desk.do
        dialog.save_by(
            self.bridge, lambda form: do(edit_resource, resource_id=row.id, form=form), self.told
        )
        dialog.open()

    def save_new(self, dialog: ResourceDialog) -> None:
        """Open it, save what is submitted, and show whom it may help."""

        def added(outcome: Outcome[int]) -> None:
            self.told(outcome)
            row = get_resource(self.bridge.reader, outcome.result)
            if row is not None and row.topics:
                self.show_benefit(row)

        do = self.bridge.desk.do
        dialog.save_by(self.bridge, lambda form: do(add_resource, form=form), added)
        dialog.open()

    def show_benefit(self, row: ResourceRow) -> None:
        """Who would like it and why, and who has it already."""
        dialog = BenefitDialog(self.theme, self.bridge, row, self.window())
        dialog.message.connect(self.message)
        dialog.person_chosen.connect(self.person_chosen)
        dialog.open()

    def _open_it(self, row: ResourceRow) -> None:
        trouble = ""
        if row.kind is ResourceKind.FILE:
            if not Path(row.address).exists():
                trouble = f"{row.address} is not there any more."
            elif not QDesktopServices.openUrl(QUrl.fromLocalFile(row.address)):
                trouble = f"No program opened {row.address}."
        else:
            trouble = open_link(row.address)
        if trouble:
            self.message.emit(Message(visible(trouble), Kind.WARNING))

    def _aside(self, row: ResourceRow) -> None:
        self.bridge.do(set_resources_aside, self.told, resource_ids=[row.id], aside=True)

    def _back(self, row: ResourceRow) -> None:
        self.bridge.do(set_resources_aside, self.told, resource_ids=[row.id], aside=False)

    def _drop(self, row: ResourceRow) -> None:
        self.bridge.do(drop_resources, self.told, resource_ids=[row.id])

    def _line(self, row: ResourceRow) -> Line:
        helped = "" if not row.given else f"given to {row.given:,}"
        below = ", ".join(row.topics) or row.kind.noun.capitalize()
        return Line(
            row.title,
            below,
            icon=_ICONS[row.kind],
            beside=row.person_name or helped,
            right=date_in_words(row.added_on, self.bridge.today()),
            whole="\n".join(p for p in (row.title, row.address, row.note, helped) if p),
        )

    def _describe(self, row: ResourceRow) -> str:
        topics = f", about {', '.join(row.topics)}" if row.topics else ""
        return visible(f"{row.kind.noun.capitalize()}: {row.title}{topics}")
