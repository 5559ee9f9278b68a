"""Owns which line of a card is which fact; invariant: one line gives at most one detail.

The same bytes always give the same facts at the same lines: export compares them with the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
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
from relationship_desk.formats.vcard.heads import Head
from relationship_desk.formats.vcard.lines import split_lines, version_of
from relationship_desk.formats.vcard.logical import Line, Lines
from relationship_desk.formats.vcard.properties import DATES, SORT_AS, TEXTS, WORDED
from relationship_desk.formats.vcard.values import (
    Decoder,
    address_parts,
    organisation_parts,
    storable,
    storable_parts,
)

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


class MappedCard(NamedTuple):
    """A card's lines and what they say. `detail_lines[i]` is the line of `contact.details[i]`."""

    columns: Lines
    version: str
    decoder: Decoder
    contact: Contact
    detail_lines: tuple[int, ...]
    problems: tuple[tuple[int, str], ...]  # line index, sentence

    @property
    def lines(self) -> list[Line]:
        """Each line as one value."""
        return self.columns.whole()


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

    def __init__(self, lines: Lines, version: str) -> None:
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
        plans, text_of = _PLANS, self._decoder.text_of
        add_detail, add_index = self._details.append, self._indexes.append
        columns = zip(self._lines.heads, self._lines.values, strict=True)
        for index, (head, value) in enumerate(columns):
            plan = plans.get(head.name)
            if plan is None:
                continue
            kind, is_multiline, prefix, reader, label = plan
            if reader is not None:
                reader(self, index, head, value)
                continue
            text = text_of(head, value)
            if UNIT_SEPARATOR in text:
                text = storable(text)
            if is_multiline:
                if not text.strip():
                    continue
            else:
                text = text.strip()
                if prefix and ":" in text and text[: len(prefix)].lower() == prefix:
                    text = text[len(prefix) :].strip()
                if not text:
                    continue
            if not label:
                label = self._label(head) if head.group else head.label
            add_detail(Detail(kind, (text,), label, head.preferred))
            add_index(index)
        return self._result()

    def _result(self) -> MappedCard:
        name = self._name()
        problems = [*self._lines.flaws.items(), *self._problems]
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
            tuple(sorted(problems, key=itemgetter(0))) if problems else (),
        )

    def _label(self, head: Head) -> str:
        """The X-ABLabel of the line's group, else what its parameters say."""
        return self._group_label(head) or head.label

    def _group_label(self, head: Head) -> str:
        if not head.group:
            return ""
        if self._groups is None:
            self._groups = group_labels(self._lines, self._decoder)
        return self._groups.get(head.group.lower(), "")

    def _line(self, index: int) -> Line:
        lines = self._lines
        return Line(lines.raws[index], lines.heads[index], lines.values[index])

    def _add(self, index: int, detail: Detail) -> None:
        self._details.append(detail)
        self._indexes.append(index)

    def _read_full_name(self, index: int, head: Head, value: bytes) -> None:
        self._full = self._full or _name_part(self._decoder.text_of(head, value))

    def _read_name(self, index: int, head: Head, value: bytes) -> None:
        if head.params:
            if says_how_it_sounds(head):
                self._read_trait(index, head, value)
                return
            if sort_as := head.value(SORT_AS).strip():
                self._add(index, Detail(DetailKind.SORT_AS, (storable(sort_as),)))
        if self._components is None:
            parts = [_name_part(part) for part in self._decoder.components_of(head, value)]
            if any(parts):
                self._components = (parts + [""] * 5)[:5]

    def _read_organisation(self, index: int, head: Head, value: bytes) -> None:
        parts = organisation_parts(self._decoder.repeated_components(head, value))
        if parts:
            label = self._label(head)
            self._add(index, Detail(DetailKind.ORGANISATION, parts, label, head.preferred))

    def _read_address(self, index: int, head: Head, value: bytes) -> None:
        parts = address_parts(self._decoder.components_of(head, value))
        if any(parts):
            label = self._label(head)
            self._add(index, Detail(DetailKind.ADDRESS, parts, label, head.preferred))

    def _read_date(self, index: int, head: Head, value: bytes) -> None:
        text = dates.read(storable(self._decoder.text_of(head, value)), head, self._version)
        if text:
            label = DATES[head.name] or self._label(head)
            self._add(index, Detail(DetailKind.DATE, (text,), label, head.preferred))

    def _read_picture(self, index: int, head: Head, value: bytes) -> None:
        photo = photos.read(self._line(index))
        is_logo = head.name == "LOGO"
        if isinstance(photo, Photo):
            self._photos.append(photo)
            kind = DetailKind.LOGO if is_logo else DetailKind.PHOTO
            self._add(index, Detail(kind, (photo.sha256,), "", head.preferred))
        elif photo and photo != photos.REMOTE:
            told = photo.replace("The photo", "The logo") if is_logo else photo
            self._problems.append((index, told))

    def _read_trait(self, index: int, head: Head, value: bytes) -> None:
        found = traits.read(self._line(index), self._decoder)
        if found is None:
            return
        label = head.label if found.label is None else found.label
        if not found.fixed:
            label = self._group_label(head) or label
        self._add(index, Detail(found.kind, found.parts, label, head.preferred))

    def _read_label(self, index: int, head: Head, value: bytes) -> None:
        """The label of an address is a fact where the card does not hold the address itself."""
        if self._has_address is None:
            self._has_address = any(head.name == "ADR" for head in self._lines.heads)
        if not self._has_address:
            self._read_trait(index, head, value)

    def _read_tags(self, index: int, head: Head, value: bytes) -> None:
        self._tags += tags_of(head, value, self._decoder)

    def _read_uid(self, index: int, head: Head, value: bytes) -> None:
        self._uid = self._uid or bare_uid(self._decoder.text_of(head, value))

    def _read_own(self, index: int, head: Head, value: bytes) -> None:
        self._own.append(self._line(index))

    def _read_member(self, index: int, head: Head, value: bytes) -> None:
        self._members.append(bare_uid(self._decoder.text_of(head, value)))

    def _read_kind(self, index: int, head: Head, value: bytes) -> None:
        word = self._decoder.text_of(head, value).strip().lower()
        self._kind = self._kind or _KINDS.get(word)

    def _read_show_as(self, index: int, head: Head, value: bytes) -> None:
        if self._decoder.text_of(head, value).strip().upper() == "COMPANY":
            self._kind = self._kind or ContactKind.ORGANISATION

    def _read_android(self, index: int, head: Head, value: bytes) -> None:
        parts = storable_parts(self._decoder.components_of(head, value))
        detail = android.read(parts, head, self._version)
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


_Reader = Callable[[_Mapper, int, Head, bytes], None]
_Plan = tuple[DetailKind, bool, str, _Reader | None, str]


def _plan(
    kind: DetailKind = DetailKind.NOTE,
    is_multiline: bool = False,
    prefix: str = "",
    reader: _Reader | None = None,
    label: str = "",
) -> _Plan:
    """How a property is read: as a plain text of a kind, or by a reader of its own."""
    return kind, is_multiline, prefix, reader, label


_PLANS = {
    name: _plan(kind, kind in _MULTILINE, _PREFIXES.get(name, "")) for name, kind in TEXTS.items()
}
_PLANS |= {name: _plan(kind, label=label) for name, (kind, label) in WORDED.items()}
_PLANS |= {
    name: _plan(reader=reader)
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


def group_labels(lines: Lines, decoder: Decoder) -> dict[str, str]:
    """The X-ABLabel of each group, by the group's lower-case name."""
    return {
        head.group.lower(): labels.from_apple(decoder.text_of(head, value))
        for head, value in zip(lines.heads, lines.values, strict=True)
        if head.name == "X-ABLABEL"
    }


def says_how_it_sounds(head: Head) -> bool:
    """Whether an N is the reading of another one (RFC 9554, section 4.6)."""
    return bool(head.params) and head.value("PHONETIC") != ""


def _name_part(text: str) -> str:
    """A name stands in one line, whatever the card says."""
    return " ".join(text.split()) if "\n" in text or "\r" in text else text.strip()


def tags_of(head: Head, value: bytes, decoder: Decoder) -> list[str]:
    """The tags of one CATEGORIES line, in order."""
    return [tag for part in decoder.repeated_components(head, value, ",") if (tag := part.strip())]


def bare_uid(text: str) -> str:
    """A UID without the `urn:uuid:` that version 4.0 puts before a UUID."""
    text = text.strip()
    return text[9:] if text[:9].lower() == "urn:uuid:" else text
