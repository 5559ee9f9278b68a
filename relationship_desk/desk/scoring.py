"""What an event has come to: the scorecard, ninety days on or so far, asked of the facts each time.

Invariant: contacts after its day change nothing any more.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from relationship_desk.domain.follow_up import Followed, Scorecard, scorecard, scored_on
from relationship_desk.domain.money import Money
from relationship_desk.domain.rhythm import Lane
from relationship_desk.store.database import Connection
from relationship_desk.store.encounters import Card, cards, first_contacts
from relationship_desk.store.events import EventRow, guests
from relationship_desk.store.insights import insights_of_event
from relationship_desk.store.lanes import standings

_KEPT = frozenset({Lane.IN_TOUCH, Lane.SOON, Lane.DUE})  # due is not late: the latest day counts


def score(connection: Connection, event: EventRow, today: date) -> Scorecard:
    """The scorecard of an event on a day."""
    on = scored_on(event.ends_on, today)
    found = cards(connection, on, event.id)
    people = {card.row.person_id: card for card in found if card.row.person_id is not None}
    began = first_contacts(connection, sorted(people))
    standing = standings(connection, on, sorted(people))
    followed = []
    for person_id, card in people.items():
        lane = standing[person_id].lane if person_id in standing else Lane.NO_RHYTHM
        kept = lane in _KEPT and bool(card.follow_up.touches)
        followed.append(Followed(card.follow_up, _is_new(card, began.get(person_id)), kept))
    targets = {guest.person_id for guest in guests(connection, event.id) if guest.wanted}
    return scorecard(
        followed,
        sum(card.is_draft for card in found),
        event.ends_on,
        today,
        targets=len(targets),
        targets_met=len(targets & people.keys()),
        insights=sum(row.on <= on for row in insights_of_event(connection, event.id)),
    )


def cost_of_each(event: EventRow, card: Scorecard) -> Money | None:
    """What the event has cost for each relation that lives; None where there is none yet, or
    nothing is known of the cost."""
    if event.form.cost is None or not card.in_touch:
        return None
    return replace(event.form.cost, amount=event.form.cost.amount / card.in_touch)


def _is_new(card: Card, began_on: date | None) -> bool:
    """Whether the first contact of all was at the event."""
    return began_on is None or began_on >= card.lines[0].met_on
