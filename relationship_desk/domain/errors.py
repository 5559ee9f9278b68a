"""The errors a user is told about; everything else is a bug."""

from __future__ import annotations


class UserError(Exception):
    """Something the user can understand and act on.

    `str(error)` is one or two whole sentences: what happened, and what next.
    """

    exit_code = 2


class Ambiguous(UserError):
    """A name fits several people; `candidates` holds `(id, name)` pairs."""

    def __init__(self, message: str, candidates: tuple[tuple[int, str], ...]) -> None:
        super().__init__(message)
        self.candidates = candidates


class NothingToUndo(UserError):
    """The undo or redo stack is empty."""


class InputUnreadable(UserError):
    """A file could not be read as what it was given as."""

    exit_code = 3


class StoreUnusable(UserError):
    """The store is damaged, newer, busy, read-only or the disk is full."""

    exit_code = 4
