"""`Chain`: several backends as the one `Notifiers` that the reminder engine talks to.

Invariant: `deliver` answers for every notification, and within the time for one of them after a
backend has hung, whatever the backends do.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from threading import Thread

from relationship_desk.desk.ports import Notification, Notifier, NotifierFailed

CHAIN_SECONDS = 2.8  # for one notification through all backends; reported within 3 s

_log = logging.getLogger(__name__)

_HANGS = (
    "No popup was shown in time because the notification service does not answer; "
    "your reminder waits in the inbox."
)
_NO_BACKEND = (
    "No popup was shown because this installation can show none; your reminder waits in the inbox."
)


class Chain:
    """Backends in the order in which they are tried; implements `desk.ports.Notifiers`.

    Each notification gets a daemon thread, so that a call that never returns is left behind and
    delays neither the beat nor the exit. While one is left behind, no other is started.
    """

    def __init__(self, backends: Sequence[Notifier], seconds: float = CHAIN_SECONDS) -> None:
        self._backends = tuple(backends)
        self._seconds = seconds
        self._left_behind: Future[None] | None = None

    def deliver(self, notifications: Iterable[Notification]) -> list[str | None]:
        """For each notification None (handed over) or the sentence that says why not."""
        outcomes: list[str | None] = []
        hanging: str | None = None
        for notification in notifications:
            if hanging is not None:
                outcomes.append(hanging)
                continue
            try:
                self._deliver_in_time(notification)
            except NotifierFailed as failure:
                outcomes.append(str(failure))
                if failure.timed_out:
                    hanging = str(failure)
            else:
                outcomes.append(None)
        return outcomes

    def _deliver_in_time(self, notification: Notification) -> None:
        if self._left_behind is not None and not self._left_behind.done():
            raise NotifierFailed(_HANGS, timed_out=True)
        done: Future[None] = Future()
        deadline = time.monotonic() + self._seconds
        Thread(
            target=self._settle, args=(done, notification, deadline), name="notifier", daemon=True
        ).start()
        try:
            done.result(self._seconds)
        except TimeoutError:
            self._left_behind = done
            _log.warning("no notifier answered within %.1f s", self._seconds)
            raise NotifierFailed(_HANGS, timed_out=True) from None

    def _settle(self, done: Future[None], notification: Notification, deadline: float) -> None:
        try:
            self._try_each(notification, deadline)
        except NotifierFailed as failure:
            done.set_exception(failure)
        else:
            done.set_result(None)

    def _try_each(self, notification: Notification, deadline: float) -> None:
        """Hand over to the first backend that takes it; else raise what the first one said."""
        first: NotifierFailed | None = None
        for backend in self._backends:
            # A call that was left behind and returned late must not show it by another way.
            if time.monotonic() >= deadline:
                break
            try:
                backend.notify(notification)
                return
            except NotifierFailed as failure:
                _log.info("notifier %s failed, timed out: %s", backend.name, failure.timed_out)
                if failure.timed_out:
                    raise
                first = first or failure
            except Exception as error:  # a foreign library may raise anything
                # Without the message: it may hold a name.
                _log.warning("notifier %s raised %s", backend.name, type(error).__name__)
                first = first or NotifierFailed(
                    f"No popup was shown because of an unexpected {type(error).__name__} in "
                    f"{backend.name}; your reminder waits in the inbox."
                )
        raise first or NotifierFailed(_NO_BACKEND)
