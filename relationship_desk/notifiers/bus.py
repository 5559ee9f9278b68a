"""`Bus`: one connection to the D-Bus session bus, with a thread that receives; over jeepney.

Invariant: replies and signals are handed on in the order in which they came, all in that thread;
after `on_gone` nothing is handed on any more. The thread is a daemon and delays no exit.
"""

from __future__ import annotations

import itertools
import logging
import os
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Any

from jeepney import HeaderFields, Message, MessageFlag, MessageType, Parser
from jeepney.auth import BEGIN, Authenticator
from jeepney.bus import get_connectable_addresses
from jeepney.bus_messages import message_bus

_log = logging.getLogger(__name__)

Body = tuple[Any, ...]


class BusGone(Exception):
    """The bus cannot be reached, or was left."""


class BusRefused(Exception):
    """A call was answered with an error; `str()` is what was said with it."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = name  # "org.freedesktop.DBus.Error.ServiceUnknown"


class Bus:
    """Open from the start, until `close` or until the bus goes.

    `on_signal(member, body)` gets the signals that were asked for with `follow`; `on_gone()` is
    called once, at the end.
    """

    def __init__(
        self,
        on_signal: Callable[[str, Body], None],
        on_gone: Callable[[], None],
        seconds: float,
    ) -> None:
        """Raises `BusGone`, or `TimeoutError` where the bus does not answer within `seconds`."""
        deadline = time.monotonic() + seconds
        self._on_signal = on_signal
        self._on_gone = on_gone
        self._serials = itertools.count(1)
        self._sending = Lock()
        self._waiting: dict[int, tuple[Future[Body], Callable[[Body], None] | None]] = {}
        self._socket = _connected(deadline)
        self.is_open = True
        Thread(target=self._receive, name="session-bus", daemon=True).start()
        try:
            self.call(message_bus.Hello(), deadline - time.monotonic())
        except BaseException:
            self.close()
            raise

    def follow(self, rule: str) -> None:
        """Ask the bus for these signals (a match rule of the D-Bus Specification)."""
        self.post(message_bus.AddMatch(rule))

    def call(
        self, message: Message, seconds: float, on_reply: Callable[[Body], None] | None = None
    ) -> Body:
        """The body of the reply. Raises `BusRefused`, `BusGone`, or `TimeoutError`.

        `on_reply(body)` is called before anything else is handed on, even for a reply too late.
        """
        answer: Future[Body] = Future()
        with self._sending:
            serial = next(self._serials)
            self._waiting[serial] = (answer, on_reply)
            self._send(message, serial)
        return answer.result(max(seconds, 0.05))

    def post(self, message: Message) -> None:
        """Send a call whose reply nobody waits for. Raises `BusGone`."""
        message.header.flags |= MessageFlag.no_reply_expected
        with self._sending:
            self._send(message, next(self._serials))

    def close(self) -> None:
        """Leave the bus; the thread ends by that."""
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            self._socket.close()  # it was gone already

    def _send(self, message: Message, serial: int) -> None:
        try:
            self._socket.sendall(message.serialise(serial))
        except OSError as error:
            self._waiting.pop(serial, None)
            raise BusGone from error

    def _receive(self) -> None:
        parser = Parser()
        try:
            while data := self._socket.recv(65536):
                for message in parser.feed(data):
                    self._hand_on(message)
        except OSError:
            pass  # as good as the end
        except Exception:
            _log.exception("the session bus said something that cannot be read")
        self.is_open = False
        self._socket.close()
        self._on_gone()
        with self._sending:
            left, self._waiting = self._waiting, {}
        for answer, _ in left.values():
            answer.set_exception(BusGone())

    def _hand_on(self, message: Message) -> None:
        kind, fields = message.header.message_type, message.header.fields
        if kind is MessageType.signal:
            self._on_signal(fields[HeaderFields.member], message.body)
            return
        serial = fields.get(HeaderFields.reply_serial)
        answer, on_reply = self._waiting.pop(serial, (None, None))
        if answer is None:
            return
        if kind is MessageType.error:
            said = message.body[0] if message.body else ""
            answer.set_exception(BusRefused(fields[HeaderFields.error_name], str(said)))
            return
        if on_reply is not None:
            on_reply(message.body)
        answer.set_result(message.body)


def _connected(deadline: float) -> socket.socket:
    """A socket on which messages may be sent."""
    connection = socket.socket(socket.AF_UNIX)
    try:
        address = next(get_connectable_addresses(_address()))
        connection.settimeout(_left(deadline))
        connection.connect(address)
        conversation = Authenticator()
        for words in conversation:
            connection.settimeout(_left(deadline))
            connection.sendall(words)
            conversation.feed(connection.recv(1024))
        connection.sendall(BEGIN)
        connection.settimeout(None)
    except TimeoutError:
        connection.close()
        raise
    except (OSError, ValueError, RuntimeError) as error:
        connection.close()
        raise BusGone from error
    return connection


def _left(deadline: float) -> float:
    return max(deadline - time.monotonic(), 0.05)


def _address() -> str:
    """Where the session bus listens: as the environment says, or else in the usual place."""
    given = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    return given or f"unix:path={os.environ.get('XDG_RUNTIME_DIR', '')}/bus"
