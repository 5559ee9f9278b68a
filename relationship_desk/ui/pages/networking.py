"""The page of where somebody belongs and goes, and what came of it.

Invariant: what is added here is about whoever is in front.
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_desk.domain.changes import Changes
from relationship_desk.store.insights import insights_of_person
from relationship_desk.store.opportunities import opportunities_of_person
from relationship_desk.store.organisations import places_of
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.events.person_part import EventsPart
from relationship_desk.ui.networking.insights import InsightsPart
from relationship_desk.ui.networking.leaves import TABLES
from relationship_desk.ui.networking.opportunities import OpportunitiesPart
from relationship_desk.ui.networking.part import scrolled
from relationship_desk.ui.networking.places import PlacesPart
from relationship_desk.ui.pages.page import PersonPage
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.whole import WholeWidget

_HEIGHT = 220
_TABLES = (*TABLES[:9], "event_person", "encounter", "event_series")


def count_places(bridge: Bridge, person_id: int) -> int:
    """The number on the tab: organisations."""
    return len(places_of(bridge.reader, person_id))


class NetworkingPage(PersonPage):
    """Organisations with roles over time, events, opportunities, insights."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self.places = PlacesPart(bridge, theme, of_person=True)
        self.opportunities = OpportunitiesPart(bridge, theme)
        self.insights = InsightsPart(bridge, theme)
        self.events = EventsPart(bridge, theme)
        inside = WholeWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        column.setSpacing(theme.px(4))
        for part in (self.places, self.events, self.opportunities, self.insights):
            part.message.connect(self.message)
            part.person_chosen.connect(self.person_chosen)
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))

    def concerns(self, changes: Changes) -> bool:
        return changes.touches_person(self.person_id) or changes.touches(*_TABLES)

    def read(self) -> None:
        person_id = self.person_id
        self.setEnabled(person_id is not None)
        self.places.show_of_person(person_id)
        self.events.show_of_person(person_id)
        reader = self.bridge.reader
        found = [] if person_id is None else opportunities_of_person(reader, person_id)
        self.opportunities.show_rows(found, person_id)
        learned = [] if person_id is None else insights_of_person(reader, person_id)
        self.insights.show_rows(learned, person_id)

    def take_focus(self) -> None:
        self.places.section.take_focus()

    def needed_height(self) -> int:
        return self.theme.px(_HEIGHT)
