"""Plain helpers of the CSV tests."""

from __future__ import annotations

from pathlib import Path

from relationship_desk.desk.ports import ReadCard, Unreadable
from relationship_desk.domain.contact import Contact
from relationship_desk.formats.csv import Csv
from tests.formats.support import nothing

LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"


def read_bytes(folder: Path, content: bytes | str) -> list[ReadCard | Unreadable]:
    """The items of a table with this content."""
    path = folder / "people.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(Csv().read(path, nothing))


def cards(items: list[ReadCard | Unreadable]) -> list[ReadCard]:
    """The items, all of which must be cards."""
    assert not [item for item in items if isinstance(item, Unreadable)]
    return [item for item in items if isinstance(item, ReadCard)]


def only(items: list[ReadCard | Unreadable]) -> ReadCard:
    """The only item, a card."""
    (card,) = cards(items)
    return card


def facts(contact: Contact) -> list[tuple[str, str, str]]:
    """Kind, parts and label of each detail; a `*` after the label marks the preferred one."""
    return [(d.kind.value, "|".join(d.parts), d.label + "*" * d.preferred) for d in contact.details]


def kept(card: ReadCard) -> list[str]:
    """The lines of the card that a contact has no place for, unfolded."""
    lines = card.raw.decode().replace("\r\n ", "").split("\r\n")
    names = ("X-", "GENDER", "RELATED", "IMPP")
    return [line for line in lines if line.startswith(names) and "ABLabel" not in line]


def remarks(card: ReadCard) -> list[str]:
    """What was odd."""
    return [problem.message for problem in card.problems]
