"""Reads what a user gave: finds each file's format by its content and says what is no contact
file. Invariant: a file that cannot be read never keeps the others from being read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from relationship_desk.desk.ports import (
    Format,
    HowRead,
    NotThisFormat,
    Progress,
    ReadCard,
    Reader,
    Reading,
    Unreadable,
)
from relationship_desk.desk.transfer.collector import quiet_collector
from relationship_desk.desk.transfer.plan import FileRead, ImportPlan, Refused
from relationship_desk.desk.transfer.planner import plan_files
from relationship_desk.desk.transfer.sources.gathering import gather, size_of
from relationship_desk.desk.transfer.sources.parts import Gathered, Given, Room
from relationship_desk.domain.errors import InputUnreadable
from relationship_desk.store.database import Connection


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file with its cards, in its order."""

    name: str
    items: tuple[ReadCard | Unreadable, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """What came out of what was given, a sentence for each file that was refused, and sentences
    about what was left aside. `size` is how many bytes were read; `readings` are the files that can
    be read in another way too, refused ones among them."""

    files: tuple[SourceFile, ...]
    refused: tuple[Refused, ...]
    notes: tuple[str, ...] = ()
    size: int = 0
    readings: tuple[FileRead, ...] = ()


def plan_paths(
    connection: Connection,
    given: Sequence[Given],
    readers: Sequence[Reader],
    region: str,
    progress: Progress,
    *,
    may_ask: bool = False,
) -> ImportPlan:
    """Read files, folders, archives, mails and pasted text, and plan their import.

    `plan.refused` names what could not be read. Raises `InputUnreadable` where nothing could be,
    and `Cancelled` from `progress`. `may_ask`: somebody can be asked how to read a table that was
    not recognised, so that one alone is no error.
    """
    with quiet_collector():
        return _planned(connection, given, readers, region, progress, may_ask)


def _planned(
    connection: Connection,
    given: Sequence[Given],
    readers: Sequence[Reader],
    region: str,
    progress: Progress,
    may_ask: bool,
) -> ImportPlan:
    sources = read_sources(given, readers, progress)
    if not sources.files and not (may_ask and sources.readings):
        sentences = [refused.message for refused in sources.refused]
        raise InputUnreadable("\n".join(sentences) or "No file was given; nothing was imported.")
    plan = plan_files(
        connection,
        [(file.name, file.items) for file in sources.files],
        region,
        lambda: progress(sources.size, sources.size),
        [reader for reader in readers if isinstance(reader, Format)],
    )
    return replace(plan, refused=sources.refused, notes=sources.notes, readings=sources.readings)


def read_sources(given: Sequence[Given], readers: Sequence[Reader], progress: Progress) -> Sources:
    """Read everything; `progress` counts the bytes of all files and may raise `Cancelled`."""
    suffixes = frozenset(suffix for reader in readers for suffix in reader.suffixes)
    total = max(1, sum(map(size_of, given)))
    with TemporaryDirectory(prefix="relationship-desk-") as scratch:
        room = Room(Path(scratch), suffixes, lambda: progress(0, total))
        return _read_all(gather(given, room), readers, progress)


def _read_all(found: Gathered, readers: Sequence[Reader], progress: Progress) -> Sources:
    total = sum(part.size for part in found.parts)
    files: list[SourceFile] = []
    refused = list(found.refused)
    readings: list[FileRead] = []
    done = 0
    for part in found.parts:
        try:
            items, how = _read(part.path, readers, _from(progress, done, part.size, total))
        except NotThisFormat as seen:
            refused.append(Refused(part.name, str(seen)))
            how = seen.how
        except OSError as error:
            refused.append(Refused(part.name, _why(part.path, error)))
            how = None
        else:
            files.append(SourceFile(part.name, items))
        if how is not None and (how.letters is not None or how.table is not None):
            readings.append(FileRead(part.name, how))
        done += part.size
        progress(done, total)
    return Sources(tuple(files), tuple(refused), tuple(found.notes), total, tuple(readings))


def _read(
    path: Path, readers: Sequence[Reader], progress: Progress
) -> tuple[tuple[ReadCard | Unreadable, ...], HowRead | None]:
    """The cards of a file, in the first format that recognises its content, and how it was read.

    It is refused in the words of the first format, or of one that may be told how to read it.
    """
    if path.exists() and not path.is_file():
        raise NotThisFormat(f"“{path.name}” is a device, not a file.")
    suffix = path.suffix.lower()
    ordered = sorted(readers, key=lambda reader: suffix not in reader.suffixes)
    seen: NotThisFormat | None = None
    for reader in ordered:
        try:
            reading = reader.read(path, progress)
            how = reading.how if isinstance(reading, Reading) else None
            return tuple(reading), how
        except NotThisFormat as other:
            seen = other if seen is None or (other.how and not seen.how) else seen
    raise seen or NotThisFormat(f"“{path.name}” is no file of contacts that the desk knows.")


def _why(path: Path, error: OSError) -> str:
    """A sentence for a file that cannot be opened or read to its end."""
    if isinstance(error, FileNotFoundError):
        return f"There is no file “{path.name}” in {path.absolute().parent}."
    if isinstance(error, PermissionError):
        return f"“{path.name}” may not be read: give yourself the right to read it, and try again."
    return f"“{path.name}” could not be read: {error.strerror or error}."


def _from(progress: Progress, before: int, size: int, total: int) -> Progress:
    """Progress of one file as progress of all."""

    def told(done: int, of: int) -> None:
        progress(before + (size * done // of if of else size), total)

    return told
