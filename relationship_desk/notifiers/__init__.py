"""Popups: the ordered backends, and the pick of them that the reminder engine talks to.

Invariant: adding a backend is one file here and one line in `BACKENDS`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from relationship_desk import resources
from relationship_desk.desk.ports import Listener, Notifier
from relationship_desk.notifiers.chain import Chain
from relationship_desk.notifiers.native import NativeNotifier

Make = Callable[[Path | None, Listener | None], Notifier]


def _dbus(icon: Path | None, hear: Listener | None) -> Notifier:
    from relationship_desk.notifiers.dbus import DbusNotifier

    return DbusNotifier(icon, hear)


def _windows(icon: Path | None, hear: Listener | None) -> Notifier:
    from relationship_desk.notifiers.windows import WindowsNotifier

    return WindowsNotifier(icon, hear)


def _macos(icon: Path | None, hear: Listener | None) -> Notifier:
    from relationship_desk.notifiers.macos import MacNotifier

    return MacNotifier(icon, hear)


# The first is tried first; what can only show is the last. Each is of use on one system
# (`sys.platform`), where alone it is imported with the library that it stands on, or on all ("").
# It takes the picture file of the program, or None, and who listens, or None.
BACKENDS: tuple[tuple[str, Make], ...] = (
    ("linux", _dbus),
    ("win32", _windows),
    ("darwin", _macos),
    ("", NativeNotifier),
)


def pick(
    hear: Listener | None = None,
    more: Sequence[Notifier] = (),
    alone: Sequence[Notifier] = (),
    *,
    told: Listener | None = None,
) -> Chain:
    """All backends of this system in order, then `more`: what lives in the window.

    `alone` are used only where they are preferred. `hear` is told what becomes of popups; without
    it none has buttons, and `told` hears only what was shown and what failed.
    """
    icon = _icon()
    made = [make(icon, hear) for system, make in BACKENDS if system in ("", sys.platform)]
    return Chain((*made, *more), hear or told, alone=alone)


def _icon() -> Path | None:
    try:
        return resources.path("app-icon.ico" if sys.platform == "win32" else "app-icon.png")
    except FileNotFoundError:
        return None  # a popup without its picture is still a popup
