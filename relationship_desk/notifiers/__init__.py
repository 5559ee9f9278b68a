"""Popups: the ordered backends, and the pick of them that the reminder engine talks to.

Invariant: adding a backend is one file here and one line in `BACKENDS`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from relationship_desk import resources
from relationship_desk.desk.ports import Notifier, Notifiers
from relationship_desk.notifiers.chain import Chain
from relationship_desk.notifiers.native import NativeNotifier

# The first is tried first. Each takes the program's icon, or None where there is no file of it.
BACKENDS: tuple[Callable[[Path | None], Notifier], ...] = (NativeNotifier,)


def pick(more: Iterable[Notifier] = ()) -> Notifiers:
    """All backends in order, then `more`: what lives in the window and is handed in by it."""
    icon = _icon()
    return Chain((*(make(icon) for make in BACKENDS), *more))


def _icon() -> Path | None:
    try:
        return resources.path("app-icon.ico" if sys.platform == "win32" else "app-icon.png")
    except FileNotFoundError:
        return None  # a popup without its picture is still a popup
