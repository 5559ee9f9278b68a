"""Owns where the table lies in a file: its delimiter, its header row, what its columns mean.

Invariant: a table is opened only where people can be seen in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from relationship_desk.domain.contact import DetailKind
from relationship_desk.formats.csv.columns import ColumnMapping
from relationship_desk.formats.csv.guessing import is_header, is_table_without_header, propose
from relationship_desk.formats.csv.records import Record, find_delimiters, records, sample
from relationship_desk.formats.csv.text import Text, not_a_table, read_text

_HEADER_AMONG = 10  # rows at the start

Remembered = Callable[[tuple[str, ...]], ColumnMapping | None]


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was recognised as a table of people.

    `mapping` is what was remembered for this header, else the proposal from the header and the
    first rows; `examples` are the first rows, for showing it. `start` is the offset of the first
    row in the text.
    """

    text: Text
    delimiter: str
    header: tuple[str, ...]
    preamble: tuple[int, int] | None  # first and last line of what stands before the header
    start: int
    mapping: ColumnMapping
    examples: tuple[tuple[str, ...], ...]

    def records(self) -> Iterator[Record]:
        """Every row below the header, blank ones too."""
        return records(self.text.text, self.delimiter, len(self.header), self.start)


def open_table(path: Path, remembered: Remembered) -> Table:
    """Raises `NotThisFormat` where the file is something else, `OSError` where it does not open."""
    text = read_text(path)
    delimiters, begin = find_delimiters(text.text)
    for delimiter in delimiters:
        rows = sample(text.text, delimiter, begin)
        found = _header_row(rows)
        if found is not None:
            break
    else:
        delimiter = delimiters[0]
        rows = sample(text.text, delimiter, begin)
    cells = [row.cells for row in rows]
    if found is not None:
        header, below = rows[found].cells, cells[found + 1 :]
        before = (rows[0].first_line, rows[found].first_line - 1) if found else None
        start = rows[found].end + 1
    elif is_table_without_header(cells):
        header, below, before, start = ("",) * max(map(len, cells)), cells, None, begin
    else:
        raise not_a_table(path.name, _what_it_is(rows))
    header = tuple(text.strip() for text in header)
    mapping = remembered(header) or propose(header, below)
    return Table(text, delimiter, header, before, start, mapping, tuple(below))


def _header_row(rows: list[Record]) -> int | None:
    """Which of the first rows names the columns."""
    for index, row in enumerate(rows[:_HEADER_AMONG]):
        if row.broken:
            continue
        below = [other.cells for other in rows[index + 1 :]]
        if len(row.cells) > 1:
            # What stands before a table (LinkedIn's notes) has other cells than the table.
            widths = Counter(map(len, [row.cells, *below]))
            if is_header(row.cells) and (not below or len(row.cells) * 2 > max(widths)):
                return index
        elif is_header(row.cells) and _is_single_column(row.cells, below):
            return index
    if len(rows) > 1 and not rows[0].broken and _stands_out(rows):
        return 0
    return None


def _is_single_column(cells: tuple[str, ...], below: list[tuple[str, ...]]) -> bool:
    """Whether a lone word heads a list of addresses or numbers, not a text."""
    kinds = {column.kind for column in propose(cells).columns}
    sign = {DetailKind.EMAIL.value: r".*@.*", DetailKind.PHONE.value: r"[+\d].*\d"}
    pattern = next((sign[kind] for kind in kinds if kind in sign), "")
    if not pattern or any(len(row) != 1 for row in below):
        return False
    return all(re.fullmatch(pattern, row[0].strip()) for row in below)


def _stands_out(rows: list[Record]) -> bool:
    """Whether the first row holds no addresses and the rows under it do: a header in a language
    that is not known.
    """
    first, others = rows[0].cells, [row.cells for row in rows[1:]]
    if len(first) < 2 or any("@" in cell or cell.strip().isdigit() for cell in first):
        return False
    return is_table_without_header(others)


def _what_it_is(rows: list[Record]) -> str:
    widest = max((len(row.cells) for row in rows), default=1)
    if widest < 2:
        return "text without columns"
    first = ", ".join(cell.strip() for cell in rows[0].cells if cell.strip())
    first = first if len(first) <= 60 else first[:59] + "…"
    return f"a table in which no column could be recognised as names or addresses ({first})"
