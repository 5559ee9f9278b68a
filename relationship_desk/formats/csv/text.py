"""Owns a file's bytes as text; invariant: what is no table of text is named, never half read."""

from __future__ import annotations

import codecs
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from relationship_desk.desk.ports import HowRead, Letters, NotThisFormat
from relationship_desk.formats.choices import Choices
from relationship_desk.formats.csv.records import with_line_feeds
from relationship_desk.formats.letters import letters_of, odd_lines, whole_lines
from relationship_desk.formats.vcard import charset, sniffing

FILE_LIMIT = 200_000_000  # bytes that are read of one file
SHOWN = 64 * 1024
_PIECE = 1 << 20
_CARD = re.compile(rb"(?:\A|[\r\n])[ \t]*BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Text:
    """What a file says, its lines ended by line feeds; `cut` where it goes over the limit."""

    text: str
    size: int  # bytes of the whole file
    cut: bool
    letters: Letters | None
    start: bytes  # the first of its bytes, for showing how else they may be read


def read_text(path: Path, choices: Choices) -> Text:
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
    if not sniffing.wide_encoding(start):
        _require_text(start, path.name)
    text, letters = decoded(data, choices)
    if cut:
        text = text[: text.rfind("\n") + 1] or text
    text = with_line_feeds(text.removeprefix("\ufeff"))
    return Text(text, max(status.st_size, 1), cut, letters, data[:SHOWN])


def not_a_table(name: str, seen: str, how: HowRead | None = None) -> NotThisFormat:
    """The refusal of a file that is `seen` instead ("a web page")."""
    return NotThisFormat(f"“{name}” is not a table of contacts (CSV): it is {seen}.", how)


def _require_text(start: bytes, name: str) -> None:
    if _CARD.search(start):
        raise not_a_table(name, "a vCard file")
    seen = sniffing.known_content(start)
    if seen and not sniffing.may_be_a_table(start):
        raise not_a_table(name, seen)
    if start.count(b"\0") * 100 > len(start):
        raise not_a_table(name, "a file of binary data")


def decoded(data: bytes, choices: Choices) -> tuple[str, Letters | None]:
    """A text, and what is said of its letters where it does not say which encoding it is in."""
    wide = sniffing.wide_encoding(data[: sniffing.ENOUGH])
    if wide:
        return data.decode(wide, "replace"), None
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    pieces = (data[at : at + _PIECE] for at in range(0, len(data), _PIECE))
    odd = odd_lines(whole_lines(pieces))
    letters = letters_of(odd, choices)
    if letters is None:  # the bytes that are no UTF-8 stand where no line is
        return data.decode("utf-8", "replace"), None
    if letters.chosen:
        return data.decode(letters.codec, "replace"), letters
    return charset.decode(data, letters.codec), letters
