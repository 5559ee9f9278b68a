"""`PersonPage`: what most pages under a person's card have in common.

Invariant: a page shows one person, and reads only while it is seen.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from relationship_desk.domain.changes import Changes
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.base import LazyPane
from relationship_desk.ui.theme import Theme


class PersonPage(LazyPane):
    """A subclass builds its widgets and says how it reads `person_id`, who may be None."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self.person_id: int | None = None

    def show_person(self, person_id: int | None) -> None:
        if person_id != self.person_id:
            self.person_id = person_id
            self.refresh()

    def concerns(self, changes: Changes) -> bool:
        return changes.touches_person(self.person_id)
