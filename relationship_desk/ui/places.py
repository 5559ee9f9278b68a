"""The places of the window: what one can go to, in the order in which it is offered.

Invariant: a place is one line here; panes, navigation, the keys of F6 and Tab, and what the
palette calls it follow. The order is that of the menu Go in `ui/actions.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.insights.pane import InsightsPane
from relationship_desk.ui.panes.appreciation import AppreciationPane
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.panes.events import EventsPane
from relationship_desk.ui.panes.inbox import InboxPane
from relationship_desk.ui.panes.person import PersonPane
from relationship_desk.ui.panes.timeline import TimelinePane
from relationship_desk.ui.panes.today import TodayPane
from relationship_desk.ui.panes.updates import UpdatesPane
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.value.place import ValuePane


@dataclass(frozen=True, slots=True)
class Place:
    """`make` builds the pane in the middle; places that name the same one share it.

    The number beside a place is the `waiting` of its pane. `archived` is None but where a place is
    one of people: then it says whether the list at the left shows those in the archive.
    """

    id: ActionId
    make: Callable[[Bridge, Actions, Theme], Pane]
    archived: bool | None = None


HOME = ActionId.SHOW_PEOPLE  # where one person is in front
PLACES: tuple[Place, ...] = (
    Place(ActionId.SHOW_TODAY, TodayPane),
    Place(ActionId.SHOW_PEOPLE, PersonPane, archived=False),
    Place(ActionId.SHOW_TIMELINE, TimelinePane),
    Place(ActionId.SHOW_INBOX, InboxPane),
    Place(ActionId.SHOW_EVENTS, EventsPane),
    Place(ActionId.SHOW_APPRECIATION, AppreciationPane),
    Place(ActionId.SHOW_VALUE, ValuePane),
    Place(ActionId.SHOW_UPDATES, UpdatesPane),
    Place(ActionId.SHOW_INSIGHTS, InsightsPane),
    Place(ActionId.SHOW_ARCHIVE, PersonPane, archived=True),
)
