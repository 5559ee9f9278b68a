"""The ways to begin an import from the menu: files, a folder, the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from relationship_desk.desk.transfer.sources.parts import Given
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.offered import nothing_to_paste, offered

_FILTER = "Contacts (*.vcf *.vcard *.csv *.tsv *.zip *.eml);;All files (*)"

# Asks for files, or for a folder; an empty list where the user thought better of it.
Choose = Callable[[QWidget], list[Path]]


def choose_files(parent: QWidget) -> list[Path]:
    """The system's own dialog for files."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, "Import contacts", str(Path.home()), _FILTER)
    return [Path(name) for name in chosen]


def choose_folder(parent: QWidget) -> list[Path]:
    """The system's own dialog for a folder."""
    chosen = QFileDialog.getExistingDirectory(parent, "Import a folder", str(Path.home()))
    return [Path(chosen)] if chosen else []


class ImportActions(QObject):
    """`taken(given)` is called with what is to be imported, else `refused(sentence)`."""

    def __init__(
        self,
        actions: Actions,
        taken: Callable[[Sequence[Given]], None],
        refused: Callable[[str], None],
        window: QWidget,
        files: Choose = choose_files,
        folder: Choose = choose_folder,
    ) -> None:
        super().__init__(window)
        self._taken = taken
        self._refused = refused
        self._window = window
        actions[ActionId.IMPORT_REPORT].setEnabled(False)  # until there is one
        actions[ActionId.IMPORT].triggered.connect(lambda: self._ask(files))
        actions[ActionId.IMPORT_FOLDER].triggered.connect(lambda: self._ask(folder))
        actions[ActionId.IMPORT_CLIPBOARD].triggered.connect(lambda: self._paste())

    def _ask(self, choose: Choose) -> None:
        chosen = choose(self._window)
        if chosen:
            self._taken(chosen)

    def _paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        found = offered(data, "pasted text")
        if found:
            self._taken(found)
        else:
            self._refused(nothing_to_paste(data))
