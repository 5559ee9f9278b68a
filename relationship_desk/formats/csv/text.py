"""Owns a file's bytes as text; invariant: what is no table of text is named, never half read."""

from __future__ import annotations

import codecs
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from relationship_desk.desk.ports import NotThisFormat
from relationship_desk.formats.csv.records import with_line_feeds
from relationship_desk.formats.vcard import charset, sniffing

FILE_LIMIT = 200_000_000  # bytes that are read of one file
_GUESSED_FROM = 64 * 1024
_ODD_LINES = re.compile(rb"[^\n]*[\x80-\xff][^\n]*")
_CARD = re.compile(rb"(?:\A|[\r\n])[ \t]*BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE)
# Signs that open a file of another kind and may open a row of a table too.
_MAY_BE_CELLS = (b"MZ", b"DN:", b"[", b"{")


@dataclass(frozen=True, slots=True)
class Text:
    """What a file says, its lines ended by line feeds; `cut` where it goes over the limit."""

    text: str
    size: int  # bytes of the whole file
    cut: bool


def read_text(path: Path) -> Text:
    """Raises `NotThisFormat` for what is no text, `OSError` where the file does not open."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise NotThisFormat(f"“{path.name}” is a folder. Choose the contact files inside it.")
    if not stat.S_ISREG(status.st_mode):
        raise NotThisFormat(f"“{path.name}” is not a file that can be read.")
    with path.open("rb") as file:
        data = file.read(FILE_LIMIT + 1)
    cut = len(data) > FILE_LIMIT
    start = data[: sniffing.ENOUGH]
    if not start.strip(b"\0\x1a \t\r\n"):
        raise NotThisFormat(sniffing.empty(path.name))
    wide = sniffing.wide_encoding(start)
    if not wide:
        _require_text(start, path.name)
    text = _decoded(data, wide)
    if cut:
        text = text[: text.rfind("\n") + 1] or text
    return Text(with_line_feeds(text.removeprefix("\ufeff")), max(status.st_size, 1), cut)


def not_a_table(name: str, seen: str) -> NotThisFormat:
    """The refusal of a file that is `seen` instead ("a web page")."""
    return NotThisFormat(f"“{name}” is not a table of contacts (CSV): it is {seen}.")


def _require_text(start: bytes, name: str) -> None:
    if _CARD.search(start):
        raise not_a_table(name, "a vCard file")
    seen = sniffing.known_content(start)
    if seen and not start.lstrip().upper().startswith(_MAY_BE_CELLS):
        raise not_a_table(name, seen)
    if start.count(b"\0") * 100 > len(start):
        raise not_a_table(name, "a file of binary data")


def _decoded(data: bytes, wide: str) -> str:
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        pass
    sample = bytearray()
    for line in _ODD_LINES.finditer(data):
        sample += line[0][:_GUESSED_FROM] + b" "
        if len(sample) > _GUESSED_FROM:
            break
    words = b" ".join(re.findall(rb"[\x40-\x7e]*[\x80-\xff][\x40-\x7e\x80-\xff]*", bytes(sample)))
    return charset.decode(data, charset.guess(words))
