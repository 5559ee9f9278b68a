"""`DbusNotifier`: popups of the Linux desktop with buttons, replaced and withdrawn by their tag.

Invariant: an answer is told at most once, and only where it surely belongs to a popup of this run.
The service is org.freedesktop.Notifications (Desktop Notifications Specification 1.2); its signals
go to every program, so a number is ours only while the service that gave it lives.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from jeepney import DBusAddress, new_method_call

from relationship_desk.desk.ports import (
    Abilities,
    Fate,
    Heard,
    Listener,
    Notification,
    NotifierFailed,
    Reply,
)
from relationship_desk.notifiers import freedesktop
from relationship_desk.notifiers.bus import Body, Bus, BusGone, BusRefused
from relationship_desk.notifiers.text import escaped, popup_body, popup_title
from relationship_desk.notifiers.words import APP_NAME, REPLY_WORDS, TITLES

_SERVICE = DBusAddress(freedesktop.PATH, bus_name=freedesktop.NAME, interface=freedesktop.NAME)
_SIGNALS = (
    f"type='signal',sender='{freedesktop.NAME}',path='{freedesktop.PATH}'",
    "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',"
    f"arg0='{freedesktop.NAME}'",
)
_ANSWER_SECONDS = 2.4  # less than `chain.CHAIN_SECONDS`: another daemon may still be tried
_REMEMBERED = 200  # closed popups, whose click may still come

_CLICK = "default"  # the key of the Specification for a click on the popup itself
_OURS = "relationship-desk:"
_BY_HAND = 2  # why a popup was closed, by the Specification


@dataclass(slots=True)
class _Popup:
    """A popup that the service has taken, by the number that it gave."""

    notification: Notification
    answered: bool = False  # Done or a snooze was said
    opened: bool = False
    withdrawn: bool = False
    closed: bool = False
    activation_token: str = ""


class DbusNotifier:
    """Implements `desk.ports.Notifier`. Without `hear` nobody listens, so it offers no buttons."""

    name = "dbus"
    title = TITLES[name]
    daemon = freedesktop.DAEMON

    def __init__(self, icon: Path | None = None, hear: Listener | None = None) -> None:
        self._icon = str(icon) if icon else ""
        self._hear = hear
        self._nonce = secrets.token_hex(4)
        self._opening = Lock()
        self._bus: Bus | None = None
        self._abilities: Abilities | None = None
        self._popups: dict[int, _Popup] = {}  # oldest first
        self._guard = Lock()  # of the popups: the bus's thread and callers meet there

    def probe(self) -> Abilities:
        """What the service says of itself; asking may start it. Raises `NotifierFailed`."""
        deadline = time.monotonic() + _ANSWER_SECONDS
        with _failures_told():
            return self._ask(self._connected(deadline), deadline)

    def notify(self, notification: Notification) -> None:
        """Show it; returns when the service has taken it. Raises `NotifierFailed`."""
        deadline = time.monotonic() + _ANSWER_SECONDS
        with _failures_told():
            bus = self._connected(deadline)
            abilities = self._ask(bus, deadline)
            body = popup_body(notification.body)
            message = new_method_call(
                _SERVICE,
                "Notify",
                "susssasa{sv}i",
                (
                    APP_NAME,
                    self._number_of(notification.tag),
                    self._icon,
                    popup_title(notification.title) or APP_NAME,
                    escaped(body) if abilities.markup else body,
                    self._actions(notification) if abilities.buttons else [],
                    {"desktop-entry": ("s", freedesktop.DESKTOP_ENTRY)},
                    -1,  # the service knows best how long
                ),
            )
            bus.call(
                message,
                deadline - time.monotonic(),
                lambda reply: self._taken(reply[0], notification),
            )

    def withdraw(self, tags: Collection[str]) -> None:
        """Ask the service to close these popups; what it says to that comes as a signal."""
        wanted = set(tags)
        with self._guard:
            found = [
                number
                for number, popup in self._popups.items()
                if popup.notification.tag in wanted and not popup.closed
            ]
            for number in found:
                self._popups[number].withdrawn = True
        bus = self._bus
        for number in found:
            if bus is not None:
                with suppress(BusGone):
                    bus.post(new_method_call(_SERVICE, "CloseNotification", "u", (number,)))

    def close(self) -> None:
        """Take away the popups whose buttons nobody will hear any more, and leave the bus."""
        if self._hear is not None:
            self._hear = None
            self.withdraw({popup.notification.tag for popup in list(self._popups.values())})
        if self._bus is not None:
            self._bus.close()

    # ------------------------------------------------------------------------------ to the service

    def _connected(self, deadline: float) -> Bus:
        with self._opening:
            if self._bus is None or not self._bus.is_open:
                freedesktop.require_session_bus()
                self._bus = Bus(self._on_signal, self._on_gone, deadline - time.monotonic())
                for rule in _SIGNALS:
                    self._bus.follow(rule)
            return self._bus

    def _ask(self, bus: Bus, deadline: float) -> Abilities:
        """What the service can do: asked once of each service that owns the name."""
        if self._abilities is not None:
            return self._abilities
        said: list[Any] = []
        with suppress(BusRefused):  # a service may be too small to have a name
            question = new_method_call(_SERVICE, "GetServerInformation")
            said = list(bus.call(question, deadline - time.monotonic()))
        service = next((str(part) for part in said[:1]), "")
        able: list[Abilities] = []

        def keep(reply: Body) -> None:
            capabilities = frozenset(reply[0])
            self._abilities = Abilities(
                service,
                buttons="actions" in capabilities and self._hear is not None,
                replaces=True,
                markup="body-markup" in capabilities,
            )
            able.append(self._abilities)

        bus.call(new_method_call(_SERVICE, "GetCapabilities"), deadline - time.monotonic(), keep)
        return able[0]

    def _actions(self, notification: Notification) -> list[str]:
        """Keys and labels by turns. A service that shows a few takes the first of them."""
        about = notification.about[0] if len(notification.about) == 1 else 0
        said = [reply for reply in notification.replies if reply is not Reply.OPEN]
        buttons = [*said, Reply.OPEN] if notification.about else said
        actions = [_CLICK, REPLY_WORDS[Reply.OPEN]]
        for reply in buttons:
            actions += [self._key(about, reply), REPLY_WORDS[reply]]
        return actions

    def _key(self, about: int, reply: Reply) -> str:
        return f"{_OURS}{self._nonce}:{about}:{reply.value}"

    def _number_of(self, tag: str) -> int:
        """The popup that stands under this tag; 0 for none."""
        with self._guard:
            return next(
                (
                    number
                    for number, popup in self._popups.items()
                    if popup.notification.tag == tag and not popup.closed
                ),
                0,
            )

    # ------------------------------------------- from the service, in the thread of its bus

    def _taken(self, number: int, notification: Notification) -> None:
        with self._guard:
            for known, popup in self._popups.items():
                if popup.notification.tag == notification.tag and known != number:
                    popup.closed = True  # the service gave the repeat a number of its own
            self._popups.pop(number, None)
            self._popups[number] = _Popup(notification)
            for old in [n for n, popup in self._popups.items() if popup.closed][:-_REMEMBERED]:
                del self._popups[old]

    def _on_signal(self, member: str, body: Body) -> None:
        if member == "NameOwnerChanged":
            self._forget()
        elif member == "ActionInvoked":
            self._on_action(int(body[0]), str(body[1]))
        elif member == "NotificationClosed":
            self._on_closed(int(body[0]), int(body[1]))
        elif member == "ActivationToken":
            with self._guard:
                if popup := self._popups.get(int(body[0])):
                    popup.activation_token = str(body[1])

    def _on_action(self, number: int, key: str) -> None:
        with self._guard:
            popup = self._popups.get(number)
            said = None if popup is None else self._meant(popup, key)
            if popup is not None and said is not None:
                popup.opened |= said is Reply.OPEN
                popup.answered |= said is not Reply.OPEN
        if popup is not None and said is not None:
            token = popup.activation_token
            self._tell(Fate.ANSWERED, popup.notification, said, token)
        elif popup is not None or key.startswith(_OURS):
            self._tell(Fate.ANSWERED, None, Reply.OPEN)

    def _meant(self, popup: _Popup, key: str) -> Reply | None:
        """What a key says of this popup; None where it says nothing, or the same once more."""
        if key == _CLICK:
            return None if popup.answered else Reply.OPEN
        about = popup.notification.about
        for reply in (*popup.notification.replies, Reply.OPEN):
            if key == self._key(about[0] if len(about) == 1 else 0, reply):
                return None if popup.answered else reply
        return None

    def _on_closed(self, number: int, reason: int) -> None:
        with self._guard:
            popup = self._popups.get(number)
            if popup is None or popup.closed:
                return
            popup.closed = True
        if popup.withdrawn:
            self._tell(Fate.WITHDRAWN, popup.notification)
        elif not (popup.answered or popup.opened):
            fate = Fate.DISMISSED if reason == _BY_HAND else Fate.EXPIRED
            self._tell(fate, popup.notification)

    def _tell(
        self,
        fate: Fate,
        notification: Notification | None,
        reply: Reply | None = None,
        token: str = "",
    ) -> None:
        if self._hear is not None:
            self._hear(Heard(fate, self.name, notification, reply, activation_token=token))

    def _forget(self) -> None:
        """Another service, or none: its numbers mean other popups, and it can do other things."""
        self._abilities = None
        with self._guard:
            self._popups.clear()

    def _on_gone(self) -> None:
        self._forget()


@contextmanager
def _failures_told() -> Iterator[None]:
    """What goes wrong on the bus, as the sentence of a `NotifierFailed`."""
    try:
        yield
    except TimeoutError as error:
        raise NotifierFailed(freedesktop.HANGS, timed_out=True) from error
    except BusGone as error:
        raise NotifierFailed(freedesktop.BUS_IS_GONE) from error
    except BusRefused as error:
        known = freedesktop.explained(error.name)
        raise (known or freedesktop.refused(str(error))) from error
