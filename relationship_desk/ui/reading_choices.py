"""What the user decides, during one import, about how its files are read.

Invariant: a decision is only a value until the import is written; then it is remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from relationship_desk.desk.transfer.plan import FileRead
from relationship_desk.ui.dialogs.columns import ColumnsDialog
from relationship_desk.ui.dialogs.letters import LettersDialog
from relationship_desk.ui.theme import Theme


class ReadingChoices(QObject):
    """Asks in dialogs over a window; `changed()` is called when something is read otherwise."""

    def __init__(self, theme: Theme, changed: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._changed = changed
        self._rules: dict[str, str] = {}
        self._offered: set[str] = set()
        self.dialog: ColumnsDialog | LettersDialog | None = None

    @property
    def rules(self) -> Mapping[str, str]:
        """The decisions by their keys, to be laid over those that are remembered."""
        return dict(self._rules)

    def offer(self, readings: Sequence[FileRead], window: QWidget) -> None:
        """Ask about the first table whose columns nobody knows; about each table once."""
        for reading in readings:
            table = reading.how.table
            if table is None or table.chosen or (table.known and not table.refused):
                continue
            if table.key not in self._offered:
                self._offered.add(table.key)
                self.ask_columns(reading, window)
                return

    def ask_columns(self, reading: FileRead, window: QWidget) -> None:
        """Show what the columns of a table mean, and let it be changed."""
        table, letters = reading.how.table, reading.how.letters
        if table is None:
            return
        self._offered.add(table.key)
        dialog = ColumnsDialog(self._theme, reading.source, table, letters, window)

        def decide(layout: str, codec: str) -> None:
            self._rules[table.key] = layout
            if codec and letters is not None:
                self._rules[letters.key] = codec
            self._changed()

        dialog.chosen.connect(decide)
        self._open(dialog)

    def ask_letters(self, reading: FileRead, window: QWidget) -> None:
        """Show what the letters of a file may be, and let it be chosen."""
        letters = reading.how.letters
        if letters is None:
            return
        dialog = LettersDialog(self._theme, reading.source, letters, window)

        def decide(codec: str) -> None:
            self._rules[letters.key] = codec
            self._changed()

        dialog.chosen.connect(decide)
        self._open(dialog)

    def _open(self, dialog: ColumnsDialog | LettersDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda _: self._closed(dialog))
        dialog.open()

    def _closed(self, dialog: QDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()
