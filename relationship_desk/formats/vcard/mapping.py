"""Owns which line of a card is which fact; invariant: one line gives at most one detail.

The same bytes always give the same facts at the same lines: export compares them with the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from relationship_desk.domain.contact import (
    UNIT_SEPARATOR,
    Contact,
    ContactKind,
    Detail,
    DetailKind,
    Name,
    Photo,
)
from relationship_desk.domain.text import one_line
from relationship_desk.formats.vcard import android, dates, labels, own, photos, traits
from relationship_desk.formats.vcard.lines import Line, split_lines, version_of
from relationship_desk.formats.vcard.properties import DATES, SORT_AS, TEXTS, WORDED
from relationship_desk.formats.vcard.values import Decoder

_PREFIXES = {"TEL": "tel:", "EMAIL": "mailto:"}
_MULTILINE = frozenset({DetailKind.NOTE, DetailKind.HOW_MET})
_KINDS = {
    "group": ContactKind.GROUP,
    "org": ContactKind.ORGANISATION,
    "organization": ContactKind.ORGANISATION,
    "individual": ContactKind.PERSON,
}

# A card without FN, N and the first of these is called by the next.
_NAMING = (
    DetailKind.ORGANISATION,
    DetailKind.NICKNAME,
    DetailKind.EMAIL,
    DetailKind.PHONE,
    DetailKind.TITLE,
    DetailKind.ROLE,
    DetailKind.URL,
    DetailKind.ADDRESS,
    DetailKind.NOTE,
    DetailKind.HOW_MET,
    DetailKind.DATE,
)


@dataclass(frozen=True, slots=True)
class MappedCard:
    """A card's lines and what they say. `detail_lines[i]` is the line of `contact.details[i]`."""

    lines: list[Line]
    version: str
    decoder: Decoder
    contact: Contact
    detail_lines: tuple[int, ...]
    problems: tuple[tuple[int, str], ...]  # line index, sentence


def map_card(raw: bytes) -> MappedCard:
    """Read one card. Never an exception, whatever the bytes are."""
    version = version_of(raw)
    lines = split_lines(raw, version)
    return _Mapper(lines, version).card()


class _Mapper:
    """One pass over the lines of one card."""

    __slots__ = (
        "_components",
        "_decoder",
        "_details",
        "_full",
        "_groups",
        "_has_address",
        "_indexes",
        "_kind",
        "_lines",
        "_members",
        "_own",
        "_photos",
        "_problems",
        "_tags",
        "_uid",
        "_version",
    )

    def __init__(self, lines: list[Line], version: str) -> None:
        self._lines = lines
        self._version = version
        self._decoder = Decoder(lines, version == "2.1")
        self._details: list[Detail] = []
        self._indexes: list[int] = []
        self._problems: list[tuple[int, str]] = []
        self._photos: list[Photo] = []
        self._tags: list[str] = []
        self._full = ""
        self._components: list[str] | None = None
        self._uid = ""
        self._kind: ContactKind | None = None
        self._groups: dict[str, str] | None = None
        self._has_address: bool | None = None
        self._members: list[str] = []
        self._own: list[Line] = []

    def card(self) -> MappedCard:
        """The hot loop of an import: plain texts are read here, everything else by its reader."""
        plans, text_of = _PLANS, self._decoder.text
        add_detail, add_index = self._details.append, self._indexes.append
        for index, line in enumerate(self._lines):
            if line.flaw:
                self._problems.append((index, line.flaw))
            head = line.head
            plan = plans.get(head.name)
            if plan is None:
                continue
            kind, is_multiline, prefix, reader, label = plan
            if reader is not None:
                reader(self, index, line)
                continue
            text = text_of(line)
            if UNIT_SEPARATOR in text:
                text = storable(text)
            if is_multiline:
                if not text.strip():
                    continue
            else:
                text = text.strip()
                if prefix and text[: len(prefix)].lower() == prefix:
                    text = text[len(prefix) :].strip()
                if not text:
                    continue
            if not label:
                label = self._label(line) if head.group else head.label
            add_detail(Detail(kind, (text,), label, head.preferred))
            add_index(index)
        return self._result()

    def _result(self) -> MappedCard:
        name = self._name()
        contact = Contact(
            name,
            tuple(self._details),
            tuple(dict.fromkeys(self._tags)),
            self._uid,
            self._kind_of(name),
            tuple(self._photos),
            own.facts_of(self._own, self._decoder),
            tuple(self._members),
        )
        return MappedCard(
            self._lines,
            self._version,
            self._decoder,
            contact,
            tuple(self._indexes),
            tuple(self._problems),
        )

    def _label(self, line: Line) -> str:
        """The X-ABLabel of the line's group, else what its parameters say."""
        return self._group_label(line) or line.head.label

    def _group_label(self, line: Line) -> str:
        if self._groups is None:
            self._groups = group_labels(self._lines, self._decoder)
        return self._groups.get(line.head.group.lower(), "")

    def _add(self, index: int, detail: Detail) -> None:
        self._details.append(detail)
        self._indexes.append(index)

    def _read_full_name(self, index: int, line: Line) -> None:
        self._full = self._full or _name_part(self._decoder.text(line))

    def _read_name(self, index: int, line: Line) -> None:
        if line.head.params:
            if says_how_it_sounds(line):
                self._read_trait(index, line)
                return
            if sort_as := line.head.value(SORT_AS).strip():
                self._add(index, Detail(DetailKind.SORT_AS, (storable(sort_as),)))
        if self._components is None:
            parts = [_name_part(part) for part in self._decoder.components(line)]
            if any(parts):
                self._components = (parts + [""] * 5)[:5]

    def _read_organisation(self, index: int, line: Line) -> None:
        parts = organisation_parts(self._decoder.components(line))
        if parts:
            label = self._label(line) if line.head.group else line.head.label
            self._add(index, Detail(DetailKind.ORGANISATION, parts, label, line.head.preferred))

    def _read_address(self, index: int, line: Line) -> None:
        parts = address_parts(self._decoder.components(line))
        if any(parts):
            label = self._label(line) if line.head.group else line.head.label
            self._add(index, Detail(DetailKind.ADDRESS, parts, label, line.head.preferred))

    def _read_date(self, index: int, line: Line) -> None:
        text = dates.read(storable(self._decoder.text(line)), line.head, self._version)
        if text:
            label = DATES[line.head.name]
            if not label:
                label = self._label(line) if line.head.group else line.head.label
            self._add(index, Detail(DetailKind.DATE, (text,), label, line.head.preferred))

    def _read_picture(self, index: int, line: Line) -> None:
        photo = photos.read(line)
        is_logo = line.head.name == "LOGO"
        if isinstance(photo, Photo):
            self._photos.append(photo)
            kind = DetailKind.LOGO if is_logo else DetailKind.PHOTO
            self._add(index, Detail(kind, (photo.sha256,), "", line.head.preferred))
        elif photo and photo != photos.REMOTE:
            told = photo.replace("The photo", "The logo") if is_logo else photo
            self._problems.append((index, told))

    def _read_trait(self, index: int, line: Line) -> None:
        found = traits.read(line, self._decoder)
        if found is None:
            return
        head = line.head
        label = head.label if found.label is None else found.label
        if head.group and not found.fixed:
            label = self._group_label(line) or label
        self._add(index, Detail(found.kind, found.parts, label, head.preferred))

    def _read_label(self, index: int, line: Line) -> None:
        """The label of an address is a fact where the card does not hold the address itself."""
        if self._has_address is None:
            self._has_address = any(line.head.name == "ADR" for line in self._lines)
        if not self._has_address:
            self._read_trait(index, line)

    def _read_tags(self, index: int, line: Line) -> None:
        self._tags += tags_of(line, self._decoder)

    def _read_uid(self, index: int, line: Line) -> None:
        self._uid = self._uid or bare_uid(self._decoder.text(line))

    def _read_own(self, index: int, line: Line) -> None:
        self._own.append(line)

    def _read_member(self, index: int, line: Line) -> None:
        self._members.append(bare_uid(self._decoder.text(line)))

    def _read_kind(self, index: int, line: Line) -> None:
        self._kind = self._kind or _KINDS.get(self._decoder.text(line).strip().lower())

    def _read_show_as(self, index: int, line: Line) -> None:
        if self._decoder.text(line).strip().upper() == "COMPANY":
            self._kind = self._kind or ContactKind.ORGANISATION

    def _read_android(self, index: int, line: Line) -> None:
        parts = [storable(part).strip() for part in self._decoder.components(line)]
        detail = android.read(parts, line.head, self._version)
        if detail is not None:
            self._add(index, detail)

    def _name(self) -> Name:
        family, given, additional, prefix, suffix = self._components or [""] * 5
        full = self._full
        if not full:
            full = Name("", prefix, given, additional, family, suffix).composed()
        if not full:
            full = self._fallback()
        return Name(full, prefix, given, additional, family, suffix)

    def _fallback(self) -> str:
        """What stands for a name where there is none: the most telling fact of the card."""
        for kind in _NAMING:
            for detail in self._details:
                if detail.kind is kind:
                    return one_line(next(part for part in detail.parts if part), 80)
        return ""

    def _kind_of(self, name: Name) -> ContactKind:
        if self._kind is not None:
            return self._kind
        if self._components is None and name.full and name.full == self._organisation():
            return ContactKind.ORGANISATION
        return ContactKind.PERSON

    def _organisation(self) -> str:
        for detail in self._details:
            if detail.kind is DetailKind.ORGANISATION:
                return next(part for part in detail.parts if part)
        return ""


class _Plan(NamedTuple):
    """How a property is read: as a plain text of a kind, or by a reader of its own."""

    kind: DetailKind = DetailKind.NOTE
    is_multiline: bool = False
    prefix: str = ""
    reader: Callable[[_Mapper, int, Line], None] | None = None
    label: str = ""


_PLANS = {
    name: _Plan(kind, kind in _MULTILINE, _PREFIXES.get(name, "")) for name, kind in TEXTS.items()
}
_PLANS |= {name: _Plan(kind, label=label) for name, (kind, label) in WORDED.items()}
_PLANS |= {
    name: _Plan(reader=reader)
    for name, reader in (
        ("FN", _Mapper._read_full_name),
        ("N", _Mapper._read_name),
        ("ORG", _Mapper._read_organisation),
        ("ADR", _Mapper._read_address),
        ("LABEL", _Mapper._read_label),
        ("PHOTO", _Mapper._read_picture),
        ("LOGO", _Mapper._read_picture),
        ("CATEGORIES", _Mapper._read_tags),
        ("UID", _Mapper._read_uid),
        ("MEMBER", _Mapper._read_member),
        ("X-ADDRESSBOOKSERVER-MEMBER", _Mapper._read_member),
        *((name, _Mapper._read_own) for name in own.NAMES),
        ("KIND", _Mapper._read_kind),
        ("X-ADDRESSBOOKSERVER-KIND", _Mapper._read_kind),
        ("X-ABSHOWAS", _Mapper._read_show_as),
        (android.NAME, _Mapper._read_android),
        *((name, _Mapper._read_date) for name in DATES),
        *((name, _Mapper._read_trait) for name in traits.NAMES),
    )
}


def group_labels(lines: list[Line], decoder: Decoder) -> dict[str, str]:
    """The X-ABLabel of each group, by the group's lower-case name."""
    found = [line for line in lines if line.head.name == "X-ABLABEL"]
    return {line.head.group.lower(): labels.from_apple(decoder.text(line)) for line in found}


def says_how_it_sounds(line: Line) -> bool:
    """Whether an N is the reading of another one (RFC 9554, section 4.6)."""
    return bool(line.head.params) and line.head.value("PHONETIC") != ""


def storable(text: str) -> str:
    """A text without the character that separates parts where details are stored."""
    return text.replace(UNIT_SEPARATOR, " ")


def _name_part(text: str) -> str:
    """A name stands in one line, whatever the card says."""
    return " ".join(text.split()) if "\n" in text or "\r" in text else text.strip()


def organisation_parts(components: list[str]) -> tuple[str, ...]:
    """Name and units without the empty ones at the end; none where all are empty."""
    parts = [storable(part).strip() for part in components]
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)


def address_parts(components: list[str]) -> tuple[str, ...]:
    """The seven parts of an address; a shorter value is filled up."""
    parts = [storable(part).strip() for part in components[:7]]
    return tuple(parts + [""] * (7 - len(parts)))


def tags_of(line: Line, decoder: Decoder) -> list[str]:
    """The tags of one CATEGORIES line, in order."""
    return [tag for part in decoder.components(line, ",") if (tag := part.strip())]


def bare_uid(text: str) -> str:
    """A UID without the `urn:uuid:` that version 4.0 puts before a UUID."""
    text = text.strip()
    return text[9:] if text[:9].lower() == "urn:uuid:" else text
