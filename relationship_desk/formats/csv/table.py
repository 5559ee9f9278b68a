"""Owns where the table lies in a file: its delimiter, its header row, what its columns mean.

Invariant: a table is opened only where people can be seen in it, or where the user said they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from relationship_desk.desk.ports import HowRead, TableLook
from relationship_desk.domain.contact import DetailKind
from relationship_desk.formats.choices import Choices
from relationship_desk.formats.csv.columns import ColumnMapping
from relationship_desk.formats.csv.guessing import is_header, is_table_without_header, propose
from relationship_desk.formats.csv.layout import NO_HEADER, Layout, layout_key
from relationship_desk.formats.csv.records import Record, find_delimiters, records, sample
from relationship_desk.formats.csv.text import Text, not_a_table, read_text

_HEADER_AMONG = 10  # rows at the start
_EVEN = 0.6  # of the rows of a table that nobody can recognise


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was recognised as a table of people.

    `layout` is what was decided for such tables (`chosen`), else the proposal from the header and
    the first rows; `examples` are the first rows, for showing it. `start` is the offset of the
    first row in the text.
    """

    text: Text
    key: str
    layout: Layout
    chosen: bool
    header: tuple[str, ...]
    preamble: tuple[int, int] | None  # first and last line of what stands before the header
    start: int
    examples: tuple[tuple[str, ...], ...]

    @property
    def mapping(self) -> ColumnMapping:
        """What the columns mean."""
        return self.layout.mapping

    @property
    def how(self) -> HowRead:
        """How the file was read, for whoever may want it otherwise."""
        known = self.mapping.dialect
        look = TableLook(self.key, self.layout.to_json(), self.text.start, known, self.chosen)
        return HowRead(self.text.letters, look)

    def records(self) -> Iterator[Record]:
        """Every row below the header, blank ones too."""
        return records(self.text.text, self.layout.delimiter, len(self.header), self.start)


def open_table(path: Path, choices: Choices) -> Table:
    """Raises `NotThisFormat` where the file is something else, `OSError` where it does not open."""
    text = read_text(path, choices)
    delimiter, row, begin, recognised = _found(text.text)
    proposed = laid_out(text, delimiter, row, begin)
    decided = choices.layout_for(proposed.key)
    if decided:
        layout = Layout.from_json(decided)
        table = laid_out(text, layout.delimiter, layout.header_row, begin)
        if len(table.header) == len(layout.mapping.columns):
            return replace(table, key=proposed.key, layout=layout, chosen=True)
        if choices.layout:
            here, there = len(table.header), len(layout.mapping.columns)
            raise not_a_table(path.name, f"a table of {here} columns, and the map names {there}")
    if not recognised:
        rows = sample(text.text, delimiter, begin)
        how = proposed.how if _is_even(rows) else None
        if how is not None and how.table is not None:
            how = replace(how, table=replace(how.table, refused=True))
        raise not_a_table(path.name, _what_it_is(rows), how)
    return proposed


def laid_out(text: Text, delimiter: str, header_row: int, begin: int = 0) -> Table:
    """The table in a text, cut by this sign, with the header in this row (or `NO_HEADER`).

    What the columns mean is proposed anew.
    """
    rows = sample(text.text, delimiter, begin)
    cells = [row.cells for row in rows]
    if 0 <= header_row < len(rows):
        header, below = rows[header_row].cells, cells[header_row + 1 :]
        before = (rows[0].first_line, rows[header_row].first_line - 1) if header_row else None
        start = rows[header_row].end + 1
    else:
        header_row, below, before, start = NO_HEADER, cells, None, begin
        header = ("",) * max(map(len, cells), default=1)
    header = tuple(text.strip() for text in header)
    mapping = propose(header, below)
    key = layout_key(delimiter, header, mapping)
    layout = Layout(delimiter, header_row, mapping)
    return Table(text, key, layout, False, header, before, start, tuple(below))


def first_rows(text: str, delimiter: str) -> list[tuple[str, ...]]:
    """The first rows that hold anything, one of which may be the header."""
    _, begin = find_delimiters(text)
    return [row.cells for row in sample(text, delimiter, begin)[:_HEADER_AMONG]]


def begins_at(text: str) -> int:
    """Where the rows begin: after a line that names the separator."""
    return find_delimiters(text)[1]


def _found(text: str) -> tuple[str, int, int, bool]:
    """The likeliest delimiter, the header's row, where the rows begin, and whether people are in
    them. Where no people are, the first row is taken for the header.
    """
    delimiters, begin = find_delimiters(text)
    for delimiter in delimiters:
        row = _header_row(sample(text, delimiter, begin))
        if row is not None:
            return delimiter, row, begin, True
    cells = [row.cells for row in sample(text, delimiters[0], begin)]
    if is_table_without_header(cells):
        return delimiters[0], NO_HEADER, begin, True
    return delimiters[0], 0, begin, False


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


def _is_even(rows: Sequence[Record]) -> bool:
    """Whether most rows have the same number of cells, two at least: a table of something."""
    widths = Counter(len(row.cells) for row in rows if not row.broken)
    [(width, count)] = widths.most_common(1) or [(0, 0)]
    return width > 1 and count >= max(2, _EVEN * len(rows))


def _what_it_is(rows: list[Record]) -> str:
    widest = max((len(row.cells) for row in rows), default=1)
    if widest < 2:
        return "text without columns"
    first = ", ".join(cell.strip() for cell in rows[0].cells if cell.strip())
    first = first if len(first) <= 60 else first[:59] + "…"
    return f"a table in which no column could be recognised as names or addresses ({first})"
