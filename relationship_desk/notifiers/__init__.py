"""Popups: the ordered backends, and the pick of them that the reminder engine talks to.

Invariant: adding a backend is one file here and one line in `BACKENDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from relationship_desk.desk.ports import Notifier, Notifiers
from relationship_desk.notifiers.chain import Chain
from relationship_desk.notifiers.native import NativeNotifier

# The first is tried first. Each takes the program's icon, or None where there is no file of it.
BACKENDS: tuple[Callable[[Path | None], Notifier], ...] = (NativeNotifier,)


def pick(icon: Path | None = None, more: Iterable[Notifier] = ()) -> Notifiers:
    """All backends in order, then `more`: what lives in the window and is handed in by it."""
    return Chain((*(make(icon) for make in BACKENDS), *more))
