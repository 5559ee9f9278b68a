"""What is done with the store as a whole: back up, restore, check, where it lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from relationship_desk.desk.backups import back_up
from relationship_desk.desk.full_export import DOCUMENT, export_at
from relationship_desk.desk.upkeep import CheckReport, check
from relationship_desk.paths import Paths
from relationship_desk.store.database import Connection
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.ask import ask
from relationship_desk.ui.dialogs.where import WhereDialog
from relationship_desk.ui.exporting_calendar import ExportingCalendar
from relationship_desk.ui.exporting_everything import ExportingEverything
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message

BACKUP_FILTER = "Relationship Desk (*.sqlite3);;All files (*)"
RESTORE_FILTER = f"Backups and full exports (*.sqlite3 *.zip {DOCUMENT});;All files (*)"


class StoreActions(QObject):
    """`restore_wanted` carries the backup that is to take the place of the store."""

    restore_wanted = Signal(Path)

    def __init__(
        self,
        bridge: Bridge,
        actions: Actions,
        theme: Theme,
        paths: Paths,
        tell: Callable[[Message], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._theme = theme
        self._paths = paths
        self._tell = tell
        self._window = window
        ExportingEverything(bridge, actions, theme, paths.playbooks, tell, window)
        ExportingCalendar(bridge, actions, theme, tell, window)
        for action_id, slot in (
            (ActionId.BACK_UP, self.back_up),
            (ActionId.RESTORE, self.restore),
            (ActionId.CHECK, self.check),
            (ActionId.WHERE, self.show_where),
        ):
            actions[action_id].triggered.connect(slot)

    def back_up(self) -> None:
        """Ask for a name and write a verified copy."""
        name = f"relationship-desk-{self._bridge.today():%Y-%m-%d}.sqlite3"
        # The copy itself refuses a name that is taken, so the dialog need not ask.
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            "Back up",
            str(Path.home() / name),
            BACKUP_FILTER,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not chosen:
            return
        store, out = self._paths.store, Path(chosen)
        self._bridge.in_background(
            lambda: back_up(store, out),
            lambda path: self._tell(
                Message(f"Backed up and verified: {path}", Kind.SUCCESS),
            ),
        )

    def restore(self) -> None:
        """Ask for a backup or a full export, and whether it is meant."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, "Restore", str(self._paths.backups), RESTORE_FILTER
        )
        source = export_at(Path(chosen))
        if chosen and ask(
            self._theme,
            f"Restore {source.name}?",
            "It is checked first. What is on the desk now is set aside in the folder of "
            "the backups, not deleted. The window closes and opens again with what was restored.",
            "Restore",
            self._window,
            danger=False,
        ):
            self.restore_wanted.emit(source)

    def check(self) -> None:
        """Look at every page and reference, and whether search finds what is there."""
        here = self._bridge.desk.circumstances(self._bridge.reader)

        def job(connection: Connection) -> CheckReport:
            return check(connection, here)

        self._bridge.follow(self._bridge.desk.maintain(job), self._tell_check)

    def _tell_check(self, report: CheckReport) -> None:
        if not report.ok:
            more = len(report.problems) - 1
            rest = f" And {more} more." if more else ""
            self._tell(
                Message(
                    f"The store is damaged. {report.problems[0]}{rest} Back up what is there, then "
                    "restore a backup from before.",
                    Kind.ERROR,
                )
            )
        elif report.repaired:
            self._tell(Message(" ".join(report.repaired), Kind.SUCCESS))
        else:
            self._tell(Message("The store is sound: every page, every link.", Kind.SUCCESS))

    def show_where(self) -> None:
        """Show the folders."""
        dialog = WhereDialog(self._theme, self._paths, self._window)
        dialog.exec()
        dialog.deleteLater()
