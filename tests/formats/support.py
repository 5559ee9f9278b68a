"""Plain helpers of the vCard tests: cards as text, and the desk's view of a card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from relationship_desk.desk.ports import CardNow, ReadCard, Unreadable
from relationship_desk.domain.contact import Contact, Detail, DetailKind, Name

Read = Callable[[bytes | str], list[ReadCard | Unreadable]]
ReadOne = Callable[[bytes | str], ReadCard]

NOTHING_KNOWN = CardNow({})

# The smallest picture there is: a GIF of one pixel.
GIF = bytes.fromhex(
    "47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b"
)


def nothing(done: int, total: int) -> None:
    """A progress that nobody watches."""


def card(*lines: str, version: str = "3.0", eol: str = "\r\n") -> str:
    """A card of these lines between BEGIN, VERSION and END."""
    return eol.join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def facts(read: ReadCard) -> list[tuple[str, str, str]]:
    """Kind, text and label of each detail; a `*` after the label marks the preferred one."""
    return [
        (d.kind.value, "; ".join(d.parts), d.label + "*" * d.preferred)
        for d in read.contact.details
    ]


def as_it_is(read: ReadCard) -> CardNow:
    """What the desk knows right after it adopted a card."""
    return CardNow(
        dict(zip(read.detail_lines, read.contact.details, strict=True)),
        name=read.contact.name,
        tags=read.contact.tags,
        photos={photo.sha256: photo for photo in read.contact.photos},
    )


def with_detail(read: ReadCard, number: int, detail: Detail | None) -> CardNow:
    """As it is, with the n-th detail edited or (None) deleted."""
    now = as_it_is(read)
    return replace(now, adopted={**now.adopted, read.detail_lines[number]: detail})


def detail(kind: str, value: str, label: str = "", preferred: bool = False) -> Detail:
    """A detail of one part, or of parts between semicolons for addresses and organisations."""
    found = DetailKind(kind)
    structured = found in (DetailKind.ADDRESS, DetailKind.ORGANISATION)
    return Detail(found, tuple(value.split(";")) if structured else (value,), label, preferred)


def person(full: str, *details: Detail, tags: tuple[str, ...] = ()) -> Contact:
    """A contact with a full name only."""
    return Contact(Name(full), details, tags)
