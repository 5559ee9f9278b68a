"""Owns a table as it is looked at before it is read: its first bytes, cut and understood anew.

Invariant: never an exception, whatever the bytes are and whatever is tried.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from relationship_desk.desk.ports import TableLook
from relationship_desk.domain.contact import Contact
from relationship_desk.formats.choices import NOTHING_DECIDED, Choices
from relationship_desk.formats.csv.columns import ColumnMapping
from relationship_desk.formats.csv.layout import Layout
from relationship_desk.formats.csv.records import with_line_feeds
from relationship_desk.formats.csv.rows import RowReader
from relationship_desk.formats.csv.table import Table, begins_at, first_rows, laid_out
from relationship_desk.formats.csv.text import Text, decoded

_PEOPLE = 3
_VALUES = 3


@dataclass(frozen=True, slots=True)
class Look:
    """The first of a table, read in one encoding by one layout."""

    start: bytes
    codec: str  # "" for the likeliest
    table: Table

    @property
    def layout(self) -> Layout:
        """How it is read."""
        return self.table.layout

    def rows(self) -> list[tuple[str, ...]]:
        """The first rows, one of which may name the columns."""
        return first_rows(self.table.text.text, self.layout.delimiter)

    def values(self, column: int) -> tuple[str, ...]:
        """The first different cells of a column that hold anything."""
        cells = (row[column].strip() for row in self.table.examples if column < len(row))
        return tuple(dict.fromkeys(filter(None, cells)))[:_VALUES]

    def people(self) -> list[Contact]:
        """The first people."""
        reader = RowReader(self.layout.mapping)
        return [reader.read(row).contact for row in self.table.examples[:_PEOPLE]]

    def with_mapping(self, mapping: ColumnMapping) -> Look:
        """The same with columns of another meaning."""
        layout = replace(self.layout, mapping=mapping)
        return replace(self, table=replace(self.table, layout=layout))

    def cut(self, delimiter: str, header_row: int) -> Look:
        """Cut in another way; what the columns mean is proposed anew."""
        text = self.table.text
        return replace(self, table=laid_out(text, delimiter, header_row, begins_at(text.text)))

    def spelled(self, codec: str) -> Look:
        """Read in another encoding; what the columns mean stays where the header does."""
        return _look(self.start, codec, self.layout)


def look_at(seen: TableLook, codec: str = "") -> Look:
    """What was seen of a table, ready to be tried in other ways."""
    return _look(seen.start, codec, Layout.from_json(seen.layout))


def _look(start: bytes, codec: str, layout: Layout) -> Look:
    choices = Choices(codec=codec) if codec else NOTHING_DECIDED
    cut = start[: start.rfind(b"\n") + 1] or start
    words, letters = decoded(cut, choices)
    text = with_line_feeds(words.removeprefix("\ufeff"))
    table = laid_out(
        Text(text, max(1, len(start)), False, letters, start), layout.delimiter, layout.header_row,
        begins_at(text),
    )  # fmt: skip
    if len(table.header) == len(layout.mapping.columns):
        columns = zip(layout.mapping.columns, table.header, strict=True)
        named = tuple(replace(column, header=text) for column, text in columns)
        mapping = replace(layout.mapping, columns=named)
        table = replace(table, layout=replace(table.layout, mapping=mapping))
    return Look(start, codec, table)
