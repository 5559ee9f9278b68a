"""Reads what a user gave: finds each file's format by its content and says what is no contact
file. Invariant: a file that cannot be read never keeps the others from being read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
from relationship_desk.desk.transfer.drafts import Drafts
from relationship_desk.desk.transfer.plan import FileRead, ImportPlan, Refused
from relationship_desk.desk.transfer.planner import plan_drafts
from relationship_desk.desk.transfer.sources.gathering import gather, size_of
from relationship_desk.desk.transfer.sources.parts import Gathered, Given, Part, Room
from relationship_desk.desk.transfer.spool import Item
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
    about what was left aside. `readings` are the files that can be read in another way too, refused
    ones among them."""

    files: tuple[SourceFile, ...]
    refused: tuple[Refused, ...]
    notes: tuple[str, ...] = ()
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
    total = max(1, sum(map(size_of, given)))
    drafts = Drafts(region, lambda: progress(total, total))
    read = _read_into(drafts.take, given, readers, progress)
    if not drafts.sources and not (may_ask and read.readings):
        sentences = [refused.message for refused in read.refused]
        raise InputUnreadable("\n".join(sentences) or "No file was given; nothing was imported.")
    formats = [reader for reader in readers if isinstance(reader, Format)]
    plan = plan_drafts(connection, drafts, formats)
    return replace(plan, refused=read.refused, notes=read.notes, readings=read.readings)


def read_sources(given: Sequence[Given], readers: Sequence[Reader], progress: Progress) -> Sources:
    """Read everything into memory; `progress` counts the bytes of all files and may raise
    `Cancelled`."""
    files: list[SourceFile] = []

    def keep(name: str, items: Iterable[Item]) -> None:
        files.append(SourceFile(name, tuple(items)))

    return replace(_read_into(keep, given, readers, progress), files=tuple(files))


# Takes the cards of one file while they are read; nothing stays of a file whose reading raises.
_Take = Callable[[str, Iterable[Item]], None]


def _read_into(
    take: _Take, given: Sequence[Given], readers: Sequence[Reader], progress: Progress
) -> Sources:
    """Hand the cards of each file to `take`; the rest of what came out, without `files`."""
    suffixes = frozenset(suffix for reader in readers for suffix in reader.suffixes)
    total = max(1, sum(map(size_of, given)))
    with TemporaryDirectory(prefix="relationship-desk-") as scratch:
        room = Room(Path(scratch), suffixes, lambda: progress(0, total))
        return _read_all(take, gather(given, room), readers, progress)


def _read_all(
    take: _Take, found: Gathered, readers: Sequence[Reader], progress: Progress
) -> Sources:
    total = sum(part.size for part in found.parts)
    refused = list(found.refused)
    readings: list[FileRead] = []
    done = 0
    for part in found.parts:
        how: HowRead | None = None
        try:
            how = _read(part, readers, _from(progress, done, part.size, total), take)
        except NotThisFormat as seen:
            refused.append(Refused(part.name, str(seen)))
            how = seen.how
        except OSError as error:
            refused.append(Refused(part.name, _why(part.path, error)))
        if how is not None and (how.letters is not None or how.table is not None):
            readings.append(FileRead(part.name, how))
        done += part.size
        progress(done, total)
    return Sources((), tuple(refused), tuple(found.notes), tuple(readings))


def _read(part: Part, readers: Sequence[Reader], progress: Progress, take: _Take) -> HowRead | None:
    """Take the cards of a file, in the first format that recognises its content; how it was read.

    It is refused in the words of the first format, or of one that may be told how to read it.
    """
    path = part.path
    if path.exists() and not path.is_file():
        raise NotThisFormat(f"“{path.name}” is a device, not a file.")
    suffix = path.suffix.lower()
    ordered = sorted(readers, key=lambda reader: suffix not in reader.suffixes)
    seen: NotThisFormat | None = None
    for reader in ordered:
        try:
            reading = reader.read(path, progress)
            take(part.name, reading)
        except NotThisFormat as other:
            seen = other if seen is None or (other.how and not seen.how) else seen
        else:
            return reading.how if isinstance(reading, Reading) else None
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
