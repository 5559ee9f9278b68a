"""Backups that nobody has to think of: once a day, and before what changes much at once.

Invariant: a backup takes its name only after it was verified; an older one is removed only after a
newer one was; what cannot be backed up is told, and never stops what the user wanted.
"""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from relationship_desk.clock import Clock
from relationship_desk.desk.backup_files import (
    BackupFile,
    Why,
    backup_files,
    new_name,
    superfluous,
)
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.preferences import Preferences, from_stored
from relationship_desk.paths import Paths
from relationship_desk.store.copies import copy_store
from relationship_desk.store.database import Connection
from relationship_desk.store.preferences import stored_preferences
from relationship_desk.store.soundness import look_into, revision_of

_log = logging.getLogger(__name__)

_DAY = timedelta(days=1)
_MERGES = timedelta(hours=1)  # in a row of merges the first is enough: each can be taken back
_BEFORE = {"import_cards": Why.IMPORT, "merge_people": Why.MERGE}


class NotCopied(UserError):
    """The backup was made and verified, but its second place could not take it."""


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup as it is now: `sound` was looked at just now, `people` is None where it is not."""

    file: BackupFile
    sound: bool
    people: int | None


class Keeper:
    """Makes backups of one store. May be called from any thread; one backup at a time."""

    def __init__(self, paths: Paths, clock: Clock, defaults: Preferences) -> None:
        self._paths = paths
        self._clock = clock
        self._defaults = defaults
        self._lock = Lock()
        self._seen: dict[Path, int] = {}  # revisions of backups, which never change
        self._trouble: list[str] = []

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self._paths.backups

    def make(self, why: Why) -> Path:
        """A verified backup now; also in the second place, where there is one.

        Raises `StoreUnusable` where there is none now, `NotCopied` where only the second failed.
        """
        with self._lock:
            self._paths.backups.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = new_name(self._paths.backups, self._wall(), why)
            copy_store(self._paths.store, path)
            _log.info("backup %s", path.name)
            self._remove_superfluous(self._paths.backups)
            self._copy_to_second_place(path)
            return path

    def make_if_due(self) -> Path | None:
        """The daily one, where the last is a day old and something has changed since.

        Raises as `make` does.
        """
        newest = next(iter(backup_files(self._paths.backups)), None)
        if newest is not None and timedelta(0) <= self._wall() - newest.at < _DAY:
            return None
        if not self._preferences().backups or not self._has_changed(newest):
            return None
        return self.make(Why.DAILY)

    def before_command(self, name: str) -> None:
        """Called by the desk in the writer's thread, before a command runs. Never raises."""
        why = _BEFORE.get(name)
        if why is None:
            return
        try:
            newest = next(iter(backup_files(self._paths.backups)), None)
            age = None if newest is None else self._wall() - newest.at
            if why is Why.MERGE and age is not None and timedelta(0) <= age < _MERGES:
                return
            if self._preferences().backups and self._has_changed(newest):
                self.make(why)
        except UserError as error:
            self._trouble.append(str(error))
        except Exception as error:
            _log.exception("no backup before a command")
            self._trouble.append(f"No backup could be made ({type(error).__name__}).")

    def ensure(self, why: Why) -> None:
        """A verified backup of what is there now, unless the newest one is just that."""
        newest = next(iter(backup_files(self._paths.backups)), None)
        if self._has_changed(newest):
            self.make(why)

    def take_trouble(self) -> list[str]:
        """The sentences of what could not be backed up before a command, each told once."""
        taken, self._trouble = self._trouble, []
        return taken

    def rows(self) -> list[BackupRow]:
        """All of them, newest first, each looked into: slow, for a background thread."""
        return [_row(file) for file in backup_files(self._paths.backups)]

    def delete(self, file: BackupFile) -> None:
        """Delete one that the user chose. Raises `UserError` where it is the last sound one."""
        others = (f for f in backup_files(self._paths.backups) if f.path != file.path)
        if _row(file).sound and not any(_row(other).sound for other in others):
            raise UserError(
                "This is the last backup that is sound, so it stays. Back up now, then delete it."
            )
        try:
            for suffix in ("", "-wal", "-shm"):
                file.path.with_name(file.path.name + suffix).unlink(missing_ok=True)
        except OSError as error:
            raise UserError(f"{file.path} cannot be deleted ({error.strerror}).") from error

    def _has_changed(self, newest: BackupFile | None) -> bool:
        """Whether the store holds changes that this backup does not; an empty one never does."""
        now = revision_of(self._paths.store)
        if now == 0:
            return False
        if newest is None:
            return True
        if newest.path not in self._seen:
            soundness = look_into(newest.path)
            self._seen = {newest.path: soundness.revision if soundness.sound else -1}
        return self._seen[newest.path] != now

    def _preferences(self) -> Preferences:
        connection = Connection(self._paths.store, query_only=True)
        try:
            return from_stored(stored_preferences(connection), self._defaults)
        finally:
            connection.close()

    def _wall(self) -> datetime:
        """The wall time here, without a zone, as names of files carry it."""
        return self._clock.now().astimezone(self._clock.zone()).replace(tzinfo=None)

    def _remove_superfluous(self, folder: Path) -> None:
        for file in superfluous(backup_files(folder)):
            try:
                file.path.unlink()
            except OSError as error:  # it is in nobody's way: the next time
                _log.warning("an old backup stays: %s", error.strerror)

    def _copy_to_second_place(self, path: Path) -> None:
        place = self._preferences().backup_folder
        if not place:
            return
        folder = Path(place)
        fresh = folder / f"{path.name}.new"
        try:
            if not folder.is_dir():  # a disk that is not there is not made as a folder
                raise FileNotFoundError(2, "it is not there")
            with path.open("rb") as source, os.fdopen(_private(fresh), "wb") as target:
                shutil.copyfileobj(source, target)
                target.flush()
                os.fsync(target.fileno())
            fresh.replace(folder / path.name)
        except OSError as error:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise NotCopied(
                f"The backup was made and is sound, but could not be copied to {folder} "
                f"({error.strerror}). It is tried again with the next one."
            ) from error
        self._remove_superfluous(folder)


def _private(path: Path) -> int:
    return os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)


def _row(file: BackupFile) -> BackupRow:
    found = look_into(file.path)
    return BackupRow(file, found.sound, found.people if found.sound else None)
