"""What a person's cards say beyond the facts: closed until asked for, then read, copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from relationship_desk.desk.ports import OtherLine
from relationship_desk.desk.transfer.others import other_lines
from relationship_desk.formats import FORMATS
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit

Look = Callable[[int], Sequence[OtherLine]]

_NOTHING = "All that came in the file is shown above."


def look_into_cards(bridge: Bridge) -> Look:
    """Reads what the cards of a person say beyond the facts, where the bridge reads."""
    return lambda person_id: other_lines(bridge.reader, FORMATS[0], person_id)


class OtherSection(QWidget):
    """Hidden for who came from no file. The cards are read when it is opened, not before: they may
    hold pictures of megabytes.
    """

    def __init__(self, theme: Theme, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._look = theme, look
        self._person_id: int | None = None
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        head = QHBoxLayout()
        head.setSpacing(px(4))
        self.button = QToolButton()
        self.button.setText("Other")
        self.button.setToolTip("What else the file said; it is kept and exported as it is")
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setIconSize(QSize(px(16), px(16)))
        self.button.setCheckable(True)
        self.button.toggled.connect(self._disclose)
        self.copy_button = QPushButton("Copy")
        self.copy_button.setProperty("kind", "quiet")
        self.copy_button.setAccessibleName("Copy the other facts")
        self.copy_button.clicked.connect(self.copy)
        head.addWidget(self.button)
        head.addWidget(self.copy_button)
        head.addStretch(1)
        column.addLayout(head)
        self._empty = PlainLabel(_NOTHING, tone="quiet", size="small")
        self._empty.setContentsMargins(px(10), 0, 0, 0)
        column.addWidget(self._empty)
        self.words = GrowingTextEdit(theme, "Other facts", most_lines=60)
        self.words.setReadOnly(True)
        self.words.setProperty("bare", True)
        self.words.document().setDocumentMargin(0)
        below = QHBoxLayout()
        below.setContentsMargins(px(10), 0, 0, 0)
        below.addWidget(self.words)
        column.addLayout(below)
        self._disclose(False)
        self.hide()

    def show_person(self, person_id: int, cards: int) -> None:
        """Offer what the `cards` of this person say; somebody else's stay open no longer."""
        self.setVisible(cards > 0)
        if person_id != self._person_id:
            self._person_id = person_id
            self.button.setChecked(False)
        self._disclose(self.button.isChecked())

    def copy(self) -> None:
        """Put it all on the clipboard."""
        QGuiApplication.clipboard().setText(self.words.toPlainText())

    def _disclose(self, opened: bool) -> None:
        self._theme.dress(self.button, "chevron-down" if opened else "chevron-right", "quiet")
        lines = self._look(self._person_id) if opened and self._person_id is not None else ()
        self.words.setPlainText(visible("\n".join(map(_words, lines))))
        self.words.setVisible(bool(lines))
        self.copy_button.setVisible(bool(lines))
        self._empty.setVisible(opened and not lines)


def _words(line: OtherLine) -> str:
    name = f"{line.name} ({line.about})" if line.about else line.name
    return f"{name}: {line.text}" if name else line.text
