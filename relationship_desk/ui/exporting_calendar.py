"""The way of occasions and tasks into a calendar file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from relationship_desk.desk.calendar_files import CalendarReport, export_calendar
from relationship_desk.desk.transfer.whole_file import is_of_store
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.export_calendar import ExportCalendarDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message

_FILTER = "iCalendar (*.ics)"


class ExportingCalendar(QObject):
    """Asks how and where, and says what was written."""

    def __init__(
        self,
        bridge: Bridge,
        actions: Actions,
        theme: Theme,
        tell: Callable[[Message], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._theme = theme
        self._tell = tell
        self._window = window
        actions[ActionId.EXPORT_CALENDAR].triggered.connect(lambda _=False: self.start())

    def start(self) -> None:
        """Ask how."""
        names = self._bridge.preferences().calendar_names
        dialog = ExportCalendarDialog(self._theme, names, self._window)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.finished.connect(dialog.deleteLater)
        dialog.accepted.connect(lambda: self._choose(dialog.names, dialog.todos))
        dialog.show()

    def _choose(self, names: bool, todos: bool) -> None:
        name = f"relationship-desk-{self._bridge.today():%Y-%m-%d}.ics"
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Export calendar", str(Path.home() / name), _FILTER
        )
        if not chosen:
            return
        out, desk = Path(chosen), self._bridge.desk
        if is_of_store(out, desk.store.path):
            self._tell(Message("That is the desk's own file. Choose another name.", Kind.WARNING))
            return

        def job() -> CalendarReport:
            # Not at the top: reading the library would make every start of the window wait.
            from relationship_desk.formats.ics import ICalendar

            connection = desk.store.reader()
            try:
                here = desk.circumstances(connection)
                # The file dialog has asked before a file is replaced.
                return export_calendar(
                    connection, ICalendar(), out, here, names=names, todos=todos, force=True
                )
            finally:
                connection.close()

        self._bridge.in_background(job, lambda report: self._told(report, out))

    def _told(self, report: CalendarReport, out: Path) -> None:
        self._tell(Message(f"{report.in_words()} exported to {out}.", Kind.SUCCESS))
