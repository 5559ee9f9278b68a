"""Every pane of the window, made once: the people, those that share the middle, the tasks.

Invariant: each is told of every change and of who is in front, and by one loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, cast

from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.panes.people import PeoplePane
from relationship_desk.ui.panes.person import PersonPane
from relationship_desk.ui.panes.tasks import TasksPane
from relationship_desk.ui.places import Place
from relationship_desk.ui.theme import Theme

P = TypeVar("P", bound=Pane)


class Panes:
    """In the order of F6; of those in the middle, one is in front."""

    def __init__(
        self, places: Sequence[Place], bridge: Bridge, actions: Actions, theme: Theme
    ) -> None:
        self.people = PeoplePane(bridge, actions, theme)
        self._middle = {
            make: make(bridge, actions, theme) for make in dict.fromkeys(p.make for p in places)
        }
        self.tasks = TasksPane(bridge, actions, theme)

    @property
    def person(self) -> PersonPane:
        """The pane of one person."""
        return self.of(PersonPane)

    def of(self, kind: Callable[..., P]) -> P:
        """The pane in the middle that was made by `kind`."""
        return cast(P, self._middle[kind])

    @property
    def middle(self) -> Sequence[Pane]:
        """Those of which one is in front."""
        return tuple(self._middle.values())

    def __iter__(self) -> Iterator[Pane]:
        return iter((self.people, *self.middle, self.tasks))
