"""`WindowsNotifier`: popups of Windows 10 and newer, with buttons.

Invariant: what Windows needs beyond the shared notification center is here, and nowhere else.
"""

from __future__ import annotations

from relationship_desk.notifiers.center import CenterNotifier
from relationship_desk.notifiers.words import TITLES


class WindowsNotifier(CenterNotifier):
    """Implements `desk.ports.Notifier`."""

    name = "windows"
    title = TITLES[name]
    daemon = "windows"
    service = "Windows"
    cannot = (
        "No popup was shown because this Windows is too old for it; "
        "your reminder waits in the inbox."
    )
    forbidden = (
        "No popup was shown because Windows does not let the desk show any; allow it in the "
        "system's settings, under notifications."
    )
