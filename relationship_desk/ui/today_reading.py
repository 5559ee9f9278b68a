"""Reads the queue of this moment in the background, for whoever shows it.

Invariant: one reading at a time; what is asked for meanwhile is one more, after it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from shiboken6 import isValid

from relationship_desk.desk.today.queue import today_queue
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.today import Today
from relationship_desk.ui.bridge import Bridge


class TodayReading:
    """`show(today)` is called in the GUI thread, unless its owner has gone by then."""

    def __init__(self, bridge: Bridge, owner: QObject, show: Callable[[Today], None]) -> None:
        self._bridge, self._owner, self._tell = bridge, owner, show
        self.is_reading = self._again = False

    def read(self) -> None:
        """Read it anew."""
        if self.is_reading:
            self._again = True
            return
        self.is_reading, self._again = True, False
        bridge, store = self._bridge, self._bridge.desk.store
        asked = Asked(bridge.today(), bridge.now(), bridge.clock.zone(), bridge.preferences())

        def job() -> Today:
            reader = store.reader()
            try:
                return today_queue(reader, asked)
            finally:
                reader.close()

        bridge.in_background(job, self._show, self._failed)

    def _show(self, today: Today) -> None:
        if isValid(self._owner):
            self._tell(today)
            self._done()

    def _failed(self, error: BaseException) -> None:
        if isValid(self._owner):
            self._bridge.tell(error)
            self._done()

    def _done(self) -> None:
        self.is_reading = False
        if self._again:
            self.read()
