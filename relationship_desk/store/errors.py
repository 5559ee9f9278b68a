"""Turns what SQLite says into the sentence a user can act on; an unknown error stays a bug."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from relationship_desk.domain.errors import StoreUnusable

_SENTENCES = {
    sqlite3.SQLITE_BUSY: (
        "The store {path} is busy: another program is writing to it. Nothing was changed; "
        "try again in a moment."
    ),
    sqlite3.SQLITE_FULL: (
        "The disk that holds {path} is full. Nothing was changed; free some space and try again."
    ),
    sqlite3.SQLITE_READONLY: (
        "The store {path} cannot be written: the file or its folder is read-only. Nothing was "
        "changed; give yourself the right to write there, or choose another folder with --data-dir."
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The store {path} cannot be opened. Nothing was changed; check that its folder exists and "
        "that you may write there."
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk that holds {path} failed to read or write. Nothing was changed; check the disk."
    ),
    sqlite3.SQLITE_CORRUPT: (
        "The store {path} is damaged. Nothing was changed; keep the file and restore a backup "
        "with: relationship-desk restore BACKUP"
    ),
    sqlite3.SQLITE_NOTADB: (
        "The file {path} is not a store of Relationship Desk, or it is damaged. Nothing was "
        "changed; move it away, or restore a backup with: relationship-desk restore BACKUP"
    ),
}
_SENTENCES[sqlite3.SQLITE_LOCKED] = _SENTENCES[sqlite3.SQLITE_BUSY]


# SQLITE_CORRUPT_VTAB, an extended code that Python's sqlite3 does not name.
_CORRUPT_VTAB = sqlite3.SQLITE_CORRUPT | (1 << 8)

# The driver's own complaint, without SQLite's code, about text that is no UTF-8.
_UNDECODABLE = "Could not decode to UTF-8"

# SQLite's words where an error has ended the transaction already.
_NO_ROLLBACK = "cannot rollback"


class SearchOutOfStep(StoreUnusable):
    """The full-text index differs from what it indexes. It can be built anew; no data are lost."""


def primary_code(error: BaseException) -> int | None:
    """SQLite's primary result code anywhere in an exception's chain.

    Peewee wraps SQLite's exceptions, and where a full disk broke the rollback too, the true reason
    is only in `__context__`: a full disk therefore wins over whatever followed it, and a rollback
    that failed tells nothing.
    """
    extended = _codes(error)
    if sqlite3.SQLITE_IOERR_SHMSIZE in extended:  # no room to share the log between processes
        return sqlite3.SQLITE_FULL
    codes = [code & 0xFF for code in extended]
    if not codes and str(error).startswith(_UNDECODABLE):
        return sqlite3.SQLITE_CORRUPT
    if sqlite3.SQLITE_FULL in codes:
        return sqlite3.SQLITE_FULL
    return codes[0] if codes else None


def _codes(error: BaseException) -> list[int]:
    """The extended result codes of the chain, the outermost first."""
    codes: list[int] = []
    seen: set[int] = set()
    here: BaseException | None = error
    while here is not None and id(here) not in seen:
        seen.add(id(here))
        if isinstance(here, sqlite3.Error) and not str(here).startswith(_NO_ROLLBACK):
            code = getattr(here, "sqlite_errorcode", None)
            if code is not None:
                codes.append(code)
        here = here.__cause__ or here.__context__
    return codes


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Raise `StoreUnusable` in place of the SQLite errors that a user can act on."""
    try:
        yield
    except StoreUnusable:
        raise
    except Exception as error:
        if _CORRUPT_VTAB in _codes(error):
            raise SearchOutOfStep(
                f"The search index of {path} is out of step; the data are sound. Nothing was "
                "changed; repair it with: relationship-desk check"
            ) from error
        code = primary_code(error)
        sentence = _SENTENCES.get(code) if code is not None else None
        if sentence is None:
            raise
        raise StoreUnusable(sentence.format(path=path)) from error
