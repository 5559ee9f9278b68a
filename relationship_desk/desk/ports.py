"""The ports where parts can be exchanged: `Format` and `Notifier` (the third is `clock.Clock`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

from relationship_desk.domain.contact import Contact, Detail, Name, Photo

# ---------------------------------------------------------------------------------------- formats


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that was odd in a file: where, what in a plain sentence, and the raw line."""

    line: int  # 1-based line number in the file
    message: str
    raw: bytes = b""


@dataclass(frozen=True, slots=True)
class ReadCard:
    """One card that could be read.

    `raw` is the card's own bytes (UTF-8 where the file was UTF-16). `detail_lines[i]` is the index
    of the logical line in the card from which `contact.details[i]` was mapped: the same number
    comes out whenever these bytes are read again, so it can be stored beside the detail.
    """

    contact: Contact
    raw: bytes = field(repr=False)
    detail_lines: tuple[int, ...]
    first_line: int
    last_line: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """One card, or stretch of a file, that could not be read; its bytes are kept."""

    first_line: int
    last_line: int
    message: str
    raw: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class CardNow:
    """What the desk knows today of the facts that one card brought.

    `adopted` maps a logical line's index to its detail as it is now, or to None where the user
    deleted it; a line that is not a key was never mapped to a row and is not ours to change.
    `name` and `tags` are None where this card is not the one that speaks for them.
    """

    adopted: Mapping[int, Detail | None]
    added: tuple[Detail, ...] = ()
    name: Name | None = None
    tags: tuple[str, ...] | None = None
    photos: Mapping[str, Photo] = field(default_factory=dict)  # by SHA-256, for new photo details


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the asked-for version cannot hold, said before anything is written."""

    name: str  # whose card
    message: str


@dataclass(frozen=True, slots=True)
class OtherLine:
    """A line of a card that the desk has no place for: its name, its parameters, its text."""

    name: str  # "" for stray text
    about: str
    text: str  # decoded; for what is no text, its kind and size


Progress = Callable[[int, int], None]  # bytes done, bytes in all; raises `Cancelled` to stop


class Cancelled(Exception):
    """Raised by a progress callback, to leave a long job."""


class NotThisFormat(Exception):
    """The file is not of this format; `str()` is a sentence that says what was seen instead."""


class Reader(Protocol):
    """One kind of contact file that can be read. Knows no store and no Qt.

    Whatever the file is, `ReadCard.raw` is a vCard: from there on the desk keeps cards only.
    """

    name: str  # "vCard", "CSV"
    suffixes: tuple[str, ...]  # (".vcf", ".vcard")

    def read(self, path: Path, progress: Progress) -> Iterator[ReadCard | Unreadable]:
        """Every card of the file, in order; never an exception for bad content.

        Raises `NotThisFormat` (before the first item) where the file is something else or empty,
        `OSError` where it cannot be opened.
        """
        ...


@runtime_checkable
class Format(Reader, Protocol):
    """A kind of file that is also written, card by card."""

    def as_read(self, raw: bytes, now: CardNow) -> bytes:
        """The card's bytes with only the changed facts' own lines rewritten."""
        ...

    def write(self, contact: Contact, version: str) -> bytes:
        """A new card in "3.0" or "4.0"."""
        ...

    def convert(self, raw: bytes, now: CardNow, version: str) -> tuple[bytes, tuple[str, ...]]:
        """A card read before, in another version, and what that version cannot hold."""
        ...

    def others(self, raw: bytes) -> tuple[OtherLine, ...]:
        """The lines of a card that are no fact of its contact."""
        ...


class TableWriter(Protocol):
    """Writes people as one table into an open file."""

    def __call__(self, contacts: Sequence[Contact], file: BinaryIO, *, safe: bool) -> None:
        """`safe`: no cell is one that a spreadsheet would compute."""
        ...


# -------------------------------------------------------------------------------------- notifiers


@dataclass(frozen=True, slots=True)
class Notification:
    """What is shown. `tag` is stable for one occurrence, so that a repeat can replace it."""

    title: str
    body: str
    tag: str


class NotifierFailed(Exception):
    """No popup could be shown; `str()` is one sentence that says why and what next.

    `timed_out`: the daemon may hang or may still show it, so no other backend is tried this beat.
    """

    def __init__(self, message: str, *, timed_out: bool = False) -> None:
        super().__init__(message)
        self.timed_out = timed_out


class Notifier(Protocol):
    """Raises a popup, or says honestly that it could not."""

    name: str

    def notify(self, notification: Notification) -> None:
        """Show it; returns when handed over. Raises `NotifierFailed`. Called in a worker thread."""
        ...


class Notifiers(Protocol):
    """What the engine talks to: the chosen backends in order, as one."""

    def deliver(self, notifications: Iterable[Notification]) -> list[str | None]:
        """For each notification None (handed over) or the sentence that says why not."""
        ...
