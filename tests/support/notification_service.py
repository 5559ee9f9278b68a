"""The double of org.freedesktop.Notifications, as a process: see `notification_double`.

    python notification_service.py FOLDER

Prints "ready" once it owns the name. Every Notify and every CloseNotification is appended to
FOLDER/received.jsonl and FOLDER/closed.jsonl, whatever the answer; FOLDER/behaviour.json is read at
each call. A line on its input is a signal to send: a JSON list of its name and arguments. A process
of its own, because QtDBus answers
only while an event loop runs, and a test that waits for the program runs none.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QSocketNotifier, Signal, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection, QDBusMessage

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"


@ClassInfo({"D-Bus Interface": NAME})
class Service(QDBusAbstractAdaptor):
    """What the Desktop Notifications Specification 1.2 has for a sender: methods, signals."""

    NotificationClosed = Signal("uint", "uint")
    ActionInvoked = Signal("uint", str)
    ActivationToken = Signal("uint", str)

    def __init__(self, parent: QObject, bus: QDBusConnection, folder: Path) -> None:
        super().__init__(parent)
        self._bus = bus
        self._behaviour = folder / "behaviour.json"
        self._received = folder / "received.jsonl"
        self._closed = folder / "closed.jsonl"
        self._last_id = 0
        self._input = b""

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
        if not replaces_id:
            self._last_id += 1
        number = replaces_id or self._last_id
        received = {
            "number": number,
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
        return number

    @Slot("uint")
    def CloseNotification(self, number: int) -> None:
        with self._closed.open("a", encoding="utf-8") as log:
            log.write(f"{number}\n")
        self.NotificationClosed.emit(number, 3)

    def read_wishes(self) -> None:
        """Send the signals that stand in the lines of the input that came by now."""
        self._input += os.read(sys.stdin.fileno(), 65536)
        *lines, self._input = self._input.split(b"\n")
        for line in lines:
            name, *arguments = json.loads(line)
            getattr(self, name).emit(*arguments)

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
    wishes = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    wishes.activated.connect(service.read_wishes)
    print("ready", flush=True)
    code: int = application.exec()
    del wishes, service
    return code


if __name__ == "__main__":
    sys.exit(main())
