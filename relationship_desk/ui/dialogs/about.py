"""What this program is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from relationship_desk import __version__, resources
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme


class AboutDialog(QDialog):
    """Name, version, licence, and what it promises."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle("About Relationship Desk")
        picture = QLabel()
        icon = QIcon(str(resources.path("app-icon.svg")))
        picture.setPixmap(icon.pixmap(QSize(px(64), px(64)), self.devicePixelRatioF()))
        title = PlainLabel("Relationship Desk", size="large")
        version = PlainLabel(f"Version {__version__}, with Qt {qVersion()}", tone="quiet")
        words = PlainLabel(
            "For people who live by their relationships. No account, no cloud, no network: what "
            "you write stays on this computer.",
            wrap=True,
        )
        licence = PlainLabel("MIT licence. Qt for Python is LGPL.", tone="quiet", size="small")
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(32), px(24), px(32), px(16))
        column.setSpacing(px(8))
        for widget in (picture, title, version, words, licence):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(widget)
        column.addSpacing(px(16))
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setFixedWidth(px(400))
