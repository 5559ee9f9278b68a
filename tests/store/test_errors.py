"""What SQLite says, as a sentence: where the true reason hides, and what stays a bug."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from relationship_desk.domain.errors import StoreUnusable
from relationship_desk.store import locks
from relationship_desk.store.errors import told_plainly
from relationship_desk.store.locks import StoreLock

STORE = Path("desk.sqlite3")


def _failure(words: str, code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = code
    return error


def test_a_rollback_that_failed_does_not_hide_the_reason() -> None:
    rollback = _failure("cannot rollback - no transaction is active", sqlite3.SQLITE_ERROR)
    rollback.__context__ = _failure("disk I/O error", sqlite3.SQLITE_IOERR_WRITE)
    with pytest.raises(StoreUnusable, match="failed to read or write"), told_plainly(STORE):
        raise rollback


def test_no_room_for_the_shared_memory_is_a_full_disk() -> None:
    with pytest.raises(StoreUnusable, match="is full"), told_plainly(STORE):
        raise _failure("disk I/O error", sqlite3.SQLITE_IOERR_SHMSIZE)


def test_a_wrong_statement_stays_a_bug() -> None:
    with pytest.raises(sqlite3.OperationalError), told_plainly(STORE):
        raise _failure("no such column: nmae", sqlite3.SQLITE_ERROR)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [(sqlite3.SQLITE_FULL, "is full"), (sqlite3.SQLITE_BUSY, "open in another")],
)
def test_a_lock_that_cannot_be_taken_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, sentence: str
) -> None:
    lock = StoreLock(tmp_path / "lock")
    real = sqlite3.connect

    class Refusing(sqlite3.Connection):
        def execute(self, statement: str, *rest: object) -> sqlite3.Cursor:
            if "EXCLUSIVE" in statement:
                raise _failure("refused", code)
            return super().execute(statement)

    with monkeypatch.context() as patch:
        patch.setattr(
            locks.sqlite3, "connect", lambda *args, **kw: real(*args, factory=Refusing, **kw)
        )
        with pytest.raises(StoreUnusable, match=sentence), lock.alone():
            pass
    with lock.alone():
        pass
    lock.close()
