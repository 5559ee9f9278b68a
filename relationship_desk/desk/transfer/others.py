"""What the cards of a person say that the desk has no place for; invariant: nothing is changed."""

from __future__ import annotations

from relationship_desk.desk.ports import Format, OtherLine
from relationship_desk.desk.transfer.facts import fact_key
from relationship_desk.domain.contact import Detail
from relationship_desk.store.cards import cards_of, line_maps, originals
from relationship_desk.store.database import Connection
from relationship_desk.store.people import details_of


def other_lines(connection: Connection, format: Format, person_id: int) -> tuple[OtherLine, ...]:
    """The lines of all cards of a person that are no fact here, in order, each once.

    What is a fact of a card by now, but was none when the card was read, is told here too.
    """
    ids = cards_of(connection, person_id)
    raws, maps = originals(connection, ids), line_maps(connection, ids)
    stored = details_of(connection, [person_id]).get(person_id, [])
    here = {fact_key(row.detail, "") for row in stored}
    found: dict[OtherLine, None] = {}
    for card_id in ids:
        taken = maps[card_id]

        def holds(index: int, detail: Detail, taken: dict[int, int] = taken) -> bool:
            return index in taken or fact_key(detail, "") in here

        found |= dict.fromkeys(format.others(raws[card_id], holds))
    return tuple(found)
