"""Where the program is when its window is not: in the tray, minimised, or gone.

Invariant: while it runs there is something to click, the window or an icon that a host shows;
never an invisible process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QSessionManager

from relationship_desk.autostart.port import Autostart, AutostartRefused
from relationship_desk.desk.commands.preferences import set_preferences
from relationship_desk.domain.preferences import OnClose
from relationship_desk.domain.today import TodayRow
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.beat import Beat
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.leaving import Leave, LeavingDialog
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.tray import Tray
from relationship_desk.ui.widgets.bar import Kind, Message

_NO_TRAY_TO_START_IN = (
    "This desktop has no notification area, so the desk started as a minimised window."
)
_NO_TRAY_LEFT = "The notification area is gone, so the desk is here, as a minimised window."

Ask = Callable[[bool, bool], tuple[Leave, bool]]


class Presence(QObject):
    """Decides what closing the window means, and keeps the tray true."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        window: MainWindow,
        beat: Beat,
        autostart: Autostart,
        tray: Tray | None = None,
        ask: Ask | None = None,
    ) -> None:
        """`ask(has_tray, offer_start)` gives what the user chose, and whether to start it with the
        session from now on; by default it is a dialog.
        """
        super().__init__(window)
        self._bridge = bridge
        self._theme = theme
        self._window = window
        self._autostart = autostart
        self._ask = ask if ask is not None else self._ask_by_dialog
        self._stands_in = False  # the window is minimised only because there is no tray
        self.tray = tray if tray is not None else Tray(bridge, theme, self)
        self.tray.open_wanted.connect(window.come_to_the_front)
        self.tray.row_wanted.connect(self._open_row)
        self.tray.log_wanted.connect(self._log)
        self.tray.quit_wanted.connect(self._quit)
        beat.beaten.connect(lambda _: self.look())
        beat.new_day.connect(lambda _: self.tray.refresh())
        window.may_close = self.may_close
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            # The session ends: whatever closing means else, it means the end now.
            application.commitDataRequest.connect(self.on_end_of_session)

    def begin_in_background(self) -> None:
        """Start without a window where a tray shows that we are there, else minimised."""
        if self.tray.is_there:
            return
        self._minimise(_NO_TRAY_TO_START_IN)

    def look(self) -> None:
        """Read what is due, and see whether the tray has come or gone meanwhile."""
        self.tray.refresh()
        if self.tray.is_there:
            if self._stands_in and self._window.isMinimized():
                self._window.hide()
            self._stands_in = False
        elif not self._window.isVisible():
            self._minimise(_NO_TRAY_LEFT)

    def may_close(self) -> bool:
        """Whether closing the window ends the program; where not, it is out of the way now."""
        has_tray = self.tray.is_there
        on_close = self._bridge.preferences().on_close
        if on_close is OnClose.QUIT:
            return True
        if has_tray and on_close is OnClose.BACKGROUND:
            self._window.hide()
            return False
        if not has_tray and on_close is OnClose.ASK and not self._window.state.say_once("closing"):
            return True
        offer_start = not self._autostart.refusal and not self._autostart.is_on()
        chosen, start = self._ask(has_tray, offer_start)
        if chosen is Leave.STAY:
            return False
        if has_tray:
            self._remember(OnClose.QUIT if chosen is Leave.QUIT else OnClose.BACKGROUND)
        if start:
            self._start_with_session()
        if chosen is Leave.QUIT:
            return True
        if has_tray:
            self._window.hide()
        else:
            self._window.showMinimized()
        return False

    def close(self) -> None:
        """Take the icon away; the window is closed for good."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.disconnect(self.on_end_of_session)
        self.tray.close()

    def _ask_by_dialog(self, has_tray: bool, offer_start: bool) -> tuple[Leave, bool]:
        dialog = LeavingDialog(self._theme, has_tray, offer_start, self._window)
        dialog.exec()
        chosen, start = dialog.chosen, offer_start and dialog.start.isChecked()
        dialog.deleteLater()
        return chosen, start

    def _remember(self, on_close: OnClose) -> None:
        self._bridge.do(
            set_preferences,
            None,
            preferences=replace(self._bridge.preferences(), on_close=on_close),
            defaults=self._bridge.desk.defaults,
        )

    def _start_with_session(self) -> None:
        try:
            self._autostart.turn_on()
        except AutostartRefused as refused:
            self._window.tell(Message(str(refused), Kind.WARNING))

    def _minimise(self, why: str) -> None:
        self._stands_in = True
        self._window.showMinimized()
        self._window.tell(Message(why))

    def _open_row(self, row: TodayRow) -> None:
        self._window.come_to_the_front()
        if row.person_id is not None:
            self._window.open_person(row.person_id)
        else:
            self._window.show_place(ActionId.SHOW_TODAY)

    def _log(self) -> None:
        self._window.come_to_the_front()
        self._window.acts.quick_log.open()

    def _quit(self) -> None:
        if not self._window.quit():  # something is unfinished: it has to be seen
            self._window.come_to_the_front()

    def on_end_of_session(self, _: QSessionManager | None = None) -> None:
        """Closing means the end now, whatever it means else."""
        self._window.may_close = lambda: True
