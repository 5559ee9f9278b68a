"""Owns a card whose encoding the user or its file decides; invariant: only lines that need it are
changed.

Such lines become UTF-8, as whole files in UTF-16 do, so that the card says the same whenever it is
read again; a quoted-printable one is given the CHARSET it lacked.
"""

from __future__ import annotations

import binascii
import re

from relationship_desk.formats.vcard.heads import QUOTED_PRINTABLE
from relationship_desk.formats.vcard.lines import split_lines, version_of
from relationship_desk.formats.vcard.logical import Line

_FOLDS = re.compile(rb"\r*\n[ \t]")


def spelled(raw: bytes, codec: str) -> bytes:
    """The card with its undecided lines read in this encoding."""
    if raw.isascii() and b"QUOTED-PRINTABLE" not in raw.upper():
        return raw
    return b"".join(_line(line, codec) for line in split_lines(raw, version_of(raw)).whole())


def _line(line: Line, codec: str) -> bytes:
    raw = line.raw
    if line.head.charset:
        return raw
    if line.head.encoding == QUOTED_PRINTABLE and raw.isascii():
        if _is_utf8(binascii.a2b_qp(line.value)):
            return raw
        head, colon, value = raw.partition(b":")
        return head + b";CHARSET=" + _registered(codec) + colon + value
    if _is_utf8(raw) or _is_utf8(_FOLDS.sub(b"", raw)):
        return raw
    for data in (raw, _FOLDS.sub(b"", raw)):  # a fold may cut a letter of several bytes
        try:
            return data.decode(codec).encode()
        except UnicodeError:
            continue
    return raw


def _registered(codec: str) -> bytes:
    """The name that other programs know (IANA's registry of character sets)."""
    name = codec.replace("cp125", "windows-125").replace("iso8859_", "ISO-8859-")
    return (name if name != "mac_roman" else "macintosh").replace("_", "-").encode()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
