"""Reads in the background for whoever shows it, one reading at a time.

Invariant: what is asked for while a reading goes on is one more, after it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from relationship_desk.store.database import Connection
from relationship_desk.ui.bridge import Bridge

T = TypeVar("T")


class BackgroundReading(Generic[T]):
    """`prepare()` says what is to be read, and how; `show(answer)` gets the answer. Both are called
    in the GUI thread, and not after the owner has gone."""

    def __init__(
        self,
        bridge: Bridge,
        owner: QObject,
        prepare: Callable[[], Callable[[Connection], T]],
        show: Callable[[T], None],
    ) -> None:
        self._bridge, self._owner, self._prepare, self._tell = bridge, owner, prepare, show
        self.is_reading = self._again = False

    def read(self) -> None:
        """Read it anew."""
        if self.is_reading:
            self._again = True
            return
        self.is_reading, self._again = True, False
        ask, store = self._prepare(), self._bridge.desk.store

        def job() -> T:
            reader = store.reader()
            try:
                return ask(reader)
            finally:
                reader.close()

        self._bridge.in_background(job, self._show, self._failed)

    def _show(self, answer: T) -> None:
        if isValid(self._owner):
            self._tell(answer)
            self._done()

    def _failed(self, error: BaseException) -> None:
        if isValid(self._owner):
            self._bridge.tell(error)
            self._done()

    def _done(self) -> None:
        self.is_reading = False
        if self._again:
            self.read()
