"""Owns the proposal what a table's columns mean: by its program, its header words, its content.

Invariant: a proposal has one column for every cell of the header, and never raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from relationship_desk.domain.contact import DetailKind
from relationship_desk.formats.csv import dates, dialects, words
from relationship_desk.formats.csv.columns import (
    KEPT,
    LABEL,
    PREFERRED,
    VALUE,
    Column,
    ColumnMapping,
)
from relationship_desk.formats.csv.own import own_mapping

_EMAIL = re.compile(r"[^\s@]{1,200}@[^\s@]{1,200}")
_PHONE = re.compile(r"'?\+?[\d ()/.\-]{5,30}")
_URL = re.compile(r"https?://\S+")
_TEXT = re.compile(r"[^@]+", re.DOTALL)
_MOST = 0.5  # of the filled cells of a column
_ROWS_LOOKED_AT = 200
_LONGEST = 120  # characters of a header
_REACHING = frozenset({"name", DetailKind.EMAIL, DetailKind.PHONE, DetailKind.ORGANISATION})


def propose(header: Sequence[str], rows: Iterable[Sequence[str]] = ()) -> ColumnMapping:
    """What the columns under `header` mean; `rows` are all rows, or enough to tell dates by.

    Where there is no header row, `header` holds an empty text for each column.
    """
    rows = list(rows)
    own = own_mapping(header)
    if own is not None:
        return own
    dialect = dialects.best(header)
    columns = [(dialect.find(text) if dialect else None) or _by_words(text) for text in header]
    if dialect is None:
        columns = _titles_told_apart(columns)
        if not any(column.kind in _REACHING for column in columns):
            columns = _by_content(columns, rows[:_ROWS_LOOKED_AT])
    named = [replace(c, header=text) for c, text in zip(columns, header, strict=True)]
    mapping = ColumnMapping(dialect.name if dialect else "", tuple(_grouped(named)))
    return with_date_orders(mapping, rows)


def with_date_orders(mapping: ColumnMapping, rows: Iterable[Sequence[str]]) -> ColumnMapping:
    """The mapping that knows, where the rows tell it, in which order their dates are written."""
    seen: dict[int, set[str]] = {
        index: set()
        for index, column in enumerate(mapping.columns)
        if column.kind == DetailKind.DATE.value and column.part == VALUE and not column.order
    }
    if mapping.exact or not seen:
        return mapping
    for row in rows:
        for index, found in seen.items():
            if index < len(row) and row[index]:
                found.add(row[index])
    for index, found in seen.items():
        column = replace(mapping.columns[index], order=dates.order_of(found))
        mapping = mapping.with_column(index, column)
    return mapping


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row names columns: enough of its cells are known words, and none is a value."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled or any("@" in cell or len(cell) > _LONGEST for cell in filled):
        return False
    columns = [column for cell in filled if (column := _known(cell)) is not None]
    if dialects.best(cells) is not None or own_mapping(cells) is not None:
        return True
    if not any(column.kind in _REACHING for column in columns):
        return False
    return len(columns) == len(filled) if len(filled) < 3 else len(columns) >= 0.4 * len(filled)


def is_table_without_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows look like people though no row names the columns."""
    columns = range(max(map(len, rows), default=0))
    if len(columns) < 2:
        return False
    return any(_share(rows, index, _EMAIL) > _MOST for index in columns)


def _known(cell: str) -> Column | None:
    column = _by_words(cell)
    return None if column.kind == KEPT else column


def _by_words(text: str) -> Column:
    spec = words.meaning(text)
    return dialects.column(spec) if spec else Column("")


def _titles_told_apart(columns: list[Column]) -> list[Column]:
    """Of two titles the first is the one before a name."""
    titles = [i for i, column in enumerate(columns) if column.kind == DetailKind.TITLE.value]
    prefixed = any(column.part == "prefix" for column in columns)
    if len(titles) == 2 and not prefixed:
        columns[titles[0]] = Column("", "name", "prefix")
    return columns


def _grouped(columns: list[Column]) -> list[Column]:
    """Columns with the number of the fact they belong to; each kind counts from 1."""
    groups: dict[tuple[str, object], int] = {}
    counts: dict[str, int] = {}
    seen: set[tuple[str, int, str]] = set()
    result = []
    for index, column in enumerate(columns):
        if column.group:
            key: object = ("number", column.group)
        elif column.kind == DetailKind.ORGANISATION.value or column.kind in (
            DetailKind.ADDRESS.value, DetailKind.DATE.value,
        ):  # fmt: skip
            key = column.label
        else:
            key = ("column", index)
        if (column.kind, key) not in groups:
            counts[column.kind] = groups[column.kind, key] = counts.get(column.kind, 0) + 1
        group = groups[column.kind, key]
        # Two columns of one meaning ("Birthday" twice) are two facts.
        if (column.kind, group, column.part) in seen and column.part not in (LABEL, PREFERRED):
            counts[column.kind] = group = counts[column.kind] + 1
            groups[column.kind, key] = group
        seen.add((column.kind, group, column.part))
        result.append(replace(column, group=group))
    return result


def _share(rows: Sequence[Sequence[str]], index: int, pattern: re.Pattern[str]) -> float:
    cells = [row[index].strip() for row in rows if index < len(row) and row[index].strip()]
    return sum(pattern.fullmatch(cell) is not None for cell in cells) / len(cells) if cells else 0


def _by_content(known: list[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Columns without known names: e-mail, phone and web addresses show themselves."""
    columns: list[Column] = []
    texts: list[int] = []
    for index, column in enumerate(known):
        if column.kind != KEPT:
            columns.append(column)
            continue
        if _share(rows, index, _EMAIL) > _MOST:
            column = Column("", "email", VALUE)
        elif _share(rows, index, _URL) > _MOST:
            column = Column("", "url", VALUE)
        elif _share(rows, index, _PHONE) > _MOST:
            column = Column("", "phone", VALUE)
        elif _share(rows, index, _TEXT) > _MOST:
            texts.append(index)
        columns.append(column)
    for part, index in zip(_name_parts(rows, texts), texts, strict=False):
        columns[index] = Column("", "name", part)
    return columns


def _name_parts(rows: Sequence[Sequence[str]], texts: list[int]) -> tuple[str, ...]:
    """What the first text columns are: whole, given and family name in the order they stand."""
    filled = [row for row in rows if len(row) > max(texts, default=0)]

    def holds(whole: int, given: int, family: int) -> bool:
        agree = sum(row[whole] == f"{row[given]} {row[family]}" for row in filled)
        return bool(filled) and agree > _MOST * len(filled)

    if len(texts) >= 3:
        first, second, third = texts[:3]
        if holds(first, second, third):
            return ("full", "given", "family")
        if holds(third, first, second):
            return ("given", "family", "full")
    if len(texts) >= 2 and all(" " not in row[texts[0]].strip() for row in filled):
        return ("given", "family")
    return ("full",)
