"""Tables of contacts (CSV): read from any address book, written as our own.

A row becomes a vCard 4.0 that holds all of it; from there on it is a card like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from relationship_desk.desk.ports import Progress, ReadCard, Reading, Unreadable
from relationship_desk.formats.choices import NOTHING_DECIDED, Choices
from relationship_desk.formats.csv.columns import Column, ColumnMapping
from relationship_desk.formats.csv.guessing import propose
from relationship_desk.formats.csv.layout import Layout
from relationship_desk.formats.csv.reading import read_rows, read_table
from relationship_desk.formats.csv.rows import apply
from relationship_desk.formats.csv.table import Table, open_table
from relationship_desk.formats.csv.writing import write_csv, write_csv_file

__all__ = [
    "Column",
    "ColumnMapping",
    "Csv",
    "Layout",
    "Table",
    "apply",
    "open_table",
    "propose",
    "write_csv",
    "write_csv_file",
]


class Csv:
    """The `RowReader` port for tables."""

    name = "CSV"
    suffixes: tuple[str, ...] = (".csv", ".tsv")

    def __init__(self, choices: Choices = NOTHING_DECIDED) -> None:
        self._choices = choices

    def read(self, path: Path, progress: Progress) -> Reading:
        """Every row of the file, in order; `NotThisFormat` and `OSError` come from this call."""
        table = open_table(path, self._choices)
        return Reading(read_table(table, progress), table.how)

    def preview(self, path: Path) -> Table:
        """The header, the first rows and what the columns are taken for."""
        return open_table(path, self._choices)

    def rows(self, data: bytes, layout: str) -> Iterator[ReadCard | Unreadable]:
        """Single rows of a table, read again; whoever edited them says that they are whole."""
        return read_rows(data.decode("utf-8", "replace"), Layout.from_json(layout))
