"""Backups in the window: made on the beat, shown in a list, restored from it.

Invariant: copies are written off the GUI thread, one at a time; what failed is said once and tried
again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from relationship_desk.desk.backup_files import Why
from relationship_desk.desk.keeping import Keeper
from relationship_desk.domain.errors import UserError
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.beat import Beat
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.backups import BackupsDialog
from relationship_desk.ui.dialogs.progress import ProgressDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message

_OFTEN = timedelta(minutes=5)  # how often it is looked whether one is due
_PAUSE = timedelta(minutes=10)  # after one that failed


class BackingUp(QObject):
    """`restore_wanted` carries the backup to restore, once what is there now is backed up."""

    restore_wanted = Signal(Path)

    def __init__(
        self,
        keeper: Keeper,
        bridge: Bridge,
        actions: Actions,
        theme: Theme,
        tell: Callable[[Message], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._keeper = keeper
        self._bridge = bridge
        self._theme = theme
        self._tell = tell
        self._window = window
        self._busy = False
        self._looked: datetime | None = None
        self._pause = _OFTEN
        self._said = ""
        actions[ActionId.BACKUPS].triggered.connect(lambda _=False: self.show())

    def follow(self, beat: Beat) -> None:
        """Look on every beat, and so at the start, whether one is due."""
        beat.beaten.connect(lambda _: self.look())

    def look(self) -> None:
        """Make one where it is due; say what could not be made before a command."""
        for sentence in self._keeper.take_trouble():
            self._say(sentence)
        now = self._bridge.now()
        # Not "later than": a clock that was set back must not stop them for a year.
        if self._busy or (self._looked is not None and abs(now - self._looked) < self._pause):
            return
        self._busy, self._looked = True, now
        self._bridge.in_background(self._keeper.make_if_due, self._done, self._failed)

    def show(self) -> None:
        """Open the list."""
        dialog = BackupsDialog(self._keeper, self._bridge, self._theme, self._window)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.chosen.connect(self.restore)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def restore(self, backup: Path) -> None:
        """Back up what is there now, then ask for the restore; not at all where that failed."""
        progress = ProgressDialog(
            self._theme,
            "Restoring a backup",
            "What is on the desk now is backed up and checked first.",
            self._window,
        )
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.finished.connect(progress.deleteLater)
        progress.show()
        given_up: list[bool] = []
        progress.rejected.connect(lambda: given_up.append(True))

        def done(_: object) -> None:
            if not given_up:
                progress.accept()
                self.restore_wanted.emit(backup)

        def failed(error: BaseException) -> None:
            if not given_up:
                progress.accept()
            self._bridge.tell(error)

        self._bridge.in_background(lambda: self._keeper.ensure(Why.RESTORE), done, failed)

    def _done(self, made: Path | None) -> None:
        self._busy, self._pause = False, _OFTEN
        if made is not None:
            self._said = ""

    def _failed(self, error: BaseException) -> None:
        self._busy, self._pause = False, _PAUSE
        if isinstance(error, UserError):
            self._say(str(error))
        else:
            self._bridge.tell(error)

    def _say(self, sentence: str) -> None:
        if sentence != self._said:
            self._said = sentence
            self._tell(Message(f"No backup was made by itself. {sentence}", Kind.WARNING))
