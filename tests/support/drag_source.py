"""A window of another program that files are dragged out of: see `tests.support.x_desktop`.

    python drag_source.py X Y FILE...

Prints "ready" once it is shown at X, Y, "accepted" when what is under the pointer would take the
files, and "dropped" or "refused" when the button was let go.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

SIZE = 60


class Source(QWidget):
    """Begins the drag as soon as the pointer moves with a button held."""

    def __init__(self, files: list[str]) -> None:
        super().__init__()
        self._files = files
        self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            return
        self._dragging = True
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(name) for name in self._files])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.actionChanged.connect(self._tell)
        action = drag.exec(Qt.DropAction.CopyAction)
        print("dropped" if action is Qt.DropAction.CopyAction else "refused", flush=True)

    def _tell(self, action: Qt.DropAction) -> None:
        if action is Qt.DropAction.CopyAction:
            print("accepted", flush=True)


def main() -> int:
    """Serve until killed."""
    application = QApplication(sys.argv)
    source = Source(sys.argv[3:])
    source.setWindowFlag(Qt.WindowType.X11BypassWindowManagerHint)
    source.setGeometry(int(sys.argv[1]), int(sys.argv[2]), SIZE, SIZE)
    source.show()
    QTimer.singleShot(0, lambda: print("ready", flush=True))
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
