"""The pages under a person's card, in the order of their tabs.

Invariant: a page is one line here; it is made when somebody first turns to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.pages.connections import ConnectionsPage, count_relations
from relationship_desk.ui.pages.giving import GivingPage, count_kindnesses
from relationship_desk.ui.pages.networking import NetworkingPage, count_places
from relationship_desk.ui.pages.timeline import TimelinePage
from relationship_desk.ui.pages.updates import UpdatesPage, count_untold
from relationship_desk.ui.panes.book import Leaf


@dataclass(frozen=True, slots=True)
class Page(Leaf):
    """Its name is remembered by the window.

    `count(bridge, person_id)` is the number on the tab: one quick read, as it is asked for
    everybody who is looked at, also while the page itself was never opened.
    """

    count: Callable[[Bridge, int], int] | None = None


PAGES: tuple[Page, ...] = (
    Page("timeline", "Timeline", TimelinePage),
    Page("giving", "Give and thank", GivingPage, count=count_kindnesses),
    Page("connections", "Connections", ConnectionsPage, count=count_relations),
    Page("updates", "Updates", UpdatesPage, count=count_untold),
    Page("networking", "Networking", NetworkingPage, count=count_places),
)
