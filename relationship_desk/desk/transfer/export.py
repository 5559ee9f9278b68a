"""Writes people out: each card as it was read, with today's facts in its lines, or in a version.

Invariant: the target is either the old file or the whole new one, never a half.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from relationship_desk.desk.ports import CardNow, Format, Loss
from relationship_desk.desk.transfer.cards_now import (
    PersonNow,
    card_now,
    people_now,
    speaker,
    whole_now,
)
from relationship_desk.desk.transfer.whole_file import require_free, write_whole
from relationship_desk.domain.errors import UserError
from relationship_desk.store.cards import StoredCard, all_cards, originals
from relationship_desk.store.database import Connection

Mode = Literal["as_read", "4.0", "3.0", "2.1"]
MODES: tuple[Mode, ...] = ("as_read", "4.0", "3.0", "2.1")

_CHUNK = 200
_NEW_VERSION: Mode = "4.0"  # of people made here, where cards are written as they were read


@dataclass(frozen=True, slots=True)
class ExportReport:
    """How many cards were written, and what the asked-for version could not hold."""

    count: int
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """One card as it goes out."""

    name: str
    data: bytes
    losses: tuple[str, ...] = ()


def export_people(
    connection: Connection,
    format: Format,
    out: Path,
    *,
    mode: Mode = "as_read",
    person_ids: Sequence[int] | None = None,
    force: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> ExportReport:
    """Write everybody, archived people too, or only `person_ids`, into the file `out`.

    `progress` counts cards and may raise `Cancelled`. Raises `UserError`, and has then written
    nothing, where `out` exists (unless `force`), cannot be written, or nobody is there.
    """
    out = Path(os.path.realpath(out))
    require_free(out, force)
    losses: list[Loss] = []
    count = 0

    def write(file: BinaryIO) -> None:
        nonlocal count
        missing_end = b""
        for written in cards_out(connection, format, mode, person_ids, progress):
            losses.extend(Loss(written.name, message) for message in written.losses)
            if not written.data:
                continue
            file.write(missing_end + written.data)
            missing_end = _missing_end(written.data)
            count += 1
        if not count:
            raise UserError("There is nobody to export. Nothing was written.")

    write_whole(out, write, force)
    return ExportReport(count, tuple(losses))


def cards_as_bytes(
    connection: Connection, format: Format, person_ids: Sequence[int], mode: Mode = "as_read"
) -> bytes:
    """The cards of some people as one file would hold them; empty where nobody is there."""
    cards = [
        written.data
        for written in cards_out(connection, format, mode, person_ids, lambda done, total: None)
        if written.data
    ]
    joined = [card + _missing_end(card) for card in cards[:-1]]
    return b"".join([*joined, *cards[-1:]])


def losses_of(
    connection: Connection,
    format: Format,
    mode: Mode,
    person_ids: Sequence[int] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Loss, ...]:
    """What an export in this version could not hold; writes nothing."""
    return tuple(
        Loss(written.name, message)
        for written in cards_out(connection, format, mode, person_ids, progress)
        for message in written.losses
    )


def cards_out(
    connection: Connection,
    format: Format,
    mode: Mode,
    person_ids: Sequence[int] | None,
    progress: Callable[[int, int], None],
) -> Iterator[Written]:
    """Every card in the order of reading, then people who were made here."""
    wanted = None if person_ids is None else set(person_ids)
    cards = [c for c in all_cards(connection) if wanted is None or c.person_id in wanted]
    of_person: dict[int, list[StoredCard]] = defaultdict(list)
    for card in cards:
        if card.person_id is not None:
            of_person[card.person_id].append(card)
    made_here = [
        person_id
        for (person_id,) in connection.sql("SELECT id FROM person ORDER BY id")
        if person_id not in of_person and (wanted is None or person_id in wanted)
    ]
    total = len(cards) + len(made_here)
    writer = CardWriter(connection, format, mode, of_person)
    for start in range(0, len(cards), _CHUNK):
        progress(start, total)
        chunk = cards[start : start + _CHUNK]
        raws = originals(connection, [card.id for card in chunk])
        people = people_now(connection, sorted({c.person_id for c in chunk if c.person_id}))
        for card in chunk:
            person = people.get(card.person_id) if card.person_id is not None else None
            yield writer.card(card, raws[card.id], person)
    for start in range(0, len(made_here), _CHUNK):
        progress(len(cards) + start, total)
        for person in people_now(connection, made_here[start : start + _CHUNK]).values():
            yield writer.new_card(person)
    progress(total, total)


class CardWriter:
    """Turns stored cards into bytes, in one mode."""

    def __init__(
        self,
        connection: Connection,
        format: Format,
        mode: Mode,
        of_person: dict[int, list[StoredCard]],
    ) -> None:
        self._connection = connection
        self._format = format
        self._mode = mode
        self._of_person = of_person

    def card(self, card: StoredCard, raw: bytes, person: PersonNow | None) -> Written:
        """One card; empty where another card speaks for it in this mode, or it has no bytes."""
        name = person.contact.name.full if person is not None else ""
        cards = self._of_person[person.id] if person is not None else [card]
        if self._mode == "as_read":
            if card.state != "kept" or person is None:
                return Written(name, raw)
            now = card_now(self._connection, card, cards, person, self._format.full_name)
            return Written(name, self._format.as_read(raw, now))
        if card.state == "quarantined":
            return Written(name, b"", ("A card that could not be read was left out.",))
        if person is None:
            return Written(name, *self._format.convert(raw, CardNow({}), self._mode))
        if card.id != speaker(cards).id:
            message = "Further cards were put into one; what only they hold is in “as read”."
            return Written(name, b"", (message,))
        return Written(name, *self._format.convert(raw, whole_now(card, person), self._mode))

    def new_card(self, person: PersonNow) -> Written:
        """The card of somebody who was made here."""
        version = _NEW_VERSION if self._mode == "as_read" else self._mode
        data = self._format.write(person.as_contact(), version)
        return Written(person.contact.name.full, data)


def _missing_end(data: bytes) -> bytes:
    """The line end that has to come before another card."""
    if data.endswith((b"\n", b"\r")):
        return b""
    return b"\r\n" if b"\r\n" in data or b"\n" not in data else b"\n"
