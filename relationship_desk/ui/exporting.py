"""The way of contacts into a file: who, in which form, what will not fit, and only then the file.

Invariant: a file that is there is replaced only where the file dialog asked and was answered yes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from relationship_desk.desk.ports import Cancelled, Loss
from relationship_desk.desk.transfer.export import ExportReport, export_people, losses_of
from relationship_desk.desk.transfer.export_table import export_table, table_losses
from relationship_desk.desk.transfer.whole_file import is_of_store
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.text import counted
from relationship_desk.formats import FORMATS
from relationship_desk.formats.csv import write_csv_file
from relationship_desk.store.people import count_people, names_of
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.export import ExportDialog, Form
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message

_FILTERS = {".vcf": "vCard (*.vcf)", ".csv": "Table (*.csv)"}
_TABLES: tuple[Form, ...] = ("table", "safe_table")
_STEPS = 100

# Asks for a file, given a name to begin with; None where the user thought better of it.
Choose = Callable[[QWidget, str], Path | None]


def choose_file(parent: QWidget, name: str) -> Path | None:
    """The system's own dialog, which asks before a file is replaced."""
    suffix = Path(name).suffix
    dialog = QFileDialog(parent, "Export to", str(Path.home()), _FILTERS[suffix])
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(name)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None


class Exporting(QObject):
    """`whom()` tells the ids of those who are selected; one export at a time."""

    def __init__(
        self,
        bridge: Bridge,
        actions: Actions,
        theme: Theme,
        whom: Callable[[], Sequence[int]],
        tell: Callable[[Message], None],
        window: QWidget,
        choose: Choose = choose_file,
    ) -> None:
        super().__init__(window)
        self._choose = choose
        self._bridge = bridge
        self._theme = theme
        self._whom = whom
        self._tell = tell
        self._window = window
        self._chosen: list[int] = []
        # Set as soon as the answer to the latest question is no longer wanted.
        self._stale = threading.Event()
        self.dialog: ExportDialog | None = None
        actions[ActionId.EXPORT].triggered.connect(self.start)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._give_up)

    def start(self) -> None:
        """Ask who, and in which form."""
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        reader = self._bridge.reader
        self._chosen = list(self._whom())
        names = names_of(reader, self._chosen)
        everybody = count_people(reader) + count_people(reader, archived=True)
        chosen = [names[i] for i in self._chosen if i in names]
        self.dialog = dialog = ExportDialog(self._theme, everybody, chosen, self._window)
        dialog.looked_at.connect(self._look)
        dialog.confirmed.connect(self._choose_file)
        dialog.rejected.connect(self._cancel)
        dialog.show()
        self._look()

    def _look(self) -> None:
        """Find out what will not fit."""
        dialog = self.dialog
        if dialog is None:
            return
        form, people = dialog.form, self._people(dialog)
        stale = self._fresh()
        if form == "as_read":
            dialog.show_losses(())
            return
        dialog.show_looking()

        def answered(losses: tuple[Loss, ...]) -> None:
            if not stale.is_set() and isValid(dialog):
                dialog.show_losses(losses)

        self._bridge.in_background(
            _finding_losses(self._bridge, form, people, stale),
            answered,
            lambda error: self._failed(dialog, error),
        )

    def _choose_file(self) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        suffix = ".csv" if dialog.form in _TABLES else ".vcf"
        path = self._choose(dialog, f"contacts-{self._bridge.today():%Y-%m-%d}{suffix}")
        if path is not None and self.dialog is dialog:
            self._write(dialog, path)

    def _write(self, dialog: ExportDialog, path: Path) -> None:
        if is_of_store(path, self._bridge.desk.store.path):
            self._tell(Message("That is the desk's own file. Choose another name.", Kind.WARNING))
            return
        cancelled = self._fresh()
        dialog.show_writing()

        def show(done: int, total: int) -> None:
            if isValid(dialog):
                dialog.set_progress(done, total)

        def written(report: ExportReport) -> None:
            self._close(dialog)
            thing = "row" if form in _TABLES else "card"
            things = counted(report.count, thing)
            self._tell(Message(f"{things} exported to {path}.", Kind.SUCCESS))

        form = dialog.form
        job = _exporting(self._bridge, path, form, self._people(dialog), cancelled, show)
        self._bridge.in_background(job, written, lambda error: self._failed(dialog, error))

    def _people(self, dialog: ExportDialog) -> list[int] | None:
        return self._chosen if dialog.only_chosen else None

    def _fresh(self) -> threading.Event:
        """Whoever asked before is not listened to any more; the sign for the next one."""
        self._stale.set()
        self._stale = threading.Event()
        return self._stale

    def _failed(self, dialog: ExportDialog, error: BaseException) -> None:
        if isinstance(error, (Cancelled, CancelledError)):
            return
        self._close(dialog)
        if isinstance(error, UserError):
            self._tell(Message(str(error), Kind.ERROR))
        else:
            self._bridge.tell(error)

    def _cancel(self) -> None:
        self._give_up()
        if self.dialog is not None:
            self._close(self.dialog)

    def _give_up(self) -> None:
        self._stale.set()

    def _close(self, dialog: ExportDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        if isValid(dialog):
            dialog.blockSignals(True)
            dialog.close()
            dialog.deleteLater()


def _finding_losses(
    bridge: Bridge, form: Form, people: Sequence[int] | None, stale: threading.Event
) -> Callable[[], tuple[Loss, ...]]:
    store = bridge.desk.store

    def progress(_done: int, _total: int) -> None:
        if stale.is_set():
            raise Cancelled

    def job() -> tuple[Loss, ...]:
        connection = store.reader()
        try:
            if form == "table" or form == "safe_table":
                return table_losses(connection, FORMATS[0], people, progress)
            return losses_of(connection, FORMATS[0], form, people, progress)
        finally:
            connection.close()

    return job


def _exporting(
    bridge: Bridge,
    path: Path,
    form: Form,
    people: Sequence[int] | None,
    cancelled: threading.Event,
    show: Callable[[int, int], None],
) -> Callable[[], ExportReport]:
    store = bridge.desk.store
    told = -1

    def progress(done: int, total: int) -> None:
        nonlocal told
        if cancelled.is_set():
            raise Cancelled
        step = done * _STEPS // max(total, 1)
        if step != told:
            told = step
            bridge.call_soon(lambda: show(done, total))

    def job() -> ExportReport:
        connection = store.reader()
        try:
            # The file dialog has asked before a file is replaced.
            if form == "table" or form == "safe_table":
                return export_table(
                    connection,
                    write_csv_file,
                    path,
                    safe=form == "safe_table",
                    person_ids=people,
                    force=True,
                    progress=progress,
                )
            return export_people(
                connection,
                FORMATS[0],
                path,
                mode=form,
                person_ids=people,
                force=True,
                progress=progress,
            )
        finally:
            connection.close()

    return job
