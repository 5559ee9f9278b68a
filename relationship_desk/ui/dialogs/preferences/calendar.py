"""The page of the folder in which the calendar is kept for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton

from relationship_desk.desk.calendar_files import FILES
from relationship_desk.domain.preferences import Preferences
from relationship_desk.ui.dialogs.preferences.page import Around, Page, whole_path
from relationship_desk.ui.plain import PlainLabel

_WORDS = (
    "Birthdays, other occasions and tasks are written into this folder as iCalendar files, again "
    "after each change. Let your other calendars subscribe to them: "
    f"{', '.join(FILES[:-1])}, or {FILES[-1]} where tasks are shown as events only. Without names "
    "and words they tell only what kind of day it is."
)


class CalendarPage(Page):
    title, icon = "Calendar", "calendar"

    def __init__(self, around: Around, preferences: Preferences) -> None:
        super().__init__(around, preferences)
        self.folder = QLineEdit(preferences.calendar_folder)
        self.folder.setPlaceholderText("None: no calendar is kept")
        self.folder.setAccessibleName("Folder of the calendar")
        self.folder.setAccessibleDescription(_WORDS)
        self.folder.setClearButtonEnabled(True)
        self.folder.setMinimumWidth(around.theme.px(160))
        self.choose = QPushButton("Choose…")
        self.choose.clicked.connect(self._choose)
        self.names = QCheckBox("With names and words")
        self.names.setChecked(preferences.calendar_names)
        row = QHBoxLayout()
        row.setSpacing(around.theme.px(8))
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose)
        self.add_row("Keep a calendar in", row)
        self.form.addRow(self.names)
        self.column.addWidget(PlainLabel(_WORDS, tone="quiet", wrap=True))

    def _choose(self) -> None:
        begin = self.folder.text().strip() or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, "Keep a calendar in", begin)
        if chosen:
            self.folder.setText(chosen)

    def changes(self) -> dict[str, Any]:
        return {
            "calendar_folder": whole_path(self.folder.text()),
            "calendar_names": self.names.isChecked(),
        }
