"""The list of events, those to come first, and who is at the one under the cursor.

Invariant: what is listed below belongs to the event under the cursor above.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from relationship_desk.desk.commands.events import delete_events, put_guest, remove_guests
from relationship_desk.domain.changes import Changes
from relationship_desk.store.events import EventRow, Guest, find_events, guests
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import LineDelegate
from relationship_desk.ui.events.guest_form import GuestDialog
from relationship_desk.ui.events.opening import EventOpener
from relationship_desk.ui.events.words import (
    describe_event,
    describe_guest,
    event_heading,
    event_line,
    guest_line,
)
from relationship_desk.ui.panes.base import LazyPane
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb

_TABLES = ("event", "event_series", "event_person", "encounter", "person")
_GUESTS_HEIGHT = 220
_HELP = "P prep sheet · B who was there · F follow-up · I insight · E edit · Del remove"


class EventsLeaf(LazyPane):
    """`board_wanted` carries the event whose follow-up is asked for."""

    board_wanted = Signal(int)

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self.opener = EventOpener(bridge, theme, self.message.emit, self)
        self._told = tell_done(bridge, self.message.emit)
        self._build()

    def concerns(self, changes: Changes) -> bool:
        return changes.touches(*_TABLES)

    def read(self) -> None:
        """The events in which what is searched for stands: those to come, then those before."""
        today = self.bridge.today()
        found = find_events(self.bridge.reader, self.search.text())
        coming = [row for row in reversed(found) if not row.is_past(today)]
        past = [row for row in found if row.is_past(today)]
        self.section.show_rows([*coming, *past], searched=bool(self.search.text().strip()))
        if self.section.current() is None and found:
            self.section.list.setCurrentIndex(self.section.rows.index(0))
        self._show_guests()

    def take_focus(self) -> None:
        self.section.take_focus()

    def show_thing(self, thing_id: int) -> bool:
        self.search.clear()
        self.read()
        return self.section.go_to(thing_id)

    def current(self) -> EventRow | None:
        """The event under the cursor."""
        return self.section.current()

    def add(self) -> None:
        """Ask for a new event."""
        self.opener.form(None)

    def _show_guests(self) -> None:
        row = self.current()
        self.guests.setVisible(row is not None)
        for button in self._buttons:
            button.setEnabled(row is not None)
        if row is not None:
            self.guests.show_rows(guests(self.bridge.reader, row.id))

    def _remove(self, row: EventRow) -> None:
        self.bridge.do(delete_events, self._told, event_ids=[row.id])

    def _open_guest(self, guest: Guest | None) -> None:
        row = self.current()
        if row is None:
            return
        dialog = self.opener.dialog = GuestDialog(
            self.theme, self.bridge, row.id, guest, self.window()
        )
        region = self.bridge.preferences().region
        dialog.save_by(
            self.bridge,
            lambda form: self.bridge.desk.do(put_guest, form=form, region=region),
            self._told,
        )
        dialog.open()

    def _remove_guest(self, guest: Guest) -> None:
        self.bridge.do(remove_guests, self._told, guest_ids=[guest.id])

    # ----------------------------------------------------------------------------------- building

    def _build(self) -> None:
        px, theme = self.theme.px, self.theme
        self.setAccessibleName("Events")
        self.search = QLineEdit()
        self.search.setAccessibleName("Find events")
        self.search.setPlaceholderText("Find events, places, people met there")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self.refresh())
        self.section: Section[EventRow] = Section(
            theme,
            "Events",
            describe=describe_event,
            delegate=lambda view: LineDelegate(
                theme, view, lambda row: event_line(row, self.bridge.today())
            ),
            verbs=(
                Verb("Prep sheet", lambda row: self.opener.prepare(row.id), (Qt.Key.Key_P,)),
                Verb("Who was there", lambda row: self.opener.badge(row.id), (Qt.Key.Key_B,)),
                Verb("Follow-up", lambda row: self.board_wanted.emit(row.id), (Qt.Key.Key_F,)),
                Verb("Note an insight…", lambda row: self.opener.insight(row.id), (Qt.Key.Key_I,)),
                Verb("Edit…", self.opener.form, OPEN_KEYS, opens=True, begins=True),
                Verb("Remove", self._remove, REMOVE_KEYS, begins=True),
            ),
            empty="No event is written down. A conference, a dinner, an hour online: add it here, "
            "or drop its calendar file (.ics) on the window.",
            icon="event",
            add="New event",
            heading=lambda row, before: event_heading(row, before, self.bridge.today()),
            fills=True,
        )
        self.section.add_wanted.connect(self.add)
        self.section.list.setAccessibleDescription(_HELP)
        self.section.list.selectionModel().currentChanged.connect(lambda *_: self._show_guests())
        self.guests: Section[Guest] = Section(
            theme,
            "Who is there",
            describe=describe_guest,
            delegate=lambda view: LineDelegate(theme, view, guest_line),
            verbs=(
                Verb("Edit…", self._open_guest, OPEN_KEYS, opens=True),
                Verb(
                    "Show person", lambda g: self.person_chosen.emit(g.person_id), (Qt.Key.Key_O,)
                ),
                Verb("Not there", self._remove_guest, REMOVE_KEYS, begins=True),
            ),
            empty="Nobody is on the list. Add whom you would like to meet, and why.",
            add="Add somebody",
            most=_GUESTS_HEIGHT,
        )
        self.guests.add_wanted.connect(lambda: self._open_guest(None))
        self.new = QPushButton("New event…")
        theme.dress(self.new, "add")
        self.new.clicked.connect(self.add)
        self.prep = self._button("Prep sheet", "note", lambda row: self.opener.prepare(row.id))
        self.badge = self._button("Who was there", "people", lambda r: self.opener.badge(r.id))
        self.board = self._button("Follow-up", "email", lambda r: self.board_wanted.emit(r.id))
        self._buttons = (self.prep, self.badge, self.board)
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(16), px(16), px(4))
        head.setSpacing(px(8))
        head.addWidget(self.search, 1)
        head.addWidget(self.new)
        row = QHBoxLayout()
        row.setContentsMargins(px(16), 0, px(16), px(4))
        row.setSpacing(px(8))
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch(1)
        self._help = PlainLabel(_HELP, tone="quiet", size="small", wrap=True)
        self._help.setContentsMargins(px(16), 0, px(16), px(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addLayout(head)
        column.addLayout(row)
        column.addWidget(self._help)
        column.addWidget(self.section, 1)
        column.addWidget(self.guests)

    def _button(self, words: str, icon: str, do: object) -> QPushButton:
        button = QPushButton(words)
        self.theme.dress(button, icon)

        def act() -> None:
            row = self.current()
            if row is not None and callable(do):
                do(row)

        button.clicked.connect(lambda: act())
        return button
