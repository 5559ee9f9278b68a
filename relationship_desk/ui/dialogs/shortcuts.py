"""Every action with its keys, built from the one table of actions."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.ui.actions import ACTIONS
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme

# Keys that belong to a place rather than to an action.
_KEYS_OF_PLACES = (
    ("Down", "From the search into the list"),
    ("Enter", "Open whoever is marked"),
    ("Esc", "Clear the search; leave a dialog"),
    ("Del", "Delete whoever is marked in the list"),
    ("Space", "Tick a task"),
)


class ShortcutsDialog(QDialog):
    """Keys by menu."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle("Keyboard shortcuts")
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(24))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(0, 1)
        sections = [
            (menu, [(_native(spec.shortcut), spec.text.rstrip("…")) for spec in specs])
            for menu, specs in groupby((a for a in ACTIONS if a.shortcut), lambda a: a.menu)
        ]
        for title, rows in [*sections, ("In the window", list(_KEYS_OF_PLACES))]:
            at = grid.rowCount()
            heading = PlainLabel(title, strong=True)
            heading.setContentsMargins(0, px(12) if at > 1 else 0, 0, px(4))
            grid.addWidget(heading, at, 0, 1, 2)
            for keys, text in rows:
                at += 1
                grid.addWidget(PlainLabel(text), at, 0)
                grid.addWidget(PlainLabel(keys, tone="quiet"), at, 1, Qt.AlignmentFlag.AlignRight)
        inside = QWidget()
        inside.setLayout(grid)
        grid.setContentsMargins(px(24), px(16), px(24), px(16))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName("Keyboard shortcuts")
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(8), 0, px(16))
        column.addWidget(area, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignHCenter)
        self.resize(px(440), px(560))


def _native(shortcut: str) -> str:
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
