"""Keeps the calendar in the folder of the preferences up to date, after the beats of the window.

Invariant: it is written in the background only, when something changed; a folder that cannot be
written is told once, tried again at each beat, and holds up nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from relationship_desk.desk.calendar_files import CalendarReport, keep_calendar_folder
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.preferences import Preferences
from relationship_desk.ui.beat import Beat
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.widgets.bar import Kind, Message


class CalendarFolder(QObject):
    """Changes make it due; the beat that follows them, when they have settled, writes it."""

    def __init__(
        self, bridge: Bridge, beat: Beat, tell: Callable[[Message], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._tell = tell
        self._is_due = True  # another program may have changed the desk since it was written
        self._is_busy = False
        self._said = ""
        bridge.changed.connect(self._on_changes)
        beat.new_day.connect(self._on_changes)
        beat.beaten.connect(lambda _: self.keep())

    def keep(self) -> None:
        """Write what is due, where a folder is chosen."""
        if self._is_busy or not self._is_due:
            return
        preferences = self._bridge.preferences()
        if not preferences.calendar_folder:
            return
        self._is_due, self._is_busy = False, True
        self._bridge.in_background(
            _keeping(self._bridge, preferences), lambda _: self._kept(), self._failed
        )

    def _on_changes(self, changes: Changes) -> None:
        seen = changes.people or changes.tasks or changes.circles or changes.preferences
        if changes.everything or seen:
            self._is_due = True

    def _kept(self) -> None:
        self._is_busy = False
        self._said = ""

    def _failed(self, error: BaseException) -> None:
        self._is_busy, self._is_due = False, True
        sentence = f"{type(error).__name__} {error}"
        if sentence == self._said:
            return
        self._said = sentence
        if isinstance(error, UserError):
            self._tell(Message(str(error), Kind.WARNING))
        else:
            self._bridge.tell(error)


def _keeping(bridge: Bridge, preferences: Preferences) -> Callable[[], CalendarReport]:
    desk, folder = bridge.desk, Path(preferences.calendar_folder)

    def job() -> CalendarReport:
        # Not at the top: reading the library would make every start of the window wait.
        from relationship_desk.formats.ics import ICalendar

        connection = desk.store.reader()
        try:
            here = desk.circumstances(connection)
            names = preferences.calendar_names
            return keep_calendar_folder(connection, ICalendar(), folder, here, names=names)
        finally:
            connection.close()

    return job
