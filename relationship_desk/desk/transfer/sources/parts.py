"""The values that sources are made of; invariant: every name is text that the store can hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from relationship_desk.desk.transfer.plan import Refused
from relationship_desk.domain.text import one_line

_NOT_IN_NAMES = re.compile(r'[<>:"|?*\x00-\x1f]')  # somewhere or other
_SHOWN = 80  # characters of a name in a sentence


@dataclass(frozen=True, slots=True)
class Pasted:
    """Text that was pasted or dropped; `name` is what the import calls it."""

    name: str
    data: bytes = field(repr=False)


Given = Path | Pasted


@dataclass(frozen=True, slots=True)
class Part:
    """One file to read: what it is called, where it lies, and its size in bytes."""

    name: str
    path: Path
    size: int


@dataclass(slots=True)
class Gathered:
    """What came out of the sources, in their order.

    `refused` are things that should have been read and could not be; `notes` are sentences about
    what was left aside as no contacts.
    """

    parts: list[Part] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Room:
    """Where and how sources are opened.

    `scratch` is an own, empty folder that goes when all is read; `suffixes` are those of contact
    files; `checkpoint` is called often and may raise `Cancelled`.
    """

    scratch: Path
    suffixes: frozenset[str]
    checkpoint: Callable[[], None]

    def place_for(self, number: int, name: str) -> Path:
        """A new file of this name (its last part only) in a folder of its own."""
        last = name.replace("\\", "/").rsplit("/", 1)[-1]
        last = _NOT_IN_NAMES.sub("_", last)
        stem, dot, suffix = last.rpartition(".")
        folder = self.scratch / str(number)
        folder.mkdir()
        return folder / f"{plain_name(stem)[:48]}{dot}{suffix[:8]}"

    def takes(self, name: str) -> bool:
        """Whether a name is that of a contact file; hidden files are none."""
        last = name.rsplit("/", 1)[-1]
        return not last.startswith(".") and last.lower().endswith(tuple(self.suffixes))

    def listed(self) -> str:
        """The suffixes for a sentence: ".vcf, .vcard, .csv or .tsv"."""
        *most, last = sorted(self.suffixes, key=lambda s: (s != ".vcf", s))
        return f"{', '.join(most)} or {last}" if most else last


def plain_name(name: str) -> str:
    """A file's name as text that the store can hold, whatever bytes it is made of."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def shown(name: str) -> str:
    """A name for a sentence: one line, not too long."""
    return one_line(plain_name(name), _SHOWN)
