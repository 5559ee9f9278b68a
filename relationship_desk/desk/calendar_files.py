"""Writes the calendar: one file, or a folder of files that other calendars subscribe to.

Invariant: a file that is there is replaced whole, and only where it is one of ours or the user
asked for it; one that says the same as before is not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from relationship_desk.desk.calendar_entries import (
    Entry,
    is_birthday,
    occasion_entries,
    task_entries,
)
from relationship_desk.desk.transfer.whole_file import require_free, write_whole
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.domain.text import counted
from relationship_desk.store.database import Connection

_READ_AT_MOST = 100_000_000  # bytes: whatever lies there under our name, larger is none of ours


class CalendarFormat(Protocol):
    """A kind of calendar file."""

    def write(self, name: str, entries: Iterable[Entry], now: datetime, *, todos: bool) -> bytes:
        """A calendar of this name; `todos`: tasks as to-dos, else as events."""
        ...

    def is_ours(self, written: bytes) -> bool:
        """Whether a file is one that this program wrote."""
        ...

    def says_the_same(self, one: bytes, other: bytes) -> bool:
        """Whether two files differ in nothing but when they were written."""
        ...


@dataclass(frozen=True, slots=True)
class CalendarReport:
    """How many entries were written; of a folder which files were, and which said the same."""

    occasions: int
    tasks: int
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()

    def in_words(self) -> str:
        """ "12 occasions and 1 task"."""
        return f"{counted(self.occasions, 'occasion')} and {counted(self.tasks, 'task')}"


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One file of the folder: its name, what the calendar is called, what stands in it."""

    file: str
    calendar: str
    todos: bool
    holds: Callable[[Entry], bool]


# Two files of tasks: one for programs that know to-dos, one for those that know events only.
_SHELVES = (
    _Shelf("birthdays.ics", "Birthdays", False, lambda e: not e.is_task and is_birthday(e)),
    _Shelf("occasions.ics", "Occasions", False, lambda e: not e.is_task and not is_birthday(e)),
    _Shelf("tasks.ics", "Tasks", True, lambda e: e.is_task),
    _Shelf("task-days.ics", "Task days", False, lambda e: e.is_task),
)
FILES = tuple(shelf.file for shelf in _SHELVES)


def export_calendar(
    connection: Connection,
    format: CalendarFormat,
    out: Path,
    here: Circumstances,
    *,
    names: bool = True,
    todos: bool = True,
    force: bool = False,
) -> CalendarReport:
    """Write everything into one new file. `names`: else no name and no text is told.

    Raises `UserError` where `out` exists and not `force`, or cannot be written.
    """
    require_free(out, force)
    occasions, tasks = _entries(connection, here, names)
    written = format.write("Relationship Desk", [*occasions, *tasks], here.now, todos=todos)
    write_whole(out, _writing(written), force)
    return CalendarReport(len(occasions), len(tasks), (out.name,))


def keep_calendar_folder(
    connection: Connection,
    format: CalendarFormat,
    folder: Path,
    here: Circumstances,
    *,
    names: bool = True,
) -> CalendarReport:
    """Bring the files in a folder up to date, each by itself.

    Raises `UserError` where the folder is not there or cannot be written, and where a file of one
    of these names is somebody else's: nothing of theirs is touched.
    """
    if not folder.is_dir():
        raise UserError(
            f"The calendar folder {folder} is not there, so the calendar in it is not kept. "
            "Connect the disk that holds it, or choose another folder in the preferences."
        )
    old = {shelf.file: _ours(folder / shelf.file, format) for shelf in _SHELVES}
    occasions, tasks = _entries(connection, here, names)
    written, unchanged = [], []
    for shelf in _SHELVES:
        entries = filter(shelf.holds, [*occasions, *tasks])
        new = format.write(shelf.calendar, entries, here.now, todos=shelf.todos)
        before = old[shelf.file]
        if before is not None and format.says_the_same(before, new):
            unchanged.append(shelf.file)
            continue
        write_whole(folder / shelf.file, _writing(new), force=True)
        written.append(shelf.file)
    return CalendarReport(len(occasions), len(tasks), tuple(written), tuple(unchanged))


def _entries(
    connection: Connection, here: Circumstances, names: bool
) -> tuple[list[Entry], list[Entry]]:
    """Occasions and tasks, as they are at one moment."""
    today = here.now.astimezone(here.zone).date()
    with connection.snapshot():
        return (
            occasion_entries(connection, today, here.zone, here.preferences, names=names),
            task_entries(connection, here.preferences, names=names),
        )


def _ours(path: Path, format: CalendarFormat) -> bytes | None:
    """What the file says; None where there is none."""
    try:
        if not path.exists():
            return None
        found = path.read_bytes() if path.stat().st_size <= _READ_AT_MOST else b""
    except OSError as error:
        raise UserError(
            f"{path} cannot be read ({error.strerror or error}), so the calendar in this folder is "
            "not kept. Give yourself the right to read it, or choose another folder."
        ) from error
    if not format.is_ours(found):
        raise UserError(
            f"{path} was not written by Relationship Desk, so the calendar in this folder is not "
            "kept. Choose an empty folder in the preferences, or move that file away."
        )
    return found


def _writing(content: bytes) -> Callable[[BinaryIO], None]:
    def write(file: BinaryIO) -> None:
        file.write(content)

    return write
