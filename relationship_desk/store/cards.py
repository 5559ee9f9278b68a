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


def line_maps(connection: Connection, ids: Sequence[int]) -> dict[int, dict[int, int]]:
    """What these cards brought, by id; see `StoredCard.line_map`."""
    found: dict[int, dict[int, int]] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT id, line_map FROM card WHERE id IN ({marks})"
        for card_id, text in connection.sql(query, chunk):
            found[card_id] = {int(line): row_id for line, row_id in json.loads(text).items()}
    return found


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
    """A card that could not be read. `original` is empty where it was too large to keep.

    `number` is that of the card in its import, 0 where it is not known. `layout` is how the table
    lay of which this is a row, as its reader writes it, "" for a card.
    """

    id: int
    source: str
    first_line: int
    last_line: int
    message: str
    original: bytes
    at: datetime
    number: int = 0
    layout: str = ""


def quarantined(connection: Connection) -> list[Quarantined]:
    """What waits in quarantine, newest first."""
    return [
        _quarantined(*row)
        for row in connection.sql(
            "SELECT card.id, source, first_line, last_line, message, original, created_at, number, "
            "coalesce(value, '') FROM card LEFT JOIN reading_rule ON key = layout_key "
            "WHERE state = 'quarantined' ORDER BY card.id DESC"
        )
    ]


def _quarantined(
    card_id: int, source: str, first: int, last: int, message: str, original: bytes, at: str,
    number: int, layout: str,
) -> Quarantined:  # fmt: skip
    if not last:  # it came before its end was kept: its own line ends tell
        ends = original.count(b"\n") or original.count(b"\r")
        last = first + max(0, ends - original.endswith((b"\n", b"\r")))
    return Quarantined(
        card_id, source, first, last, message, bytes(original), from_text(at), number, layout
    )


def count_quarantined(connection: Connection) -> int:
    """How many cards wait in quarantine."""
    [(count,)] = connection.sql("SELECT count(*) FROM card WHERE state = 'quarantined'")
    return int(count)
