"""Owns how one content line is written; invariant: what it writes reads back as the same text.

Version 2.1 takes quoted-printable where a text is not plain ASCII; 3.0 and 4.0 take UTF-8, escapes
and folds at 75 octets that split no character.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from relationship_desk.formats.vcard.lines import opens_property
from relationship_desk.formats.vcard.logical import Line

_WIDTH = 75
_NARROWEST = 40  # octets of text in a line, however deep the card is indented
_FRAME_AHEAD = re.compile(rb"[ \t]*(?:BEGIN|END)[ \t]*:", re.IGNORECASE)
_QP_WIDTH = 72
_QP_HEAD = b";CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE"
_PLAIN = frozenset(range(33, 127)) - {ord("=")}
_RISKY_FIRST = frozenset(b"BbEe \t")  # a line of quoted-printable must not look like BEGIN or END


@dataclass(frozen=True, slots=True)
class Style:
    """The version, line end and indentation in which a card is written."""

    version: str
    eol: bytes = b"\r\n"
    indent: bytes = b""

    @staticmethod
    def of(lines: list[Line], version: str) -> Style:
        """The style a card was written in."""
        first = lines[0].raw if lines else b""
        body = first.rstrip(b"\r\n")
        indent = body[: len(body) - len(body.lstrip(b" \t"))]
        return Style(version, first[len(body) :] or b"\r\n", indent)

    @property
    def legacy(self) -> bool:
        """Whether this is version 2.1."""
        return self.version == "2.1"

    def escaped(self, text: str, also: str = "") -> str:
        """A text with backslash and line breaks escaped, and the characters in `also`."""
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
        if not self.legacy:
            text = text.replace("\n", "\\n")
        for character in also:
            text = text.replace(character, "\\" + character)
        return text

    def text(self, text: str) -> str:
        """A whole value that is one text."""
        return self.escaped(text, "" if self.legacy else ",;")

    def component(self, text: str) -> str:
        """One component of a structured value or of a list."""
        return self.escaped(text, ";" if self.legacy else ",;")

    def line(self, head: bytes, value: str) -> bytes:
        """One content line. `value` is escaped; `head` names neither encoding nor charset."""
        data = value.encode("utf-8", "replace")
        if not self.legacy:
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\\n")
            return self._folded(head + b":" + data)
        if data.isascii() and b"\n" not in data and b"\r" not in data:
            return self.indent + head + b":" + data + self.eol
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
        return self.indent + self._quoted(head + _QP_HEAD + b":", data) + self.eol

    def binary(self, name: bytes, media_type: str, data: bytes) -> bytes:
        """A picture: base64 in 2.1 and 3.0, a `data:` URI in 4.0."""
        body = base64.b64encode(data)
        if self.version == "4.0":
            return self._folded(name + b":data:" + media_type.encode() + b";base64," + body)
        kind = media_type.removeprefix("image/").upper()
        kind = kind if kind.isalnum() else media_type
        if self.legacy:
            head = name + b";ENCODING=BASE64;TYPE=" + kind.encode()
            return self._folded(head + b":" + body) + self.eol
        return self._folded(name + b";ENCODING=b;TYPE=" + kind.encode() + b":" + body)

    def _folded(self, line: bytes) -> bytes:
        width = max(_WIDTH - len(self.indent), _NARROWEST)
        pieces = []
        start = 0
        while len(line) - start > width:
            cut = _character_start(line, start + width)
            for _ in range(_NARROWEST // 2):
                ahead = line[cut : cut + 80]
                if not _FRAME_AHEAD.match(ahead) and not opens_property(ahead):
                    break
                cut = _character_start(line, cut - 1)
            pieces.append(line[start:cut])
            if start == 0:
                width -= 1  # the blank of the fold
            start = cut
        pieces.append(line[start:])
        return self.indent + (self.eol + self.indent + b" ").join(pieces) + self.eol

    def _quoted(self, head: bytes, data: bytes) -> bytes:
        pieces = [head]
        width = len(head)
        last = len(data) - 1
        for number, byte in enumerate(data):
            if width >= _QP_WIDTH:
                pieces.append(b"=" + self.eol)
                width = 0
            blank = byte in (32, 9)
            if byte in _PLAIN or (blank and number < last):
                plain = width > 0 or byte not in _RISKY_FIRST
                plain = plain and not (blank and width + 1 >= _QP_WIDTH)
            else:
                plain = False
            piece = bytes((byte,)) if plain else b"=%02X" % byte
            pieces.append(piece)
            width += len(piece)
        return b"".join(pieces)


def _character_start(line: bytes, position: int) -> int:
    """The start of the UTF-8 character that the offset lies in."""
    for back in range(4):
        if line[position - back] & 0xC0 != 0x80:
            return position - back
    return position
