"""Opens the preferences and keeps what was changed in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from relationship_desk.desk.commands.preferences import set_preferences
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.dialogs.preferences import PAGES
from relationship_desk.ui.dialogs.preferences.dialog import PreferencesDialog
from relationship_desk.ui.dialogs.preferences.page import Around
from relationship_desk.ui.widgets.bar import Kind, Message


class PreferencesActions(QObject):
    """All that was changed is one journaled command, whatever the pages it was changed on."""

    def __init__(self, around: Around, tell: Callable[[Message], None], window: QWidget) -> None:
        super().__init__(window)
        self._around = around
        self._tell = tell
        self._window = window
        around.actions[ActionId.PREFERENCES].triggered.connect(lambda _=False: self.show())

    def show(self, page: str = "") -> None:
        """Open the preferences, on the page with this title or the first."""
        given = self._around.bridge.preferences()
        dialog = PreferencesDialog(self._around, given, PAGES, self._window)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.finished.connect(dialog.deleteLater)
        dialog.accepted.connect(lambda: self._keep(dialog.changes()))
        if page:
            dialog.show_page(page)
        dialog.show()

    def _keep(self, changes: dict[str, Any]) -> None:
        if not changes:
            return
        bridge = self._around.bridge
        bridge.do(
            set_preferences,
            lambda _: self._tell(Message("Preferences saved.", Kind.SUCCESS)),
            # Laid over what is set by now: the rest may have changed while the dialog was open.
            preferences=replace(bridge.preferences(), **changes),
            defaults=bridge.desk.defaults,
        )
