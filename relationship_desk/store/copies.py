"""Whole copies of a store file: made with VACUUM INTO and checked before they get their name."""

from __future__ import annotations

import os
from pathlib import Path

from relationship_desk.domain.errors import StoreUnusable
from relationship_desk.store.database import Connection


def copy_store(source: Path, target: Path) -> Path:
    """A verified copy, 0600, with its data on the disk. `target` must not exist.

    VACUUM INTO reads one consistent state, the write-ahead log included; copying the file of a
    live store would lose what is in the log.
    """
    if target.exists():
        raise StoreUnusable(f"{target} exists already. Nothing was written; choose another name.")
    fresh = target.with_name(target.name + ".new")
    fresh.unlink(missing_ok=True)
    try:
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreUnusable(
            f"The folder {target.parent} cannot be written ({error.strerror}). Nothing was changed."
        ) from error
    try:
        # Not query-only: SQLite refuses VACUUM INTO there, though it changes nothing.
        connection = Connection(source, query_only=False)
        try:
            connection.sql("VACUUM INTO ?", (str(fresh),))
        finally:
            connection.close()
        verify(fresh)
        with fresh.open("rb+") as written:
            os.fsync(written.fileno())
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return target


def verify(path: Path) -> None:
    """Raises `StoreUnusable` unless every page and every index of the file is sound."""
    connection = Connection(path, query_only=True)
    try:
        found = connection.sql("PRAGMA integrity_check(3)")
    finally:
        connection.close()
    if found != [("ok",)]:
        raise StoreUnusable(f"The copy {path} is damaged ({found[0][0]}) and was not kept.")
