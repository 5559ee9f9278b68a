"""Reads of cards: every card that was ever read and not taken back, as it was read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from relationship_desk.domain.instants import from_text
from relationship_desk.store.database import Connection

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class StoredCard:
    """What is known of a card without its bytes.

    `line_map` is what the card brought, as `desk.transfer.line_map` writes it.
    """

    id: int
    person_id: int | None
    state: str  # "kept", "group" or "quarantined"
    line_map: dict[int, int]
    speaks: bool


def all_cards(connection: Connection) -> list[StoredCard]:
    """Every card, in the order of reading."""
    return [
        StoredCard(
            card_id,
            person_id,
            state,
            {int(line): row_id for line, row_id in json.loads(line_map).items()},
            bool(speaks),
        )
        for card_id, person_id, state, line_map, speaks in connection.sql(
            "SELECT id, person_id, state, line_map, speaks FROM card ORDER BY id"
        )
    ]


def cards_of(connection: Connection, person_id: int) -> list[int]:
    """The ids of the cards that were read for a person, in the order of reading."""
    query = "SELECT id FROM card WHERE person_id = ? ORDER BY id"
    return [card_id for (card_id,) in connection.sql(query, (person_id,))]


def originals(connection: Connection, ids: Sequence[int]) -> dict[int, bytes]:
    """The bytes of these cards, by id."""
    found: dict[int, bytes] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT id, original FROM card WHERE id IN ({marks})"
        found |= {card_id: bytes(raw) for card_id, raw in connection.sql(query, chunk)}
    return found


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A card that could not be read. `original` is empty where it was too large to keep."""

    id: int
    source: str
    first_line: int
    message: str
    original: bytes
    at: datetime


def quarantined(connection: Connection) -> list[Quarantined]:
    """What waits in quarantine, newest first."""
    return [
        Quarantined(card_id, source, first_line, message, bytes(original), from_text(at))
        for card_id, source, first_line, message, original, at in connection.sql(
            "SELECT id, source, first_line, message, original, created_at FROM card "
            "WHERE state = 'quarantined' ORDER BY id DESC"
        )
    ]


def count_quarantined(connection: Connection) -> int:
    """How many cards wait in quarantine."""
    [(count,)] = connection.sql("SELECT count(*) FROM card WHERE state = 'quarantined'")
    return int(count)
