"""The page of somebody's connections: what they are to others, who stands around them, the ways.

Invariant: nothing of one person is in sight while another is read.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from relationship_desk.desk.commands.relations import (
    RelationForm,
    confirm_relations,
    decline_relations,
    edit_relation,
    relate,
    remove_relation,
)
from relationship_desk.domain.changes import Changes
from relationship_desk.store.around import Beside, Connections, connections_of
from relationship_desk.store.people import person_rows
from relationship_desk.store.proposals import Proposal
from relationship_desk.store.relations import RelationRow, relations_of
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.connections.delegate import ConnectionDelegate
from relationship_desk.ui.connections.dialog import RelationDialog
from relationship_desk.ui.connections.lines import ConnectionLine, Part, heading_of, lines_of
from relationship_desk.ui.connections.reading import Latest
from relationship_desk.ui.connections.ring import EgoRing
from relationship_desk.ui.pages.page import PersonPage
from relationship_desk.ui.photos import Photos
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb

_NARROW = 620  # in px: less has no room for the ring beside the list
_LEAST_HEIGHT = 220
_YES_KEYS = (Qt.Key.Key_Y, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_KEYS = (Qt.Key.Key_N, *REMOVE_KEYS)


def count_relations(bridge: Bridge, person_id: int) -> int:
    """The number on the tab."""
    return len(relations_of(bridge.reader, person_id))


class ConnectionsPage(PersonPage):
    """The list, and where there is room the ring beside it."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self._latest: Latest[Connections | None] = Latest(bridge, self, self._show)
        self._shown: Connections | None = None
        self._told = tell_done(bridge, self.message.emit)
        self.section: Section[ConnectionLine] = Section(
            theme,
            "Connections",
            describe=lambda line: line.spoken,
            delegate=lambda view: ConnectionDelegate(theme, view),
            verbs=(
                Verb("Edit…", self._edit, OPEN_KEYS, _is(RelationRow), opens=True),
                Verb("Yes, write it down", self._confirm, _YES_KEYS, _is(Proposal)),
                Verb("No, do not ask again", self._decline, _NO_KEYS, _is(Proposal)),
                Verb("Say what they are…", self._say, OPEN_KEYS, _is(Beside), opens=True),
                Verb("Show person", self._open, (Qt.Key.Key_O,), _is_somebody),
                Verb("Remove", self._remove, REMOVE_KEYS, _is(RelationRow), begins=True),
            ),
            empty="Who is family, who works with whom, who brought you together: write it down, "
            "and the desk finds ways to people whom you do not know yet.",
            add="New relation",
            heading=heading_of,
            key=lambda line: (line.part, line.key),
            fills=True,
        )
        self.section.add_wanted.connect(self.add)
        photos = Photos.of(bridge)
        self.ring = EgoRing(theme, photos.pixmap)
        photos.arrived.connect(lambda _: self.ring.update())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.section, 1)
        row.addWidget(self.ring)
        self.section.list.selectionModel().currentChanged.connect(lambda *_: self._mark())
        self.ring.chosen.connect(self._choose)
        self.ring.opened.connect(self.person_chosen)
        self._wants_focus = False  # as soon as there is something to be in focus
        self._show(None)

    def concerns(self, changes: Changes) -> bool:
        # Whoever changes may stand on a way to this person.
        return bool(changes)

    def read(self) -> None:
        person_id, on = self.person_id, self.bridge.today()
        if self._shown is not None and self._shown.person_id != person_id:
            self._show(None)
        if person_id is None:
            self._latest.forget()
        else:
            self._latest.ask(lambda reader: connections_of(reader, person_id, on))

    def take_focus(self) -> None:
        self._wants_focus = self._shown is None
        if not self._wants_focus:
            self.section.take_focus()

    def needed_height(self) -> int:
        return self.theme.px(_LEAST_HEIGHT)

    def add(self) -> None:
        """Ask for a new relation."""
        self._ask(None)

    # ------------------------------------------------------------------------------------- showing

    def _show(self, found: Connections | None) -> None:
        self._shown = found
        self.section.show_rows([] if found is None else lines_of(found))
        self.section.heading.set_count(len(found.relations) or None if found else None)
        self.section.setVisible(found is not None)
        self.ring.show_connections(found, self._photos_of(found))
        self._fit()
        self._mark()
        if self._wants_focus:
            self.take_focus()

    def _photos_of(self, found: Connections | None) -> dict[int, str]:
        if found is None:
            return {}
        ids = [found.person_id, *(beside.id for beside in found.around)]
        rows = person_rows(self.bridge.reader, ids, self.bridge.today())
        return {person_id: row.photo_sha256 for person_id, row in rows.items()}

    def _fit(self) -> None:
        around = self._shown is not None and bool(self._shown.around)
        self.ring.setVisible(around and self.width() >= self.theme.px(_NARROW))

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def _mark(self) -> None:
        line = self.section.current()
        self.ring.mark(None if line is None or line.part is Part.WAY else line.person_id)

    def _choose(self, person_id: int) -> None:
        for line in self.section.rows.rows:
            if line.person_id == person_id and line.part in (Part.RELATION, Part.BESIDE):
                self.section.go_to((line.part, line.key))
                self.section.list.setFocus()
                return

    # --------------------------------------------------------------------------------------- doing

    def _open(self, line: ConnectionLine) -> None:
        if line.person_id is not None:
            self.person_chosen.emit(line.person_id)

    def _edit(self, line: ConnectionLine) -> None:
        if isinstance(line.of, RelationRow):
            self._ask(line.of)

    def _say(self, line: ConnectionLine) -> None:
        if isinstance(line.of, Beside):
            self._ask(None, line.of.id)

    def _remove(self, line: ConnectionLine) -> None:
        if isinstance(line.of, RelationRow):
            self.bridge.do(remove_relation, self._told, relation_id=line.of.id)

    def _confirm(self, line: ConnectionLine) -> None:
        self.bridge.do(confirm_relations, self._told, forms=self._proposed(line))

    def _decline(self, line: ConnectionLine) -> None:
        self.bridge.do(decline_relations, self._told, forms=self._proposed(line))

    def _proposed(self, line: ConnectionLine) -> list[RelationForm]:
        if not isinstance(line.of, Proposal) or self._shown is None:
            return []
        return [RelationForm(self._shown.person_id, line.of.kind, line.of.other_id)]

    def _ask(self, row: RelationRow | None, other_id: int | None = None) -> None:
        person_id, desk = self.person_id, self.bridge.desk
        if person_id is None:
            return
        dialog = RelationDialog(self.theme, self.bridge, person_id, row, other_id, self.window())
        dialog.save_by(
            self.bridge,
            lambda form: (
                desk.do(relate, form=form)
                if row is None
                else desk.do(edit_relation, relation_id=row.id, form=form)
            ),
            self._told,
        )
        dialog.open()


def _is(kind: type) -> Callable[[ConnectionLine], bool]:
    return lambda line: isinstance(line.of, kind)


def _is_somebody(line: ConnectionLine) -> bool:
    return line.person_id is not None
