"""Owns a card in another version; invariant: what the target cannot hold is said, never just gone.

The edits of the desk are laid over the card first; then every line is turned, mapped or not, so
that what we do not understand travels too.
"""

from __future__ import annotations

from collections.abc import Callable

from relationship_desk.desk.ports import CardNow
from relationship_desk.domain.contact import ContactKind, DetailKind, Photo
from relationship_desk.domain.text import one_line
from relationship_desk.formats.vcard import dates, labels, own, photos, traits
from relationship_desk.formats.vcard.headconversion import converted_head
from relationship_desk.formats.vcard.heads import BASE64, QUOTED_PRINTABLE
from relationship_desk.formats.vcard.logical import Line
from relationship_desk.formats.vcard.mapping import MappedCard, bare_uid, map_card
from relationship_desk.formats.vcard.properties import DATES, FROM_4, SORT_AS, TO_4
from relationship_desk.formats.vcard.rewriting import as_read
from relationship_desk.formats.vcard.style import Style
from relationship_desk.formats.vcard.writing import (
    Groups,
    full_name_line,
    label_line,
    name_line,
    new_lines,
    uid_line,
)

VERSIONS = ("4.0", "3.0", "2.1")

_FRAME = frozenset({"BEGIN", "END", "VERSION", ""})
_NOT_IN_4 = {
    "MAILER": "mail program",
    "CLASS": "access class",
    "NAME": "name of the source",
    "PROFILE": "profile",
}
_NOT_IN_3 = {
    "XML": "XML element",
    "CLIENTPIDMAP": "synchronisation map",
}
_NOT_IN_2 = {**_NOT_IN_3, "NAME": "name of the source", "PROFILE": "profile"}
_NOT_IN = {"4.0": _NOT_IN_4, "3.0": _NOT_IN_3, "2.1": _NOT_IN_2}
_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_STRUCTURED = frozenset({"N", "ADR", "ORG", "CLIENTPIDMAP", "SOUND"})
_TEXTS = frozenset(
    "FN NOTE TITLE ROLE TEL EMAIL TZ REV PRODID SORT-STRING MAILER CLASS LABEL LANG".split()
)
_URIS = frozenset("URL SOURCE FBURL CALURI CALADRURI IMPP RELATED MEMBER".split())


def convert(raw: bytes, now: CardNow, version: str) -> tuple[bytes, tuple[str, ...]]:
    """The card in one of `VERSIONS` with the facts of `now`, and what could not come along."""
    if version not in VERSIONS:
        raise ValueError(f"cards are converted to {', '.join(VERSIONS)}, not to {version}")
    card = map_card(as_read(raw, now))
    return _Conversion(card, now, version).result()


class _Conversion:
    """One card on its way to another version."""

    def __init__(self, card: MappedCard, now: CardNow, version: str) -> None:
        self._card = card
        self._now = now
        self._version = version
        self._style = Style(version, Style.of(card.lines, version).eol)
        self._groups = Groups(line.head.group for line in card.lines)
        self._facts = {
            id(card.lines[index]): detail
            for index, detail in zip(card.detail_lines, card.contact.details, strict=True)
        }
        self._same = card.version == version
        self._out: list[bytes] = []
        self._losses: list[str] = []

    def result(self) -> tuple[bytes, tuple[str, ...]]:
        """The new card and the losses."""
        style, out = self._style, self._out
        out += [style.line(b"BEGIN", "VCARD"), style.line(b"VERSION", self._version)]
        names = {line.head.name for line in self._card.lines}
        if "FN" not in names:
            out.append(full_name_line(self._card.contact.name.full, style))
        if "N" not in names:
            out.append(name_line(self._card.contact.name, style))
        for line in self._card.lines:
            self._add(line)
        for detail in self._now.added:
            if detail.kind is DetailKind.HOW_MET:
                out.append(new_lines(detail, style, self._groups))
        if self._now.own and own.NAMES.isdisjoint(names):
            out += own.own_lines(self._now.own, style)
        out.append(style.line(b"END", "VCARD"))
        return b"".join(out), tuple(dict.fromkeys(self._losses))

    def _lost(self, what: str) -> None:
        self._losses.append(f"vCard {self._version} has no place for the {what}.")

    def _add(self, line: Line) -> None:
        name = line.head.name
        gone = _NOT_IN[self._version]
        if name in _FRAME:
            if line.flaw:
                self._losses.append(f"A line without a name was left out: “{self._shown(line)}”.")
        elif self._same and line.raw[:1].strip() and line.raw.endswith((b"\n", b"\r")):
            self._out.append(line.raw)
        elif name in gone:
            self._lost(f"{gone[name]} “{self._shown(line)}”")
        elif name in _SPECIAL:
            _SPECIAL[name](self, line)
        else:
            self._out.append(self._plain(line, self._renamed(line)))

    def _renamed(self, line: Line) -> str:
        """The name in the target of a property that has another one there, or ""."""
        if line.head.name == "RELATED" and traits.read(line, self._card.decoder) is None:
            return ""  # a link to another card, which the older property cannot be
        return (TO_4 if self._version == "4.0" else FROM_4).get(line.head.name, "")

    def _shown(self, line: Line) -> str:
        return one_line(self._card.decoder.text(line), 60)

    def _plain(self, line: Line, name: str = "") -> bytes:
        """The line with its head and its value in the target's form."""
        head, lost = converted_head(line.head, self._style, name)
        self._losses += lost
        return self._style.line(head, self._value(line))

    def _value(self, line: Line) -> str:
        decoder, style = self._card.decoder, self._style
        name = line.head.name
        if name == "TEL" and line.head.value("VALUE").lower() == "uri":
            text = decoder.text(line).strip()
            return style.text(text[4:] if text[:4].lower() == "tel:" else text)
        as_it_is = not (decoder.legacy or style.legacy or line.head.encoding == QUOTED_PRINTABLE)
        if as_it_is and b"\n" not in line.value and b"\r" not in line.value:
            return decoder.undecorated(line)
        if name in _STRUCTURED:
            return ";".join(map(style.component, decoder.components(line)))
        if name == "CATEGORIES":
            return ",".join(style.escaped(tag, ",;") for tag in decoder.components(line, ","))
        if name in _TEXTS:
            return style.text(decoder.text(line))
        if name in _URIS:
            return style.escaped(decoder.text(line))
        # Of a property we do not know, semicolons and commas may be structure: they stay.
        return ";".join(style.escaped(part, ";") for part in decoder.components(line))

    def _postal_label(self, line: Line) -> None:
        """The label of an address that the card does not hold becomes the address."""
        if self._version != "4.0":
            self._out.append(self._plain(line))
        elif not self._as_new(line):
            self._lost(f"postal label “{self._shown(line)}”")

    def _name(self, line: Line) -> None:
        """What a name is sorted by has a line of its own before 4.0."""
        detail = self._facts.get(id(line))
        if self._version == "4.0" or detail is None or detail.kind is not DetailKind.SORT_AS:
            self._out.append(self._plain(line))
            return
        head, lost = converted_head(line.head, self._style, drop=(SORT_AS,))
        self._losses += lost
        self._out.append(self._style.line(head, self._value(line)))
        self._as_new(line)

    def _binary(self, line: Line) -> None:
        value = line.value.strip()
        head, _ = converted_head(line.head, self._style, only_name=True)
        what = line.head.name.lower()
        if line.head.name in ("PHOTO", "LOGO"):
            photo = photos.read(line)
            if isinstance(photo, Photo):
                self._out.append(self._style.binary(head, photo.media_type, photo.data))
                return
        uri = line.head.value("VALUE").lower() in ("uri", "url") or b"://" in value[:16]
        is_packed = value[:5].lower() == b"data:" or line.head.encoding == BASE64
        if is_packed and not photos.is_link(value):
            self._embedded(line, head, what)
        elif uri or is_packed:
            link = head if self._version == "4.0" else head + b";VALUE=uri"
            decoder = self._card.decoder
            address = decoder.decoded(value) if is_packed else decoder.text(line)
            self._out.append(self._style.line(link, address))
        elif what == "key" and value:
            text = head + b";VALUE=text" if self._version == "4.0" else head
            self._out.append(
                self._style.line(text, self._style.text(self._card.decoder.text(line)))
            )
        elif value:
            self._losses.append(f"The {what} could not be decoded and was left out.")

    def _embedded(self, line: Line, head: bytes, what: str) -> None:
        media, data = photos.embedded(line)
        if not data:
            self._losses.append(f"The {what} could not be decoded and was left out.")
            return
        self._out.append(self._style.binary(head, media or "application/octet-stream", data))

    def _date(self, line: Line) -> None:
        card, style = self._card, self._style
        text = dates.read(card.decoder.text(line), line.head, card.version)
        value, parameters = dates.write(text, style)
        label = DATES[line.head.name]
        name = line.head.name
        if label == labels.ANNIVERSARY:
            name = "ANNIVERSARY" if self._version == "4.0" else "X-ABDATE"
        head, lost = converted_head(line.head, style, name, drop=("VALUE", "X-APPLE-OMIT-YEAR"))
        self._losses += lost
        if name == "X-ABDATE" and label:
            group = self._groups.fresh()
            bare = head.partition(b";")
            head = f"{group}.X-ABDATE".encode() + bare[1] + bare[2]
            self._out.append(style.line(b";".join((head, *parameters)), value))
            self._out.append(label_line(group, label, style))
            return
        self._out.append(style.line(b";".join((head, *parameters)), value))

    def _kind(self, line: Line) -> None:
        kind = self._card.decoder.text(line).strip().lower()
        if self._version == "4.0":
            self._out.append(self._style.line(b"KIND", kind))
        elif kind in ("org", "organization"):
            self._out.append(self._style.line(b"X-ABShowAs", "COMPANY"))
        else:
            self._out.append(self._style.line(b"X-ADDRESSBOOKSERVER-KIND", kind))

    def _show_as(self, line: Line) -> None:
        if self._version == "4.0" and self._card.contact.kind is ContactKind.ORGANISATION:
            self._out.append(self._style.line(b"KIND", "org"))
        else:
            self._out.append(self._plain(line))

    def _member(self, line: Line) -> None:
        name = "MEMBER" if self._version == "4.0" else "X-ADDRESSBOOKSERVER-MEMBER"
        self._out.append(self._plain(line, name))

    def _uid(self, line: Line) -> None:
        self._out.append(uid_line(bare_uid(self._card.decoder.text(line)), self._style))

    def _geo(self, line: Line) -> None:
        head, lost = converted_head(line.head, self._style)
        self._losses += lost
        found = traits.read(line, self._card.decoder)
        value = traits.place_value(found.parts[0], self._style) if found else ""
        self._out.append(self._style.line(head, value))

    def _gender(self, line: Line) -> None:
        head, lost = converted_head(line.head, self._style, self._renamed(line))
        self._losses += lost
        found = traits.read(line, self._card.decoder)
        in_words = self._version != "4.0"
        value = traits.gender_value(found.parts, self._style, in_words) if found else ""
        self._out.append(self._style.line(head, value))

    def _agent(self, line: Line) -> None:
        """A name of an agent is a related person; a card of one has no place."""
        if not self._as_new(line):
            self._lost(f"card of an agent “{self._shown(line)}”")

    def _sound(self, line: Line) -> None:
        """Phones keep the reading of a name in a SOUND, which is no sound elsewhere."""
        if not self._as_new(line):
            self._binary(line)

    def _as_new(self, line: Line) -> bool:
        """Write the fact of a line as a new one; whether it has one."""
        detail = self._facts.get(id(line))
        if detail is None:
            return False
        self._out.append(new_lines(detail, self._style, self._groups))
        return True


_SPECIAL: dict[str, Callable[[_Conversion, Line], None]] = {
    **dict.fromkeys(_BINARY, _Conversion._binary),
    **dict.fromkeys(DATES, _Conversion._date),
    "KIND": _Conversion._kind,
    "X-ADDRESSBOOKSERVER-KIND": _Conversion._kind,
    "X-ABSHOWAS": _Conversion._show_as,
    "MEMBER": _Conversion._member,
    "X-ADDRESSBOOKSERVER-MEMBER": _Conversion._member,
    "UID": _Conversion._uid,
    "N": _Conversion._name,
    "LABEL": _Conversion._postal_label,
    "GEO": _Conversion._geo,
    "AGENT": _Conversion._agent,
    "SOUND": _Conversion._sound,
    **dict.fromkeys(("GENDER", "X-GENDER"), _Conversion._gender),
}
