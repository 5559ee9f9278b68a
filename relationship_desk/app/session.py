"""`Session`: one open store with its window, from the first picture to the last write.

Invariant: whatever happens, what was acknowledged is on the disk when `close` returns.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from relationship_desk.autostart.port import Autostart
from relationship_desk.clock import Clock
from relationship_desk.compose import Composition, compose
from relationship_desk.desk.engine import Engine
from relationship_desk.desk.ports import Listener, Notifier
from relationship_desk.desk.threads import Runner, background_threads, writer_thread
from relationship_desk.domain.wanted import Wanted
from relationship_desk.notifiers.chain import Chain
from relationship_desk.paths import Paths
from relationship_desk.ui.backing_up import BackingUp
from relationship_desk.ui.beat import Beat
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.calendar_folder import CalendarFolder
from relationship_desk.ui.dialogs.preferences.page import Around
from relationship_desk.ui.importing import import_files
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.notifying import Notifying
from relationship_desk.ui.preferences_actions import PreferencesActions
from relationship_desk.ui.presence import Presence
from relationship_desk.ui.single_instance import SingleInstance
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.tray import Tray
from relationship_desk.ui.wake import Wake
from relationship_desk.ui.widgets.bar import Message
from relationship_desk.ui.window_notifiers import BarNotifier, TrayNotifier
from relationship_desk.ui.window_state import WindowState

_THE_WINDOW = Wanted()
PickNotifiers = Callable[[Listener, Sequence[Notifier], Sequence[Notifier]], Chain]


class Session:
    """One open store with its window. Raises `UserError` where it cannot be opened."""

    def __init__(
        self,
        theme: Theme,
        paths: Paths,
        clock: Clock,
        instance: SingleInstance,
        notifiers: PickNotifiers,
        autostart: Autostart | None = None,
    ) -> None:
        """`autostart`: None for a desk that ends with its window.

        `notifiers(hear, more, alone)` gives the ways that popups take, as `notifiers.pick` does.
        """
        self.restore_from: Path | None = None
        self._instance = instance
        self._writer: Runner = writer_thread()
        try:
            self._composition: Composition = compose(paths, clock, self._writer)
        except BaseException:
            self._writer.close()
            raise
        self._background = background_threads()
        self._bridge = Bridge(
            self._composition.desk, self._composition.reader, clock, self._background
        )
        state = WindowState(paths.config)
        self.window = MainWindow(self._bridge, theme, paths, state, import_files)
        self.window.restore_wanted.connect(self._restore)
        tray = None if autostart is None else Tray(self._bridge, theme, self.window)
        self.notifying = self._listen(notifiers, tray)
        actions = self.window.actions_table
        around = Around(theme, self._bridge, actions, paths, self.notifying, autostart)
        self.preferences = PreferencesActions(around, self.window.tell, self.window)
        engine = Engine(self._composition.desk, self.notifying.chain)
        self.beat = Beat(self._bridge, engine.beat, self.window)
        self.window.follow(self.beat)
        CalendarFolder(self._bridge, self.beat, self.window.tell, self.window)
        tell = self.window.tell
        backing_up = BackingUp(
            self._composition.keeper, self._bridge, actions, theme, tell, self.window
        )
        backing_up.restore_wanted.connect(self._restore)
        backing_up.follow(self.beat)
        self.wake = Wake(self.window)
        self.wake.woke.connect(self.beat.beat)
        self.presence: Presence | None = None
        if autostart is not None:
            self.presence = Presence(self._bridge, theme, self.window, self.beat, autostart, tray)

    def _listen(self, notifiers: PickNotifiers, tray: Tray | None) -> Notifying:
        notifying = Notifying(self._bridge, self.window)
        more: list[Notifier] = []
        if tray is not None:
            more.append(TrayNotifier(self._bridge, tray.icon, notifying.hear))
        bar = BarNotifier(self._bridge, notifying.show_in_bar)
        notifying.follow(notifiers(notifying.hear, more, [bar]))
        return notifying

    def open(self, wanted: Wanted = _THE_WINDOW, message: Message | None = None) -> None:
        """Show the window, or only the tray; the beat begins when what is shown is painted."""
        self._excepthook = sys.excepthook
        sys.excepthook = self._on_bug
        # Asked to end by the system or by Ctrl+C in the terminal: as if the window were closed.
        # Python gets to it at the next turn of the poll, within a second.
        self._handlers = {
            number: signal.signal(number, lambda *_: self.window.quit())
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        # The window says when it is closed for good; it may be hidden, and only a dialog be seen.
        QApplication.setQuitOnLastWindowClosed(False)
        self.window.closed.connect(_end)
        self._instance.asked_for.connect(self.window.answer)
        if wanted.background and self.presence is not None:
            self.presence.begin_in_background()
        else:
            self.window.show()
        if message is not None:
            self.window.tell(message)
        QTimer.singleShot(0, self.window, lambda: self._begin(wanted))

    def close(self) -> None:
        """Stop what runs, let the writer finish, and close the store."""
        self.beat.stop()
        self.wake.close()
        self.notifying.close()
        if self.presence is not None:
            self.presence.close()
        self._instance.asked_for.disconnect(self.window.answer)
        self._bridge.close()
        self._background.close()
        self._composition.close()
        self.window.deleteLater()
        self._bridge.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        sys.excepthook = self._excepthook

    def _begin(self, wanted: Wanted) -> None:
        self._bridge.start_polling()
        self.beat.start()
        if wanted.person_id is not None:
            self.window.open_person(wanted.person_id)
        if wanted.files:
            self.window.import_files(wanted.files)

    def _restore(self, backup: Path) -> None:
        self.restore_from = backup
        if not self.window.quit():
            self.restore_from = None

    def _on_bug(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """A slot raised: show a report, and go on."""
        sys.__excepthook__(kind, error, trace)
        self._bridge.tell(error)


def _end() -> None:
    """Leave the event loop. Not `quit`, which would close the windows that are open first."""
    QCoreApplication.exit(0)
