"""Ways to remind that live in the window: a balloon at the tray icon, the bar of the window.

Invariant: widgets are touched in the GUI thread only; a worker that asks waits a moment for the
answer, and gets `NotifierFailed` where nothing could be seen.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtWidgets import QSystemTrayIcon

from relationship_desk.desk.ports import (
    Abilities,
    Fate,
    Heard,
    Listener,
    Notification,
    NotifierFailed,
    Reply,
)
from relationship_desk.notifiers.base import ShowingOnly
from relationship_desk.notifiers.freedesktop import DAEMON
from relationship_desk.notifiers.text import popup_body, popup_title
from relationship_desk.notifiers.words import APP_NAME, TITLES
from relationship_desk.ui.bridge import Bridge

_ASKED_SECONDS = 1.0  # a window that is busy for longer shows nothing in time
_SHOWN_MS = 10_000
_CLICK_SECONDS = 60  # how long after a balloon of ours a click is taken for one on it

_BUSY = "No popup was shown because the window is busy; your reminder waits in the inbox."
_NO_TRAY = (
    "No balloon was shown because this desktop has no notification area; "
    "your reminder waits in the inbox."
)
_SAME_SERVICE = (
    "No balloon was shown because this notification area hands balloons to the notification "
    "service, and does not tell whether there is one; your reminder waits in the inbox."
)
_CLOSED = (
    "Nothing was shown because the window is closed, and reminders are to come inside it only; "
    "your reminder waits in the inbox."
)


class _InWindow(ShowingOnly):
    """Does its part in the GUI thread."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge

    def _ask(self, job: Callable[[], None]) -> None:
        """Run the job in the GUI thread. Raises what it raises, or `NotifierFailed` where busy."""
        done: Future[None] = Future()

        def run() -> None:
            if not done.set_running_or_notify_cancel():
                return  # too late: another way may have shown it
            try:
                job()
            except NotifierFailed as failure:
                done.set_exception(failure)
            else:
                done.set_result(None)

        self._bridge.call_soon(run)
        try:
            done.result(_ASKED_SECONDS)
        except TimeoutError:
            if done.cancel():
                raise NotifierFailed(_BUSY) from None
            done.result()


class TrayNotifier(_InWindow):
    """A balloon at the tray icon, which somebody else owns.

    Qt tells of a click on a balloon whichever program's it was, and never which one: so a click
    only raises the window, and only soon after a balloon of ours.
    """

    name = "tray"
    title = TITLES[name]
    daemon = DAEMON if sys.platform.startswith("linux") else "tray"

    def __init__(
        self,
        bridge: Bridge,
        icon: QSystemTrayIcon,
        hear: Listener,
        by_service: Callable[[], bool] | None = None,
    ) -> None:
        """`by_service()`: whether balloons are handed to the desktop's notification service."""
        super().__init__(bridge)
        self._icon = icon
        self._hear = hear
        self._by_service = by_service if by_service is not None else _is_by_service
        self._shown_at: float | None = None
        icon.messageClicked.connect(self._on_click)

    def probe(self) -> Abilities:
        self._ask(self._require_tray)
        return Abilities()

    def notify(self, notification: Notification) -> None:
        self._ask(lambda: self._show(notification))

    def _require_tray(self) -> None:
        there = QSystemTrayIcon.isSystemTrayAvailable() and self._icon.isVisible()
        if not there or not QSystemTrayIcon.supportsMessages():
            raise NotifierFailed(_NO_TRAY)
        if self._by_service():
            raise NotifierFailed(_SAME_SERVICE)

    def _show(self, notification: Notification) -> None:
        self._require_tray()
        title = popup_title(notification.title) or APP_NAME
        self._icon.showMessage(title, popup_body(notification.body), self._icon.icon(), _SHOWN_MS)
        self._shown_at = time.monotonic()

    def _on_click(self) -> None:
        shown_at, self._shown_at = self._shown_at, None
        if shown_at is not None and time.monotonic() - shown_at < _CLICK_SECONDS:
            self._hear(Heard(Fate.ANSWERED, self.name, None, Reply.OPEN))


class BarNotifier(_InWindow):
    """The bar of the window, for who wants no popups at all; it can only be seen there.

    `show(notification)` puts it there, and is False where the window cannot be seen.
    """

    name = "window"
    title = TITLES[name]
    daemon = "window"

    def __init__(self, bridge: Bridge, show: Callable[[Notification], bool]) -> None:
        super().__init__(bridge)
        self._show = show

    def notify(self, notification: Notification) -> None:
        def show() -> None:
            if not self._show(notification):
                raise NotifierFailed(_CLOSED)

        self._ask(show)


def _is_by_service() -> bool:
    """Whether Qt's tray icon is one of the D-Bus kind, whose balloons go to the service."""
    if not sys.platform.startswith("linux"):
        return False
    from PySide6.QtDBus import QDBusConnection

    bus = QDBusConnection.sessionBus()
    return bus.isConnected() and bool(
        bus.interface().isServiceRegistered("org.kde.StatusNotifierWatcher").value()
    )
