"""Where the desk keeps its files, to be read, copied and opened."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.paths import Paths
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme


class WhereDialog(QDialog):
    """One line for each file or folder."""

    def __init__(self, theme: Theme, paths: Paths, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle("Where are my files?")
        form = QFormLayout()
        form.setHorizontalSpacing(px(16))
        form.setVerticalSpacing(px(8))
        for name, path in (
            ("People, timeline, tasks", paths.store),
            ("Backups", paths.backups),
            ("Sizes of the window", paths.config),
            ("Log, without names", paths.log_file),
        ):
            line = QLineEdit(str(path))
            line.setReadOnly(True)
            line.setCursorPosition(0)
            line.setAccessibleName(name)
            form.addRow(PlainLabel(name, tone="quiet"), line)
        folder = QPushButton("Open the folder")
        folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.data)))
        )
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(folder)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(16))
        words = "Everything stays on this computer, in these places, readable by you alone."
        column.addWidget(PlainLabel(words, wrap=True))
        column.addLayout(form)
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(px(560))
