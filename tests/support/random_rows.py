"""Fills every table of a store with random rows that it can hold."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from enum import EnumMeta
from itertools import product
from typing import Any

from relationship_desk.store.contents import columns_of, table_names
from relationship_desk.store.database import Connection
from relationship_desk.store.values import _READINGS, TOGETHER, fits

_WORDS = ("", "Ida", "Ü\n", "\0", "張\u2028\U0001f642", "  x  ", '"}\\')
_NUMBERS = (0, 1, 7, 30)
_LONG = "z" * 1_100_000
_READABLE = (
    "", "2026-01-31", "2024-02-29", "2026-01-31T08:30:00+00:00", "09:30", "{}", "[]", "1",
    "--02-29", "insert", "update", "done", "undone", "person", "task",
    "parent", "knows",
)  # fmt: skip
_BYTES = (b"", b"text", b"\xff\xfe", bytes(range(256)), b"\0" * 70_000, b"\x89PNG\r\n" * 20_000)


def fill_with_random_rows(connection: Connection, chance: random.Random) -> None:
    """Up to eight rows in each table, with gaps between their ids; derived tables stay as is."""
    with connection.transaction():
        for name in table_names():
            owners = {
                column: parent
                for _, _, parent, column, *_ in connection.sql(f"PRAGMA foreign_key_list({name})")
            }
            columns = columns_of(connection, name)
            for _ in range(chance.randrange(9)):
                row = _row(connection, name, columns[1:], owners, chance)
                listed, marks = ", ".join(row), ", ".join("?" * len(row))
                connection.sql(
                    f"INSERT OR IGNORE INTO {name} ({listed}) VALUES ({marks})", list(row.values())
                )
            for (row_id,) in connection.sql(f"SELECT max(id) FROM {name}"):
                if chance.random() < 0.3 and not _is_owner(connection, name):
                    connection.sql(f"DELETE FROM {name} WHERE id = ?", (row_id,))


def _row(
    connection: Connection, name: str, columns: Any, owners: dict[str, str], chance: random.Random
) -> dict[str, Any]:
    """A row whose values can be read, those that make sense only with each other included."""
    row = {c.name: _value(connection, name, c, owners.get(c.name), chance) for c in columns}
    for table, names, read in TOGETHER:
        if table == name:
            group = [column for wanted in names for column in columns if column.name == wanted]
            row |= zip(names, chance.choice(_together(name, group, read)), strict=True)
    return row


def _together(
    name: str, group: Sequence[Any], read: Callable[..., object]
) -> list[tuple[Any, ...]]:
    """All that these columns may hold at once."""
    each = [[*choices(name, c), *([None] if c.nullable else [])] for c in group]
    return [values for values in product(*each) if fits(read, values)]


def _is_owner(connection: Connection, name: str) -> bool:
    return any(
        parent == name
        for child in table_names()
        for _, _, parent, *_ in connection.sql(f"PRAGMA foreign_key_list({child})")
    )


def _value(
    connection: Connection, name: str, column: Any, owner: str | None, chance: random.Random
) -> Any:
    if column.nullable and chance.random() < 0.3:
        return None
    if owner is not None:
        ids = [row_id for (row_id,) in connection.sql(f"SELECT id FROM {owner}")]
        return chance.choice(ids) if ids else None
    if column.kind is float:
        return chance.uniform(-1, 1)
    if (name, column.name) not in _READINGS:
        if column.kind is int and chance.random() < 0.3:
            return chance.randrange(-(2**63), 2**63)
        if column.kind is str and chance.random() < 0.02:
            return _LONG
    return chance.choice(choices(name, column))


def choices(table: str, column: Any) -> Sequence[Any]:
    """What a column may hold that refers to nothing."""
    read = _READINGS.get((table, column.name))
    if column.kind is int:
        return [number for number in _NUMBERS if read is None or _can(read, number)]
    if column.kind is bytes:
        return _BYTES
    return _WORDS if read is None else _readable(read)


def _readable(read: Any) -> list[str]:
    if isinstance(read, EnumMeta):
        return [str(member.value) for member in read]
    return [word for word in _READABLE if _can(read, word)]


def _can(read: Any, word: str | int) -> bool:
    try:
        read(word)
    except (ValueError, TypeError):
        return False
    return True
