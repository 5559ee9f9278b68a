"""The way to the quick-log line from anywhere: its action, the tray, and the draft that stays."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from relationship_desk.desk.commands.quick_log import QuickLogForm, QuickLogged, quick_log
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.errors import UserError
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import visible
from relationship_desk.ui.quick_log.dialog import QuickLogDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing


class QuickLogActions(QObject):
    """One popup at a time. What was typed and not saved is there again the next time."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, undoing: Undoing, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bridge, self._theme = bridge, theme
        self._undoing, self._window = undoing, window
        self._draft = ""
        self.dialog: QuickLogDialog | None = None
        actions[ActionId.QUICK_LOG].triggered.connect(lambda: self.open())

    def open(self, about: tuple[int, str] | None = None) -> bool:
        """Show the line, or bring it to the front; False where it cannot say `about` whom, which is
        the id and the name of a person."""
        if self.dialog is not None and isValid(self.dialog) and self.dialog.isVisible():
            self.dialog.activateWindow()
            return True
        dialog = QuickLogDialog(self._theme, self._bridge, self._draft, self._window)
        if about is not None and not dialog.begin(*about):
            dialog.deleteLater()
            return False
        self.dialog, begun = dialog, dialog.line.text()
        dialog.submitted.connect(lambda form: self._save(dialog, form))
        dialog.rejected.connect(lambda: self._keep(dialog.line.text(), begun))
        dialog.open()
        dialog.line.end(False)  # Qt selects all of it, and the next letter would replace it
        return True

    def _keep(self, words: str, begun: str) -> None:
        if words != begun:
            self._draft = words

    def _save(self, dialog: QuickLogDialog, form: QuickLogForm) -> None:
        # The dialog may have been closed before the writer answered.
        def saved(outcome: Outcome[QuickLogged]) -> None:
            self._draft = ""
            if isValid(dialog):
                dialog.accept()
            self._undoing.done(f"{visible(outcome.label)}.", outcome)

        def failed(error: BaseException) -> None:
            if isValid(dialog):
                dialog.complain(str(error) if isinstance(error, UserError) else "")
            if not isinstance(error, UserError) or not isValid(dialog):
                self._bridge.tell(error)

        region = self._bridge.preferences().region
        future = self._bridge.desk.do(quick_log, form=form, region=region)
        self._bridge.follow(future, saved, failed)
