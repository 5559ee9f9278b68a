"""Owns the way from a line's bytes to texts; invariant: no text after a separator is dropped.

Escapes: version 2.1 has no `\\n`; a backslash before anything that needs none stays.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Sequence
from functools import lru_cache

from relationship_desk.domain.contact import UNIT_SEPARATOR
from relationship_desk.formats.vcard import charset
from relationship_desk.formats.vcard.heads import BASE64, QUOTED_PRINTABLE, Head
from relationship_desk.formats.vcard.logical import Line, Lines

_PAIR = re.compile(r"\\.", re.DOTALL)
_LEGACY = {"\\,": ",", "\\;": ";", "\\:": ":", "\\\\": "\\"}
_MODERN = {"\\n": "\n", "\\N": "\n", **_LEGACY}
_ENOUGH = 4096
_LONGEST_REPEATED = 120  # bytes
_PACKED_TEXT = 1_000_000  # bytes of base64; what is longer is a picture, not a text
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


class Decoder:
    """Reads the values of one card.

    `legacy` is version 2.1. The 8-bit encoding is guessed only when a value needs it, from the
    lines that are not UTF-8, so that lines rewritten in UTF-8 never change the guess.
    """

    __slots__ = ("_eight_bit", "_lines", "legacy")

    def __init__(self, lines: Lines, legacy: bool) -> None:
        self._lines = lines
        self._eight_bit = ""
        self.legacy = legacy

    def text(self, line: Line) -> str:
        """The whole value as one text, unescaped."""
        return self.text_of(line.head, line.value)

    def text_of(self, head: Head, value: bytes) -> str:
        """The same of a line that is none yet."""
        if head.special:
            return self.unescaped(self._special(head, value))
        try:
            text = value.decode()
        except UnicodeDecodeError:
            text = self.decoded(value)
        return self.unescaped(text) if "\\" in text else text

    def components(self, line: Line, separator: str = ";") -> list[str]:
        """The components of a structured value, cut before anything is unescaped."""
        return self.components_of(line.head, line.value, separator)

    def components_of(self, head: Head, value: bytes, separator: str = ";") -> list[str]:
        """The same of a line that is none yet."""
        if not head.special:
            text = self.decoded(value)
            if "\\" not in text:
                return text.split(separator)
        parts = self._raw_components(head, value, separator)
        return [self.unescaped(part) if "\\" in part else part for part in parts]

    def raw_components(self, line: Line, separator: str = ";") -> list[str]:
        """The components as they are, decoded but still escaped."""
        return self._raw_components(line.head, line.value, separator)

    def _raw_components(self, head: Head, value: bytes, separator: str) -> list[str]:
        if head.encoding == QUOTED_PRINTABLE:
            parts = split_unescaped(value.decode("latin-1"), separator)
            return [self._special(head, part.encode("latin-1")) for part in parts]
        return split_unescaped(self._undecorated(head, value), separator)

    def undecorated(self, line: Line) -> str:
        """The value as text, its escapes kept."""
        return self._undecorated(line.head, line.value)

    def _undecorated(self, head: Head, value: bytes) -> str:
        return self._special(head, value) if head.special else self.decoded(value)

    def repeated_components(self, head: Head, value: bytes, separator: str = ";") -> Sequence[str]:
        """The same of a value that many cards of a file have: people share organisations and
        tags."""
        if head.special or len(value) > _LONGEST_REPEATED or not value.isascii():
            return self.components_of(head, value, separator)
        return _ascii_components(value, separator, self.legacy)

    def unescaped(self, text: str) -> str:
        """The text without its escapes."""
        return _unescaped(text, self.legacy) if "\\" in text else text

    def decoded(self, data: bytes) -> str:
        """Bytes as text: UTF-8, else the 8-bit encoding of this card."""
        try:
            return data.decode()
        except UnicodeDecodeError:
            return charset.decode(data, self._guess())

    def _special(self, head: Head, data: bytes) -> str:
        quoted = head.encoding == QUOTED_PRINTABLE
        if quoted:
            data = binascii.a2b_qp(data)
        elif head.encoding == BASE64:
            data = _unpacked_text(data, charset.declared(head.charset)) or data
        codec = charset.declared(head.charset) if head.charset else ""
        text = None
        if codec and (quoted or charset.is_multibyte(codec)):
            text = _strictly(data, codec) or _strictly(data, "utf-8")
        elif codec:
            # A label that lies is common where a whole file was turned into UTF-8.
            text = _strictly(data, "utf-8") or _strictly(data, codec)
        if text is None:
            text = self.decoded(data)
        return text.replace("\r\n", "\n").replace("\r", "\n") if quoted else text

    def should_be(self, codec: str) -> bool:
        """Whether this card was read in another encoding than its file and need not have been."""
        own = self._eight_bit
        return own not in ("", codec) and charset.agrees(self._odd(), own, codec)

    def _guess(self) -> str:
        if not self._eight_bit:
            self._eight_bit = charset.guess(self._odd())
        return self._eight_bit

    def _odd(self) -> bytes:
        """What is not UTF-8 and names no encoding."""
        values = map(_bytes_of, self._lines.heads, self._lines.values)
        return b" ".join(
            value[:_ENOUGH]
            for value in values
            if not value.isascii() and _strictly(value, "utf-8") is None
        )


@lru_cache(maxsize=1024)
def _ascii_components(value: bytes, separator: str, legacy: bool) -> tuple[str, ...]:
    parts = split_unescaped(value.decode(), separator)
    return tuple([_unescaped(part, legacy) if "\\" in part else part for part in parts])


def _unescaped(text: str, legacy: bool) -> str:
    known = _LEGACY if legacy else _MODERN
    if "\\\\" in text:
        return _PAIR.sub(lambda pair: known.get(pair[0], pair[0]), text)
    for pair, plain in known.items():  # none begins within another: they can go one by one
        text = text.replace(pair, plain)
    return text


def _unpacked_text(data: bytes, codec: str) -> bytes:
    """What base64 holds, where that is text (RFC 2425 allows it for any value); else nothing."""
    if len(data) > _PACKED_TEXT:
        return b""
    unpacked = unbase64(data)
    text = _strictly(unpacked, codec or "utf-8") or ""
    return unpacked if text and not _CONTROL.search(text) else b""


def _bytes_of(head: Head, value: bytes) -> bytes:
    """The value's own bytes, where it names no charset."""
    if head.encoding == QUOTED_PRINTABLE and not head.charset:
        return binascii.a2b_qp(value)
    return value


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def split_unescaped(text: str, separator: str) -> list[str]:
    """Cut at separators that no backslash protects."""
    if "\\" + separator not in text:
        return text.split(separator)
    found: list[list[str]] = [[]]
    for part in text.split(separator):
        found[-1].append(part)
        if (len(part) - len(part.rstrip("\\"))) % 2 == 0:
            found.append([])
    return [separator.join(pieces) for pieces in found if pieces]


def storable(text: str) -> str:
    """A text without the character that separates parts where details are stored."""
    return text.replace(UNIT_SEPARATOR, " ")


def storable_parts(parts: Sequence[str]) -> list[str]:
    """The same of each part, without blanks around it."""
    return [(storable(part) if UNIT_SEPARATOR in part else part).strip() for part in parts]


def organisation_parts(components: Sequence[str]) -> tuple[str, ...]:
    """Name and units without the empty ones at the end; none where all are empty."""
    parts = storable_parts(components)
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)


def address_parts(components: list[str]) -> tuple[str, ...]:
    """The seven parts of an address; a shorter value is filled up.

    One without any structure, as makers of QR codes write it, is where the house is and no PO box.
    """
    if len(components) == 1:
        components = ["", "", *components]
    parts = storable_parts(components[:7])
    return tuple(parts + [""] * (7 - len(parts)))


def unbase64(data: bytes) -> bytes:
    """Lenient base64: white space, strange bytes and missing padding do no harm."""
    body = data.rstrip(b"= \t\r\n")
    if b"-" in body or b"_" in body or b"=" in body:
        body = _NOT_BASE64.sub(b"", body.replace(b"-", b"+").replace(b"_", b"/"))
    try:
        return binascii.a2b_base64(body + b"==")  # skips what is none of its letters
    except binascii.Error:
        return binascii.a2b_base64(_whole_quads(_NOT_BASE64.sub(b"", body)))


def _whole_quads(body: bytes) -> bytes:
    """Without a last letter that is too few for a byte."""
    return body[: len(body) - 1] + b"==" if len(body) % 4 == 1 else body + b"=="
