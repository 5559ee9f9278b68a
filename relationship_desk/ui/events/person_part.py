"""The events of one person: where they are, were, or were met.

Invariant: what is done here is about that person; the event itself stays as it is.
"""

from __future__ import annotations

from PySide6.QtCore import Qt

from relationship_desk.desk.commands.events import GuestForm, put_guest
from relationship_desk.store.events import EventRow, events_of_person
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import LineDelegate
from relationship_desk.ui.events.guest_form import GuestDialog
from relationship_desk.ui.events.opening import EventOpener
from relationship_desk.ui.events.words import describe_event, event_heading, event_line
from relationship_desk.ui.networking.part import Part
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.section import OPEN_KEYS, Section, Verb


class EventsPart(Part):
    """Of the person in front; those to come stand first."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        self._person_id: int | None = None
        super().__init__(bridge, theme)
        self.opener = EventOpener(bridge, theme, self.message.emit, self)

    def build(self) -> Section[EventRow]:
        return Section(
            self.theme,
            "Events",
            describe=describe_event,
            delegate=lambda view: LineDelegate(
                self.theme, view, lambda row: event_line(row, self.bridge.today())
            ),
            verbs=(
                Verb("Edit…", lambda row: self.opener.form(row), OPEN_KEYS, opens=True),
                Verb("Prep sheet", lambda row: self.opener.prepare(row.id), (Qt.Key.Key_P,)),
                Verb("Who was there", lambda row: self.opener.badge(row.id), (Qt.Key.Key_B,)),
            ),
            empty="No event yet at which they are, or were met.",
            add="Add to an event",
            heading=lambda row, before: event_heading(row, before, self.bridge.today()),
        )

    def show_of_person(self, person_id: int | None) -> None:
        """The events of one person."""
        self._person_id = person_id
        today = self.bridge.today()
        rows = [] if person_id is None else events_of_person(self.bridge.reader, person_id)
        coming = [row for row in reversed(rows) if not row.is_past(today)]
        self.section.show_rows([*coming, *(row for row in rows if row.is_past(today))])

    def add(self) -> None:
        dialog = GuestDialog(
            self.theme, self.bridge, None, None, self.window(), person_id=self._person_id
        )
        region = self.bridge.preferences().region

        def save(form: GuestForm) -> object:
            return self.bridge.desk.do(put_guest, form=form, region=region)

        self.ask(dialog, save)
