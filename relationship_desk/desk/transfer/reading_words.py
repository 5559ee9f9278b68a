"""How files were read, in words; invariant: each file that can be read otherwise has its say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from relationship_desk.desk.ports import Letters
from relationship_desk.desk.transfer.plan import FileRead
from relationship_desk.desk.transfer.sources.parts import shown


def sentences(readings: Iterable[FileRead]) -> Iterator[str]:
    """A sentence for each thing that was decided, or that is only likely."""
    for reading in readings:
        name = shown(reading.source)
        letters, table = reading.how.letters, reading.how.table
        if table is not None and table.chosen:
            yield f"The columns of “{name}” are read as you decided."
        if letters is not None:
            yield f"The letters of “{name}” are read as {spelled(letters)}"


def spelled(letters: Letters) -> str:
    """ "Western (Windows): Jörg Müller.", with how it was found where that is not certain."""
    offer = next(offer for offer in letters.offers if offer.codec == letters.codec)
    words = f"{offer.name}: {', '.join(offer.examples[:2])}" if offer.examples else offer.name
    if letters.chosen:
        return f"{words}, as you decided."
    likelier = letters.offers[0]
    if letters.doubtful and likelier.examples:
        return f"{words}. Perhaps it is {likelier.name}: {likelier.examples[0]}."
    return f"{words}. The file does not say so."


def rules(readings: Iterable[FileRead], codec: str = "", layout: str = "") -> dict[str, str]:
    """What to remember where one encoding and one layout were given for all of these files."""
    found: dict[str, str] = {}
    for reading in readings:
        letters, table = reading.how.letters, reading.how.table
        if codec and letters is not None:
            found[letters.key] = codec
        if layout and table is not None and table.chosen:
            found[table.key] = layout
    return found
