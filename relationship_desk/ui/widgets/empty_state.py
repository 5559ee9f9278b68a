"""What a pane shows when it has nothing to show: what this place is for, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme


class EmptyState(QWidget):
    """An icon, a title, a sentence and perhaps one button; `acted` when it is pressed.

    `leading`: the button is the one next action of the whole window and wears its accent.
    """

    acted = Signal()

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        sentence: str,
        button: str = "",
        parent: QWidget | None = None,
        *,
        leading: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = PlainLabel(title, strong=True, wrap=True)
        self._sentence = PlainLabel(sentence, tone="quiet", wrap=True)
        column = QVBoxLayout(self)
        margin = theme.px(16)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(8))
        column.addStretch(2)
        column.addWidget(self._picture)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            column.addWidget(label)
        self.button = QPushButton(button)
        self.button.setProperty("kind", "primary" if leading else "")
        self.button.clicked.connect(self.acted)
        column.addSpacing(theme.px(8))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(button))
        column.addStretch(3)
        self._draw()
        theme.changed.connect(self._draw)
        self.setAccessibleName(f"{title}. {sentence}")

    def say(self, title: str, sentence: str) -> None:
        """Change the words, for a pane that is empty for another reason now."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(f"{self._title.text()}. {self._sentence.text()}")

    def _draw(self) -> None:
        side = self._theme.px(40)
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._theme.pixmap(self._icon, "quiet", side, ratio))
