"""What can be known of the Linux desktop's notification service, and what its errors mean.

Invariant: nothing here shows a popup, and every question ends within the seconds it was given.
The service is org.freedesktop.Notifications on the session bus (Desktop Notifications
Specification 1.2). For plyer it is asked through `gdbus` or `dbus-send`, since neither plyer nor
`notify-send` has a way to ask.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from relationship_desk.desk.ports import NotifierFailed
from relationship_desk.notifiers.text import clean, clip

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
DAEMON = "freedesktop"  # `Notifier.daemon` of all that end up with this service
DESKTOP_ENTRY = "relationship-desk"  # by which a desktop finds our name and icon

_QUESTION = f"{NAME}.GetCapabilities"
_ASKING = (
    ("gdbus", "call", "--session", "--dest", NAME, "--object-path", PATH, "--method", _QUESTION),
    ("dbus-send", "--session", "--print-reply", f"--dest={NAME}", PATH, _QUESTION),
)

NO_BUS = (
    "No popup was shown because this session has no message bus (D-Bus); "
    "start the desk from within your desktop, and look in the inbox until then."
)
BUS_IS_GONE = (
    "No popup was shown because the message bus of this session (D-Bus) cannot be reached; "
    "log out and in again, and look in the inbox until then."
)
NO_SERVICE = (
    "No popup was shown because no notification service runs on this desktop; "
    "start one, for example dunst, and look in the inbox until then."
)
HANGS = (
    "No popup was shown because the notification service does not answer; "
    "your reminder waits in the inbox."
)


def require_session_bus() -> None:
    """Raise `NotifierFailed` where neither the environment nor the runtime folder names a bus."""
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if not runtime or not Path(runtime, "bus").is_socket():
        raise NotifierFailed(NO_BUS)


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
    raise explained(answer.stderr) or NotifierFailed(BUS_IS_GONE)


def explained(error: str) -> NotifierFailed | None:
    """What the name of a D-Bus error means for a popup; None where the service itself refused."""
    if "Error.NoReply" in error or "Error.Timeout" in error:
        return NotifierFailed(HANGS, timed_out=True)
    # Spawn: the bus knows a service but could not start it, for want of a display for example.
    if any(name in error for name in ("ServiceUnknown", "NameHasNoOwner", "Spawn")):
        return NotifierFailed(NO_SERVICE)
    return None


def refused(reason: str) -> NotifierFailed:
    """What to say where the service would not take a popup, for this reason of its own."""
    # "GDBus.Error:org.example.Error: Too many": the name of an error says nothing to a person.
    words = clip(" ".join(clean(reason.rpartition(": ")[2]).split()), 160)
    return NotifierFailed(
        f"The notification service refused the popup ({words or 'it did not say why'}); "
        "your reminder waits in the inbox."
    )


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
        raise NotifierFailed(HANGS, timed_out=True) from None
