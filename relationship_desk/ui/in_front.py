"""What is in front: one of the places, and one person or nobody.

Invariant: whoever is deleted goes from the front at once, and comes back there by Undo.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from relationship_desk.domain.changes import Changes
from relationship_desk.store.people import names_of
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.frame import Frame
from relationship_desk.ui.panes.all import Panes
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.places import HOME, Place


class InFront(QObject):
    """`moved` when another place or person is in front, or the person may be called otherwise."""

    moved = Signal()

    def __init__(
        self,
        bridge: Bridge,
        actions: Actions,
        places: Sequence[Place],
        panes: Panes,
        frame: Frame,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._actions = bridge, actions
        self._places = {place.id: place for place in places}
        self._panes, self._frame = panes, frame
        self._place = self._places[HOME]
        self._person_id: int | None = None
        self._gone: int | None = None  # who was in front when they were deleted

    @property
    def person_id(self) -> int | None:
        """Who is in front."""
        return self._person_id

    @property
    def place(self) -> ActionId:
        """Where we are."""
        return self._place.id

    @property
    def pane(self) -> Pane:
        """What is seen in the middle."""
        front = self._frame.in_front
        return front if isinstance(front, Pane) else self._panes.person

    def name(self) -> str:
        """What the person in front is called; empty for nobody."""
        person_id = self._person_id
        return "" if person_id is None else self._names(person_id).get(person_id, "")

    def whom(self) -> list[int]:
        """For whom the next action is: several who are selected in the list, where one works there;
        whom the row under the cursor is about, where the place has such rows; those selected in
        the list of the place; else who is in front."""
        people = self._panes.people
        selected, person_id = people.selected_ids(), self._person_id
        if len(selected) > 1 and _holds(people, QApplication.focusWidget()):
            return selected
        at_hand = self.pane.at_hand()
        if at_hand is not None:
            return [at_hand]
        if self._place.archived is not None and (
            person_id in selected or person_id is None or len(selected) > 1
        ):
            return selected
        return [] if person_id is None else [person_id]

    def show_place(self, place_id: ActionId) -> None:
        """Go to one of the places; the keyboard's focus comes along from the one that is left."""
        left, focused = self.pane, QApplication.focusWidget()
        self._place = place = self._places[place_id]
        self._actions[place.id].setChecked(True)
        if place.archived is not None:
            self._panes.people.set_archived(place.archived)
        self._frame.show_pane(self._panes.of(place.make))
        if self.pane is not left and _holds(left, focused):
            self._take_focus()
        self.moved.emit()

    def _take_focus(self) -> None:
        """Work goes on in the list where somebody in it is in front, else in the middle."""
        people = self._panes.people
        of_people = self._place.archived is not None and people.selected_ids()
        (people if of_people else self.pane).take_focus()

    def show_person(self, person_id: int | None) -> None:
        """Put somebody in front, or nobody."""
        if person_id is not None:
            if self._place.archived is None:
                self.show_place(HOME)
            self._frame.show_pane(self._panes.person)
        self._put_in_front(person_id)

    def begin(self, place: str, person_id: int | None) -> None:
        """Open where the window was closed; with the first person where that one is gone."""
        known = place in self._places
        self.show_place(ActionId(place) if known else HOME)
        if person_id is None or not self._names(person_id):
            person_id = next(iter(self._panes.people.model.ids), None)
        self._put_in_front(person_id)

    def follow(self, changes: Changes) -> None:
        """Something changed: the person may have gone, come back or got another name."""
        person_id = self._person_id
        if person_id is not None and changes.touches_person(person_id):
            if not self._names(person_id):
                self._put_in_front(None)
                self._gone = person_id
        elif self._gone is not None and self._names(self._gone):
            self.show_person(self._gone)
        self.moved.emit()

    def go_to_pane(self, step: int) -> None:
        """Put the keyboard's focus so many panes further, around the window."""
        around: list[Pane] = [self._panes.people, self.pane, self._panes.tasks]
        focused = QApplication.focusWidget()
        here = next((i for i, pane in enumerate(around) if _holds(pane, focused)), 0)
        around[(here + step) % len(around)].take_focus()

    def _put_in_front(self, person_id: int | None) -> None:
        self._person_id, self._gone = person_id, None
        for pane in self._panes:
            pane.show_person(person_id)
        self.moved.emit()

    def _names(self, person_id: int) -> dict[int, str]:
        return names_of(self._bridge.reader, [person_id])


def _holds(pane: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (widget is pane or pane.isAncestorOf(widget))
