"""The double of org.freedesktop.Notifications, as a process: see `notification_double`.

    python notification_service.py FOLDER

Prints "ready" once it owns the name. Every Notify is appended to FOLDER/received.jsonl, whatever
the answer; FOLDER/behaviour.json is read at each call. A process of its own, because QtDBus answers
only while an event loop runs, and a test that waits for the program runs none.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection, QDBusMessage

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"


@ClassInfo({"D-Bus Interface": NAME})
class Service(QDBusAbstractAdaptor):
    """The methods of the Desktop Notifications Specification 1.2 that a sender calls."""

    def __init__(self, parent: QObject, bus: QDBusConnection, folder: Path) -> None:
        super().__init__(parent)
        self._bus = bus
        self._behaviour = folder / "behaviour.json"
        self._received = folder / "received.jsonl"
        self._last_id = 0

    def _wish(self, key: str) -> Any:
        return json.loads(self._behaviour.read_text(encoding="utf-8"))[key]

    @Slot(
        str, "uint", str, str, str, "QStringList", "QVariantMap", int, QDBusMessage, result="uint"
    )
    def Notify(
        self,
        app_name: str,
        replaces_id: int,
        icon: str,
        title: str,
        body: str,
        actions: list[str],
        hints: dict[str, Any],
        expires_ms: int,
        message: QDBusMessage,
    ) -> int:
        received = {
            "app_name": app_name,
            "replaces_id": replaces_id,
            "icon": icon,
            "title": title,
            "body": body,
            "actions": actions,
            "hints": hints,
            "expires_ms": expires_ms,
        }
        with self._received.open("a", encoding="utf-8") as log:
            log.write(json.dumps(received, default=str) + "\n")
        wish = self._wish("notify")
        if wish != "answer":
            message.setDelayedReply(True)
        if wish == "refuse":
            error = message.createErrorReply(f"{NAME}.Error.ExcessNotifications", "Too many popups")
            self._bus.send(error)
        self._last_id += 1
        return self._last_id

    @Slot(QDBusMessage, result="QStringList")
    def GetCapabilities(self, message: QDBusMessage) -> list[str]:
        if self._wish("questions") == "hang":
            message.setDelayedReply(True)
        return list(self._wish("capabilities"))

    @Slot(QDBusMessage)
    def GetServerInformation(self, message: QDBusMessage) -> None:
        # By hand: a slot returns one value, and this method answers with four.
        message.setDelayedReply(True)
        if self._wish("questions") == "hang":
            return
        reply = message.createReply()
        reply.setArguments(["Double", "Relationship Desk tests", "1", "1.2"])
        self._bus.send(reply)


def main() -> int:
    """Serve until killed; 1 where the bus refuses."""
    application = QCoreApplication(sys.argv)
    bus = QDBusConnection.sessionBus()
    exported = QObject()
    service = Service(exported, bus, Path(sys.argv[1]))
    if not (bus.registerObject(PATH, exported) and bus.registerService(NAME)):
        print(bus.lastError().message(), file=sys.stderr)
        return 1
    print("ready", flush=True)
    code: int = application.exec()
    del service
    return code


if __name__ == "__main__":
    sys.exit(main())
