"""The ways to somebody's brief, and from a meeting that was to the line that tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.brief.debrief import Debrief
from relationship_desk.ui.brief.dialog import BriefDialog
from relationship_desk.ui.widgets.bar import Message

if TYPE_CHECKING:
    from relationship_desk.ui.main_window import MainWindow


class BriefActions(QObject):
    """A brief takes the place of the one that is open. Of several selected people, the first."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: BriefDialog | None = None
        window.actions_table[ActionId.BRIEF].triggered.connect(lambda: self.open())
        for pane in window.panes:
            pane.debrief_wanted.connect(self.write_down)

    def open(self) -> None:
        """Show the brief, or say whose is missing."""
        window, ids = self._window, self._window.whom()
        if not ids:
            window.tell(Message("Choose somebody first; the brief is about one person."))
            return
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.close()
        self.dialog = BriefDialog(window.bridge, window.theme, ids[0], window.tell, window)
        self.dialog.show()

    def write_down(self, meeting: Debrief) -> None:
        """Open the entry that says that it was; what is being typed already waits until then."""
        window = self._window
        window.open_person(meeting.person_id)
        if window.person_id == meeting.person_id:
            window.log()
            window.panes.person.timeline.edit(meeting.entry_id)
