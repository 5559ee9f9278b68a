"""`NativeNotifier`: the desktop's own popups through plyer; the only importer of plyer.

Invariant: `notify` returns only where the popup was handed over as far as this platform can tell;
otherwise it raises `NotifierFailed`.

`plyer.notification.notify` returns None whatever happened, so plyer's classes for each platform are
called here, around what they would hide (read in plyer 2.1.0):

* Linux: `notify-send` first, dbus-python only without it. plyer has it the other way round, but a
  process can be ended when the service hangs; and plyer drops the icon, never ends the popup, and
  ignores the exit status, which is the one sign of failure. The choice of plyer's own `instance()`
  is not used at all: where a folder /app exists it takes the Flatpak portal, which needs no
  Flatpak, fails in silence, and breaks on an apostrophe.
* Windows: plyer raises in a thread of its own, where nobody sees it; here the same call runs in a
  thread that is watched. An icon must be an .ico file.
* macOS: plyer needs the package pyobjus, and prints a traceback in its absence.

plyer has no replacing of a popup and no buttons: the tag is not used.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any

from relationship_desk.desk.ports import Abilities, Listener, Notification, NotifierFailed
from relationship_desk.notifiers import freedesktop
from relationship_desk.notifiers.base import ShowingOnly
from relationship_desk.notifiers.text import (
    as_argument,
    as_body_argument,
    escaped,
    neutral,
    popup_body,
    popup_title,
)
from relationship_desk.notifiers.words import APP_NAME, TITLES

_SHOWN_SECONDS = 10
_ANSWER_SECONDS = 2.4  # less than `chain.CHAIN_SECONDS`, so that what hangs is ended, not left
_BALLOON_SECONDS = 1.0  # Windows refuses a balloon at once, or shows it

_NO_SENDER = (
    "No popup was shown because the program notify-send is missing; "
    "install it (the package libnotify-bin on Debian), and look in the inbox until then."
)
_NO_PYOBJUS = (
    "No popup was shown because the Python package pyobjus is missing; "
    "install it, and look in the inbox until then."
)
_NO_PLATFORM = (
    "No popup was shown because the desk knows none for this system; "
    "your reminder waits in the inbox."
)


class NativeNotifier(ShowingOnly):
    """Popups of Linux, Windows and macOS; implements `desk.ports.Notifier`.

    `icon` is the picture file of the program; `platform` is as `sys.platform`; there is nothing for
    `hear` to hear.
    """

    name = "plyer"
    title = TITLES[name]

    def __init__(
        self,
        icon: Path | None = None,
        hear: Listener | None = None,
        platform: str = sys.platform,
    ) -> None:
        self._icon = icon
        self._platform = platform
        self.daemon = freedesktop.DAEMON if platform.startswith("linux") else "plyer"

    def probe(self) -> Abilities:
        """What it can do. Raises `NotifierFailed` where this system lacks what it needs."""
        if self._platform.startswith("linux"):
            return Abilities(markup=bool(_ask_linux(time.monotonic() + _ANSWER_SECONDS)))
        if self._platform == "darwin":
            _osx_notification()
        elif self._platform != "win32":
            raise NotifierFailed(_NO_PLATFORM)
        return Abilities()

    def notify(self, notification: Notification) -> None:
        """Show it; returns when handed over. Raises `NotifierFailed`. Called in a worker thread."""
        title = popup_title(notification.title) or APP_NAME
        body = popup_body(notification.body)
        if self._platform.startswith("linux"):
            self._notify_linux(title, body)
        elif self._platform == "win32":
            self._notify_windows(title, body)
        elif self._platform == "darwin":
            self._notify_macos(title, body)
        else:
            raise NotifierFailed(_NO_PLATFORM)

    def _notify_linux(self, title: str, body: str) -> None:
        deadline = time.monotonic() + _ANSWER_SECONDS
        markup = _ask_linux(deadline)
        if markup is not False:
            body = escaped(body) if markup else neutral(body)
        icon = str(self._icon) if self._icon else ""
        if shutil.which("notify-send") is not None:
            _notify_send(title, body, icon, deadline)
        else:
            _notify_dbus(title, body, icon)

    def _notify_windows(self, title: str, body: str) -> None:
        from plyer.platforms.win.libs.balloontip import balloon_tip

        icon = str(self._icon) if self._icon and self._icon.suffix == ".ico" else ""
        ended: Future[None] = Future()

        def show() -> None:
            try:
                balloon_tip(
                    title=title,
                    message=body,
                    app_name=APP_NAME,
                    app_icon=icon,
                    timeout=_SHOWN_SECONDS,
                )
            except Exception as error:
                ended.set_exception(error)
            else:
                ended.set_result(None)

        Thread(target=show, name="balloon", daemon=True).start()
        try:
            ended.result(_BALLOON_SECONDS)
        except TimeoutError:
            return  # it is on the screen: plyer sleeps as long as it shows it
        except Exception as error:
            raise freedesktop.refused(str(error)) from error

    def _notify_macos(self, title: str, body: str) -> None:
        _osx_notification()().notify(title=title, message=body, app_name=APP_NAME)


def _ask_linux(deadline: float) -> bool | None:
    """Whether the service reads markup; None where it cannot be asked. Raises `NotifierFailed`."""
    freedesktop.require_session_bus()
    if shutil.which("notify-send") is None and importlib.util.find_spec("dbus") is None:
        raise NotifierFailed(_NO_SENDER)
    return freedesktop.reads_markup(deadline - time.monotonic())


def _osx_notification() -> Any:
    try:
        from plyer.platforms.macosx.notification import OSXNotification
    except ImportError:
        raise NotifierFailed(_NO_PYOBJUS) from None
    return OSXNotification


def _notify_send(title: str, body: str, icon: str, deadline: float) -> None:
    from plyer.platforms.linux import notification as plyer_linux

    def call(command: Sequence[str]) -> int:
        answer = freedesktop.run_in_time(command, deadline - time.monotonic())
        if answer.returncode != 0:
            raise freedesktop.refused(answer.stderr)
        return answer.returncode

    # plyer calls `subprocess.call` and drops what it returns; only the exit status tells.
    plyer_linux.subprocess = SimpleNamespace(call=call)
    # Not the public `notify`: it hands on neither icon, hint nor time.
    plyer_linux.NotifySendNotification()._notify(
        title=as_argument(title),
        message=as_body_argument(body),
        app_name=APP_NAME,
        icon=icon,
        hint=f"string:desktop-entry:{freedesktop.DESKTOP_ENTRY}",
        expire_time=str(_SHOWN_SECONDS * 1000),
    )


def _notify_dbus(title: str, body: str, icon: str) -> None:
    from plyer.platforms.linux.notification import NotifyDbus

    sender: Any = NotifyDbus()
    try:
        sender.notify(
            title=title,
            message=body,
            app_name=APP_NAME,
            app_icon=icon,
            hints={"desktop-entry": freedesktop.DESKTOP_ENTRY},
            timeout=_SHOWN_SECONDS,
        )
    except Exception as error:  # dbus-python is not there to name its exceptions
        raise freedesktop.refused(str(error)) from error
