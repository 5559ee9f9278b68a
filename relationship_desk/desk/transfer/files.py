"""Reads the files a user gave: finds each one's format by its content and says what is no contact
file. Invariant: a file that cannot be read never keeps the others from being read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

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
from relationship_desk.domain.errors import InputUnreadable
from relationship_desk.store.database import Connection


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file with its cards, in its order."""

    name: str
    items: tuple[ReadCard | Unreadable, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """What came out of the files that were given, and a sentence for each that was refused."""

    files: tuple[SourceFile, ...]
    refused: tuple[Refused, ...]


def plan_paths(
    connection: Connection,
    paths: Sequence[Path],
    readers: Sequence[Reader],
    region: str,
    progress: Progress,
) -> ImportPlan:
    """Read files and plan their import; `plan.refused` names those that could not be read.

    Raises `InputUnreadable` where not one of them could be, and `Cancelled` from `progress`.
    """
    with quiet_collector():
        return _planned(connection, paths, readers, region, progress)


def _planned(
    connection: Connection,
    paths: Sequence[Path],
    readers: Sequence[Reader],
    region: str,
    progress: Progress,
) -> ImportPlan:
    sources = read_sources(paths, readers, progress)
    if not sources.files:
        sentences = [refused.message for refused in sources.refused]
        raise InputUnreadable("\n".join(sentences) or "No file was given; nothing was imported.")
    total = sum(_size(path) for path in paths)
    plan = plan_files(
        connection,
        [(file.name, file.items) for file in sources.files],
        region,
        lambda: progress(total, total),
        [reader for reader in readers if isinstance(reader, Format)],
    )
    return replace(plan, refused=sources.refused)


def read_sources(paths: Sequence[Path], readers: Sequence[Reader], progress: Progress) -> Sources:
    """Read every file; `progress` counts the bytes of all of them and may raise `Cancelled`."""
    sizes = [_size(path) for path in paths]
    total = sum(sizes)
    files: list[SourceFile] = []
    refused: list[Refused] = []
    done = 0
    for path, size in zip(paths, sizes, strict=True):
        try:
            items = _read(path, readers, _from(progress, done, size, total))
        except NotThisFormat as seen:
            refused.append(Refused(_name(path), str(seen)))
        except OSError as error:
            refused.append(Refused(_name(path), _why(path, error)))
        else:
            files.append(SourceFile(_name(path), items))
        done += size
        progress(done, total)
    return Sources(tuple(files), tuple(refused))


def _read(
    path: Path, readers: Sequence[Reader], progress: Progress
) -> tuple[ReadCard | Unreadable, ...]:
    """The cards of a file, in the first format that recognises its content."""
    if path.exists() and not path.is_file():
        raise NotThisFormat(_not_a_file(path))
    suffix = path.suffix.lower()
    ordered = sorted(readers, key=lambda reader: suffix not in reader.suffixes)
    seen: NotThisFormat | None = None
    for reader in ordered:
        try:
            return tuple(reader.read(path, progress))
        except NotThisFormat as other:
            seen = seen or other
    raise seen or NotThisFormat(f"“{path.name}” is no file of contacts that the desk knows.")


def _name(path: Path) -> str:
    """The file's name as text that the store can hold, whatever bytes it is made of."""
    return path.name.encode("utf-8", "backslashreplace").decode("utf-8")


def _not_a_file(path: Path) -> str:
    if path.is_dir():
        return f"“{path.name}” is a folder. Give the files in it instead."
    return f"“{path.name}” is a device, not a file."


def _why(path: Path, error: OSError) -> str:
    """A sentence for a file that cannot be opened or read to its end."""
    if isinstance(error, FileNotFoundError):
        return f"There is no file “{path.name}” in {path.absolute().parent}."
    if isinstance(error, PermissionError):
        return f"“{path.name}” may not be read: give yourself the right to read it, and try again."
    return f"“{path.name}” could not be read: {error.strerror or error}."


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def _from(progress: Progress, before: int, size: int, total: int) -> Progress:
    """Progress of one file as progress of all."""

    def told(done: int, of: int) -> None:
        progress(before + (size * done // of if of else size), total)

    return told
