"""Owns the tables of known programs: reads `resources/csv/dialects.toml`, finds the one that fits.

Invariant: a header text that a dialect names always means the same in that dialect.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from relationship_desk import resources
from relationship_desk.formats.csv.columns import PARTS, Column, header_key

_FEWEST = 3  # columns that a dialect must name before it is believed
_SHARE = 0.6  # of the columns that have a header
_MANY = 20  # columns that settle it, whatever the others are
_NUMBER = re.compile(r" (\d{1,4}) ")


@dataclass(frozen=True, slots=True)
class Dialect:
    """One program's columns, by the key of their header; `#` stands for a number."""

    name: str
    columns: dict[str, Column]

    def find(self, header: str) -> Column | None:
        """What a header means; its group is its number, or 0 where it has none."""
        key = header_key(header)
        found = self.columns.get(key)
        if found is not None:
            return found
        number = _NUMBER.search(key)
        if number is None:
            return None
        found = self.columns.get(f"{key[: number.start()]} # {key[number.end() :]}")
        if found is None:
            return None
        return Column("", found.kind, found.part, found.label, int(number[1]))


@cache
def dialects() -> tuple[Dialect, ...]:
    """The known programs, in the order of the file."""
    data = tomllib.loads(resources.path("csv/dialects.toml").read_text("utf-8"))
    return tuple(
        Dialect(
            one["name"], {_key(header): column(spec) for header, spec in one["columns"].items()}
        )
        for one in data["dialect"]
    )


def best(header: Sequence[str]) -> Dialect | None:
    """The program that wrote a table with this header, as far as it is known."""
    named = [text for text in header if text.strip()]
    found, most = None, max(_FEWEST, min(_MANY, len(named) * _SHARE)) - 0.5
    for dialect in dialects():
        known = sum(dialect.find(text) is not None for text in named)
        if known > most:
            found, most = dialect, known
    return found


def column(spec: str) -> Column:
    """A column from "kind.part label". Raises `ValueError` for a kind or part there is not."""
    kind, _, rest = spec.partition(".")
    if kind == "property":
        found = Column("", kind, rest)
    else:
        fitting = [part for part in PARTS.get(kind, ()) if f"{rest} ".startswith(f"{part} ")]
        part = max(fitting, key=len, default="")
        found = Column("", kind, part, rest[len(part) :].strip())
    if not found.is_possible():
        raise ValueError(f"no column can be “{spec}”")
    return found


def _key(header: str) -> str:
    before, number, after = header.partition("#")
    return f"{header_key(before)} # {header_key(after)}" if number else header_key(header)
