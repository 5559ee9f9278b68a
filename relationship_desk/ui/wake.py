"""Hears that the computer has woken, from systemd-logind on the system bus, where there is one.

Invariant: without that service nothing is missed, only later: the beat notices what the clock did.
"""

from __future__ import annotations

import sys
import uuid
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

# https://www.freedesktop.org/software/systemd/man/org.freedesktop.login1.html
_SERVICE = "org.freedesktop.login1"
_PATH = "/org/freedesktop/login1"
_INTERFACE = "org.freedesktop.login1.Manager"


class Wake(QObject):
    """`woke` is emitted when sleep is over."""

    woke = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name, self.hears = "", False
        if sys.platform in ("win32", "darwin"):
            return
        self._name = f"wake-{uuid.uuid4().hex}"
        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SystemBus, self._name)
        slot: Any = SLOT("_on_sleep(bool)")  # text, where the stubs of PySide6 say bytes
        self.hears = bus.isConnected() and bus.connect(
            _SERVICE, _PATH, _INTERFACE, "PrepareForSleep", self, slot
        )

    def close(self) -> None:
        """Hear nothing any more."""
        if self._name:
            QDBusConnection.disconnectFromBus(self._name)

    @Slot(bool)
    def _on_sleep(self, begins: bool) -> None:
        if not begins:
            self.woke.emit()
