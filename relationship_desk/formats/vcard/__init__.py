"""vCard 2.1, 3.0 and 4.0: read leniently, written back byte for byte where nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from relationship_desk.desk.ports import Progress, ReadCard, Unreadable
from relationship_desk.formats.vcard.reading import read_source
from relationship_desk.formats.vcard.source import Source


class VCard:
    """The `Format` port for `.vcf` files."""

    name = "vCard"
    suffixes = (".vcf", ".vcard")

    def read(self, path: Path, progress: Progress) -> Iterator[ReadCard | Unreadable]:
        """Every card of the file, in order; `NotThisFormat` and `OSError` come from this call."""
        source = Source(path)
        return read_source(source, path.stat().st_size, progress)
