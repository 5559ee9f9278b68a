"""A look into a store file that is not open: whether it is sound, and how much is in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from relationship_desk.domain.errors import StoreUnusable
from relationship_desk.store.database import Connection, read_version

_REVISION = "SELECT coalesce(max(revision), 0) FROM operation"


@dataclass(frozen=True, slots=True)
class Soundness:
    """`people` and `revision` are 0 where it is not sound."""

    sound: bool
    people: int = 0
    revision: int = 0


def look_into(path: Path) -> Soundness:
    """Every page of it is read; nothing is written, not even beside it. Never raises."""
    try:
        if path.stat().st_size == 0:
            return Soundness(False)
        connection = Connection(path, query_only=True, foreign=True)
        try:
            read_version(connection)
            if connection.sql("PRAGMA integrity_check(1)") != [("ok",)]:
                return Soundness(False)
            [(people,)] = connection.sql("SELECT count(*) FROM person")
            [(revision,)] = connection.sql(_REVISION)
        finally:
            connection.close()
    except (StoreUnusable, OSError):
        return Soundness(False)
    return Soundness(True, int(people), int(revision))


def revision_of(store: Path) -> int:
    """The newest change in a store that may be open; 0 where nothing was ever entered."""
    connection = Connection(store, query_only=True)
    try:
        return int(connection.sql(_REVISION)[0][0])
    finally:
        connection.close()
