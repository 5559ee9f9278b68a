"""What can be known of the Linux desktop's notification service before anything is sent to it.

Invariant: nothing here shows a popup, and every question ends within the seconds it was given.
The service is org.freedesktop.Notifications on the session bus (Desktop Notifications
Specification 1.2). It is asked through `gdbus` or `dbus-send`, since neither plyer nor
`notify-send` has a way to ask.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from relationship_desk.desk.ports import NotifierFailed

_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_QUESTION = f"{_NAME}.GetCapabilities"
_ASKING = (
    ("gdbus", "call", "--session", "--dest", _NAME, "--object-path", _PATH, "--method", _QUESTION),
    ("dbus-send", "--session", "--print-reply", f"--dest={_NAME}", _PATH, _QUESTION),
)

_NO_BUS = (
    "No popup was shown because this session has no message bus (D-Bus); "
    "start the desk from within your desktop, and look in the inbox until then."
)
_BUS_IS_GONE = (
    "No popup was shown because the message bus of this session (D-Bus) cannot be reached; "
    "log out and in again, and look in the inbox until then."
)
_NO_SERVICE = (
    "No popup was shown because no notification service runs on this desktop; "
    "start one, for example dunst, and look in the inbox until then."
)
_HANGS = (
    "No popup was shown because the notification service does not answer; "
    "your reminder waits in the inbox."
)


def require_session_bus() -> None:
    """Raise `NotifierFailed` where neither the environment nor the runtime folder names a bus."""
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if not runtime or not Path(runtime, "bus").is_socket():
        raise NotifierFailed(_NO_BUS)


def reads_markup(seconds: float) -> bool | None:
    """Whether the service reads markup in a body; None where it cannot be asked.

    Asking also starts a service that the bus starts on demand, and shows that it answers. Raises
    `NotifierFailed` where there is no service, no bus, or no answer within `seconds`.
    """
    command = next((c for c in _ASKING if shutil.which(c[0])), None)
    if command is None:
        return None
    answer = run_in_time(command, seconds)
    if answer.returncode == 0:
        return "body-markup" in answer.stdout
    if "Error.UnknownMethod" in answer.stderr:
        return None
    if "Error.NoReply" in answer.stderr or "Error.Timeout" in answer.stderr:
        raise NotifierFailed(_HANGS, timed_out=True)
    # Spawn: the bus knows a service but could not start it, for want of a display for example.
    if any(error in answer.stderr for error in ("ServiceUnknown", "NameHasNoOwner", "Spawn")):
        raise NotifierFailed(_NO_SERVICE)
    raise NotifierFailed(_BUS_IS_GONE)


def run_in_time(command: Sequence[str], seconds: float) -> subprocess.CompletedProcess[str]:
    """Run a command that talks to the service, and end it where that takes too long.

    Raises `NotifierFailed(timed_out=True)` after `seconds`; the exit status is the caller's.
    """
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=max(seconds, 0.1),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotifierFailed(_HANGS, timed_out=True) from None
