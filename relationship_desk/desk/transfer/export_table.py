"""Writes people out as one table.

Invariant: a row is what the desk knows of one person today; what a table cannot hold is said.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from relationship_desk.desk.ports import Loss, TableWriter
from relationship_desk.desk.transfer.cards_now import PersonNow, people_now
from relationship_desk.desk.transfer.export import ExportReport
from relationship_desk.desk.transfer.whole_file import require_free, write_whole
from relationship_desk.domain.contact import PICTURES, Contact
from relationship_desk.domain.errors import UserError
from relationship_desk.store.database import Connection

_CHUNK = 500
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

    def write(file: BinaryIO) -> None:
        writer(contacts, file, safe=safe)

    write_whole(out, write, force)
    losses = tuple(Loss(c.name.full, _NO_PICTURES) for c in contacts if any(map(c.all, PICTURES)))
    return ExportReport(len(contacts), losses)


def _facts(person: PersonNow) -> Contact:
    """The person without the bytes of pictures, which are not written."""
    contact = person.contact
    details = tuple(stored.detail for stored in person.details)
    tags = tuple(name for _, name in person.tags)
    return Contact(contact.name, details, tags, contact.uid, contact.kind)
