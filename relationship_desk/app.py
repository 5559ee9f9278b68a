"""The window program: composes the desk and shows it, until it is closed.

Invariant: whatever happens, what was acknowledged is on the disk when `run` returns.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from relationship_desk import logs, resources
from relationship_desk.autostart import pick as pick_autostart
from relationship_desk.autostart.port import Autostart
from relationship_desk.clock import Clock, SystemClock
from relationship_desk.compose import Composition, compose
from relationship_desk.desk.engine import Engine
from relationship_desk.desk.ports import Listener, Notifier
from relationship_desk.desk.threads import Runner, background_threads, writer_thread
from relationship_desk.domain.errors import StoreUnusable, UserError
from relationship_desk.domain.wanted import Wanted
from relationship_desk.notifiers import pick
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
from relationship_desk.ui.plain import visible
from relationship_desk.ui.preferences_actions import PreferencesActions
from relationship_desk.ui.presence import Presence
from relationship_desk.ui.restoring import restored
from relationship_desk.ui.single_instance import SingleInstance
from relationship_desk.ui.store_actions import RESTORE_FILTER
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.tray import Tray
from relationship_desk.ui.wake import Wake
from relationship_desk.ui.widgets.bar import Message
from relationship_desk.ui.window_notifiers import BarNotifier, TrayNotifier
from relationship_desk.ui.window_state import WindowState

_NO_DISPLAY = (
    "There is no display to open the window on. Use the commands instead (relationship-desk "
    "--help), or see the screens with: make demo"
)
_NOT_ANSWERING = (
    "Relationship Desk is open already, but that window does not answer. Close it, or wait a "
    "moment, and try again."
)
_THE_WINDOW = Wanted()
_SWITCH = 0.00002  # seconds that a thread keeps the interpreter while another wants it


def run(paths: Paths, wanted: Wanted, options: Namespace) -> int:
    """Open the window on the desk under `paths`, with what is wanted of it; the exit code.

    `options.demo`: on made-up people, in a throwaway folder where `options.data_dir` is None.
    """
    started = start_qt()
    if started is None:
        return 2
    application, theme = started
    try:
        with _demo_folder(paths, options) as paths:
            logs.configure(paths, to_stderr=False)
            # Made-up people do not live in the background: what is closed there is gone.
            autostart = None if options.demo else pick_autostart(paths)
            return _only_window(application, theme, paths, wanted, autostart)
    except UserError as error:
        return _refuse(str(error), error.exit_code)
    finally:
        gc.enable()


def start_qt() -> tuple[QApplication, Theme] | None:
    """The application and its look; None, and said so, where there is no display."""
    if not _has_display():
        print(_NO_DISPLAY, file=sys.stderr)
        return None
    qInstallMessageHandler(_explain_fatal)
    application = QApplication(sys.argv[:1])
    qInstallMessageHandler(None)
    application.setApplicationName("relationship-desk")
    application.setApplicationDisplayName("Relationship Desk")
    application.setDesktopFileName("relationship-desk")
    application.setWindowIcon(QIcon(str(resources.path("app-icon.svg"))))
    theme = Theme(application)
    # Python's cyclic collector runs wherever it likes and has destroyed Qt objects from worker
    # threads; the beat collects in this thread instead.
    gc.disable()
    # A repaint asks for the interpreter a hundred times. At Python's 5 ms for each, beside a thread
    # that reads cards, it took a tenth of a second; so the threads take turns faster.
    sys.setswitchinterval(_SWITCH)
    return application, theme


@contextmanager
def _demo_folder(paths: Paths, options: Namespace) -> Iterator[Paths]:
    """The paths to use: those given, or a sample store that is thrown away afterwards."""
    if not options.demo:
        yield paths
        return
    # Not at the top: a start without the demo would read all of its modules for nothing.
    from relationship_desk.demo.build import build_demo

    clock = SystemClock()
    with TemporaryDirectory(prefix="relationship-desk-demo-") as folder:
        paths = paths if options.data_dir is not None else Paths.under(Path(folder))
        if not paths.store.exists():
            build_demo(paths, clock.now(), clock.zone())
        yield paths


def _only_window(
    application: QApplication,
    theme: Theme,
    paths: Paths,
    wanted: Wanted,
    autostart: Autostart | None,
) -> int:
    with suppress(OSError):  # composing says what is wrong with the folder
        paths.create()
    instance = SingleInstance(paths)
    if not instance.acquire():
        if wanted.background or instance.hand_over(replace(wanted, token=_activation_token())):
            return 0
        return _refuse(_NOT_ANSWERING, 4)
    try:
        message: Message | None = None
        while True:
            try:
                session = Session(theme, paths, SystemClock(), instance, pick, autostart)
            except StoreUnusable as error:
                # Where a restore has just failed, its reason comes first.
                said = [message.text] if message is not None else []
                backup = _refuse_or_restore("\n\n".join([*said, str(error)]), paths)
                if backup is None:
                    return error.exit_code
                message = restored(theme, paths, backup, SystemClock())
                continue
            session.open(wanted, message)
            code = application.exec()
            session.close()
            if session.restore_from is None:
                return code
            wanted = Wanted()
            message = restored(theme, paths, session.restore_from, SystemClock())
    finally:
        instance.release()


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


def _activation_token() -> str:
    """What the launcher gave this start, so that a window of it may come to the front."""
    return os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID", "")


def _end() -> None:
    """Leave the event loop. Not `quit`, which would close the windows that are open first."""
    QCoreApplication.exit(0)


def _has_display() -> bool:
    """Whether there is a screen to ask for, as far as the environment tells."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _explain_fatal(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
    """Qt ends the process where it can open no display; say it in one sentence first."""
    if kind is QtMsgType.QtFatalMsg:
        print(_NO_DISPLAY, file=sys.stderr, flush=True)
        os._exit(2)
    elif kind is not QtMsgType.QtDebugMsg and "platform plugin" not in (text or ""):
        print(text, file=sys.stderr)


def _refuse(sentence: str, code: int) -> int:
    """Say why there is no window; the exit code."""
    print(sentence, file=sys.stderr)
    _refusal(sentence).exec()
    return code


def _refuse_or_restore(sentence: str, paths: Paths) -> Path | None:
    """Say why the store cannot be opened; the backup to restore, where the user chose one."""
    print(sentence, file=sys.stderr)
    box = _refusal(sentence)
    restore_one = box.addButton("Restore a backup…", QMessageBox.ButtonRole.ActionRole)
    box.exec()
    if box.clickedButton() is not restore_one:
        return None
    chosen, _ = QFileDialog.getOpenFileName(None, "Restore", str(paths.backups), RESTORE_FILTER)
    return Path(chosen) if chosen else None


def _refusal(sentence: str) -> QMessageBox:
    box = QMessageBox(QMessageBox.Icon.Warning, "Relationship Desk", "")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(visible(sentence))
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Close))
    return box
