"""Reads of the network in a background thread: only what was asked for last arrives.

Invariant: an answer to an older question never replaces a newer one, and none reaches what is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from relationship_desk.store.database import Connection
from relationship_desk.ui.bridge import Bridge

T = TypeVar("T")


class Latest(Generic[T]):
    """Asks for somebody's widget; `then(answer)` in the GUI thread while that widget is there."""

    def __init__(self, bridge: Bridge, whose: QObject, then: Callable[[T], None]) -> None:
        self._bridge, self._whose, self._then = bridge, whose, then
        self._asked = 0

    def ask(self, read: Callable[[Connection], T]) -> None:
        """Ask this instead of whatever was asked before."""
        self._asked += 1
        number, store = self._asked, self._bridge.desk.store

        def job() -> T:
            connection = store.reader()
            try:
                return read(connection)
            finally:
                connection.close()

        def arrived(answer: T) -> None:
            if number == self._asked and isValid(self._whose):
                self._then(answer)

        self._bridge.in_background(job, arrived)

    def forget(self) -> None:
        """What was asked is of no interest any more."""
        self._asked += 1
