"""Whole copies of a store file: out of it as a verified backup, and back by value.

Invariant: a file gets its final name only after it has passed an integrity check.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from relationship_desk.domain.errors import InputUnreadable, StoreUnusable
from relationship_desk.store import schema
from relationship_desk.store.database import Connection, build_schema, migrate, read_version
from relationship_desk.store.values import odd_value

# Tables that are worked out again from the rest after a restore.
DERIVED = frozenset(schema.table(model) for model in schema.DERIVED)

_SIDE_FILES = ("", "-wal", "-shm")


def copy_store(source: Path, target: Path) -> Path:
    """A verified copy, 0600, with its data on the disk. `target` must not exist.

    VACUUM INTO reads one consistent state, the write-ahead log included; copying the file of a
    live store would lose what is in the log.
    """
    if target.exists():
        raise StoreUnusable(f"{target} exists already. Nothing was written; choose another name.")
    with _fresh_file(target) as fresh:
        # Not query-only: SQLite refuses VACUUM INTO there, though it changes nothing.
        connection = Connection(source, query_only=False)
        try:
            connection.sql("VACUUM INTO ?", (str(fresh),))
        finally:
            connection.close()
        _verify(fresh)
        with fresh.open("rb+") as written:
            os.fsync(written.fileno())
        fresh.replace(target)
    return target


@contextmanager
def _fresh_file(target: Path) -> Iterator[Path]:
    """An empty private file beside the target, gone at the end unless it was renamed."""
    fresh = target.with_name(target.name + ".new")
    try:
        fresh.unlink(missing_ok=True)
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreUnusable(
            f"The folder {target.parent} cannot be written ({error.strerror}). Nothing was "
            "changed; choose another folder."
        ) from error
    try:
        yield fresh
    finally:
        for suffix in _SIDE_FILES:
            fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)


def _verify(path: Path) -> None:
    connection = Connection(path, query_only=True)
    try:
        found = connection.sql("PRAGMA integrity_check(3)")
        orphans = connection.sql("PRAGMA foreign_key_check")
    finally:
        connection.close()
    if found != [("ok",)]:
        raise StoreUnusable(f"The copy of the store is damaged ({found[0][0]}) and was not kept.")
    if orphans:
        raise StoreUnusable(
            f"The copy of the store has rows without their owner (in {orphans[0][0]}) and was not "
            "kept."
        )


@contextmanager
def restored(backup: Path, target: Path) -> Iterator[Path]:
    """A fresh store made of a backup's rows, at the newest schema; renamed by the caller.

    The backup may come from anywhere: it is opened read-only and immutable, its schema must equal
    ours to the letter (a trigger of somebody else's would run), and rows are copied by value into
    a file that we made. Raises `InputUnreadable` for anything but a sound backup, `StoreUnusable`
    for a newer one.
    """
    _require_backup(backup)
    try:
        source = Connection(backup, query_only=True, foreign=True)
    except StoreUnusable as error:
        raise InputUnreadable(f"{backup} cannot be read. Nothing was changed.") from error

    def fill(connection: Connection) -> None:
        if _schema(source) != _schema(connection):
            raise InputUnreadable(
                f"{backup} has tables or triggers that Relationship Desk did not make. Nothing was "
                "changed; use a backup that this program wrote."
            )
        _require_owners(source)
        for name in [*kept_tables(connection), "sqlite_sequence"]:
            columns = [row[1] for row in connection.sql(f"PRAGMA table_info({name})")]
            listed = ", ".join(columns)
            marks = ", ".join("?" * len(columns))
            connection.sql(f"DELETE FROM {name}")
            connection.many(
                f"INSERT INTO {name} ({listed}) VALUES ({marks})",
                _rows(source, f"SELECT {listed} FROM {name}"),
            )

    try:
        version = _checked_version(source)
        with built(target, version, fill, lambda how: _damaged(source, how)) as fresh:
            yield fresh
    finally:
        source.close()


@contextmanager
def built(
    target: Path,
    version: int,
    fill: Callable[[Connection], None],
    damaged: Callable[[str], Exception],
) -> Iterator[Path]:
    """A fresh store file, made at one version's schema, filled, migrated, and then verified.

    `fill` writes in one transaction, in which references are not held yet. A value that the desk
    could not read raises `damaged(where)`. The file is gone at the end unless it was renamed.
    """
    with _fresh_file(target) as fresh:
        connection = Connection(fresh, query_only=False)
        try:
            build_schema(connection, version)
            connection.sql("PRAGMA foreign_keys = 0")  # _verify checks them at the end
            with connection.transaction():
                fill(connection)
            migrate(connection)
            if odd := odd_value(connection):
                raise damaged(f"a value in {odd} makes no sense")
            connection.sql("PRAGMA journal_mode = WAL")
            connection.checkpoint()
        finally:
            connection.close()
        _verify(fresh)
        yield fresh


def _require_backup(backup: Path) -> None:
    try:
        if not backup.is_file():
            raise InputUnreadable(f"There is no file {backup}. Nothing was changed.")
        with backup.open("rb") as file:
            header = file.read(16)
    except OSError as error:
        raise InputUnreadable(
            f"{backup} may not be read ({error.strerror}). Nothing was changed."
        ) from error
    log = backup.with_name(backup.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise InputUnreadable(
            f"{backup} was not closed: {log.name} beside it holds changes that a copy would lose. "
            "Nothing was changed; make a backup of it first, with: relationship-desk backup OUT"
        )
    if header != b"SQLite format 3\0":
        raise InputUnreadable(
            f"{backup} is not a backup of Relationship Desk. Nothing was changed."
        )


def _checked_version(source: Connection) -> int:
    try:
        version = read_version(source)
        found = source.sql("PRAGMA integrity_check(3)")
    except StoreUnusable as error:
        raise InputUnreadable(
            f"{source.path} cannot be restored: it is damaged, from a newer Relationship Desk, or "
            f"not a backup of ours. Nothing was changed. ({error})"
        ) from error
    if found != [("ok",)]:
        raise _damaged(source, found[0][0])
    return version


def _require_owners(source: Connection) -> None:
    orphans = _rows(source, "PRAGMA foreign_key_check")
    if orphans:
        raise _damaged(source, f"rows without their owner in {orphans[0][0]}")


def _rows(source: Connection, statement: str) -> list[tuple[Any, ...]]:
    try:
        return source.sql(statement)
    except StoreUnusable as error:
        raise _damaged(source, "not every row can be read") from error


def _damaged(source: Connection, how: str) -> InputUnreadable:
    return InputUnreadable(
        f"The backup {source.path} is damaged ({how}). Nothing was changed; choose another one."
    )


def _schema(connection: Connection) -> set[tuple[str, ...]]:
    return set(connection.sql("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master"))


def kept_tables(connection: Connection) -> list[str]:
    """The tables that hold facts; what is derived from them is left out."""
    names = [
        name
        for (name,) in connection.sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    ]
    indexes = tuple(schema.FULL_TEXT.values())
    return [name for name in names if name not in DERIVED and not name.startswith(indexes)]


def put_in_place(fresh: Path, store: Path, aside: Path) -> None:
    """Give `fresh` the store's name, and what had it before, if anything, the name `aside`.

    Nothing is deleted, and at every moment there is a whole store, the old one or the new one;
    only where the file system has no links, or the old store is damaged, it is away for a moment.
    """
    if store.exists():
        _empty_log(store)
        if not _linked(store, aside):
            for suffix in _SIDE_FILES:
                there = store.with_name(store.name + suffix)
                if there.exists():
                    there.replace(aside.with_name(aside.name + suffix))
    fresh.replace(store)


def _empty_log(store: Path) -> None:
    """Bring what a crash has left in the log into a sound store; a damaged one is not touched."""
    if not store.with_name(store.name + "-wal").exists():
        return
    with suppress(StoreUnusable):
        connection = Connection(store, query_only=False)
        try:
            if connection.sql("PRAGMA quick_check(1)") == [("ok",)]:
                connection.checkpoint()
        finally:
            connection.close()


def _linked(store: Path, aside: Path) -> bool:
    """Whether the store, which is all in one file, now has a second name."""
    if store.with_name(store.name + "-wal").exists():
        return False
    try:
        os.link(store, aside)
    except OSError:
        return False
    return True
