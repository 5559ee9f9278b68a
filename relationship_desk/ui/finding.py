"""Where each kind of thing that a search finds is opened.

Invariant: whatever is found leads somewhere: to itself, or where it is over to whom it is about.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from relationship_desk.domain.finding import Found, FoundKind
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.panes.appreciation import AppreciationPane
from relationship_desk.ui.panes.book import Book
from relationship_desk.ui.panes.events import EventsPane
from relationship_desk.ui.panes.updates import UpdatesPane
from relationship_desk.ui.value.place import ValuePane

if TYPE_CHECKING:
    from relationship_desk.ui.main_window import MainWindow

_Open = Callable[["MainWindow", Found], bool]


def open_found(window: MainWindow, found: Found) -> None:
    """Show what was found in its place, with the cursor on it."""
    if not _OPENERS[found.kind](window, found) and found.person_id is not None:
        window.open_person(found.person_id)


def _in_place(place: ActionId, pane: type[Book], leaf: str) -> _Open:
    def show(window: MainWindow, found: Found) -> bool:
        window.show_place(place)
        page = window.panes.of(pane).open(leaf)
        there = page.show_thing(found.id)
        page.take_focus()
        return there

    return show


def _on_page(name: str) -> _Open:
    """A page under the card of the person whom it is about."""

    def show(window: MainWindow, found: Found) -> bool:
        if found.person_id is None:
            return False
        window.open_person(found.person_id)
        window.panes.person.book.open(name).take_focus()
        return True

    return show


def _entry(window: MainWindow, found: Found) -> bool:
    window.show_person(found.person_id)
    return window.panes.person.timeline.show_thing(found.id)


def _task(window: MainWindow, found: Found) -> bool:
    if found.person_id is not None:
        window.show_person(found.person_id)
    return window.panes.tasks.show_thing(found.id)


def _promise(window: MainWindow, found: Found) -> bool:
    window.show_person(found.person_id)
    return window.panes.tasks.promises.show_thing(found.id)


_A, _K = ActionId, FoundKind
_OPENERS: dict[FoundKind, _Open] = {
    _K.ENTRY: _entry,
    _K.TASK: _task,
    _K.PROMISE: _promise,
    _K.OCCASION: lambda _window, _found: False,  # it stands on the card
    _K.EVENT: _in_place(_A.SHOW_EVENTS, EventsPane, "events"),
    _K.ORGANISATION: _in_place(_A.SHOW_EVENTS, EventsPane, "organisations"),
    _K.OPPORTUNITY: _in_place(_A.SHOW_EVENTS, EventsPane, "opportunities"),
    _K.INSIGHT: _in_place(_A.SHOW_EVENTS, EventsPane, "insights"),
    _K.KINDNESS: _in_place(_A.SHOW_APPRECIATION, AppreciationPane, "thanks"),
    _K.GIFT: _in_place(_A.SHOW_APPRECIATION, AppreciationPane, "gifts"),
    _K.CARDS: _in_place(_A.SHOW_APPRECIATION, AppreciationPane, "cards"),
    _K.MILESTONE: _on_page("giving"),
    _K.NEED: _in_place(_A.SHOW_VALUE, ValuePane, "needs"),
    _K.RESOURCE: _in_place(_A.SHOW_VALUE, ValuePane, "shelf"),
    _K.GIVING: _in_place(_A.SHOW_VALUE, ValuePane, "given"),
    _K.INTRODUCTION: _in_place(_A.SHOW_VALUE, ValuePane, "introductions"),
    _K.NEWS: _in_place(_A.SHOW_UPDATES, UpdatesPane, "updates"),
    _K.RELATION: _on_page("connections"),
}
