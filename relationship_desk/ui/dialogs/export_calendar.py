"""Asks what a calendar for another program holds, before its file is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme

_WORDS = (
    "Birthdays, other occasions and open tasks with a date go into one iCalendar file. To keep "
    "other calendars up to date by themselves, choose a folder in the preferences instead."
)


class ExportCalendarDialog(QDialog):
    """After `accepted`, `names` and `todos` say how."""

    def __init__(self, theme: Theme, names: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle("Export calendar")
        self.setAccessibleDescription(_WORDS)
        self.as_todos = QRadioButton("Tasks as to-dos")
        self.as_events = QRadioButton("Tasks as events, for calendars that show no to-dos")
        self.as_todos.setChecked(True)
        group = QButtonGroup(self)
        self.with_names = QCheckBox("With names and words; else only kinds and days")
        self.with_names.setChecked(names)
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self.reject)
        self.go = QPushButton("Choose a file…")
        self.go.setProperty("kind", "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel("Export calendar", size="large"))
        column.addWidget(PlainLabel(_WORDS, wrap=True))
        column.addSpacing(px(4))
        for button in (self.as_todos, self.as_events):
            group.addButton(button)
            column.addWidget(button)
        column.addSpacing(px(4))
        column.addWidget(self.with_names)
        column.addSpacing(px(16))
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(px(440))
        # The hint of wrapped texts is taken at another width, and leaves a gap.
        self.resize(px(440), column.totalHeightForWidth(px(440)))

    @property
    def names(self) -> bool:
        """Whether names and texts are told."""
        return self.with_names.isChecked()

    @property
    def todos(self) -> bool:
        """Whether tasks are to-dos; else events."""
        return self.as_todos.isChecked()
