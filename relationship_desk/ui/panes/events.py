"""Events: where one goes, who is there, the follow-up; where one belongs, and what comes of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from relationship_desk.domain.events import EventForm
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.events.board_leaf import BoardLeaf
from relationship_desk.ui.events.events_leaf import EventsLeaf
from relationship_desk.ui.networking.leaves import (
    InsightsLeaf,
    OpportunitiesLeaf,
    OrganisationsLeaf,
)
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.panes.book import Book, Leaf
from relationship_desk.ui.theme import Theme

LEAVES: tuple[Leaf, ...] = (
    Leaf("events", "Events", EventsLeaf),
    Leaf("follow_up", "Follow-up", BoardLeaf),
    Leaf("organisations", "Organisations", OrganisationsLeaf),
    Leaf("opportunities", "Opportunities", OpportunitiesLeaf),
    Leaf("insights", "Insights", InsightsLeaf),
)


class EventsPane(Book):
    """The place Events."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, LEAVES, "Events", parent)

    def begin(self, leaf: Pane) -> None:
        if isinstance(leaf, EventsLeaf):
            leaf.board_wanted.connect(self.show_board)

    def show_board(self, event_id: int) -> None:
        """The follow-up of this event."""
        board = self.open_kind(BoardLeaf)
        board.show_event(event_id)
        board.take_focus()

    def propose(self, form: EventForm) -> None:
        """An event from a calendar, to be looked at and saved."""
        self.wants_front.emit()
        self.open_kind(EventsLeaf).opener.form(None, form)
