"""vCards in other clothes: jCard (RFC 7095, JSON) and xCard (RFC 6351, XML), read only.

Each card becomes a vCard 4.0 that holds all of it; from there on it is a card like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from relationship_desk.desk.ports import Progress, ReadCard, Unreadable
from relationship_desk.formats.markup import jcard, xcard
from relationship_desk.formats.markup.reading import read_cards


class JCard:
    """The `Reader` port for jCards."""

    name = "jCard"
    suffixes: tuple[str, ...] = (".jcard",)

    def read(self, path: Path, progress: Progress) -> Iterator[ReadCard | Unreadable]:
        """Every card of the file, in order; `NotThisFormat` and `OSError` come from this call."""
        return read_cards(path, jcard.cards, jcard.START, progress)


class XCard:
    """The `Reader` port for xCards."""

    name = "xCard"
    suffixes: tuple[str, ...] = (".xcard",)

    def read(self, path: Path, progress: Progress) -> Iterator[ReadCard | Unreadable]:
        """Every card of the file, in order; `NotThisFormat` and `OSError` come from this call."""
        return read_cards(path, xcard.cards, xcard.START, progress)
