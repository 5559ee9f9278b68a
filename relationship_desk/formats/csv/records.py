"""Owns how a text is cut into rows and cells (RFC 4180, and what programs write instead of it).

Invariant: a quote that is never closed costs one line, and the time is linear in the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t", "|")
NOT_CLOSED = "A quotation mark is opened in this row and not closed."
ODD_QUOTES = "A quotation mark inside a cell is not doubled; the cell may be cut in a wrong place."

_REACH = 4_000_000  # characters that are looked through for a closing quotation mark
_LINES_INSIDE = 50  # of a cell that are looked at for swallowed rows
_SAMPLE = 64 * 1024
_SAMPLE_ROWS = 40
_WIDE = 12  # cells; more of them make a delimiter no likelier


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its cells, its physical lines (1-based), its place in the text.

    `broken` is the sentence that says why the cells cannot be trusted, or ""; `odd` a remark.
    """

    cells: tuple[str, ...]
    first_line: int
    last_line: int
    start: int
    end: int
    broken: str = ""
    odd: str = ""

    @property
    def blank(self) -> bool:
        """Whether there is nothing in any cell."""
        return not any(cell.strip() for cell in self.cells)


def with_line_feeds(text: str) -> str:
    """The text with every line end as one line feed; a lone CR among others is content."""
    if "\r" not in text:
        return text
    if "\n" not in text:
        return text.replace("\r", "\n")
    return text.replace("\r\r\n", "\n").replace("\r\n", "\n")


def records(text: str, delimiter: str, width: int = 0, start: int = 0) -> Iterator[Record]:
    """The rows of a text whose lines end in line feeds, blank lines too.

    `width` is the number of cells of a whole row, where it is known: it tells a cell of several
    lines from rows that a stray quotation mark swallowed.
    """
    line = text.count("\n", 0, start) + 1
    reach, failed_to = _REACH, 0
    while start < len(text):
        if start >= failed_to:
            reach = _REACH
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text.find('"', start, end) < 0:
            cells = _split(text[start:end], delimiter, width)
            yield Record(cells, line, line, start, end)
        else:
            bound = min(len(text), max(end, start + reach))
            record = _quoted(text, delimiter, start, line, bound)
            if record is None or _swallows(text, delimiter, record, width):
                # Each failure halves the next look, up to where it looked: baits stay linear.
                failed_to = max(failed_to, bound if record is None else record.end)
                reach = (bound - start) // 2
                record = Record((), line, line, start, end, NOT_CLOSED)
            yield record
            line, end = record.last_line, record.end
        start = end + 1
        line += 1


def _split(line: str, delimiter: str, width: int) -> tuple[str, ...]:
    """A row without quotation marks, also where it is cut by another sign than its table."""
    cells = line.split(delimiter)
    if len(cells) == 1 and width > 1 and line:
        other = max((d for d in DELIMITERS if d != delimiter), key=line.count)
        if line.count(other) + 1 >= max(2, width // 6):
            cells = line.split(other)
    return tuple(cells)


def _quoted(text: str, delimiter: str, start: int, line: int, bound: int) -> Record | None:
    """The row that begins here, or None where a quotation mark is not closed before `bound`."""
    cells: list[str] = []
    odd = ""
    at = start
    line_end = _line_end(text, at)
    while True:
        quote = text.find('"', at, line_end)
        cut = text.rfind(delimiter, at, quote) if quote >= 0 else line_end
        if cut >= at:
            # Cells before the next quotation mark are cut all at once.
            cells += text[at:cut].split(delimiter)
            at = cut + 1
            if cut == line_end:
                break
        inside = bool(text[at:quote].strip(" "))
        pieces: list[str] = []
        if not inside:  # else the mark is a letter like others
            closed = _closed(text, quote + 1, bound)
            if closed is None:
                return None
            pieces, at = closed
            line_end = _line_end(text, at) if line_end < at else line_end
        stop = text.find(delimiter, at, line_end)
        stop = line_end if stop < 0 else stop
        rest = text[at:stop]
        if rest.strip():
            odd = odd if inside else ODD_QUOTES
            pieces.append(rest)
        cells.append("".join(pieces))
        if stop == line_end:
            break
        at = stop + 1
    last = line + text.count("\n", start, line_end)
    return Record(tuple(cells), line, last, start, line_end, odd=odd)


def _closed(text: str, at: int, bound: int) -> tuple[list[str], int] | None:
    """The pieces of a cell whose quotation mark was opened just before, and where it ends."""
    pieces: list[str] = []
    while True:
        close = text.find('"', at, bound)
        if close < 0:
            return None
        if not text.startswith('"', close + 1, bound):
            pieces.append(text[at:close])
            return pieces, close + 1
        pieces.append(text[at : close + 1])
        at = close + 2


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _swallows(text: str, delimiter: str, record: Record, width: int) -> bool:
    """Whether a row of several lines is one with a stray quotation mark and others after it."""
    if record.first_line == record.last_line:
        return False
    if record.odd:
        return True
    if width < 2 or len(record.cells) == width:
        return False
    inner = text[record.start : record.end].split("\n", _LINES_INSIDE + 1)[1 : _LINES_INSIDE + 1]
    return any(line.count(delimiter) + 1 == width for line in inner)


def sample(text: str, delimiter: str, start: int = 0) -> list[Record]:
    """The first rows that hold anything, of a bounded piece of the text."""
    piece = text
    if len(text) > start + _SAMPLE:
        cut = text.rfind("\n", start, start + _SAMPLE)
        piece = text[: cut if cut > start else start + _SAMPLE]
    found: list[Record] = []
    for record in records(piece, delimiter, start=start):
        if not record.blank:
            found.append(record)
            if len(found) == _SAMPLE_ROWS:
                break
    return found


def find_delimiters(text: str) -> tuple[list[str], int]:
    """The signs that may stand between cells, the likeliest first, and where the rows begin (after
    a `sep=;` line).
    """
    first, line_feed, _ = text[:16].partition("\n")
    if line_feed and first[:4].lower() == "sep=" and len(first) == 5:
        return [first[4]], len(first) + 1
    scores = {delimiter: _evenness(text, delimiter) for delimiter in DELIMITERS}
    return sorted(DELIMITERS, key=lambda delimiter: -scores[delimiter]), 0


def _evenness(text: str, delimiter: str) -> int:
    """How many rows this sign cuts alike, and into how many cells."""
    widths = Counter(len(r.cells) for r in sample(text, delimiter) if len(r.cells) > 1)
    return max((rows * min(width, _WIDE) for width, rows in widths.items()), default=0)
