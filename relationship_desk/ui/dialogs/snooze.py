"""Asks until when a task should wait."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from relationship_desk.clock import Clock
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.words import DueField


class SnoozeDialog(QDialog):
    """`chosen` carries the day and the time, or None where only a day was typed."""

    chosen = Signal(object, object)

    def __init__(self, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle("Snooze until")
        self.until = DueField(theme, "Snooze until", clock)
        self.until.line.setPlaceholderText("tomorrow 9:30, friday, 2026-03-01")
        self.until.submitted.connect(self.accept)
        snooze = QPushButton("Snooze")
        snooze.setProperty("kind", "primary")
        snooze.setDefault(True)
        snooze.clicked.connect(self.accept)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(snooze)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel("Remind me again", strong=True))
        column.addWidget(self.until)
        column.addStretch(1)
        column.addSpacing(px(16))
        column.addLayout(buttons)
        self.setMinimumWidth(px(360))
        self.until.setFocus()
        self.finished.connect(self.deleteLater)

    def accept(self) -> None:
        """Close only with a moment that is understood."""
        value: tuple[date, time | None] | None = self.until.value()
        if value is None:
            self.until.complain()
            self.until.setFocus()
            return
        super().accept()
        self.chosen.emit(*value)
