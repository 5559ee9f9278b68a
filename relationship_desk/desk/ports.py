"""The ports where parts can be exchanged: `Format` and `Notifier` (the third is `clock.Clock`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol, runtime_checkable

from relationship_desk.domain.contact import Contact, Detail, Name, Photo
from relationship_desk.domain.rhythm import OwnFacts

# ---------------------------------------------------------------------------------------- formats


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that was odd in a file: where, what in a plain sentence, and the raw line."""

    line: int  # 1-based line number in the file
    message: str
    raw: bytes = b""


class ReadCard(NamedTuple):
    """One card that could be read.

    `raw` is the card's own bytes (UTF-8 where the file was UTF-16). `detail_lines[i]` is the index
    of the logical line in the card from which `contact.details[i]` was mapped: the same number
    comes out whenever these bytes are read again, so it can be stored beside the detail.
    """

    contact: Contact
    raw: bytes
    detail_lines: tuple[int, ...]
    first_line: int
    last_line: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """One card, or stretch of a file, that could not be read; its bytes are kept.

    `layout` is that of the table which a row stood in (`TableLook.layout`), "" for a card.
    """

    first_line: int
    last_line: int
    message: str
    raw: bytes = field(default=b"", repr=False)
    layout: str = field(default="", repr=False)


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
    own: OwnFacts | None = None  # None where this card does not speak for them


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


# Whether the desk has what a logical line of a card (its index) says; a card that was read by an
# older version may hold facts that nobody took from it.
Holds = Callable[[int, Detail], bool]
Progress = Callable[[int, int], None]  # bytes done, bytes in all; raises `Cancelled` to stop


class Cancelled(Exception):
    """Raised by a progress callback, to leave a long job."""


class NotThisFormat(Exception):
    """The file is not of this format; `str()` is a sentence that says what was seen instead.

    `how` is there where the user may still say how the file is to be read.
    """

    def __init__(self, sentence: str, how: HowRead | None = None) -> None:
        super().__init__(sentence)
        self.how = how


@dataclass(frozen=True, slots=True)
class Spelling:
    """One encoding that a text may be in: its codec, what people call it, first words read so."""

    codec: str
    name: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """Text of a file that does not say which encoding it is in.

    A decision is remembered by `key`. `codec` is the encoding it was read in, which the user has
    decided, now or earlier, if `chosen`; `offers` are the likeliest ones, the first above all, and
    `codec` is among them.
    """

    key: str
    codec: str
    chosen: bool
    offers: tuple[Spelling, ...]

    @property
    def doubtful(self) -> bool:
        """Whether another encoding looks likelier than the one it was read in."""
        return not self.chosen and self.offers[0].codec != self.codec


@dataclass(frozen=True, slots=True)
class TableLook:
    """How a table was read: `layout` is the reader's own JSON of it, `start` its first bytes.

    A decision is remembered by `key`. `known`: the program that wrote it, or ""; `chosen`: the user
    has decided the layout, now or earlier; `refused`: nothing was read of it.
    """

    key: str
    layout: str
    start: bytes = field(repr=False)
    known: str = ""
    chosen: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class HowRead:
    """What of a file can be read in another way too."""

    letters: Letters | None = None
    table: TableLook | None = None


class Reading(Iterator[ReadCard | Unreadable]):
    """The items of one file, and how it was read."""

    def __init__(self, items: Iterator[ReadCard | Unreadable], how: HowRead | None) -> None:
        self._items = items
        self.how = how

    def __next__(self) -> ReadCard | Unreadable:
        return next(self._items)


class Reader(Protocol):
    """One kind of contact file that can be read. Knows no store and no Qt.

    Whatever the file is, `ReadCard.raw` is a vCard: from there on the desk keeps cards only.
    """

    name: str  # "vCard", "CSV"
    suffixes: tuple[str, ...]  # (".vcf", ".vcard")

    def read(self, path: Path, progress: Progress) -> Iterator[ReadCard | Unreadable]:
        """Every card of the file, in order; never an exception for bad content. A `Reading` tells
        too how the file was read.

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
        """A new card in "4.0", "3.0" or "2.1"."""
        ...

    def convert(self, raw: bytes, now: CardNow, version: str) -> tuple[bytes, tuple[str, ...]]:
        """A card read before, in another version, and what that version cannot hold."""
        ...

    def others(self, raw: bytes, holds: Holds | None = None) -> tuple[OtherLine, ...]:
        """The lines of a card that are no fact of its contact, or one that `holds` denies."""
        ...

    def full_name(self, raw: bytes) -> str:
        """The name that a card gives, as a person read from it is called."""
        ...


@runtime_checkable
class RowReader(Reader, Protocol):
    """A reader of tables that reads single rows again."""

    def rows(self, data: bytes, layout: str) -> Iterator[ReadCard | Unreadable]:
        """The rows in a piece of text (UTF-8) of a table with this layout."""
        ...


class TableWriter(Protocol):
    """Writes people as one table into an open file."""

    def __call__(self, contacts: Sequence[Contact], file: BinaryIO, *, safe: bool) -> None:
        """`safe`: no cell is one that a spreadsheet would compute."""
        ...


# -------------------------------------------------------------------------------------- notifiers


class Reply(StrEnum):
    """What may be said to a popup."""

    DONE = "done"
    SNOOZE_10_MINUTES = "snooze-10-minutes"
    SNOOZE_1_HOUR = "snooze-1-hour"
    SNOOZE_TOMORROW = "snooze-tomorrow"
    OPEN = "open"  # a click on the popup itself says this, too


@dataclass(frozen=True, slots=True)
class Notification:
    """What is shown.

    `tag` is stable for what it tells, so that a repeat replaces it and `withdraw` finds it.
    `about` are the ids of the `delivery` rows that it stands for: one, many for a digest, none for
    a test. `replies` are the answers that make sense, in the order of their buttons; a backend that
    has no buttons, or only room for some, leaves the others out. OPEN can always be said.
    """

    title: str
    body: str
    tag: str
    about: tuple[int, ...] = ()
    replies: tuple[Reply, ...] = ()


class Fate(StrEnum):
    """What became of a popup, as far as its backend can tell."""

    SHOWN = "shown"  # handed over; whether somebody saw it nobody can tell
    FAILED = "failed"
    ANSWERED = "answered"
    DISMISSED = "dismissed"  # closed by the user, who said nothing by that
    EXPIRED = "expired"  # closed by itself
    WITHDRAWN = "withdrawn"  # closed by us


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that became of one popup.

    An answer that belongs to no popup of this run, or comes a second time, has the reply OPEN and
    no notification: it only raises the window.
    """

    fate: Fate
    backend: str  # the name of the `Notifier`
    notification: Notification | None
    reply: Reply | None = None  # of ANSWERED
    reason: str = ""  # of FAILED: the sentence
    activation_token: str = ""  # of ANSWERED: lets a window come to the front (xdg-activation)


# Called in a thread of the backend; must return at once, and not raise.
Listener = Callable[[Heard], None]


@dataclass(frozen=True, slots=True)
class Abilities:
    """What the popups of one backend can do here and now."""

    service: str = ""  # the program that shows them, where it tells its name
    buttons: bool = False  # answers come back, by buttons and by a click
    replaces: bool = False  # a repeat takes the place of its popup, and it can be withdrawn
    markup: bool = False  # it reads markup in a body


class NotifierFailed(Exception):
    """No popup could be shown; `str()` is one sentence that says why and what next.

    `timed_out`: the daemon may hang or may still show it, so no other backend is tried this beat.
    """

    def __init__(self, message: str, *, timed_out: bool = False) -> None:
        super().__init__(message)
        self.timed_out = timed_out


class Notifier(Protocol):
    """One way to raise a popup, or to say honestly that it could not. Called in worker threads."""

    name: str  # as it is stored and logged: "dbus"
    title: str  # as people call it: "Desktop notifications"
    daemon: str  # who shows them: backends of one daemon hang together

    def probe(self) -> Abilities:
        """What it can do, found out without showing anything. Raises `NotifierFailed`."""
        ...

    def notify(self, notification: Notification) -> None:
        """Show it; returns when handed over. Raises `NotifierFailed`."""
        ...

    def withdraw(self, tags: Collection[str]) -> None:
        """Take these popups away, as far as they are still there. Never raises; does not wait."""
        ...

    def close(self) -> None:
        """The program ends: let go of everything, and delay nothing."""
        ...


class Notifiers(Protocol):
    """What the engine talks to: the chosen backends in order, as one."""

    def deliver(self, notifications: Iterable[Notification]) -> list[str | None]:
        """For each notification None (handed over) or the sentence that says why not."""
        ...

    def withdraw(self, tags: Collection[str]) -> None:
        """Take away what is told no more: done, answered or overtaken. Unknown tags are nothing.

        Never raises, and does not wait: a popup that stays harms nobody.
        """
        ...
