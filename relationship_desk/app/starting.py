"""Qt and its look, started once; without a display that is said in one sentence."""

from __future__ import annotations

import gc
import os
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from relationship_desk import resources
from relationship_desk.ui.theme import Theme

_NO_DISPLAY = (
    "There is no display to open the window on. Use the commands instead (relationship-desk "
    "--help), or see the screens with: make demo"
)
_SWITCH = 0.00002  # seconds that a thread keeps the interpreter while another wants it


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
