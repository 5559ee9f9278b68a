"""What the cards of a person say that the desk has no place for; invariant: nothing is changed."""

from __future__ import annotations

from relationship_desk.desk.ports import Format, OtherLine
from relationship_desk.store.cards import cards_of, originals
from relationship_desk.store.database import Connection


def other_lines(connection: Connection, format: Format, person_id: int) -> tuple[OtherLine, ...]:
    """The lines of all cards of a person that are no fact here, in order, each once."""
    ids = cards_of(connection, person_id)
    raws = originals(connection, ids)
    return tuple(dict.fromkeys(line for i in ids for line in format.others(raws[i])))
