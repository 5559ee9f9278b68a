"""Saying why there is no window, in the terminal and in a box."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from relationship_desk.paths import Paths
from relationship_desk.ui.plain import visible
from relationship_desk.ui.store_actions import RESTORE_FILTER


def refuse(sentence: str, code: int) -> int:
    """Say why there is no window; the exit code."""
    print(sentence, file=sys.stderr)
    _refusal(sentence).exec()
    return code


def refuse_or_restore(sentence: str, paths: Paths) -> Path | None:
    """Say why the store cannot be opened; the backup to restore, where the user chose one."""
    print(sentence, file=sys.stderr)
    box = _refusal(sentence)
    restore_one = box.addButton("Restore a backup…", QMessageBox.ButtonRole.ActionRole)
    box.exec()
    if box.clickedButton() is not restore_one:
        return None
    chosen, _ = QFileDialog.getOpenFileName(None, "Restore", str(paths.backups), RESTORE_FILTER)
    return Path(chosen) if chosen else None


def _refusal(sentence: str) -> QMessageBox:
    box = QMessageBox(QMessageBox.Icon.Warning, "Relationship Desk", "")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(visible(sentence))
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Close))
    return box
