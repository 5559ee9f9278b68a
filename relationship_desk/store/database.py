"""Opens the one SQLite file: header, locks, check, migration; and hands out connections.

Invariant: a file that is damaged, newer or not ours is refused before anything in it is touched.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from peewee import SqliteDatabase

from relationship_desk.domain.errors import StoreUnusable
from relationship_desk.domain.text import digits, fold
from relationship_desk.store import schema
from relationship_desk.store.errors import told_plainly
from relationship_desk.store.locks import StoreLock
from relationship_desk.store.migrations import LATEST, MIGRATIONS

APPLICATION_ID = 0x5244736B  # "RDsk", in the SQLite header

_PRAGMAS = {"foreign_keys": 1, "busy_timeout": 5000, "cache_size": -32000}
_TOGETHER = 50  # rows that one statement inserts


class Connection:
    """One SQLite connection of one thread. Reads fetch all, so that no cursor stays open."""

    def __init__(self, path: Path, *, query_only: bool, foreign: bool = False) -> None:
        """`foreign`: a file that somebody gave us; nothing in its schema is trusted to run."""
        pragmas: dict[str, Any] = dict(_PRAGMAS)
        pragmas |= {"query_only": 1} if query_only else {"synchronous": "FULL"}
        pragmas |= {"trusted_schema": 0} if foreign else {}
        self.path = path
        self._database = SqliteDatabase(
            path.absolute().as_uri() + ("?mode=ro&immutable=1" if foreign else "?mode=rw"),
            pragmas=pragmas,
            autoconnect=False,
            thread_safe=False,
            uri=True,
        )
        self._database.register_function(digits, "digits", 1)
        self._database.register_function(fold, "fold", 1)
        with told_plainly(path):
            self._database.connect()

    def rows(self, query: Any) -> list[tuple[Any, ...]]:
        """All rows of a Peewee select, as tuples."""
        with told_plainly(self.path):
            return list(query.tuples().execute(self._database))

    def row(self, query: Any) -> tuple[Any, ...] | None:
        """The first row, or None."""
        return next(iter(self.rows(query.limit(1))), None)

    def value(self, query: Any) -> Any:
        """The first column of the first row, or None."""
        found = self.row(query)
        return found[0] if found else None

    def execute(self, query: Any) -> int:
        """Run a Peewee insert, update or delete; the new id, or the number of rows."""
        with told_plainly(self.path):
            result: int = query.execute(self._database)
            return result

    def sql(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one SQL statement; its rows."""
        with told_plainly(self.path):
            cursor = self._database.execute_sql(statement, parameters)  # type: ignore[no-untyped-call]
            return list(cursor.fetchall())

    def many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one SQL statement for every row."""
        with told_plainly(self.path):
            connection: sqlite3.Connection = self._database.connection()  # type: ignore[no-untyped-call]
            connection.executemany(statement, rows)

    def insert(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run an `INSERT ... VALUES ` for all these rows, many of them in one statement: each
        statement looks up anew what ids the table has given."""
        whole = len(rows) - len(rows) % _TOGETHER
        if whole:
            marks = _marks(rows[0])
            together = (
                tuple(chain.from_iterable(rows[start : start + _TOGETHER]))
                for start in range(0, whole, _TOGETHER)
            )
            self.many(statement + ", ".join([marks] * _TOGETHER), together)
        if whole < len(rows):
            self.many(statement + _marks(rows[0]), rows[whole:])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A write transaction: it has the writer's lock from its first moment (BEGIN IMMEDIATE)."""
        with told_plainly(self.path), self._database.atomic("IMMEDIATE"):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several reads that see one state of the store."""
        with told_plainly(self.path), self._database.atomic("DEFERRED"):
            yield

    def data_version(self) -> int:
        """A number that changes when another connection has committed (PRAGMA data_version)."""
        return int(self.sql("PRAGMA data_version")[0][0])

    def checkpoint(self) -> None:
        """Move the write-ahead log into the file."""
        self.sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self._database.close()


def _marks(row: Sequence[Any]) -> str:
    return f"({', '.join('?' * len(row))})"


class Store:
    """One open store. Made by `open_store`; closed when the program ends."""

    def __init__(self, path: Path, lock: StoreLock) -> None:
        self.path = path
        self.lock = lock

    def reader(self) -> Connection:
        """A connection that SQLite itself keeps from writing."""
        return Connection(self.path, query_only=True)

    def writer(self) -> Connection:
        """A connection that may write; the program has one, in one thread."""
        return Connection(self.path, query_only=False)

    def close(self) -> None:
        self.lock.close()


def open_store(path: Path, lock_path: Path, before_migration: Callable[[Path], object]) -> Store:
    """Open the store at `path`, made new where there is none, migrated where it is older.

    `before_migration(path)` makes a verified backup of an older file. Raises `StoreUnusable`, and
    has then changed nothing.
    """
    with _folder_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = StoreLock(lock_path)
    try:
        if path.is_symlink() and not path.exists():
            raise StoreUnusable(
                f"The store {path} leads to {path.readlink()}, which is not there. Nothing was "
                "changed; connect the disk that holds it, or take the link away."
            )
        if not path.exists():
            with lock.alone():
                if not path.exists():
                    _create(path)
        version = _examine(path)
        if version < LATEST:
            with lock.alone():
                before_migration(path)
                connection = Connection(path, query_only=False)
                try:
                    migrate(connection)
                finally:
                    connection.close()
    except BaseException:
        lock.close()
        raise
    return Store(path, lock)


@contextmanager
def _folder_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise StoreUnusable(
            f"The folder {path.parent} cannot be written ({error}). Nothing was changed; choose "
            "another folder with --data-dir, or give yourself the right to write there."
        ) from error


def _create(path: Path) -> None:
    """Build the new file aside and rename it, so that no half-made store is ever seen."""
    with _folder_errors(path):
        fresh = path.with_name(path.name + ".new")
        fresh.unlink(missing_ok=True)
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    connection = Connection(fresh, query_only=False)
    try:
        build_schema(connection, LATEST)
    finally:
        connection.close()
    fresh.replace(path)
    connection = Connection(path, query_only=False)
    try:
        connection.sql("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def build_schema(connection: Connection, version: int) -> None:
    """The schema of one version in an empty file."""
    with connection.transaction():
        connection.sql(f"PRAGMA application_id = {APPLICATION_ID}")
        for up in MIGRATIONS[:version]:
            up(connection.sql)
        connection.sql(f"PRAGMA user_version = {version}")


def _examine(path: Path) -> int:
    """The file's schema version. Raises `StoreUnusable` where it is not a sound store of ours."""
    if path.stat().st_size == 0:
        raise StoreUnusable(
            f"The file {path} is empty: it is not a store of Relationship Desk. Nothing was "
            "changed; move it away, or restore a backup with: relationship-desk restore BACKUP"
        )
    connection = Connection(path, query_only=True)
    try:
        version = read_version(connection)
        check = connection.sql("PRAGMA quick_check(3)")
        if check != [("ok",)]:
            raise _damaged(path, check[0][0])
        _require_tables(connection, version)
    finally:
        connection.close()
    return version


def _require_tables(connection: Connection, version: int) -> None:
    """Refuse a file of the newest schema that has lost a table; an older one is migrated first."""
    if version == LATEST:
        found = {name for (name,) in connection.sql("SELECT name FROM sqlite_master")}
        needed = {schema.table(model) for model in schema.ALL}
        needed |= {schema.FULL_TEXT[model] for model in schema.ALL if model in schema.FULL_TEXT}
        lost = sorted(needed - found)
        if lost:
            raise _damaged(connection.path, f"no table {lost[0]}")


def _damaged(path: Path, how: str) -> StoreUnusable:
    return StoreUnusable(
        f"The store {path} is damaged ({how}). Nothing was changed; keep the file and restore a "
        "backup with: relationship-desk restore BACKUP"
    )


def read_version(connection: Connection) -> int:
    """The user_version of a file that is ours and not newer. Raises `StoreUnusable` otherwise."""
    [(application,)] = connection.sql("PRAGMA application_id")
    [(version,)] = connection.sql("PRAGMA user_version")
    if application != APPLICATION_ID:
        raise StoreUnusable(
            f"The file {connection.path} is a database of another program, not a store of "
            "Relationship Desk. Nothing was changed; choose another folder with --data-dir."
        )
    if version > LATEST:
        raise StoreUnusable(
            f"The store {connection.path} was written by a newer Relationship Desk (its format is "
            f"{version}, this program knows {LATEST}). Nothing was changed; install the newer one."
        )
    if version < 1:
        raise _damaged(connection.path, f"its format cannot be {version}")
    return int(version)


def migrate(connection: Connection) -> None:
    """Bring a file to the newest schema, in one transaction."""
    with connection.transaction():
        # Read inside the lock: another process may have migrated it in between.
        version = read_version(connection)
        for up in MIGRATIONS[version:]:
            up(connection.sql)
        connection.sql(f"PRAGMA user_version = {LATEST}")
