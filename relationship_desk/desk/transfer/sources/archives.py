"""Takes the contact files out of a ZIP archive.

Invariant: an archive can write only below the scratch folder, and no more than the limits allow,
whatever it says of itself.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from relationship_desk.desk.transfer.plan import Refused
from relationship_desk.desk.transfer.sources.parts import (
    Gathered,
    Part,
    Room,
    plain_name,
    shown,
)
from relationship_desk.domain.text import counted

BYTES_LIMIT = 1_000_000_000  # of all files of an archive, unpacked
DIRECTORY_LIMIT = 6_000_000  # bytes of the archive's own list: in memory it takes ten times that
RATIO_LIMIT = 200  # times that a file may grow; text of real contacts grows 3 to 30 times
RATIO_FROM = 1_000_000  # bytes from which on the ratio counts

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_END = b"PK\x05\x06"
_END_SIZE = 22
_LARGE = b"PK\x06\x07"  # stands before the end where an archive is a ZIP64 one
_LARGE_SIZE = 20
_COMMENT = 65_535
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar", ".tgz", ".bz2", ".xz")
# Names in archives that are something else, and what to say of them.
_NO_CONTACTS = (
    (
        frozenset({"[Content_Types].xml", "mimetype"}),
        "an office document. Save its table as CSV, and give that.",
    ),
    (
        frozenset({"desk.json"}),
        "a whole desk, and no contacts to import: restore takes it, and puts it in the place of "
        "this one.",
    ),
)
_CHUNK = 1 << 18
_LOCKED = 0x1
# All that reading a spoilt archive raises.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)


class _TooMuch(Exception):
    """What is unpacked goes over a limit; `str()` ends a sentence."""


def open_archive(path: Path, room: Room, into: Gathered) -> None:
    """Add the archive's contact files, and say of everything else why it was not taken.

    Raises `OSError` where the archive, or the scratch folder, cannot be used.
    """
    name = shown(path.name)
    if refusal := _not_looked_into(path):
        into.refused.append(Refused(name, f"“{name}” {refusal}"))
        return
    try:
        with zipfile.ZipFile(path) as archive:
            _Unpacking(archive, plain_name(path.name), room, into).run()
    except DAMAGED:
        sentence = f"“{name}” is a damaged ZIP archive: it could not be read to its end."
        into.refused.append(Refused(name, f"{sentence} Fetch it again, or unpack it yourself."))


def _not_looked_into(path: Path) -> str:
    """What is wrong with the archive's own list, before it is read into memory; "" for nothing."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _COMMENT - _END_SIZE - _LARGE_SIZE))
        tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_SIZE:
        return "is a damaged ZIP archive: its end is missing. Fetch it again."
    directory = int.from_bytes(tail[end + 12 : end + 16], "little")
    large = tail[max(0, end - _LARGE_SIZE) : end].startswith(_LARGE)
    if large or directory > DIRECTORY_LIMIT:
        return "is too large an archive. Unpack it first, and give its folder instead."
    return ""


class _Unpacking:
    """One archive; what is unpacked is counted as it comes, not as the archive says."""

    def __init__(
        self, archive: zipfile.ZipFile, archive_name: str, room: Room, into: Gathered
    ) -> None:
        self._archive = archive
        self._name = archive_name
        self._room = room
        self._into = into
        self._left = BYTES_LIMIT

    def run(self) -> None:
        entries = [entry for entry in self._archive.infolist() if not entry.is_dir()]
        names = {entry.filename for entry in entries}
        for signs, what in _NO_CONTACTS:
            if not signs.isdisjoint(names):
                name = shown(self._name)
                self._into.refused.append(Refused(name, f"“{name}” is {what}"))
                return
        taken = others = 0
        for entry in entries:
            name = entry.filename.replace("\\", "/")  # as some Windows programs write it
            if _is_hidden(name):
                continue
            if self._room.takes(name):
                taken += 1
                if not self._unpack(entry):
                    break
            elif name.lower().endswith(_ARCHIVES):
                self._refuse(entry, "is an archive in an archive. Unpack it first.")
            else:
                others += 1
        self._tell(taken, others)

    def _tell(self, taken: int, others: int) -> None:
        name, aside = shown(self._name), counted(others, "other file")
        if not taken:
            seen = f": {aside} in it" if others else ""
            sentence = (
                f"“{name}” is an archive without files of contacts ({self._room.listed()}){seen}."
            )
            self._into.refused.append(Refused(name, sentence))
        elif others:
            self._into.notes.append(f"{aside} in “{name}” {_were(others)} left alone.")

    def _unpack(self, entry: zipfile.ZipInfo) -> bool:
        """Write one file out; false where nothing further may be unpacked."""
        if entry.flag_bits & _LOCKED:
            self._refuse(entry, "is locked with a password. Unpack it yourself, and give the file.")
            return True
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            self._refuse(entry, "is packed in a way the desk does not know. Unpack it first.")
            return True
        target = self._room.place_for(len(self._into.parts) + 1, entry.filename)
        try:
            size = self._copy(entry, target)
        except _TooMuch as limit:
            target.unlink()
            target.parent.rmdir()
            self._refuse(entry, f"{limit} It was not read.")
            return self._left > 0
        except DAMAGED:
            target.unlink(missing_ok=True)
            target.parent.rmdir()
            self._refuse(entry, "is damaged and could not be unpacked. Fetch the archive again.")
            return True
        name = f"{self._name}/{plain_name(entry.filename)}"
        self._into.parts.append(Part(name, target, size))
        return True

    def _copy(self, entry: zipfile.ZipInfo, target: Path) -> int:
        done = 0
        with self._archive.open(entry) as packed, target.open("wb") as file:
            while chunk := packed.read(_CHUNK):
                self._room.checkpoint()
                done += len(chunk)
                self._left -= len(chunk)
                if self._left < 0:
                    raise _TooMuch("brings the archive over 1 GB, and what follows it too.")
                if done > RATIO_FROM and done > entry.compress_size * RATIO_LIMIT:
                    raise _TooMuch(f"grows more than {RATIO_LIMIT} times when it is unpacked.")
                file.write(chunk)
        return done

    def _refuse(self, entry: zipfile.ZipInfo, what: str) -> None:
        name = f"{self._name}/{plain_name(entry.filename)}"
        sentence = f"“{shown(entry.filename)}” in “{shown(self._name)}” {what}"
        self._into.refused.append(Refused(name, sentence))


def _is_hidden(name: str) -> bool:
    """Whether a file is one of those that macOS puts beside others, or hidden."""
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/") if part.strip("."))


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
