"""A figure: one question about the past, answered by a table that can also be drawn.

Picture, table, CSV and what a screen reader says are made of the same rows. Invariant: every row
has as many cells as there are columns, and a figure without rows says in words why.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Cell = str | int | float


class Shape(StrEnum):
    """How a figure is drawn."""

    HEAT = "heat"  # rows of (day, number): 53 weeks of seven days
    BARS = "bars"  # rows of a label and one number for each other column, side by side
    LINE = "line"  # rows of (label, number), from left to right


@dataclass(frozen=True, slots=True)
class Figure:
    """`name` is that of its files; `says` sums it up in a sentence or two; `most` is the upper end
    of the numbers where there is one."""

    name: str
    title: str
    says: str
    shape: Shape
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    most: float | None = None
    together: bool = False  # bars of all columns are drawn by one measure

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be drawn: no row, or nothing but zeros."""
        return not any(cell for row in self.rows for cell in row[1:])

    @property
    def largest(self) -> float:
        """The largest number, at least 1."""
        numbers = [float(cell) for row in self.rows for cell in row[1:]]
        return self.most or max([1.0, *numbers])


def as_csv(figure: Figure) -> str:
    """The table as CSV (RFC 4180): a line of column names, then the rows.

    A cell that a spreadsheet would compute stands behind an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(figure.columns)
    writer.writerows([_safe(cell) for cell in row] for row in figure.rows)
    return text.getvalue()


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{cell}"
    return round(cell, 1) if isinstance(cell, float) else cell


def months_until(on: date, count: int) -> list[str]:
    """The last months up to that of a day, the oldest first: "2026-03"."""
    last = on.year * 12 + on.month - 1
    return [f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(max(last - count + 1, 12), last + 1)]


def median(numbers: Sequence[int]) -> float:
    """The one in the middle; of an even count the mean of the two."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return float(ordered[half])
    return (ordered[half - 1] + ordered[half]) / 2
