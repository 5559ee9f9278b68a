"""All that a store holds, table by table: out of it for a full export, and back into a new file.

Invariant: what `load` took in and `rows` gave out are the same values, ids and types included.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peewee import IntegrityError

from relationship_desk.store.copies import DERIVED, built, kept_tables
from relationship_desk.store.database import Connection
from relationship_desk.store.migrations import LATEST
from relationship_desk.store.schema import ALL, EngineState, table

Value = int | float | str | bytes | None

# The zone for which reminders were worked out is worked out with them.
_KEPT_ROWS = {table(EngineState): "key <> 'zone'"}
# Ids of these rows mean nothing, so nobody needs to know which were used.
_UNNUMBERED = frozenset({table(EngineState)})

_PAGE = 2000  # rows whose sizes are asked for at once
_BATCH_ROWS = 200
_BATCH_SIZE = 4_000_000  # bytes or characters held at once, but for a larger single row
_INTEGERS = range(-(2**63), 2**63)
_TYPES: dict[str, type] = {"INTEGER": int, "TEXT": str, "BLOB": bytes, "REAL": float}


class Misfit(Exception):
    """Rows that cannot be a store's; `str()` ends the sentence "it is damaged (...)"."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the Python type of its values, and whether it may be None."""

    name: str
    kind: type
    nullable: bool


def table_names() -> tuple[str, ...]:
    """Every table that is not derived, people first."""
    return tuple(name for name in map(table, ALL) if name not in DERIVED)


def columns_of(connection: Connection, name: str) -> tuple[Column, ...]:
    """The columns of one table, in its order."""
    return tuple(
        Column(column, _TYPES[kind], not required and not key)
        for _, column, kind, required, _, key in connection.sql(f"PRAGMA table_info({name})")
    )


def rows(connection: Connection, name: str) -> Iterator[tuple[Value, ...]]:
    """Every row of one table by id, a few megabytes at a time. Run it inside one `snapshot`."""
    names = [column.name for column in columns_of(connection, name)]
    size = " + ".join(f"coalesce(length({column}), 0)" for column in names)
    kept = _KEPT_ROWS.get(name, "1")
    last = 0
    while True:
        page = connection.sql(
            f"SELECT id, {size} FROM {name} WHERE id > ? AND {kept} ORDER BY id LIMIT {_PAGE}",
            (last,),
        )
        if not page:
            return
        for bounds in _batches(page):
            yield from connection.sql(
                f"SELECT {', '.join(names)} FROM {name} WHERE id BETWEEN ? AND ? AND {kept} "
                "ORDER BY id",
                bounds,
            )
        last = page[-1][0]


def _batches(page: Sequence[tuple[Any, ...]]) -> Iterator[tuple[int, int]]:
    """First and last id of runs of rows that are small enough together."""
    first, count, size = page[0][0], 0, 0
    for at, (row_id, its_size) in enumerate(page):
        if count and (count == _BATCH_ROWS or size + its_size > _BATCH_SIZE):
            yield first, page[at - 1][0]
            first, count, size = row_id, 0, 0
        count += 1
        size += its_size
    yield first, page[-1][0]


def last_ids(connection: Connection) -> dict[str, int]:
    """The highest id that each table has ever used: one is never used twice."""
    known = dict(connection.sql("SELECT name, seq FROM sqlite_sequence"))
    return {n: known[n] for n in table_names() if n in known and n not in _UNNUMBERED}


Table = tuple[str, Iterable[Mapping[str, Value]]]  # its name, its rows by column name


@contextmanager
def loaded(
    target: Path, version: int, tables: Iterable[Table], used: Mapping[str, int]
) -> Iterator[Path]:
    """A fresh, checked store of these rows, at the newest schema; renamed by the caller.

    `version` is the schema that the rows are of, 1 to `LATEST`; `used` is as of `last_ids`.
    Raises `Misfit` for anything that a store of that version would not hold.
    """

    def fill(connection: Connection) -> None:
        missing = set(kept_tables(connection))
        for name, its_rows in tables:
            if name not in missing:
                raise Misfit(f"a table {name!r} is unknown, or comes twice")
            missing.remove(name)
            _insert(connection, name, its_rows)
        if missing:
            raise Misfit(f"the table {min(missing)!r} is missing")
        _use_ids(connection, used)
        orphans = connection.sql("PRAGMA foreign_key_check")
        if orphans:
            raise Misfit(f"rows without their owner in {orphans[0][0]!r}")

    try:
        with built(target, version, fill, lambda how: Misfit(how)) as fresh:
            yield fresh
    except (IntegrityError, sqlite3.IntegrityError) as error:
        raise Misfit("two rows that cannot both be") from error


def newest_schema() -> int:
    """The version of the schema that this program writes."""
    return LATEST


def _insert(connection: Connection, name: str, its_rows: Iterable[Mapping[str, Value]]) -> None:
    columns = columns_of(connection, name)
    listed = ", ".join(column.name for column in columns)
    marks = ", ".join("?" * len(columns))
    connection.sql(f"DELETE FROM {name}")  # what a migration may have put there
    connection.many(
        f"INSERT INTO {name} ({listed}) VALUES ({marks})",
        (_checked(name, columns, row) for row in its_rows),
    )


def _checked(name: str, columns: Sequence[Column], row: Mapping[str, Value]) -> list[Value]:
    """The row's values in the table's order."""
    try:
        values = [row[column.name] for column in columns]
    except KeyError:
        values = []
    if len(row) != len(columns) or not values:
        raise Misfit(f"a row of {name!r} has other columns than {_listed(columns)}")
    for column, value in zip(columns, values, strict=True):
        if column.kind is str and type(value) is str and value.isascii():
            continue  # most are
        if not _fits(column, value):
            raise Misfit(f"a value in {name}.{column.name} is of the wrong kind")
    if not isinstance(row["id"], int) or row["id"] < 1:
        raise Misfit(f"a row of {name!r} has no number")
    return values


def _fits(column: Column, value: Value) -> bool:
    if value is None:
        return column.nullable
    if type(value) is not column.kind:
        return False
    if isinstance(value, int):
        return value in _INTEGERS
    return not isinstance(value, str) or _is_text(value)


def _is_text(value: str) -> bool:
    """Whether there is no half of a surrogate pair in it, which UTF-8 cannot hold."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _listed(columns: Sequence[Column]) -> str:
    return ", ".join(column.name for column in columns)


def _use_ids(connection: Connection, used: Mapping[str, int]) -> None:
    """Remember which ids were used, those of rows that are gone included."""
    highest = dict(connection.sql("SELECT name, seq FROM sqlite_sequence"))
    for name, last in used.items():
        if name not in table_names() or name in _UNNUMBERED:
            raise Misfit(f"a table {name!r} is unknown")
        if last not in _INTEGERS or last < highest.get(name, 0):
            raise Misfit(f"rows of {name!r} have numbers that were never given")
    connection.sql("DELETE FROM sqlite_sequence")
    connection.many("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", list(used.items()))
