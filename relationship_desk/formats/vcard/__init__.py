"""vCard 2.1, 3.0 and 4.0: read leniently, written back byte for byte where nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from relationship_desk.desk.ports import CardNow, Holds, HowRead, OtherLine, Progress, Reading
from relationship_desk.domain.contact import Contact
from relationship_desk.formats.choices import NOTHING_DECIDED, Choices
from relationship_desk.formats.letters import letters_of, odd_lines, whole_lines
from relationship_desk.formats.vcard import charset, conversion, others, rewriting, writing
from relationship_desk.formats.vcard.mapping import map_card
from relationship_desk.formats.vcard.reading import read_source
from relationship_desk.formats.vcard.source import Source


class VCard:
    """The `Format` port for `.vcf` files."""

    name = "vCard"
    suffixes: tuple[str, ...] = (".vcf", ".vcard")

    def __init__(self, choices: Choices = NOTHING_DECIDED) -> None:
        self._choices = choices

    def read(self, path: Path, progress: Progress) -> Reading:
        """Every card of the file, in order; `NotThisFormat` and `OSError` come from this call."""
        source, size = Source(path), path.stat().st_size

        def pieces() -> Iterator[bytes]:
            for piece in source.chunks():
                progress(0, size)  # where the user may cancel
                yield piece

        letters = letters_of(odd_lines(whole_lines(pieces())), self._choices, charset.guess)
        items = read_source(source, size, progress, letters)
        return Reading(items, HowRead(letters))

    def as_read(self, raw: bytes, now: CardNow) -> bytes:
        """The card's bytes with only the changed facts' own lines rewritten."""
        return rewriting.as_read(raw, now)

    def write(self, contact: Contact, version: str) -> bytes:
        """A new card in "4.0", "3.0" or "2.1"."""
        return writing.new_card(contact, version)

    def convert(self, raw: bytes, now: CardNow, version: str) -> tuple[bytes, tuple[str, ...]]:
        """A card read before in another version, and a sentence for each thing that is lost."""
        return conversion.convert(raw, now, version)

    def others(self, raw: bytes, holds: Holds | None = None) -> tuple[OtherLine, ...]:
        """The lines of a card that are no fact of its contact, or one that `holds` denies."""
        return others.other_lines(raw, holds)

    def full_name(self, raw: bytes) -> str:
        """The name that a card gives, as a person read from it is called."""
        return map_card(raw).contact.name.full
