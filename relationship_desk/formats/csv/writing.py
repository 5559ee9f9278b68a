"""Owns tables of contacts (RFC 4180, UTF-8 with a byte order mark, CRLF).

Invariant: `Csv` reads back every fact that is written, each kind's facts in their order, whether
the table is exact or safe for spreadsheets. Photos have no place in a table.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from typing import BinaryIO

from relationship_desk.domain.contact import ADDRESS_PARTS, Contact, Detail, DetailKind
from relationship_desk.formats.csv.columns import EXPLAINING, LABEL, PREFERRED, VALUE
from relationship_desk.formats.csv.own import (
    FIXED,
    KIND_NAMES,
    NAME_COLUMNS,
    PROTECTED,
    protected,
    tag_column,
    value_part,
)

_YES = "yes"
_QUOTED = frozenset('",\r\n')


def write_csv(contacts: Sequence[Contact], *, safe: bool) -> bytes:
    """A whole table. `safe`: cells that a spreadsheet would compute begin with an apostrophe, which
    our own reader takes away again; otherwise every cell is exactly the fact.
    """
    layout = _Layout(contacts)
    rows = [layout.header(safe), *(layout.row(contact, safe) for contact in contacts)]
    return codecs.BOM_UTF8 + b"".join(_line(row) for row in rows)


def write_csv_file(contacts: Sequence[Contact], file: BinaryIO, *, safe: bool) -> None:
    """As `write_csv`, row by row into an open file."""
    layout = _Layout(contacts)
    file.write(codecs.BOM_UTF8 + _line(layout.header(safe)))
    for contact in contacts:
        file.write(_line(layout.row(contact, safe)))


class _Layout:
    """Which columns a table of these people needs: as many of each kind as the richest has."""

    def __init__(self, contacts: Sequence[Contact]) -> None:
        self._tags = max((len(contact.tags) for contact in contacts), default=0)
        self._parts: dict[DetailKind, list[list[str]]] = {kind: [] for kind in KIND_NAMES}
        for contact in contacts:
            for kind, groups in self._parts.items():
                for number, detail in enumerate(contact.all(kind)):
                    if number == len(groups):
                        groups.append([LABEL, *_value_parts(detail)])
                    parts = groups[number]
                    parts += [part for part in _value_parts(detail) if part not in parts]
                    if detail.preferred and PREFERRED not in parts:
                        parts.insert(1, PREFERRED)

    def header(self, safe: bool) -> list[str]:
        """The header row."""
        columns = [*FIXED.values(), *(tag_column(n + 1) for n in range(self._tags))]
        for kind, groups in self._parts.items():
            for number, parts in enumerate(groups, 1):
                columns += [value_part(part, number, kind) for part in parts]
        return [column.header for column in columns] + [PROTECTED.header] * safe

    def row(self, contact: Contact, safe: bool) -> list[str]:
        """The cells of one person."""
        cells = [getattr(contact.name, part) for part in NAME_COLUMNS.values()]
        cells += [contact.kind.value, contact.uid]
        cells += [*contact.tags, *[""] * (self._tags - len(contact.tags))]
        for kind, groups in self._parts.items():
            details = contact.all(kind)
            for number, parts in enumerate(groups):
                texts = _texts(details[number]) if number < len(details) else {}
                cells += [texts.get(part, "") for part in parts]
        return [*map(protected, cells), _YES] if safe else cells


def _value_parts(detail: Detail) -> list[str]:
    if detail.kind is DetailKind.ADDRESS:
        return list(ADDRESS_PARTS)
    if detail.kind is DetailKind.ORGANISATION:
        return ["name", *(f"unit {number}" for number in range(1, len(detail.parts)))]
    if detail.kind in EXPLAINING and len(detail.parts) > 1:
        return [VALUE, EXPLAINING[detail.kind]]
    return [VALUE]


def _texts(detail: Detail) -> dict[str, str]:
    texts = dict(zip(_value_parts(detail), detail.parts, strict=False))
    return texts | {LABEL: detail.label, PREFERRED: _YES if detail.preferred else ""}


def _line(cells: Sequence[str]) -> bytes:
    return (",".join(map(_cell, cells)) + "\r\n").encode("utf-8", "replace")


def _cell(text: str) -> str:
    # A blank at an end is content, but many readers take it away where no quotation marks are.
    if _QUOTED.isdisjoint(text) and text.strip() == text:
        return text
    return '"' + text.replace('"', '""') + '"'
