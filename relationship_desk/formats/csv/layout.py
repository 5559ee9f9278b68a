"""Owns how a table lies in its text, as a plain value that can be shown, edited and stored.

Invariant: `Layout.from_json(layout.to_json()) == layout`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from relationship_desk.desk.transfer.readings import COLUMNS, key_of
from relationship_desk.domain.contact import DetailKind
from relationship_desk.formats.csv.columns import ColumnMapping

NO_HEADER = -1


@dataclass(frozen=True, slots=True)
class Layout:
    """The sign between cells; which of the first filled rows names the columns, from 0, or
    `NO_HEADER`; what the columns mean.
    """

    delimiter: str
    header_row: int
    mapping: ColumnMapping

    def to_json(self) -> str:
        """One JSON object, for keeping what the user decided."""
        return json.dumps(self.as_data(), ensure_ascii=False)

    def as_data(self) -> dict[str, object]:
        """The same before it is written."""
        return {
            "delimiter": self.delimiter,
            "header_row": self.header_row,
            **json.loads(self.mapping.to_json()),
        }

    @staticmethod
    def from_json(text: str) -> Layout:
        """The layout that `to_json` wrote. Raises `ValueError` where the text is none."""
        mapping = ColumnMapping.from_json(text)
        try:
            data = json.loads(text)
            layout = Layout(data["delimiter"], data["header_row"], mapping)
        except (TypeError, KeyError) as error:
            raise ValueError("the text is no layout of a table") from error
        sign, row = layout.delimiter, layout.header_row
        if type(row) is not int or row < NO_HEADER or not isinstance(sign, str) or len(sign) != 1:
            raise ValueError("the layout names no separator or no row")
        if sign in ('"', "\n", "\r"):
            raise ValueError("the layout names a separator that ends a cell in another way")
        return layout


def layout_key(delimiter: str, header: Sequence[str], proposed: ColumnMapping) -> str:
    """What a decision over tables like this one is remembered by: their header row.

    Where there is none, by what the columns seem to hold.
    """
    named = any(text.strip() for text in header)
    seen = list(header) if named else [f"{c.kind} {c.part}" for c in proposed.columns]
    return key_of(COLUMNS, json.dumps([delimiter, named, *seen]).encode("utf-8", "replace"))


def says_who(mapping: ColumnMapping) -> bool:
    """Whether any column could tell who a row is about."""
    naming = {"name", DetailKind.EMAIL, DetailKind.PHONE, DetailKind.ORGANISATION}
    return any(column.kind in naming for column in mapping.columns)


SEPARATORS = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar"}
