"""Owns what comes out of a table: cards, remarks, rows put aside.

Invariant: every row that holds anything becomes one card or one `Unreadable`; content never raises.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from relationship_desk.desk.ports import Problem, Progress, ReadCard, Unreadable
from relationship_desk.formats.csv.guessing import with_date_orders
from relationship_desk.formats.csv.layout import Layout
from relationship_desk.formats.csv.records import Record, records, with_line_feeds
from relationship_desk.formats.csv.rows import RowReader
from relationship_desk.formats.csv.table import Table
from relationship_desk.formats.vcard.mapping import map_card

ROWS_LIMIT = 200_000
ROW_LIMIT = 50_000_000  # characters
CELLS_LIMIT = 10_000

_TOLD_ROWS = 100
_RAW_SHOWN = 300
_FEW = 3  # rows from which on it can be told whether short rows are usual
_SHORT_IS_USUAL = 0.1

_NUL = "The row holds NUL characters: the file is damaged here."
_NOBODY = "The row holds nothing that says who it is about."
_BEFORE = "What stands before the table (to line {}) was not read as contacts."


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the whole table tells: the cells of a whole row, and whether shorter rows are usual."""

    width: int
    short_is_usual: bool


def read_table(table: Table, progress: Progress) -> Iterator[ReadCard | Unreadable]:
    """Every row of the table, in order."""
    text, total = table.text.text, table.text.size
    progress(0, total)
    lengths: list[int] = []
    rows = _cells(table, lengths, progress)
    mapping = with_date_orders(table.mapping, rows)
    for _ in rows:
        pass  # where no column holds dates, the rows were not looked at yet
    shape = _Shape(len(table.header), _short_is_usual(lengths, len(table.header)))
    reader = RowReader(mapping)
    layout = replace(table.layout, mapping=mapping).to_json()
    before = table.preamble
    count = 0
    last_line = 0
    for record in table.records():
        last_line = record.last_line
        if record.blank and not record.broken:
            continue
        if count == ROWS_LIMIT:
            message = (
                "The table holds more than 200,000 rows; what comes from here on was not read."
            )
            yield Unreadable(record.first_line, record.first_line, message)
            break
        item = _read(record, text, reader, shape)
        if isinstance(item, Unreadable):
            item = replace(item, layout=layout)
        if before is not None and isinstance(item, ReadCard):
            remark = Problem(before[0], _BEFORE.format(before[1]))
            item = item._replace(problems=(remark, *item.problems))
            before = None
        yield item
        count += 1
        if count % _TOLD_ROWS == 0:
            progress(round(record.end / len(text) * total), total)
    if table.text.cut:
        message = "The file is larger than 200 MB; what comes from here on was not read."
        yield Unreadable(last_line + 1, last_line + 1, message)
    progress(total, total)


def read_rows(text: str, layout: Layout) -> Iterator[ReadCard | Unreadable]:
    """The rows in a piece of a table, whatever rows stood around them."""
    mapping = layout.mapping
    reader = RowReader(mapping)
    shape = _Shape(len(mapping.columns), short_is_usual=False)
    text = with_line_feeds(text)
    for record in records(text, layout.delimiter, shape.width):
        if not record.blank or record.broken:
            item = _read(record, text, reader, shape)
            yield replace(item, layout=layout.to_json()) if isinstance(item, Unreadable) else item


def _cells(table: Table, lengths: list[int], progress: Progress) -> Iterator[tuple[str, ...]]:
    """The cells of every row, once; `lengths` takes how many cells each has."""
    for number, record in enumerate(table.records(), 1):
        if number % (_TOLD_ROWS * 10) == 0:
            progress(0, table.text.size)
        if not record.blank:
            lengths.append(len(record.cells))
            yield record.cells


def _short_is_usual(lengths: list[int], width: int) -> bool:
    short = sum(length < width for length in lengths)
    return len(lengths) < _FEW or short > max(1, len(lengths) * _SHORT_IS_USUAL)


def _read(record: Record, text: str, reader: RowReader, shape: _Shape) -> ReadCard | Unreadable:
    first, last = record.first_line, record.last_line
    raw = text[record.start : record.end].encode("utf-8", "replace")
    refused = record.broken or _refused(record, shape)
    if refused:
        return Unreadable(first, last, refused, raw)
    row = reader.read(record.cells)
    data = row.card()
    card = map_card(data)
    contact = card.contact
    if not contact.name.full and not contact.details:
        return Unreadable(first, last, _NOBODY, raw)
    remarks = (*row.problems, record.odd) if record.odd else row.problems
    problems = tuple(Problem(first, remark, raw[:_RAW_SHOWN]) for remark in remarks)
    return ReadCard(contact, data, card.detail_lines, first, last, problems)


def _refused(record: Record, shape: _Shape) -> str:
    """The sentence that says why a row's cells may stand in wrong columns, or ""."""
    cells, width = record.cells, shape.width
    if record.end - record.start > ROW_LIMIT:
        return "The row is longer than 50 MB; it was put aside."
    if len(cells) > CELLS_LIMIT:
        return "The row has more than 10,000 cells; it was put aside."
    if any("\0" in cell for cell in cells):
        return _NUL
    if any(cell.strip() for cell in cells[width:]):
        return (
            f"The row has {len(cells)} cells where the table has {width} columns: perhaps a cell "
            "with the separator in it stands without quotation marks."
        )
    if len(cells) < width and not shape.short_is_usual:
        return (
            f"The row has {len(cells)} cells where the table has {width} columns: perhaps a line "
            "break stands in a cell without quotation marks."
        )
    return ""
