"""The choice of how long something sleeps: a menu with the usual times, and any other moment.

Invariant: a length is counted from the choice, not from when the menu was opened.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QMenu, QWidget

from relationship_desk.domain.reminders import SNOOZES
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.snooze import SnoozeDialog
from relationship_desk.ui.rows import moment_words
from relationship_desk.ui.theme import Theme

Snooze = Callable[[datetime], None]  # is given the moment at which it ends


def fill_snoozes(
    menu: QMenu, bridge: Bridge, theme: Theme, snooze: Snooze, parent: QWidget
) -> None:
    """The usual times, by the keys 1 to 5 too, each with its end; and any other moment."""
    now = bridge.now()
    for number, (words, length) in enumerate(SNOOZES, 1):
        until = moment_words(now + length, bridge.clock)
        action = menu.addAction(f"&{number}  {words}\t{until}")
        action.triggered.connect(lambda _=False, by=length: snooze(bridge.now() + by))
    menu.addSeparator()
    until_any = menu.addAction("&Until…")
    until_any.triggered.connect(lambda: ask_until(bridge, theme, snooze, parent))


def usual_end(number: int, bridge: Bridge) -> datetime:
    """The moment at which the usual time of that number, from 1, ends."""
    return bridge.now() + SNOOZES[number - 1][1]


def ask_until(bridge: Bridge, theme: Theme, snooze: Snooze, parent: QWidget) -> None:
    """Ask for a moment; of a day alone it is the hour of reminders."""
    dialog = SnoozeDialog(theme, bridge.clock, parent)
    dialog.chosen.connect(
        lambda day, clock: snooze(
            datetime.combine(
                day,
                clock or bridge.preferences().reminder_time,
                tzinfo=bridge.clock.zone(),
            ).astimezone(UTC)
        )
    )
    dialog.open()
