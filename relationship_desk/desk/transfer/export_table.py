"""Writes people out as one table.

Invariant: a row is what the desk knows of one person today; what a table cannot hold is said.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from relationship_desk.desk.ports import Format, Loss, TableWriter
from relationship_desk.desk.transfer.cards_now import PersonNow, people_now
from relationship_desk.desk.transfer.export import ExportReport
from relationship_desk.desk.transfer.whole_file import require_free, write_whole
from relationship_desk.domain.contact import PICTURES, Contact
from relationship_desk.domain.errors import UserError
from relationship_desk.store.cards import all_cards, originals
from relationship_desk.store.database import Connection
from relationship_desk.store.people import names_of

_CHUNK = 500
_NAMED = 6  # kinds of lines in a sentence
_NO_PICTURES = "A table has no place for pictures."


def export_table(
    connection: Connection,
    writer: TableWriter,
    out: Path,
    *,
    safe: bool = False,
    person_ids: Sequence[int] | None = None,
    force: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> ExportReport:
    """Write everybody, archived people too, or only `person_ids`, into the file `out`.

    `safe`: no cell is one that a spreadsheet would compute. `progress` counts people and may raise
    `Cancelled`. Raises `UserError`, and has then written nothing, where `out` exists (unless
    `force`), cannot be written, or nobody is there.
    """
    out = Path(os.path.realpath(out))
    require_free(out, force)
    ids = [person_id for (person_id,) in connection.sql("SELECT id FROM person ORDER BY id")]
    if person_ids is not None:
        wanted = set(person_ids)
        ids = [person_id for person_id in ids if person_id in wanted]
    if not ids:
        raise UserError("There is nobody to export. Nothing was written.")
    contacts: list[Contact] = []
    for start in range(0, len(ids), _CHUNK):
        progress(start, len(ids))
        contacts += map(_facts, people_now(connection, ids[start : start + _CHUNK]).values())
    progress(len(ids), len(ids))
    told = [contact for contact in contacts if _says_something(contact)]
    if not told:
        raise UserError(
            "A table has no place for pictures, and nothing else is known. Nothing was written; "
            "vCards hold them."
        )

    def write(file: BinaryIO) -> None:
        writer(told, file, safe=safe)

    write_whole(out, write, force)
    losses = tuple(Loss(c.name.full, _NO_PICTURES) for c in contacts if any(map(c.all, PICTURES)))
    return ExportReport(len(told), losses)


def table_losses(
    connection: Connection,
    format: Format,
    person_ids: Sequence[int] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Loss, ...]:
    """What a table of these people could not hold: pictures, lines of their cards that are no
    facts, groups. Writes nothing; `progress` counts cards and may raise `Cancelled`."""
    wanted = None if person_ids is None else set(person_ids)
    cards = [card for card in all_cards(connection) if card.state != "quarantined"]
    groups = sum(card.state == "group" for card in cards)
    cards = [
        c for c in cards if c.person_id is not None and (wanted is None or c.person_id in wanted)
    ]
    found = _picture_losses(connection, wanted)
    names = names_of(connection, sorted({c.person_id for c in cards if c.person_id is not None}))
    for start in range(0, len(cards), _CHUNK):
        progress(start, len(cards))
        some = cards[start : start + _CHUNK]
        raws = originals(connection, [card.id for card in some])
        for card in some:
            lines = dict.fromkeys(line.name or "text" for line in format.others(raws[card.id]))
            if lines and card.person_id is not None:
                listed = ", ".join(list(lines)[:_NAMED])
                message = f"A table has no place for other lines of the card ({listed})."
                found.append(Loss(names.get(card.person_id, ""), message))
    if groups and wanted is None:
        found.append(Loss("", f"A table has no place for groups; {groups:,} stay out."))
    return tuple(found)


def _picture_losses(connection: Connection, wanted: set[int] | None) -> list[Loss]:
    kinds = ", ".join(f"'{kind.value}'" for kind in sorted(PICTURES))
    people = [
        person_id
        for (person_id,) in connection.sql(
            f"SELECT DISTINCT person_id FROM detail WHERE kind IN ({kinds}) ORDER BY person_id"
        )
        if wanted is None or person_id in wanted
    ]
    names = names_of(connection, people)
    return [Loss(names.get(person_id, ""), _NO_PICTURES) for person_id in people]


def _says_something(contact: Contact) -> bool:
    """Whether a row would say whom it is about; one without would not come back."""
    return bool(contact.name.full) or any(d.kind not in PICTURES for d in contact.details)


def _facts(person: PersonNow) -> Contact:
    """The person without the bytes of pictures, which are not written."""
    contact = person.contact
    details = tuple(stored.detail for stored in person.details)
    tags = tuple(name for _, name in person.tags)
    return Contact(contact.name, details, tags, contact.uid, contact.kind)
