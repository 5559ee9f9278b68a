"""From starting the process to the first paint, against a process that shows an empty window."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.harness import Figure, compare

_CHECKOUT = Path(__file__).parents[2]

_FIRST_PAINT = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            QTimer.singleShot(0, lambda: os._exit(0))
        return False

watcher = FirstPaint()
"""

_EMPTY = (
    _FIRST_PAINT
    + """
application = QApplication(sys.argv)
application.installEventFilter(watcher)
window = QWidget()
window.resize(1200, 760)
window.show()
application.exec()
"""
)

_DESK = (
    _FIRST_PAINT
    + """
from relationship_desk.app.session import Session
from relationship_desk.__main__ import main

opening = Session.open

def open_and_watch(self, *args, **values):
    QApplication.instance().installEventFilter(watcher)
    opening(self, *args, **values)

Session.open = open_and_watch
main(["--data-dir", sys.argv[1]])
sys.exit("the window was never painted")
"""
)


def figures(data_dir: Path, repeats: int) -> Iterator[Figure]:
    """The one figure; nobody else has the store open."""
    yield compare(
        "start to first paint",
        lambda: _run(_EMPTY),
        lambda: _run(_DESK, str(data_dir)),
        repeats=repeats,
        note="floor: an empty Qt window, in a process of its own",
    )


def _run(script: str, *args: str) -> None:
    # As a user has it: compiled modules are kept.
    env = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(
        [sys.executable, "-c", script, *args],
        env={"QT_QPA_PLATFORM": "offscreen", **env, "PYTHONPATH": str(_CHECKOUT)},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,  # Qt tells there what a platform without a screen cannot do
        check=True,
        timeout=120,
    )
