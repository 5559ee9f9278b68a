"""Tables of contacts (CSV): read from any address book, written as our own.

A row becomes a vCard 4.0 that holds all of it; from there on it is a card like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from relationship_desk.desk.ports import Progress, ReadCard, Unreadable
from relationship_desk.formats.csv.columns import Column, ColumnMapping
from relationship_desk.formats.csv.guessing import propose
from relationship_desk.formats.csv.reading import read_table
from relationship_desk.formats.csv.rows import apply
from relationship_desk.formats.csv.table import Remembered, Table, open_table
from relationship_desk.formats.csv.writing import write_csv, write_csv_file

__all__ = [
    "Column",
    "ColumnMapping",
    "Csv",
    "Table",
    "apply",
    "open_table",
    "propose",
    "write_csv",
    "write_csv_file",
]


def _nothing_remembered(header: tuple[str, ...]) -> ColumnMapping | None:
    return None


class Csv:
    """The `Reader` port for tables. `remembered` gives the mapping the user chose for a header."""

    name = "CSV"
    suffixes: tuple[str, ...] = (".csv", ".tsv")

    def __init__(self, remembered: Remembered = _nothing_remembered) -> None:
        self._remembered = remembered

    def read(self, path: Path, progress: Progress) -> Iterator[ReadCard | Unreadable]:
        """Every row of the file, in order; `NotThisFormat` and `OSError` come from this call."""
        return read_table(open_table(path, self._remembered), progress)

    def preview(self, path: Path) -> Table:
        """The header, the first rows and what the columns are taken for."""
        return open_table(path, self._remembered)
