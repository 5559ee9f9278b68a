"""Calendar files among those that are given to the desk, and the events in them.

Invariant: a file is one of a calendar by its own first line, whatever it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, tzinfo
from pathlib import Path

from relationship_desk.domain.errors import InputUnreadable
from relationship_desk.domain.events import EventForm

SUFFIX = ".ics"
_LARGEST = 32 * 1024 * 1024  # bytes
_HEAD = b"BEGIN:VCALENDAR"
ReadEvents = Callable[[bytes, str, tzinfo, date], list[EventForm]]


def is_calendar(path: Path) -> bool:
    """Whether this is a calendar: by its first line, or by its name where it cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(64)
    except OSError:
        return path.suffix.lower() == SUFFIX
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().upper().startswith(_HEAD)


def split_calendars(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Calendars, and everything else."""
    calendars: list[Path] = []
    others: list[Path] = []
    for path in paths:
        (calendars if is_calendar(path) else others).append(path)
    return calendars, others


def read_calendars(
    paths: Sequence[Path], read: ReadEvents, zone: tzinfo, today: date
) -> list[EventForm]:
    """The events of all of them, in the order of the files. Raises `InputUnreadable`."""
    found: list[EventForm] = []
    for path in paths:
        try:
            if path.stat().st_size > _LARGEST:
                raise InputUnreadable(f"“{path.name}” is too large for a calendar of events.")
            content = path.read_bytes()
        except OSError as error:
            raise InputUnreadable(f"{path} cannot be read ({error.strerror}).") from error
        found += read(content, path.name, zone, today)
    return found
