"""A quiet line with an icon and buttons, which stays while what it says is true."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme


class Notice(QWidget):
    """Hidden while it has nothing to say. `role` is the icon's colour."""

    def __init__(self, theme: Theme, icon: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._role = theme, icon, role
        px = theme.px
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(10), 0, 0, 0)
        self._row.setSpacing(px(4))
        self._picture = QLabel()
        self._words = PlainLabel(wrap=True)
        self._row.addWidget(self._picture)
        self._row.addSpacing(px(4))
        self._row.addWidget(self._words, 1)
        self._draw()
        theme.changed.connect(self._draw)
        self.hide()

    def add_button(self, text: str, slot: Callable[[], None]) -> QPushButton:
        """One more thing that can be done about it."""
        button = QPushButton(text)
        button.setProperty("kind", "quiet")
        button.clicked.connect(slot)
        self._row.addWidget(button)
        return button

    def say(self, words: str) -> None:
        """Show these words; nothing to say hides the line."""
        self._words.setText(words)
        self.setAccessibleName(self._words.text())
        self.setVisible(bool(words))

    def words(self) -> str:
        """What it says now."""
        return self._words.text()

    def _draw(self) -> None:
        side, ratio = self._theme.px(16), self.devicePixelRatioF()
        self._picture.setPixmap(self._theme.pixmap(self._icon, self._role, side, ratio))
