"""What a bug shows: that the desk goes on, and a report that can be copied."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme


class BugReportDialog(QDialog):
    """`report` is shown as plain text and copied as it is; nothing is sent anywhere."""

    def __init__(self, theme: Theme, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        px = theme.px
        self.setWindowTitle("Something went wrong")
        title = PlainLabel(
            "Something went wrong, and it is not your fault.", strong=True, wrap=True
        )
        words = PlainLabel(
            "What you did last was not saved; everything before it was. You can go on working. If"
            " you would like this mended, copy the report below and send it with a word on what"
            " you were doing. Please read it first: it may name files of yours.",
            tone="quiet",
            wrap=True,
        )
        self.text = QPlainTextEdit(visible(report))
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Report")
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.text.setStyleSheet(f'font-family: "{fixed.family()}";')
        self.copy = QPushButton("Copy report")
        theme.dress(self.copy, "copy")
        self.copy.clicked.connect(self._copy)
        close = QPushButton("Go on")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(title)
        column.addWidget(words)
        column.addSpacing(px(8))
        column.addWidget(self.text, 1)
        column.addSpacing(px(8))
        column.addLayout(buttons)
        self.resize(px(560), px(400))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.copy.setText("Copied")
