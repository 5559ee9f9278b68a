"""Owns the file: its bytes, and where cards lie in them; invariant: no byte is left out.

A file is mapped and cut card by card; memory is bounded by the largest card. UTF-16 and UTF-32 are
turned into UTF-8 in an unnamed temporary file first, so that everything after sees one encoding.
"""

from __future__ import annotations

import codecs
import mmap
import re
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from relationship_desk.desk.ports import NotThisFormat
from relationship_desk.formats.vcard import sniffing

_NOT_BLANK = re.compile(rb"[^ \t\r\n]")
_SOMETHING = re.compile(rb"[^ \t\r\n\0\x1a\xef\xbb\xbf]")  # neither blank nor a byte order mark
# A search that begins with one plain byte is several times faster than any other.
_HINT = re.compile(rb":[ \t]*VCARD[ \t]*(?=[\r\n]|\Z|BEGIN:)", re.IGNORECASE)
_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?([ \t]*)(?:[^.:;\s]*\.)?"
    rb"(?:(BEGIN|END)(?:;[^:]*)?|AGENT[^:]*:[ \t]*BEGIN)[ \t]*\Z",
    re.IGNORECASE,
)
_LONGEST_HEAD = 200
_PLAIN = len(b"\nBEGIN")
_FILLING = b"\0\x1a"  # what old systems put behind a text
_BEGIN_HERE = re.compile(rb"BEGIN:VCARD[ \t]*(?=[\r\n])", re.IGNORECASE)
_LINE_END = re.compile(rb"\r*\n|\r|\Z")
_AGENT = re.compile(rb"(?:[^:;\r\n]*\.)?AGENT[^:\r\n]*:\s*\Z", re.IGNORECASE)
_NEXT_THING = re.compile(rb"[ \t\r\n]*(?:BEGIN[ \t]*:|\Z)", re.IGNORECASE)
_CHUNK = 1 << 20

NO_END = "The card breaks off: its END:VCARD is missing."
NO_BEGIN = "The card has no BEGIN:VCARD."
CUT_OFF = "The file breaks off in the middle of this card; export it again to have all of it."


class Stretch(NamedTuple):
    """A stretch of the file: a card, or text that is none. Blank stretches are not told.

    A card that breaks off within a line is none: half a number would be taken for a whole one.
    `start` and `end` are offsets in the source's bytes; `flaw` is a sentence, or "".
    """

    start: int
    end: int
    is_card: bool
    flaw: str = ""


# BEGIN, END or AGENT; whether indented; the offsets of its line and of its end.
_Event = tuple[bytes, bool, int, int]


class Source:
    """The bytes of one file, as UTF-8 or 8-bit text, mapped. A context manager."""

    def __init__(self, path: Path) -> None:
        """Raises `NotThisFormat` for what cannot hold vCards, `OSError` where nothing opens."""
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise NotThisFormat(f"“{path.name}” is a folder. Choose the contact files inside it.")
        if not stat.S_ISREG(status.st_mode):
            raise NotThisFormat(f"“{path.name}” is not a file that can be read.")
        if status.st_size == 0:
            raise NotThisFormat(sniffing.empty(path.name))
        with path.open("rb") as file:
            start = file.read(sniffing.ENOUGH)
            file.seek(0)
            wide = sniffing.wide_encoding(start)
            self._map = _as_utf8(file, wide, path.name) if wide else _mapped(file)
        self.size = len(self._map)
        if next(self._events(), None) is None or start.startswith(sniffing.GENOMICS):
            start = self._map[: sniffing.ENOUGH]
            if not sniffing.is_bare_card(start):
                self._map.close()
                raise NotThisFormat(sniffing.what_it_is(start, path.name))

    def __enter__(self) -> Source:
        return self

    def __exit__(self, *_: object) -> None:
        self._map.close()

    def bytes_of(self, start: int, end: int) -> bytes:
        """A copy of some bytes."""
        return self._map[start:end]

    def chunks(self) -> Iterator[bytes]:
        """All of it, in pieces."""
        for start in range(0, self.size, _CHUNK):
            yield self._map[start : start + _CHUNK]

    def count_line_ends(self, start: int, end: int) -> int:
        """How many lines end between two offsets, however far apart they are."""
        feeds = returns = 0
        for position in range(start, end, _CHUNK):
            data = self._map[position : min(end, position + _CHUNK)]
            feeds += data.count(b"\n")
            returns += data.count(b"\r")
        return feeds or returns

    def _events(self) -> Iterator[_Event]:
        """Where cards begin and end, as far as single lines tell."""
        data = self._map
        for hint in _HINT.finditer(data):
            colon = hint.start()
            if colon > _PLAIN:  # most lines of most files, at a fifth of the cost
                line = data[colon - _PLAIN : colon]
                if line == b"\nBEGIN" or line[2:] == b"\nEND":
                    kind = line.rpartition(b"\n")[2]
                    yield kind, False, colon - len(kind), hint.end()
                    continue
            floor = max(0, colon - _LONGEST_HEAD)
            before = data[floor:colon]
            start = max(before.rfind(b"\n"), before.rfind(b"\r")) + 1
            if start == 0 and floor > 0:
                continue
            head = _HEAD.match(before, start)
            if head is not None:
                kind = (head[2] or b"AGENT").upper()
                yield kind, bool(head[1]), floor + head.start(1), hint.end()

    def stretches(self) -> Iterator[Stretch]:
        """Cards and other text, in order; together with blanks between them, the whole file."""
        data = self._map
        free = 0
        card = -1  # where the open card began
        depth = 0
        card_indented = False
        for kind, indented, line, position in self._events():
            if kind == b"BEGIN":
                if card >= 0 and self._belongs_to_agent(card, line):
                    depth += 1
                    continue
                if card >= 0 and indented and not card_indented:
                    continue  # the fold of a longer text
                if card >= 0:
                    yield Stretch(card, line, True, NO_END)
                elif line > free:
                    yield from self._text(free, line)
                card, depth, card_indented = line, 1, indented
            elif kind == b"AGENT":
                depth += card >= 0
            elif card < 0:
                begin, free = self._past_blank_lines(free, line), self._after_line(position)
                yield Stretch(begin, free, True, NO_BEGIN)
            else:
                if indented and not card_indented and depth == 1 and not self._at_rest(position):
                    continue
                depth -= 1
                if depth:
                    continue
                free = self._after_line(position)
                yield Stretch(card, free, True)
                card = -1
                if free == position and _BEGIN_HERE.match(data, position):
                    # Files put together without a line end between them.
                    card, depth, card_indented, free = position, 1, False, position
        if card >= 0:
            tail = self._map[max(card, self.size - _LONGEST_HEAD) :].rstrip(_FILLING)
            whole = tail.endswith((b"\n", b"\r"))
            yield Stretch(card, self.size, whole, NO_END if whole else CUT_OFF)
        elif free == 0:
            yield Stretch(0, self.size, True, NO_BEGIN)
        else:
            yield from self._text(free, self.size)

    def _text(self, start: int, end: int) -> Iterator[Stretch]:
        """Text outside of cards, without the blank lines around it."""
        start = self._past_blank_lines(start, end)
        if _SOMETHING.search(self._map, start, end):
            tail = self._map[max(start, end - _CHUNK) : end]
            last = end - len(tail) + len(tail.rstrip(b" \t\r\n"))
            yield Stretch(start, min(end, self._after_line(last)), False)

    def _past_blank_lines(self, start: int, end: int) -> int:
        """The start of the first line that is not blank."""
        found = _NOT_BLANK.search(self._map, start, end)
        lead = found.start() if found else end
        line = max(self._map.rfind(b"\n", start, lead), self._map.rfind(b"\r", start, lead)) + 1
        return max(start, line)

    def _after_line(self, position: int) -> int:
        """The offset after the line's own end; not past a card that begins on the same line."""
        if self._map[position : position + 2] == b"\r\n":
            return position + 2
        if _BEGIN_HERE.match(self._map, position):
            return position
        found = _LINE_END.match(self._map, position)
        return found.end() if found else position

    def _at_rest(self, position: int) -> bool:
        return _NEXT_THING.match(self._map, position) is not None

    def _belongs_to_agent(self, card: int, line: int) -> bool:
        """Whether the line before is an AGENT that waits for its nested card (version 2.1)."""
        before = self._map[max(card, line - 200) : line].rstrip()
        last = max(before.rfind(b"\n"), before.rfind(b"\r")) + 1
        return _AGENT.match(before[last:]) is not None


def _mapped(file: BinaryIO) -> mmap.mmap:
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _as_utf8(file: BinaryIO, encoding: str, name: str) -> mmap.mmap:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    with tempfile.TemporaryFile() as copy:
        while chunk := file.read(_CHUNK):
            copy.write(decoder.decode(chunk).encode("utf-8", "replace"))
        copy.write(decoder.decode(b"", True).encode("utf-8", "replace"))
        if not copy.tell():
            raise NotThisFormat(sniffing.empty(name))
        copy.flush()
        return _mapped(copy)
