"""The dialogs that only show something: palette, history, keys, about, and the report of a bug."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.about import AboutDialog
from relationship_desk.ui.dialogs.bug_report import BugReportDialog
from relationship_desk.ui.dialogs.history import HistoryDialog
from relationship_desk.ui.dialogs.palette import CommandPalette, PaletteEntry
from relationship_desk.ui.dialogs.popup_log import PopupLogDialog
from relationship_desk.ui.dialogs.shortcuts import ShortcutsDialog
from relationship_desk.ui.places import PLACES
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing


class DialogActions(QObject):
    """Opens them over the window; none of them waits."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, undoing: Undoing, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._actions = actions
        self._theme = theme
        self._undoing = undoing
        self._window = window
        actions[ActionId.PALETTE].triggered.connect(self.show_palette)
        actions[ActionId.HISTORY].triggered.connect(self.show_history)
        actions[ActionId.POPUP_LOG].triggered.connect(self.show_popup_log)
        actions[ActionId.SHORTCUTS].triggered.connect(self.show_shortcuts)
        actions[ActionId.ABOUT].triggered.connect(self.show_about)

    def show_palette(self) -> None:
        """Every action by a few letters."""
        actions = self._actions
        palette = CommandPalette(
            self._theme,
            [_entry(action) for action in actions if action is not actions[ActionId.PALETTE]],
            self._window,
        )
        palette.chosen.connect(lambda name: actions[ActionId(name)].trigger())
        self._show(palette)

    def show_history(self) -> None:
        """What was done; the desk stays usable beside it."""
        HistoryDialog(self._bridge, self._theme, self._undoing, self._window).show()

    def show_popup_log(self) -> None:
        """What became of every popup; the desk stays usable beside it."""
        PopupLogDialog(self._bridge, self._theme, self._window).show()

    def show_shortcuts(self) -> None:
        """Every action with its keys."""
        self._show(ShortcutsDialog(self._theme, self._window))

    def show_about(self) -> None:
        """What this program is."""
        self._show(AboutDialog(self._theme, self._window))

    def show_bug(self, report: str) -> None:
        """A copyable report; the desk goes on. One at a time: a bug may come in swarms."""
        if not any(dialog.isVisible() for dialog in self._window.findChildren(BugReportDialog)):
            self._show(BugReportDialog(self._theme, report, self._window))

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()


def _entry(action: QAction) -> PaletteEntry:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    words = action.text().replace("&&", "&").rstrip("…")
    if any(action.objectName() == place.id for place in PLACES):
        words = f"Go to {words}"
    return PaletteEntry(action.objectName(), visible(words), keys, action.isEnabled())
