"""Where the files of an export lie: in a folder or in a ZIP archive.

Invariant: only what `layout` names is ever opened, and an archive gives no more bytes than its
list says.
"""

from __future__ import annotations

import errno
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Protocol

from relationship_desk.desk.full_export import unsound
from relationship_desk.desk.transfer.sources.archives import DAMAGED
from relationship_desk.domain.errors import InputUnreadable
from relationship_desk.formats.desk_export import layout

# Of one file, unpacked: what SQLite can hold in one value.
FILE_LIMIT = 1_000_000_000
# Our own archives store files as they are; one that others packed may be so large, or grow so many
# times.
UNPACKED_LIMIT = 16_000_000
RATIO_LIMIT = 200
# Bytes of an archive's own list: in memory it takes ten times that. A folder has no such limit.
LIST_LIMIT = 32_000_000

_END = b"PK\x05\x06"
_END_SIZE = 22
_LARGE_END = b"PK\x06\x06"
_LARGE_SIZE = 76  # of the ZIP64 record of the end and of what points at it
_COMMENT = 65_535


class File:
    """One open file of an export; what cannot be read raises `InputUnreadable`."""

    def __init__(self, source: Path, opened: IO[bytes]) -> None:
        self._source = source
        self._opened = opened

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes, or all; empty at the end."""
        with _told_plainly(self._source):
            return self._opened.read(size)

    def close(self) -> None:
        self._opened.close()


class Place(Protocol):
    """The files of one export. `size`: bytes of all of them."""

    size: int

    def open(self, name: str) -> File:
        """One file; raises `InputUnreadable` where it is not there, or cannot be opened."""
        ...


@contextmanager
def open_place(source: Path) -> Iterator[Place]:
    """The files of an export, packed or not. Raises `InputUnreadable`."""
    with ExitStack() as stack:
        with _told_plainly(source):
            place: Place
            if source.is_dir():
                place = _Folder(source)
            else:
                _require_short_list(source)
                place = _Archive(source, stack.enter_context(zipfile.ZipFile(source)))
        yield place


@contextmanager
def _told_plainly(source: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.EINVAL:  # a place before the file's beginning
            raise unsound(source, "the archive's own list is wrong") from error
        raise InputUnreadable(
            f"{source} could not be read ({error.strerror or error}). Nothing was changed."
        ) from error
    except DAMAGED as error:
        raise unsound(source, "the archive cannot be read to its end") from error


def _require_short_list(source: Path) -> None:
    """Refuse an archive whose list of files would take all memory, before it is read."""
    size = source.stat().st_size
    with source.open("rb") as file:
        file.seek(max(0, size - _COMMENT - _END_SIZE - _LARGE_SIZE))
        tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_SIZE:
        raise unsound(source, "the end of the archive is missing")
    listed = int.from_bytes(tail[end + 12 : end + 16], "little")
    large = tail.rfind(_LARGE_END, 0, end)
    if large >= 0:
        listed = max(listed % 0xFFFFFFFF, int.from_bytes(tail[large + 40 : large + 48], "little"))
    if listed > LIST_LIMIT:
        raise InputUnreadable(
            f"{source} has too many files in it to be read as one archive. Nothing was changed; "
            "unpack it, and restore its folder."
        )


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.size = sum(path.stat().st_size for path in self._files())

    def _files(self) -> Iterator[Path]:
        yield from self._folder.glob(layout.JSON_NAME)
        for name in ("photos", "files"):
            yield from (path for path in (self._folder / name).glob("*") if path.is_file())

    def open(self, name: str) -> File:
        path = self._folder / name
        if not path.is_file():
            raise _missing(self._folder, name)
        if path.stat().st_size > FILE_LIMIT and name != layout.JSON_NAME:
            raise unsound(self._folder, f"{name} is too large")
        with _told_plainly(self._folder):
            return File(self._folder, path.open("rb"))


class _Archive:
    def __init__(self, source: Path, archive: zipfile.ZipFile) -> None:
        self._source = source
        self._archive = archive
        entries = archive.infolist()
        self.size = sum(entry.file_size for entry in entries)
        self._entries = {entry.filename: entry for entry in entries}
        # Whoever packs a folder again often packs the folder and not what is in it.
        tops = [name for name in self._entries if name.endswith("/" + layout.JSON_NAME)]
        inside = layout.JSON_NAME not in self._entries and len(tops) == 1
        self._before = tops[0].removesuffix(layout.JSON_NAME) if inside else ""

    def open(self, name: str) -> File:
        entry = self._entries.get(self._before + name)
        if entry is None:
            raise _missing(self._source, name)
        if name != layout.JSON_NAME and (
            entry.file_size > FILE_LIMIT
            or entry.file_size > max(UNPACKED_LIMIT, entry.compress_size * RATIO_LIMIT)
        ):
            raise unsound(self._source, f"{name} is too large")
        with _told_plainly(self._source):
            return File(self._source, self._archive.open(entry))


def _missing(source: Path, name: str) -> InputUnreadable:
    if name == layout.JSON_NAME:
        return InputUnreadable(
            f"There is no {name} in {source}, so it is no export of Relationship Desk. Nothing was "
            "changed."
        )
    return unsound(source, f"{name} is missing")
