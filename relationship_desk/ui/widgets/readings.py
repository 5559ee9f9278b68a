"""How the files of an import were read, each with the way to read it otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from relationship_desk.desk.transfer.plan import FileRead
from relationship_desk.desk.transfer.reading_words import spelled
from relationship_desk.domain.text import one_line
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme

_SHOWN = 3  # files; more would leave no room for the cards
_NAME = 40


class ReadingsStrip(QWidget):
    """`columns_wanted(reading)` and `letters_wanted(reading)`: the user wants it otherwise.

    What is refused or doubtful comes first.
    """

    columns_wanted = Signal(object)
    letters_wanted = Signal(object)

    def __init__(self, theme: Theme, readings: Sequence[FileRead]) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self.sentences: list[str] = []
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        for reading in sorted(readings, key=_urgency)[:_SHOWN]:
            self._add(reading)
        if len(readings) > _SHOWN:
            more = f"And {len(readings) - _SHOWN:,} more files like these."
            self._column.addWidget(PlainLabel(more, tone="quiet", size="small"))
        self.setVisible(bool(readings))

    def _add(self, reading: FileRead) -> None:
        name = visible(one_line(reading.source, _NAME))
        table, letters = reading.how.table, reading.how.letters
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        words, tone = _words(reading)
        self.sentences.append(f"{name}: {words}")
        row.addWidget(PlainLabel(f"{name}: {words}", tone=tone, size="small", wrap=True), 1)
        if table is not None:
            self._button(row, "Columns…", f"Columns of {name}", self.columns_wanted, reading)
        if letters is not None:
            self._button(row, "Letters…", f"Letters of {name}", self.letters_wanted, reading)
        self._column.addLayout(row)

    def _button(
        self, row: QHBoxLayout, words: str, called: str, wanted: SignalInstance, reading: FileRead
    ) -> None:
        button = QPushButton(words)
        button.setProperty("kind", "quiet")
        button.setAccessibleName(called)
        button.clicked.connect(lambda: wanted.emit(reading))
        row.addWidget(button)
        self.buttons.append(button)


def _urgency(reading: FileRead) -> int:
    table, letters = reading.how.table, reading.how.letters
    if table is not None and table.refused:
        return 0
    if letters is not None and letters.doubtful:
        return 1
    return 2 if table is not None and not table.known and not table.chosen else 3


def _words(reading: FileRead) -> tuple[str, str]:
    table, letters = reading.how.table, reading.how.letters
    found: list[str] = []
    tone = "quiet"
    if table is not None:
        if table.refused:
            found.append("nobody was recognised, say what its columns mean")
            tone = "danger"
        elif table.chosen:
            found.append("its columns are read as you decided")
        elif table.known:
            found.append(f"a table of {table.known}")
        else:
            found.append("what its columns mean is a guess")
    if letters is not None:
        found.append(f"its letters are read as {visible(spelled(letters))}")
        tone = "warning" if letters.doubtful and tone == "quiet" else tone
    return "; ".join(found), tone
