"""The store lock: shared by everybody who has the store open, alone for migrate, restore, erase.

SQLite's own file locks on an empty side file give a shared and an exclusive lock on every system
with the standard library alone; the operating system frees them when a process dies.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from relationship_desk.domain.errors import StoreUnusable
from relationship_desk.store.errors import primary_code, told_plainly

SHARED_WAIT_SECONDS = 5.0  # a migration of a usual store is over by then
_ALONE_WAIT_SECONDS = 0.2

_IN_THE_WAY = (
    "Relationship Desk is open in another window or command, and this needs it alone. "
    "Nothing was changed; close the other one and try again."
)
_HELD_ALONE = (
    "Another window or command of Relationship Desk has the store to itself just now: it updates, "
    "restores or erases. Nothing was changed; try again in a moment."
)


class StoreLock:
    """Held shared from construction until `close`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self._connection = self._share()

    def _share(self) -> sqlite3.Connection:
        return self._hold("BEGIN", SHARED_WAIT_SECONDS, _HELD_ALONE)

    def _hold(self, begin: str, wait_seconds: float, busy: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=wait_seconds, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute(begin)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        except sqlite3.Error as error:
            connection.close()
            if primary_code(error) != sqlite3.SQLITE_BUSY:
                with told_plainly(self._path):
                    raise
            raise StoreUnusable(busy) from error
        return connection

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else has the store open inside. Raises `StoreUnusable` where somebody has."""
        self._connection.close()
        try:
            exclusive = self._hold("BEGIN EXCLUSIVE", _ALONE_WAIT_SECONDS, _IN_THE_WAY)
        except (StoreUnusable, sqlite3.Error):
            self._connection = self._share()
            raise
        try:
            yield
        finally:
            exclusive.close()
            self._connection = self._share()

    def close(self) -> None:
        """Let go."""
        self._connection.close()
