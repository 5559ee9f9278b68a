"""Three buttons for how near the words are; one of them is down."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from relationship_desk.domain.playbooks import Tone
from relationship_desk.ui.playbooks.words import TONES
from relationship_desk.ui.theme import Theme


class ToneButtons(QWidget):
    """`chosen` carries a `Tone`."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.buttons: dict[Tone, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        for number, (each, words) in enumerate(TONES.items()):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("kind", "quiet")
            button.setAccessibleName(f"Tone: {words.lower()}")
            self._group.addButton(button, number)
            self.buttons[each] = button
            row.addWidget(button)
        row.addStretch(1)
        self.buttons[tone].setChecked(True)
        self._group.idToggled.connect(self._tell)

    @property
    def tone(self) -> Tone:
        """The one that is down."""
        return list(TONES)[self._group.checkedId()]

    def _tell(self, _: int, checked: bool) -> None:
        if checked:
            self.chosen.emit(self.tone)
