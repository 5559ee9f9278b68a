"""`Chain`: several backends as the one `Notifiers` that the reminder engine talks to.

Invariant: `deliver` answers for every notification, and within the time for one of them after a
backend has hung, whatever the backends do; each answer was told to the listener, too.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from threading import Thread
from typing import Any, TypeVar

from relationship_desk.desk.ports import (
    Abilities,
    Fate,
    Heard,
    Listener,
    Notification,
    Notifier,
    NotifierFailed,
)

T = TypeVar("T")

CHAIN_SECONDS = 2.8  # for one notification through all backends; reported within 3 s
AUTOMATIC = ""  # the preference for no backend in particular

_log = logging.getLogger(__name__)

_HANGS = (
    "No popup was shown in time because the notification service does not answer; "
    "your reminder waits in the inbox."
)
_NO_BACKEND = (
    "No popup was shown because this installation can show none; your reminder waits in the inbox."
)


@dataclass(frozen=True, slots=True)
class Probed:
    """What was found out of one backend: what it can do, or the sentence why it cannot."""

    name: str
    title: str
    abilities: Abilities | None
    reason: str = ""
    alone: bool = False  # used only where it is preferred


class Chain:
    """Backends in the order in which they are tried; implements `desk.ports.Notifiers`.

    The first that can show it does; `prefer` puts another one before all. Those in `alone` are used
    only where one of them is preferred, and then nothing else is. Each call of a backend
    gets a daemon thread, so that one that never returns is left behind and delays neither the beat
    nor the exit; while it is, no other backend of the same daemon is started.
    """

    def __init__(
        self,
        backends: Sequence[Notifier],
        hear: Listener | None = None,
        seconds: float = CHAIN_SECONDS,
        alone: Sequence[Notifier] = (),
    ) -> None:
        self._backends = tuple(backends)
        self._alone = tuple(alone)
        self._hear = hear
        self._seconds = seconds
        self._preferred = AUTOMATIC
        self._left_behind: dict[str, Future[Any]] = {}  # by daemon

    def prefer(self, name: str) -> None:
        """Try the backend with this name before all others; `AUTOMATIC` for none."""
        self._preferred = name

    def survey(self) -> tuple[Probed, ...]:
        """Every backend, those that would be tried now first; shows nothing, and may take long.

        The first that has abilities is the one in use.
        """
        hanging: dict[str, NotifierFailed] = {}
        tried = self._in_order()
        others = [b for b in (*self._backends, *self._alone) if b not in tried]
        return tuple(self._probe(backend, hanging) for backend in (*tried, *others))

    def deliver(self, notifications: Iterable[Notification]) -> list[str | None]:
        """For each notification None (handed over) or the sentence that says why not."""
        hanging: dict[str, NotifierFailed] = {}
        return [self._deliver(notification, hanging)[1] for notification in notifications]

    def deliver_one(
        self, notification: Notification, prefer: str | None = None
    ) -> tuple[str, str | None]:
        """The name of the backend that took it or failed first, and the same as `deliver`.

        `prefer` is tried before all others this once.
        """
        return self._deliver(notification, {}, prefer)

    def titles(self) -> tuple[tuple[str, str], ...]:
        """Name and title of every backend."""
        return tuple((b.name, b.title) for b in (*self._backends, *self._alone))

    def withdraw(self, tags: Collection[str]) -> None:
        """Take these popups away, whichever backend shows them."""
        if tags:
            self._each(lambda backend: backend.withdraw(tags))

    def close(self) -> None:
        """Let go of all backends; delays nothing."""
        self._hear = None
        self._each(lambda backend: backend.close())

    def _in_order(self, prefer: str | None = None) -> list[Notifier]:
        preferred = self._preferred if prefer is None else prefer
        for backend in self._alone:
            if backend.name == preferred:
                return [backend]
        return sorted(self._backends, key=lambda backend: backend.name != preferred)

    def _probe(self, backend: Notifier, hanging: dict[str, NotifierFailed]) -> Probed:
        alone = backend in self._alone
        try:
            abilities = self._in_time(backend, backend.probe, self._seconds, hanging)
        except NotifierFailed as failure:
            return Probed(backend.name, backend.title, None, str(failure), alone)
        return Probed(backend.name, backend.title, abilities, alone=alone)

    def _deliver(
        self,
        notification: Notification,
        hanging: dict[str, NotifierFailed],
        prefer: str | None = None,
    ) -> tuple[str, str | None]:
        """Which backend took it, or failed first, and why; `hanging` are those not to be asked."""
        deadline = time.monotonic() + self._seconds
        failures: list[tuple[str, str]] = []
        for backend in self._in_order(prefer):
            seconds = deadline - time.monotonic()
            try:
                self._in_time(backend, partial(backend.notify, notification), seconds, hanging)
            except NotifierFailed as failure:
                _log.info("notifier %s failed, timed out: %s", backend.name, failure.timed_out)
                failures.append((backend.name, str(failure)))
            else:
                self._tell(Heard(Fate.SHOWN, backend.name, notification))
                return backend.name, None
        name, reason = failures[0] if failures else ("", _NO_BACKEND)
        self._tell(Heard(Fate.FAILED, name, notification, reason=reason))
        return name, reason

    def _in_time(
        self,
        backend: Notifier,
        call: Callable[[], T],
        seconds: float,
        hanging: dict[str, NotifierFailed],
    ) -> T:
        """What the call gives. Raises `NotifierFailed`; what timed out is in `hanging` then."""
        if backend.daemon in hanging:
            raise hanging[backend.daemon]
        try:
            left = self._left_behind.get(backend.daemon)
            if left is not None and not left.done():
                raise NotifierFailed(_HANGS, timed_out=True)
            done: Future[T] = Future()
            Thread(
                target=_settle, args=(done, call, backend.name), name="notifier", daemon=True
            ).start()
            try:
                return done.result(max(seconds, 0))
            except TimeoutError:
                self._left_behind[backend.daemon] = done
                _log.warning("notifier %s did not answer within %.1f s", backend.name, seconds)
                raise NotifierFailed(_HANGS, timed_out=True) from None
        except NotifierFailed as failure:
            if failure.timed_out:
                hanging[backend.daemon] = failure
            raise

    def _tell(self, heard: Heard) -> None:
        if self._hear is not None:
            self._hear(heard)

    def _each(self, call: Callable[[Notifier], None]) -> None:
        for backend in (*self._backends, *self._alone):
            try:
                call(backend)
            except Exception as error:  # a foreign library may raise anything
                _log.warning("notifier %s raised %s", backend.name, type(error).__name__)


def _settle(done: Future[T], call: Callable[[], T], name: str) -> None:
    try:
        done.set_result(call())
    except NotifierFailed as failure:
        done.set_exception(failure)
    except Exception as error:  # a foreign library may raise anything
        # Without the message: it may hold a name.
        _log.warning("notifier %s raised %s", name, type(error).__name__)
        done.set_exception(
            NotifierFailed(
                f"No popup was shown because of an unexpected {type(error).__name__} in {name}; "
                "your reminder waits in the inbox."
            )
        )
