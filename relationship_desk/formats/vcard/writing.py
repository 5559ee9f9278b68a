"""Owns new lines and new cards; invariant: `map_card(new_card(contact))` is that contact again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from relationship_desk.domain.contact import (
    PICTURES,
    Contact,
    ContactKind,
    Detail,
    DetailKind,
    Name,
    Photo,
)
from relationship_desk.formats.vcard import dates, labels, own, traits
from relationship_desk.formats.vcard.headwriting import preference, type_parameter
from relationship_desk.formats.vcard.properties import DATES, SPOKEN, name_in
from relationship_desk.formats.vcard.style import Style

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.IGNORECASE)
_KINDS = {
    ContactKind.PERSON: "individual",
    ContactKind.ORGANISATION: "org",
    ContactKind.GROUP: "group",
}


class Groups:
    """Hands out group names that a card does not use yet."""

    def __init__(self, used: Iterable[str] = ()) -> None:
        self._used = {group.lower() for group in used}
        self._number = 0

    def fresh(self) -> str:
        """item1, item2 ... as address books call them."""
        while True:
            self._number += 1
            name = f"item{self._number}"
            if name not in self._used:
                self._used.add(name)
                return name


def new_card(contact: Contact, version: str) -> bytes:
    """A whole new card in version 2.1, 3.0 or 4.0."""
    style = Style(version)
    groups = Groups()
    photos = {photo.sha256: photo for photo in contact.photos}
    lines = [b"BEGIN:VCARD\r\n", b"VERSION:" + version.encode() + b"\r\n"]
    if contact.uid:
        lines.append(uid_line(contact.uid, style))
    lines += kind_lines(contact, style)
    lines += [full_name_line(contact.name.full, style), name_line(contact.name, style)]
    lines += [new_lines(detail, style, groups, photos) for detail in contact.details]
    if contact.tags:
        lines.append(tags_line(contact.tags, style))
    lines += own.own_lines(contact.own, style)
    lines.append(b"END:VCARD\r\n")
    return b"".join(lines)


def full_name_line(full: str, style: Style) -> bytes:
    """FN."""
    return style.line(b"FN", style.text(full))


def name_line(name: Name, style: Style) -> bytes:
    """N: family, given, additional, prefix, suffix."""
    return style.line(b"N", ";".join(map(style.component, name_components(name))))


def name_components(name: Name) -> tuple[str, ...]:
    """The components in the order of N."""
    return (name.family, name.given, name.additional, name.prefix, name.suffix)


def tags_line(tags: Iterable[str], style: Style) -> bytes:
    """CATEGORIES."""
    return style.line(b"CATEGORIES", ",".join(style.escaped(tag, ",;") for tag in tags))


def uid_line(uid: str, style: Style) -> bytes:
    """UID; a URN in version 4.0 where it is a UUID."""
    urn = style.version == "4.0" and _UUID.match(uid)
    return style.line(b"UID", f"urn:uuid:{uid}" if urn else style.text(uid))


def kind_lines(contact: Contact, style: Style) -> list[bytes]:
    """What the card stands for; nothing for a person, unless the card looks like a company's."""
    names = {part for d in contact.all(DetailKind.ORGANISATION) for part in d.parts}
    components = any(name_components(contact.name))
    if contact.kind is ContactKind.PERSON and (components or contact.name.full not in names):
        return []
    if style.version == "4.0":
        return [style.line(b"KIND", _KINDS[contact.kind])]
    if contact.kind is ContactKind.ORGANISATION:
        return [style.line(b"X-ABShowAs", "COMPANY")]
    return [style.line(b"X-ADDRESSBOOKSERVER-KIND", _KINDS[contact.kind])]


def new_lines(
    detail: Detail, style: Style, groups: Groups, photos: Mapping[str, Photo] | None = None
) -> bytes:
    """The lines of one detail, its label's line with it; b"" where a photo's bytes are not here."""
    if detail.kind in PICTURES:
        photo = (photos or {}).get(detail.parts[0])
        if photo is None or not photo.data:
            return b""
        mark = b";" + preference(style) if detail.preferred else b""
        name = name_in(detail.kind, style.version)
        return style.binary(name.encode() + mark, photo.media_type, photo.data)
    name, parts, value, label = _new(detail, style)
    types = labels.to_relations(label) if name == "RELATED" else labels.to_types(label)
    if detail.kind is DetailKind.EMAIL and style.version != "4.0":
        parts.append(type_parameter("INTERNET", style))
    if types:
        words = types if style.version == "4.0" else [word.upper() for word in types]
        parts += [type_parameter(word, style) for word in words]
    if detail.preferred:
        parts.append(preference(style))
    if types is not None:
        return style.line(b";".join((name.encode(), *parts)), value)
    group = groups.fresh()
    line = style.line(b";".join((f"{group}.{name}".encode(), *parts)), value)
    return line + label_line(group, label, style)


def label_line(group: str, label: str, style: Style) -> bytes:
    """X-ABLabel: the user's own word, or Apple's form of a common one."""
    return style.line(f"{group}.X-ABLabel".encode(), style.text(labels.to_apple(label)))


def value_of(detail: Detail, style: Style) -> str:
    """The escaped value of a detail that is a plain text or plain components."""
    if detail.kind in (DetailKind.ORGANISATION, DetailKind.ADDRESS):
        return ";".join(style.component(part) for part in detail.parts)
    if detail.kind in (DetailKind.URL, DetailKind.CALENDAR):
        return style.escaped(detail.parts[0])
    return style.text(detail.parts[0])


def _new(detail: Detail, style: Style) -> tuple[str, list[bytes], str, str]:
    """Name, parameters, value, and the label that the name does not say."""
    if detail.kind is DetailKind.DATE:
        return _date(detail, style)
    if spoken := SPOKEN.get((detail.kind, detail.label)):
        return spoken, [], value_of(detail, style), ""
    own = traits.new_value(detail, style)
    value, parameters = own if own is not None else (value_of(detail, style), [])
    return name_in(detail.kind, style.version), parameters, value, detail.label


def _date(detail: Detail, style: Style) -> tuple[str, list[bytes], str, str]:
    """Name, parameters, value, and the label that the name does not say."""
    value, parameters = dates.write(detail.parts[0], style)
    if detail.label == labels.BIRTHDAY:
        return "BDAY", parameters, value, ""
    if detail.label == labels.ANNIVERSARY and style.version == "4.0":
        return "ANNIVERSARY", parameters, value, ""
    if detail.label == DATES["DEATHDATE"] and style.version == "4.0":  # RFC 6474 section 2.3
        return "DEATHDATE", parameters, value, ""
    return "X-ABDATE", parameters, value, detail.label
