"""The whole desk out into a file of the user's own, and back: every table, every byte.

Invariant: a desk that is restored from an export gives the same export again, but for its time.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from relationship_desk import __version__
from relationship_desk.clock import Clock
from relationship_desk.desk.backups import replace_store, restore
from relationship_desk.desk.playbooks import is_file_name, own_texts, put_back
from relationship_desk.desk.ports import Progress
from relationship_desk.domain.errors import InputUnreadable, StoreUnusable
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.text import counted
from relationship_desk.paths import Paths
from relationship_desk.store.contents import (
    Misfit,
    Value,
    columns_of,
    last_ids,
    loaded,
    newest_schema,
    rows,
    table_names,
)
from relationship_desk.store.database import Connection

DOCUMENT = "desk.json"  # what every export holds
_ARCHIVE = b"PK\x03\x04"
_TOLD_EVERY = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Head:
    """What an export says of itself."""

    schema: int  # of the store that it is of
    program: str  # version of the program that wrote it
    exported_at: str  # instant, ISO 8601 in UTC
    last_ids: Mapping[str, int]  # the highest id ever used, per table
    playbooks: Mapping[str, str] | None = None  # the user's own, by file; None in older exports


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, and its rows by id with the values in their order."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Value, ...]]


class WriteExport(Protocol):
    """Writes an export to `out`: a ZIP archive, or with `unpacked` a new folder.

    It is there whole or not at all. Raises `UserError` where it cannot be written.
    """

    def __call__(
        self, out: Path, head: Head, tables: Iterable[Table], *, unpacked: bool, force: bool
    ) -> None: ...


class ReadExport(Protocol):
    """An open export. `size`: bytes of everything in it; `tables` can be gone through once."""

    head: Head
    size: int

    def tables(self) -> Iterator[tuple[str, Iterator[Mapping[str, Value]]]]: ...


# Raises `InputUnreadable` for anything but a sound export, also while its tables are read.
OpenExport = Callable[[Path, Progress], AbstractContextManager[ReadExport]]


@dataclass(frozen=True, slots=True)
class FullExport:
    """What was written: the number of rows by table."""

    counts: Mapping[str, int]

    def in_words(self) -> str:
        """ "2 people, 1 interaction, 3 tasks, 1 photo, 12 steps of history"."""
        return ", ".join(counted(self.counts[name], one, many) for name, one, many in _TOLD)


_TOLD = (
    ("person", "person", "people"),
    ("interaction", "interaction", "interactions"),
    ("task", "task", "tasks"),
    ("photo", "photo", "photos"),
    ("operation", "step of history", "steps of history"),
)


def export_desk(
    connection: Connection,
    write: WriteExport,
    out: Path,
    now: datetime,
    *,
    playbooks: Path,
    unpacked: bool = False,
    force: bool = False,
    progress: Progress = lambda done, total: None,
) -> FullExport:
    """Write everything, as it is at one moment, to `out`; `playbooks` is the folder of the user's.

    `progress` counts bytes and may raise `Cancelled`, which leaves nothing behind. Raises
    `UserError` where `out` exists and not `force`, or cannot be written.
    """
    counts: dict[str, int] = {}
    with connection.snapshot():
        head = Head(
            newest_schema(),
            __version__,
            to_text(now),
            last_ids(connection),
            own_texts(playbooks),
        )
        write(out, head, _counted(connection, counts, progress), unpacked=unpacked, force=force)
    return FullExport(counts)


def _counted(connection: Connection, counts: dict[str, int], progress: Progress) -> Iterator[Table]:
    """Every table; what goes by is counted in `counts` and told to `progress`."""
    [(total,)] = connection.sql(
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    )
    done = told = 0

    def watched(name: str) -> Iterator[tuple[Value, ...]]:
        nonlocal done, told
        counts[name] = 0
        for row in rows(connection, name):
            counts[name] += 1
            done += sum(len(value) for value in row if isinstance(value, str | bytes))
            if done - told >= _TOLD_EVERY:
                told = done
                progress(min(done, total), total)
            yield row

    progress(0, total)
    for name in table_names():
        columns = tuple(column.name for column in columns_of(connection, name))
        yield Table(name, columns, watched(name))
    progress(total, total)


def restore_any(
    paths: Paths,
    source: Path,
    clock: Clock,
    defaults: Preferences,
    open_export: OpenExport,
    progress: Progress = lambda done, total: None,
) -> Path | None:
    """Put a backup or a full export in the place of the store; see `restore`.

    A folder, a `desk.json` and a ZIP archive are taken for exports, every other file for a backup.
    """
    source = export_at(source.expanduser().absolute())
    if not _is_export(source):
        return restore(paths, source, clock, defaults)
    playbooks: dict[str, str] = {}
    made = _made(paths, source, open_export, progress, playbooks)
    aside = replace_store(paths, made, clock, defaults)
    wall = clock.now().astimezone(clock.zone())
    put_back(paths.playbooks, playbooks, paths.backups / f"playbooks-{wall:%Y%m%d-%H%M%S}")
    return aside


def export_at(chosen: Path) -> Path:
    """What somebody means who chooses this file: of an unpacked export the whole folder."""
    return chosen.parent if chosen.name == DOCUMENT else chosen


def unsound(source: Path, how: str) -> InputUnreadable:
    """The error for an export that is not what it should be."""
    return InputUnreadable(
        f"The export {source} is damaged ({how}). Nothing was changed; use another one."
    )


def too_new(source: Path, its: int, ours: int) -> InputUnreadable:
    """The error for an export in a format, or of a schema, that came after this program."""
    return InputUnreadable(
        f"The export {source} was written by a newer Relationship Desk (its format is {its}, this "
        f"program knows {ours}). Nothing was changed; install the newer one."
    )


def _is_export(source: Path) -> bool:
    try:
        if source.is_dir():
            return True
        with source.open("rb") as file:
            return file.read(len(_ARCHIVE)) == _ARCHIVE
    except OSError:
        return False  # the restore of a backup says what is wrong


@contextmanager
def _made(
    paths: Paths,
    source: Path,
    open_export: OpenExport,
    progress: Progress,
    playbooks: dict[str, str],
) -> Iterator[Path]:
    """A fresh store of what an export holds; the playbooks in it are put into `playbooks`."""
    with open_export(source, progress) as export:
        schema = export.head.schema
        if schema > newest_schema():
            raise too_new(source, schema, newest_schema())
        if schema < 1:
            raise unsound(source, f"its format cannot be {schema}")
        if not all(map(is_file_name, export.head.playbooks or ())):
            raise unsound(source, "what 'playbooks' says makes no sense")
        if export.size > shutil.disk_usage(paths.data).free:
            raise StoreUnusable(
                f"{source} holds {export.size:,} bytes, and the disk that holds {paths.data} has "
                "less room. Nothing was changed; free some space and try again."
            )
        try:
            playbooks.update(export.head.playbooks or {})
            with loaded(paths.store, schema, export.tables(), export.head.last_ids) as fresh:
                yield fresh
        except Misfit as error:
            raise unsound(source, str(error)) from error
