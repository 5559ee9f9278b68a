"""Owns how a card's bytes become logical lines; invariant: each byte is of one line."""

from __future__ import annotations

import re

from relationship_desk.formats.vcard.heads import (
    BASE64,
    QUOTED_PRINTABLE,
    Head,
    HeadCache,
    is_known,
    split_head,
)
from relationship_desk.formats.vcard.logical import Lines

_ENDS = b"\r\n"
_BLANKS = b" \t"
_EMPTY = b" \t\r\n\0\x1a"  # NUL and Ctrl-Z are what old systems fill a file up with
_FRAME = re.compile(rb"[ \t]*(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*[\r\n]*\Z", re.IGNORECASE)
_BASE64_ONLY = re.compile(rb"[A-Za-z0-9+/=_ \t-]*\Z")

_CACHES = {carets: HeadCache(carets) for carets in (False, True)}
_NOTHING = Head(b"")
# Lines that stray text is not joined to: it would spoil what is there.
_KEEPS_NO_TEXT = frozenset(
    {"", "BEGIN", "END", "VERSION", "AGENT", "X-ABLABEL", "X-ABDATE", "X-ANNIVERSARY"}
    | {"TEL", "EMAIL", "BDAY", "ANNIVERSARY", "UID", "REV", "KIND", "GEO", "IMPP"}
)

NO_PROPERTY = "This line is no property; it was read as a continuation of the line before it."
NO_HOME = "This line is no property and continues nothing; it was kept as it is."


def physical_lines(raw: bytes) -> list[bytes]:
    """The lines of the file, each with its line end.

    CRLF, LF, CR and CR CR LF end a line. Where there are LFs, a lone CR is content, unless a
    property follows it.
    """
    returns = raw.count(b"\r")
    if returns == raw.count(b"\r\n") or b"\n" not in raw:
        return raw.splitlines(keepends=True)
    found: list[bytes] = []
    for chunk in raw.splitlines(keepends=True) if b"\n" not in raw else _after_line_feeds(raw):
        body = chunk.rstrip(_ENDS)
        if b"\r" not in body:
            found.append(chunk)
            continue
        start = 0
        position = chunk.find(b"\r")
        while 0 <= position < len(body):
            if opens_property(chunk[position + 1 : position + 80]):
                found.append(chunk[start : position + 1])
                start = position + 1
            position = chunk.find(b"\r", position + 1)
        found.append(chunk[start:])
    return found


def _after_line_feeds(raw: bytes) -> list[bytes]:
    chunks = raw.split(b"\n")
    last = chunks.pop()
    found = [chunk + b"\n" for chunk in chunks]
    return [*found, last] if last else found


def opens_property(text: bytes) -> bool:
    """Whether a line begins as a known property or an X- one does."""
    colon, semicolon = text.find(b":"), text.find(b";")
    end = min(colon, semicolon) if colon >= 0 and semicolon >= 0 else max(colon, semicolon)
    if end < 0:
        return False
    return is_known(text[:end].strip(_BLANKS).rpartition(b".")[2].decode("latin-1").upper())


def version_of(raw: bytes) -> str:
    """ "2.1", "3.0" or "4.0": what the card says, wherever it says it, else what it looks like."""
    start = raw.find(b"\nVERSION:") + 1
    if start:
        digit = raw[start + 8 : start + 16].strip()[:1]
    else:
        found = _VERSION.search(raw)
        digit = found[1] if found else b""
    if digit in _VERSIONS:
        return _VERSIONS[digit]
    if _QUOTED.search(raw):
        return "2.1"
    return "2.1" if _BARE_TYPE.search(raw) and b"\\n" not in raw else "3.0"


_VERSIONS = {b"2": "2.1", b"3": "3.0", b"4": "4.0", b"1": "2.1"}
_VERSION = re.compile(rb"(?:\A|[\r\n])[ \t]*VERSION[ \t]*(?:;[^:\r\n]*)?:[ \t]*(\d)", re.IGNORECASE)
_QUOTED = re.compile(rb"(?:\A|[\r\n])[^\r\n:]*[;=]QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_BARE_TYPE = re.compile(
    rb"(?:\A|[\r\n])(?:TEL|ADR|EMAIL|LABEL)"
    rb";(?:HOME|WORK|CELL|VOICE|FAX|PREF|INTERNET|PAGER|DOM|INTL|POSTAL|PARCEL)[;:]",
    re.IGNORECASE,
)


def split_lines(raw: bytes, version: str) -> Lines:
    """The logical lines of one card, in order, blank and broken ones too."""
    physical = physical_lines(raw)
    heads = _CACHES[version == "4.0"]
    count = len(physical)
    physical.append(b"!")  # every line has a next one
    lines = Lines()
    add_raw, add_head, add_value = lines.raws.append, lines.heads.append, lines.values.append
    position = 0
    while position < count:
        line = physical[position]
        if line[0] > 32:
            name, colon, value = line.partition(b":")
            if colon:
                head = heads[name]
                if head.plain:
                    following = physical[position + 1][0]
                    if following > 32:
                        add_raw(line)
                        add_head(head)
                        add_value(value.rstrip(_ENDS))
                        position += 1
                        continue
                    if following in _BLANKS and head.name != "BEGIN":
                        start, position = position, _after_folds(physical, position + 1)
                        folded = physical[start:position]
                        folded[0] = b" " + value
                        value = b"".join([fold[1:].rstrip(_ENDS) for fold in folded])
                        lines.add(b"".join(physical[start:position]), head, value)
                        continue
        position = _Assembly(physical, position, count, heads).add_to(lines)
    return lines


def _after_folds(physical: list[bytes], position: int) -> int:
    """The number of the first line from here on that is not indented."""
    while physical[position][0] in _BLANKS:
        position += 1
    return position


class _Assembly:
    """The next logical line where it needs more than a cut: folds, soft breaks, base64, flaws."""

    def __init__(self, physical: list[bytes], start: int, count: int, heads: HeadCache) -> None:
        self._physical = physical
        self._start = start
        self._end = start + 1
        self._count = count
        self._heads = heads
        self._fold_width = 1  # blanks that a fold puts before its text

    def add_to(self, lines: Lines) -> int:
        """Add the line; the answer is the number of the physical line that follows it."""
        first = self._physical[self._start]
        text = first.strip(_EMPTY)
        if not text:
            self._end = self._after_blanks()
            lines.add(self._raw(), _NOTHING, b"")
            return self._end
        indented = first[0] in _BLANKS
        if indented and lines.heads and not opens_property(text[:80]) and not _FRAME.match(first):
            return self._continue(lines)
        text = first.rstrip(_ENDS).lstrip(_BLANKS)
        self._fold_width = len(first) - len(first.lstrip(_BLANKS)) + 1
        if b":" not in text:
            text = self._unfold_head(text, indented, until=b":")
        cut = split_head(text)
        if cut is None:
            return self._continue(lines)
        if cut[0].count(b'"') % 2:
            text = self._unfold_head(text, indented)
            cut = split_head(text) or cut
        head = self._heads[cut[0]]
        if not is_known(head.name) and _is_text(text):
            return self._continue(lines)
        value = self._value(head, cut[1], indented)
        lines.add(self._raw(), head, value)
        return self._end

    def _raw(self) -> bytes:
        return b"".join(self._physical[self._start : self._end])

    def _take(self) -> bytes:
        """One fold more, without its indentation and line end."""
        line = self._physical[self._end]
        self._end += 1
        width = min(self._fold_width, len(line) - len(line.lstrip(_BLANKS)))
        return line[width:].rstrip(_ENDS)

    def _folded(self, indented: bool) -> bool:
        """Whether the next physical line is a fold. In a card that is indented as a whole, an
        indented property is a line of its own."""
        if self._end >= self._count or self._physical[self._end][0] not in _BLANKS:
            return False
        if not indented:
            return True
        text = self._physical[self._end].lstrip(_BLANKS)
        return not opens_property(text[:80])

    def _unfold_head(self, text: bytes, indented: bool, until: bytes = b"") -> bytes:
        """A head that goes on in the next fold, joined once so that time stays linear."""
        pieces = [text]
        while self._folded(indented):
            pieces.append(self._take())
            if until and until in pieces[-1]:
                break
        return b"".join(pieces)

    def _value(self, head: Head, value: bytes, indented: bool) -> bytes:
        if head.name == "BEGIN":
            return value  # what is indented below it is a card, not a fold
        if head.name == "AGENT" and (head.encoding != QUOTED_PRINTABLE or not value.strip()):
            return self._agent(value, indented)
        if head.encoding == QUOTED_PRINTABLE:
            return self._quoted_printable(value, indented)
        pieces = [value]
        while self._folded(indented):
            pieces.append(self._take())
        if head.encoding == BASE64:
            self._base64(pieces)
        return b"".join(pieces)

    def _quoted_printable(self, value: bytes, indented: bool) -> bytes:
        """A trailing `=` joins the next line, unless a card begins or ends there."""
        pieces: list[bytes] = []
        spaced = None
        while True:
            trimmed = value.rstrip(_BLANKS)
            soft = trimmed.endswith(b"=")
            pieces.append(trimmed[:-1] if soft else value)
            if self._end >= self._count:
                break
            following = self._physical[self._end]
            if soft and not _FRAME.match(following):
                self._end += 1
                value = following.rstrip(_ENDS)
                if value[:1] in (b" ", b"\t"):
                    if spaced is None:
                        spaced = _has_raw_blanks(pieces)
                    value = value if spaced else value.lstrip(_BLANKS)
                elif not value and self._end < self._count and self._goes_on():
                    value = self._physical[self._end].rstrip(_ENDS)
                    self._end += 1
            elif not soft and following.strip() and self._folded(indented):
                value = self._take()
            else:
                break
        return b"".join(pieces)

    def _goes_on(self) -> bool:
        """Whether quoted-printable text goes on after a blank line."""
        following = self._physical[self._end]
        is_text = b":" not in following and bool(following.strip()) and following[0] > 32
        return is_text and not self._opens_folded(self._end)

    def _base64(self, pieces: list[bytes]) -> None:
        """Unindented base64 goes on until a blank line or until a line that is none."""
        while self._end < self._count:
            line = self._physical[self._end]
            if not line.strip():
                self._end += 1
                if self._end < self._count and self._physical[self._end][0] in _BLANKS:
                    continue
                return
            if (
                b":" in line
                or not _BASE64_ONLY.match(line.rstrip(_ENDS))
                or self._opens_folded(self._end)
            ):
                return
            pieces.append(line.strip())
            self._end += 1

    def _opens_folded(self, position: int) -> bool:
        """Whether a line without a colon is the beginning of a head that is folded."""
        line, following = self._physical[position : position + 2]
        if following[0] not in _BLANKS:
            return False
        return opens_property((line.rstrip(_ENDS) + following[1:])[:80])

    def _agent(self, value: bytes, indented: bool) -> bytes:
        """The nested card of an AGENT belongs to its line, folded or not."""
        pieces = [value]
        opened = _frame(value) == b"BEGIN"  # else a whole card may stand in one line
        if not opened:
            while self._folded(indented):
                pieces.append(self._take())
            opened = self._end < self._count and _frame(self._physical[self._end]) == b"BEGIN"
            depth = 0
        else:
            depth = 1
        while opened and self._end < self._count:
            line = self._physical[self._end]
            frame = _frame(line)
            depth += {b"BEGIN": 1, b"END": -1}.get(frame, 0)
            pieces.append(b"\n" + line.strip())
            self._end += 1
            if frame == b"END" and depth <= 0:
                break
        return b"".join(pieces)

    def _continue(self, lines: Lines) -> int:
        """Text without a colon goes on with the text before it, blank lines between them too."""
        text = self._colonless_run()
        home = len(lines.raws) - 1
        while home >= 0 and not lines.raws[home].strip():
            home -= 1
        is_text = _is_text(self._physical[self._start].lstrip(_BLANKS))
        if home < 0 or lines.heads[home].name in _KEEPS_NO_TEXT or not is_text:
            lines.add(self._raw(), _NOTHING, text, NO_HOME)
            return self._end
        head, before = lines.heads[home], lines.values[home]
        between = b"\n" * (len(lines.raws) - home)
        if text[:1] in (b" ", b"\t"):
            between, text = b"", text[1:]
        raw = b"".join((*lines.raws[home:], self._raw()))
        lines.cut(home)
        lines.add(raw, head, before + between + text, NO_PROPERTY)
        return self._end

    def _colonless_run(self) -> bytes:
        """All the text without a colon from here on, taken at once so that time stays linear."""
        first, *folds = self._physical[self._start : self._end]
        pieces = [first.rstrip(_ENDS), *(fold[1:].rstrip(_ENDS) for fold in folds)]
        while (ahead := self._after_blanks()) < self._count:
            line = self._physical[ahead]
            blanks = ahead - self._end
            if line[0] in _BLANKS:
                if blanks and (opens_property(line.strip()[:80]) or _FRAME.match(line)):
                    break
                pieces.append(line[1:].rstrip(_ENDS))
            elif _is_text(line) and not self._opens_folded(ahead):
                pieces.append(b"\n" * (blanks + 1) + line.rstrip(_ENDS))
            else:
                break
            self._end = ahead + 1
        return b"".join(pieces)

    def _after_blanks(self) -> int:
        """The number of the next physical line that is not blank."""
        ahead = self._end
        while ahead < self._count and not self._physical[ahead].strip(_EMPTY):
            ahead += 1
        return ahead


def _has_raw_blanks(pieces: list[bytes]) -> bool:
    """Whether a writer of quoted-printable leaves blanks as they are."""
    return any(b" " in piece.strip() for piece in pieces)


def _is_text(line: bytes) -> bool:
    """Whether a line is no property: no colon, or that of a web address, or after an escape."""
    name, colon, value = line.partition(b":")
    if colon and value[:2] != b"//" and name[:1] != b"\\":
        return False
    return not opens_property(line)


def _frame(line: bytes) -> bytes:
    found = _FRAME.match(line)
    return found[1].upper() if found else b""
