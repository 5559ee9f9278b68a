"""Events for tests: short ways to make one, and to write down whom one met there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from relationship_desk.desk.commands.encounters import Noted, note_encounter
from relationship_desk.desk.commands.events import add_event
from relationship_desk.desk.encounter_log import Reader
from relationship_desk.domain.events import EventForm
from relationship_desk.store.encounters import Card, cards
from relationship_desk.store.events import EventRow, get_event
from tests.support.desks import TODAY, DeskForTests

YESTERDAY = TODAY - timedelta(days=1)


def event(desk: DeskForTests, name: str = "Book Fair", on: date = TODAY, **values: Any) -> int:
    """A new event; its id."""
    return int(desk.do(add_event, form=EventForm(name, on, **values)))


def event_row(desk: DeskForTests, event_id: int) -> EventRow:
    found = get_event(desk.reader, event_id)
    assert found is not None
    return found


def now_on(desk: DeskForTests) -> date:
    return desk.clock.now().astimezone(desk.clock.zone()).date()


def met(desk: DeskForTests, event_id: int, line: str) -> Noted:
    """Write down a line, as badge mode does."""
    reader = Reader(desk.reader, event_row(desk, event_id), now_on(desk))
    noted: Noted = desk.do(note_encounter, form=reader.read(line).form(), region="DE")
    return noted


def board(desk: DeskForTests, event_id: int, on: date | None = None) -> dict[str, Card]:
    """The cards of an event by the name on them."""
    return {card.row.name: card for card in cards(desk.reader, on or now_on(desk), event_id)}
