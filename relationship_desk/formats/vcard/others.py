"""Owns what a card says beyond our facts; invariant: every line is a fact, its frame, or here."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from relationship_desk.desk.ports import Holds, OtherLine
from relationship_desk.domain.text import one_line
from relationship_desk.formats.vcard import own, photos
from relationship_desk.formats.vcard.heads import BASE64, Head, is_encoding
from relationship_desk.formats.vcard.logical import Line
from relationship_desk.formats.vcard.mapping import MappedCard, map_card

_FRAME = frozenset({"BEGIN", "END", "VERSION"})
# They are read, but give no detail.
_READ = frozenset(
    {"CATEGORIES", "UID", "KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS", "X-ABLABEL"} | own.NAMES
)
_TELLING = ("SORT-AS", "LABEL", "GEO", "TZ")  # parameters that are read by people
_SIZES = {"N": 5, "ADR": 7}  # components that a fact has
_IN_COMPONENTS = frozenset({"N", "ADR", "ORG", "SOUND"})  # between them, empty ones say nothing
_LONGEST = 2000  # characters of a text that are shown
_LONGEST_ABOUT = 120
_SILENT = frozenset({"ENCODING", "CHARSET"})


def other_lines(raw: bytes, holds: Holds | None = None) -> tuple[OtherLine, ...]:
    """The lines of a card that are no fact of ours, decoded; never an exception.

    `holds` tells which facts are; without it all are.
    """
    card = map_card(raw)
    facts = zip(card.detail_lines, card.contact.details, strict=True)
    mapped = {index for index, detail in facts if holds is None or holds(index, detail)}
    return tuple(_others(card, mapped))


def _others(card: MappedCard, mapped: Collection[int]) -> Iterator[OtherLine]:
    names_left = {"FN", "N"}
    for index, line in enumerate(card.lines):
        name = line.head.name
        if name in _SIZES or (index in mapped and line.head.params):
            yield from _beyond(card, line)
        if index in mapped or name in _FRAME or name in _READ:
            names_left.discard(name)
            continue
        text = _text(card, line)
        if not text:
            continue
        if name in names_left:
            names_left.discard(name)
            continue
        yield OtherLine(one_line(name, _LONGEST_ABOUT), _about(line.head), text)


def _beyond(card: MappedCard, line: Line) -> Iterator[OtherLine]:
    """What a line that is a fact says more than the fact holds."""
    name = line.head.name
    for key in _TELLING if name != "N" else ():
        for value in filter(None, line.head.values(key)):
            yield OtherLine(name, key.lower(), value[:_LONGEST])
    if name in _SIZES and line.value.count(b";") >= _SIZES[name]:
        more = [part.strip() for part in card.decoder.components(line)[_SIZES[name] :]]
        if any(more):
            yield OtherLine(name, "more", "; ".join(filter(None, more))[:_LONGEST])


def _text(card: MappedCard, line: Line) -> str:
    """A value to read; of pictures, sounds and keys their size, of a nested card its name."""
    value = line.value.strip()
    if line.head.name == "AGENT" and value[:5].upper() == b"BEGIN":
        nested = value if b"\n" in value else card.decoder.text(line).encode("utf-8", "replace")
        return f"card of {map_card(nested).contact.name.full or 'somebody'}"
    if value and (line.head.encoding == BASE64 or value[:5].lower() == b"data:"):
        if photos.is_link(value):
            return value.decode("utf-8", "replace")[:_LONGEST]
        kind, data = photos.embedded(line)
        return f"{kind or 'data'}, {len(data):,} bytes"
    text = card.decoder.text(line).strip()
    if line.head.name in _IN_COMPONENTS and not text.strip("; "):
        return ""
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _about(head: Head) -> str:
    """The parameters, but for those that say how the value was encoded."""
    found = [
        f"{key.lower()} {value}".strip()
        for key, value in head.params
        if key not in _SILENT and not is_encoding(key, value)
    ]
    return one_line(", ".join(found).replace('"', ""), _LONGEST_ABOUT)
