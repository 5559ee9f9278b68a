"""In which encoding the letters of a file are: the likeliest ones with the first names in each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.ports import Letters
from relationship_desk.domain.text import one_line
from relationship_desk.formats.encodings import CODECS, name_of
from relationship_desk.ui.dialogs.columns import Choice
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme


class LettersDialog(QDialog):
    """`chosen(codec)` when the user has decided; "" forgets what was decided."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, letters: Letters, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle("Letters")
        self.offers: dict[str, QRadioButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel("Which of these are right?", size="large"))
        why = (
            f"“{visible(one_line(name, 60))}” does not say in which encoding its letters are. "
            "Choose the line in which the names look right; it is remembered for this file."
        )
        column.addWidget(PlainLabel(why, tone="quiet", wrap=True))
        column.addWidget(self._build_offers(theme, letters))
        self.others = Choice()
        self.others.setAccessibleName("Another encoding")
        self.others.addItem("Another encoding …", "")
        for codec in CODECS:
            if codec not in self.offers:
                self.others.addItem(name_of(codec), codec)
        self.others.activated.connect(self._other)
        column.addWidget(self.others)
        column.addStretch(1)
        self.go = QPushButton("Read it so")
        self.go.setProperty("kind", "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self._use)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        self.forget = QPushButton("As guessed")
        self.forget.setAccessibleDescription("Forget what was decided for this file.")
        self.forget.setVisible(letters.chosen)
        self.forget.clicked.connect(self._forget)
        buttons.addWidget(self.forget)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.go)
        column.addLayout(buttons)
        self.setMinimumWidth(px(460))

    @property
    def codec(self) -> str:
        """The encoding that is chosen now."""
        other: str = self.others.currentData()
        marked = (codec for codec, button in self.offers.items() if button.isChecked())
        return other or next(marked, "")

    def _build_offers(self, theme: Theme, letters: Letters) -> QFrame:
        px = theme.px
        frame = QFrame()
        frame.setProperty("pane", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(2))
        self._group = QButtonGroup(self)
        for offer in letters.offers:
            examples = "\n".join(visible(one_line(words, 80)) for words in offer.examples)
            button = QRadioButton(offer.name)
            button.setAccessibleDescription(examples)
            button.setChecked(offer.codec == letters.codec)
            button.clicked.connect(lambda: self.others.setCurrentIndex(0))
            self._group.addButton(button)
            told = PlainLabel(examples, strong=True, wrap=True)
            told.setContentsMargins(px(24), 0, 0, px(8))
            column.addWidget(button)
            column.addWidget(told)
            self.offers[offer.codec] = button
        return frame

    def _other(self) -> None:
        """One of the long list instead of those that are likely."""
        if self.others.currentData():
            self._group.setExclusive(False)
            for button in self.offers.values():
                button.setChecked(False)
            self._group.setExclusive(True)

    def _forget(self) -> None:
        self.chosen.emit("")
        self.accept()

    def _use(self) -> None:
        if self.codec:
            self.chosen.emit(self.codec)
            self.accept()
