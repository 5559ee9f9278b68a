"""The way of the whole desk into one file, with its progress and a word on what is in it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from relationship_desk.desk.full_export import FullExport, export_desk
from relationship_desk.desk.ports import Cancelled
from relationship_desk.desk.transfer.whole_file import is_of_store
from relationship_desk.domain.errors import UserError
from relationship_desk.formats.desk_export import write_export
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.progress import ProgressDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message

EXPORT_FILTER = "Full export (*.zip)"


class ExportingEverything(QObject):
    """One export at a time; a second wish shows the first one."""

    def __init__(
        self,
        bridge: Bridge,
        actions: Actions,
        theme: Theme,
        playbooks: Path,
        tell: Callable[[Message], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._theme = theme
        self._playbooks = playbooks
        self._tell = tell
        self._window = window
        self._cancelled = threading.Event()
        self.dialog: ProgressDialog | None = None
        actions[ActionId.EXPORT_EVERYTHING].triggered.connect(self.start)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(lambda: self._cancelled.set())

    def start(self) -> None:
        """Ask for a file, and write."""
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        name = f"relationship-desk-{self._bridge.today():%Y-%m-%d}.zip"
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Export everything", str(Path.home() / name), EXPORT_FILTER
        )
        if chosen:
            self._write(Path(chosen))

    def _write(self, out: Path) -> None:
        if is_of_store(out, self._bridge.desk.store.path):
            self._tell(Message("That is the desk's own file. Choose another name.", Kind.WARNING))
            return
        self.dialog = dialog = ProgressDialog(
            self._theme,
            "Exporting everything",
            "People, cards, photos, history, tasks, playbooks and settings go into one file.",
            self._window,
        )
        self._cancelled = cancelled = threading.Event()
        dialog.rejected.connect(cancelled.set)
        dialog.show()

        def show(done: int, total: int) -> None:
            if isValid(dialog):
                dialog.set_progress(done, total)

        def written(report: FullExport) -> None:
            self._close(dialog)
            self._tell(Message(f"Exported to {out}: {report.in_words()}.", Kind.SUCCESS))

        def failed(error: BaseException) -> None:
            self._close(dialog)
            if isinstance(error, Cancelled | CancelledError):
                self._tell(Message("Nothing was exported.", Kind.INFO))
            elif isinstance(error, UserError):
                self._tell(Message(str(error), Kind.ERROR))
            else:
                self._bridge.tell(error)

        job = _exporting(self._bridge, out, self._playbooks, cancelled, show)
        self._bridge.in_background(job, written, failed)

    def _close(self, dialog: ProgressDialog) -> None:
        self.dialog = None
        if isValid(dialog):
            dialog.blockSignals(True)
            dialog.close()
            dialog.deleteLater()


def _exporting(
    bridge: Bridge,
    out: Path,
    playbooks: Path,
    cancelled: threading.Event,
    show: Callable[[int, int], None],
) -> Callable[[], FullExport]:
    store, now = bridge.desk.store, bridge.now()

    def progress(done: int, total: int) -> None:
        if cancelled.is_set():
            raise Cancelled
        bridge.call_soon(lambda: show(done, total))

    def job() -> FullExport:
        connection = store.reader()
        try:
            # The file dialog has asked before a file is replaced.
            return export_desk(
                connection,
                write_export,
                out,
                now,
                playbooks=playbooks,
                force=True,
                progress=progress,
            )
        finally:
            connection.close()

    return job
