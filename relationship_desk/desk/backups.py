"""Backups and restore: verified copies out, and back in with the present store set aside.

Invariant: nothing of the user's is ever deleted here.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from relationship_desk.clock import Clock
from relationship_desk.desk.backup_files import Why, new_name
from relationship_desk.desk.derived import rebuild
from relationship_desk.domain.errors import StoreUnusable
from relationship_desk.domain.preferences import Preferences, from_stored
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.paths import Paths
from relationship_desk.store.copies import copy_store, put_in_place, restored
from relationship_desk.store.database import Connection
from relationship_desk.store.locks import StoreLock
from relationship_desk.store.preferences import stored_preferences


def back_up(store: Path, out: Path) -> Path:
    """A verified copy at `out`, which must not exist; the store may be in use meanwhile."""
    out = out.expanduser().absolute()
    if not out.parent.is_dir():
        raise StoreUnusable(f"There is no folder {out.parent}. Nothing was written.")
    return copy_store(store, out)


def back_up_before_migration(store: Path, backups: Path, clock: Clock) -> Path:
    """A backup of an older store before it is changed; where it lies."""
    return copy_store(store, _free_name(backups, clock, Why.MIGRATION))


def restore(paths: Paths, backup: Path, clock: Clock, defaults: Preferences) -> Path | None:
    """Put a backup in the place of the store; returns where the present one was set aside.

    The backup is verified first and stays where it is. Raises `InputUnreadable` where it is no
    sound backup, `StoreUnusable` where the store is open elsewhere; then nothing has changed.
    """
    made = restored(backup.expanduser().absolute(), paths.store)
    return replace_store(paths, made, clock, defaults)


def replace_store(
    paths: Paths, made: AbstractContextManager[Path], clock: Clock, defaults: Preferences
) -> Path | None:
    """Put a new store, the file that entering `made` gives, in the place of the present one.

    Returns where the present one was set aside. Raises what `made` raises, and `StoreUnusable`
    where the store is open elsewhere; then nothing has changed.
    """
    paths.create()
    lock = StoreLock(paths.lock)
    try:
        with lock.alone(), made as fresh:
            _derive(fresh, clock, defaults)
            aside = _free_name(paths.backups, clock, Why.RESTORE)
            had_one = paths.store.exists()
            put_in_place(fresh, paths.store, aside)
        return aside if had_one else None
    finally:
        lock.close()


def _derive(fresh: Path, clock: Clock, defaults: Preferences) -> None:
    connection = Connection(fresh, query_only=False)
    try:
        preferences = from_stored(stored_preferences(connection), defaults)
        with connection.transaction():
            rebuild(connection, Circumstances(clock.now(), clock.zone(), preferences))
        connection.checkpoint()
    finally:
        connection.close()


def _free_name(backups: Path, clock: Clock, why: Why) -> Path:
    wall = clock.now().astimezone(clock.zone()).replace(tzinfo=None)
    return new_name(backups, wall, why)
