"""Turns what a user gave (files, folders, archives, mails, text) into the files to read.

Invariant: what cannot be opened becomes a sentence; it never keeps the others from being read.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from relationship_desk.desk.transfer.plan import Refused
from relationship_desk.desk.transfer.sources.archives import SIGNATURES, open_archive
from relationship_desk.desk.transfer.sources.folders import open_folder
from relationship_desk.desk.transfer.sources.mails import is_mail, is_mailbox, open_mail
from relationship_desk.desk.transfer.sources.parts import (
    Gathered,
    Given,
    Part,
    Pasted,
    Room,
    plain_name,
    shown,
)

PASTED_LIMIT = 100_000_000  # bytes

_ENOUGH = 16_384  # bytes in which a mail's header tells itself


def gather(given: Iterable[Given], room: Room) -> Gathered:
    """Open everything that was given, in its order."""
    found = Gathered()
    for one in given:
        room.checkpoint()
        if isinstance(one, Pasted):
            _open_text(one, room, found)
        else:
            _open(one, room, found)
    return found


def size_of(given: Given) -> int:
    """How many bytes were given, as far as that is known before anything is opened."""
    if isinstance(given, Pasted):
        return len(given.data)
    try:
        return given.stat().st_size if given.is_file() else 0
    except OSError:
        return 0


def _open(path: Path, room: Room, into: Gathered) -> None:
    try:
        if path.is_dir():
            open_folder(path, room, into)
            return
        if path.is_file():
            with path.open("rb") as file:
                start = file.read(_ENOUGH)
            if start.startswith(SIGNATURES):
                open_archive(path, room, into)
                return
            if is_mail(path.name, start):
                open_mail(path, room, into)
                return
            if is_mailbox(start):
                name = shown(path.name)
                sentence = f"“{name}” is a whole mailbox. Save the mail with the contacts alone."
                into.refused.append(Refused(name, f"{sentence} Then give that."))
                return
    except OSError:
        pass  # whoever reads the file says what is wrong with it
    into.parts.append(Part(plain_name(path.name), path, size_of(path)))


def _open_text(pasted: Pasted, room: Room, into: Gathered) -> None:
    if len(pasted.data) > PASTED_LIMIT:
        sentence = f"{pasted.name} holds more than 100 MB. Save it as a file, and give that."
        into.refused.append(Refused(pasted.name, sentence))
        return
    target = room.place_for(len(into.parts) + 1, f"{pasted.name}.vcf")
    target.write_bytes(pasted.data)
    into.parts.append(Part(pasted.name, target, len(pasted.data)))
