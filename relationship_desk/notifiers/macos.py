"""`MacNotifier`: popups of macOS 10.14 and newer, with buttons.

Invariant: what macOS needs beyond the shared notification center is here, and nowhere else. The
center answers in the run loop of the main thread, which Qt turns.
"""

from __future__ import annotations

from relationship_desk.notifiers.center import CenterNotifier
from relationship_desk.notifiers.words import TITLES


class MacNotifier(CenterNotifier):
    """Implements `desk.ports.Notifier`."""

    name = "macos"
    title = TITLES[name]
    daemon = "macos"
    service = "macOS"
    cannot = (
        "No popup was shown because macOS takes them from signed programs only; "
        "your reminder waits in the inbox."
    )
    forbidden = (
        "No popup was shown because macOS does not let the desk show any; allow it in the "
        "system's settings, under notifications."
    )
