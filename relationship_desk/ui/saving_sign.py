"""Says that a change waits for the writer; only where it waits longer than anybody would notice."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme

_SAVING_MS = 300


class SavingSign(PlainLabel):
    """Hidden while nothing waits."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Saving…", tone="quiet", size="small")
        self.setContentsMargins(theme.px(8), theme.px(4), theme.px(12), theme.px(4))
        self.hide()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_SAVING_MS)
        self._waiting.timeout.connect(self.show)

    def follow(self, saving: bool) -> None:
        """A change has begun to wait, or none waits any more."""
        if not saving:
            self._waiting.stop()
            self.hide()
        elif not self._waiting.isActive() and self.isHidden():
            self._waiting.start()
