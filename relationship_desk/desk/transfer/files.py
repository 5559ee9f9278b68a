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
    NotThisFormat,
    Progress,
    ReadCard,
    Reader,
    Unreadable,
)
from relationship_desk.desk.transfer.collector import quiet_collector
from relationship_desk.desk.transfer.plan import ImportPlan, Refused, plan_files
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
    about what was left aside. `size` is how many bytes were read."""

    files: tuple[SourceFile, ...]
    refused: tuple[Refused, ...]
    notes: tuple[str, ...] = ()
    size: int = 0


def plan_paths(
    connection: Connection,
    given: Sequence[Given],
    readers: Sequence[Reader],
    region: str,
    progress: Progress,
) -> ImportPlan:
    """Read files, folders, archives, mails and pasted text, and plan their import.

    `plan.refused` names what could not be read. Raises `InputUnreadable` where nothing could be,
    and `Cancelled` from `progress`.
    """
    with quiet_collector():
        return _planned(connection, given, readers, region, progress)


def _planned(
    connection: Connection,
    given: Sequence[Given],
    readers: Sequence[Reader],
    region: str,
    progress: Progress,
) -> ImportPlan:
    sources = read_sources(given, readers, progress)
    if not sources.files:
        sentences = [refused.message for refused in sources.refused]
        raise InputUnreadable("\n".join(sentences) or "No file was given; nothing was imported.")
    plan = plan_files(
        connection,
        [(file.name, file.items) for file in sources.files],
        region,
        lambda: progress(sources.size, sources.size),
        [reader for reader in readers if isinstance(reader, Format)],
    )
    return replace(plan, refused=sources.refused, notes=sources.notes)


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
    done = 0
    for part in found.parts:
        try:
            items = _read(part.path, readers, _from(progress, done, part.size, total))
        except NotThisFormat as seen:
            refused.append(Refused(part.name, str(seen)))
        except OSError as error:
            refused.append(Refused(part.name, _why(part.path, error)))
        else:
            files.append(SourceFile(part.name, items))
        done += part.size
        progress(done, total)
    return Sources(tuple(files), tuple(refused), tuple(found.notes), total)


def _read(
    path: Path, readers: Sequence[Reader], progress: Progress
) -> tuple[ReadCard | Unreadable, ...]:
    """The cards of a file, in the first format that recognises its content."""
    if path.exists() and not path.is_file():
        raise NotThisFormat(f"“{path.name}” is a device, not a file.")
    suffix = path.suffix.lower()
    ordered = sorted(readers, key=lambda reader: suffix not in reader.suffixes)
    seen: NotThisFormat | None = None
    for reader in ordered:
        try:
            return tuple(reader.read(path, progress))
        except NotThisFormat as other:
            seen = seen or other
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
