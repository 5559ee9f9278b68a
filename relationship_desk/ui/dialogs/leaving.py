"""What happens to reminders when the window is closed: asked once, or where it has changed."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme


class Leave(StrEnum):
    """What the user chose."""

    STAY = "stay"  # the window stays open
    BACKGROUND = "background"  # into the tray, or minimised where there is none
    QUIT = "quit"


class LeavingDialog(QDialog):
    """Two ways to leave; Escape is neither. `offer_start`: starting with the session is offered."""

    def __init__(
        self,
        theme: Theme,
        has_tray: bool,
        offer_start: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        px = theme.px
        self.chosen = Leave.STAY
        title = "Go on reminding you?" if has_tray else "Reminders stop when the desk is closed"
        if has_tray:
            text = (
                "With the window closed, the desk can stay in the notification area, so that "
                "reminders come. If you quit, they wait in the inbox until you open it again."
            )
            note = "You can change this in Preferences, under Background."
        else:
            text = (
                "This desktop has no notification area where the desk could stay. Minimised, it "
                "goes on reminding you; closed, reminders wait in the inbox until you open it "
                "again."
            )
            note = "No reminder is lost either way."
        self.setWindowTitle(title)
        self.setAccessibleDescription(text)
        self.start = QCheckBox(
            "Start the desk in the background when I log in"
            if has_tray
            else "Start the desk, minimised, when I log in"
        )
        self.start.setHidden(not offer_start)
        self.stay = QPushButton("Cancel")
        self.quit = QPushButton("Quit")
        self.go_on = QPushButton("Keep it running" if has_tray else "Minimise")
        self.go_on.setProperty("kind", "primary")
        self.go_on.setDefault(True)
        self.stay.clicked.connect(self.reject)
        self.quit.clicked.connect(lambda: self._choose(Leave.QUIT))
        self.go_on.clicked.connect(lambda: self._choose(Leave.BACKGROUND))
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.stay)
        buttons.addStretch(1)
        buttons.addWidget(self.quit)
        buttons.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(title, strong=True, wrap=True))
        column.addWidget(PlainLabel(text, wrap=True))
        column.addWidget(self.start)
        column.addWidget(PlainLabel(note, tone="quiet", size="small", wrap=True))
        column.addSpacing(px(16))
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(px(440))
        self.go_on.setFocus()

    def _choose(self, leave: Leave) -> None:
        self.chosen = leave
        self.accept()
