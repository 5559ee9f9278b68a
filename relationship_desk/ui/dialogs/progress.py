"""Shows how far one long job is, with a Cancel; the job itself is the caller's."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme


class ProgressDialog(QDialog):
    """`rejected` where the user has had enough. Whoever opened it closes it."""

    def __init__(self, theme: Theme, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle(title)
        self.setAccessibleDescription(text)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress")
        self.progress.setRange(0, 0)
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(title, strong=True, wrap=True))
        column.addWidget(PlainLabel(text, wrap=True))
        column.addWidget(self.progress)
        column.addSpacing(px(8))
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(px(400))

    def set_progress(self, done: int, total: int) -> None:
        """So much of so much is done."""
        # Qt counts in 32 bits, and an export may have more bytes.
        self.progress.setRange(0, 1000)
        self.progress.setValue(done * 1000 // max(total, 1))
