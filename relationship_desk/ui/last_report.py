"""The report of the last import, card by card; invariant: it is gone when the program ends."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QFontDatabase, QGuiApplication
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


class LastReport(QObject):
    """`action` shows the report, and is offered once there is one."""

    def __init__(self, action: QAction, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._action = action
        self._theme = theme
        self._window = window
        self._text = ""
        self.dialog: ReportDialog | None = None
        action.setEnabled(False)
        action.triggered.connect(self.show)

    def keep(self, text: str) -> None:
        """This is the last report from now on."""
        self._text = text
        self._action.setEnabled(True)

    def show(self) -> None:
        """Show it beside the desk."""
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = dialog = ReportDialog(self._theme, self._text, self._window)
        dialog.finished.connect(lambda _: self._closed(dialog))
        dialog.show()

    def _closed(self, dialog: ReportDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()


class ReportDialog(QDialog):
    """A text to read and to copy."""

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        self._whole = text
        self.setWindowTitle("Report of the last import")
        self.text = QPlainTextEdit(visible(text))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Report")
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.copy = QPushButton("Copy report")
        theme.dress(self.copy, "copy")
        self.copy.clicked.connect(self._copy)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel("Report of the last import", size="large"))
        words = "It is kept until the program ends; copy it to keep it longer."
        column.addWidget(PlainLabel(words, tone="quiet", wrap=True))
        column.addWidget(self.text, 1)
        column.addLayout(buttons)
        self.resize(px(760), px(480))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._whole)
        self.copy.setText("Copied")
