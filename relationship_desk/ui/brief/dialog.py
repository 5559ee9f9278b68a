"""A brief in the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from relationship_desk.desk.briefing import make_brief
from relationship_desk.domain.brief import Page, page_of
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.brief.page_dialog import PageDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message


class BriefDialog(PageDialog):
    """The brief of one person; it closes when they are deleted."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        person_id: int,
        tell: Callable[[Message], None],
        parent: QWidget | None = None,
    ) -> None:
        def make() -> Page:
            zone, preferences = bridge.clock.zone(), bridge.preferences()
            return page_of(make_brief(bridge.reader, person_id, bridge.today(), zone, preferences))

        super().__init__(bridge, theme, "Brief", make, tell, parent)
