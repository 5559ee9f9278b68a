"""The page of backups that are made by themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton

from relationship_desk.domain.preferences import Preferences
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.dialogs.preferences.page import Around, Page, whole_path
from relationship_desk.ui.plain import PlainLabel

_SECOND = (
    "For example a folder that another program synchronises, or a stick. Whoever can read it can "
    "read everything on the desk: the copies are not encrypted."
)


class BackupsPage(Page):
    title, icon = "Backups", "backup"

    def __init__(self, around: Around, preferences: Preferences) -> None:
        super().__init__(around, preferences)
        px = around.theme.px
        self.on = QCheckBox("Back up once a day, and before imports and merges")
        self.on.setChecked(preferences.backups)
        self.add_row("By itself", self.on)
        self.folder = QLineEdit(preferences.backup_folder)
        self.folder.setPlaceholderText("None")
        self.folder.setAccessibleName("A second place for each backup")
        self.choose = QPushButton("Choose…")
        self.choose.clicked.connect(self._choose)
        place = QHBoxLayout()
        place.setSpacing(px(8))
        place.addWidget(self.folder, 1)
        place.addWidget(self.choose)
        self.add_row("A second place", place)
        self.form.addRow("", PlainLabel(_SECOND, tone="quiet", wrap=True))
        self.all = QPushButton("All backups…")
        self.all.setProperty("kind", "quiet")
        self.all.clicked.connect(around.actions[ActionId.BACKUPS].trigger)
        row = QHBoxLayout()
        row.addWidget(self.all)
        row.addStretch(1)
        self.column.addLayout(row)

    def changes(self) -> dict[str, Any]:
        return {"backups": self.on.isChecked(), "backup_folder": whole_path(self.folder.text())}

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, "A second place for each backup", self.folder.text() or str(Path.home())
        )
        if chosen:
            self.folder.setText(chosen)
