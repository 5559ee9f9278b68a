"""Plays systemd-logind on a private bus: says that the computer goes to sleep and wakes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from jeepney import DBusAddress, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.support.session_bus import SessionBus, session_bus

_MANAGER = DBusAddress("/org/freedesktop/login1", interface="org.freedesktop.login1.Manager")


class LoginDouble:
    """Owns `org.freedesktop.login1`."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))

    def sleep(self) -> None:
        self._say(True)

    def wake(self) -> None:
        self._say(False)

    def _say(self, sleeping: bool) -> None:
        self._connection.send(new_signal(_MANAGER, "PrepareForSleep", "b", (sleeping,)))


@contextmanager
def login_double() -> Iterator[tuple[SessionBus, LoginDouble]]:
    """A system bus of its own with the double on it; its address is for `DBUS_SYSTEM_BUS_ADDRESS`.

    A bus is a bus: only its address makes it the system's.
    """
    with session_bus() as bus:
        connection = open_dbus_connection(bus.address)
        try:
            yield bus, LoginDouble(connection)
        finally:
            connection.close()
