"""What the columns of a table mean: shown with their first values, changed, and tried at once.

Invariant: nothing is decided before “Use these columns”, and no cell is ever lost: a column that is
no fact stays with the card.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.ports import Letters, TableLook
from relationship_desk.domain.contact import Contact
from relationship_desk.domain.text import one_line
from relationship_desk.formats.csv.columns import Column
from relationship_desk.formats.csv.layout import NO_HEADER, SEPARATORS
from relationship_desk.formats.csv.looking import Look, look_at
from relationship_desk.formats.csv.meanings import (
    MEANINGS,
    is_labelled,
    meaning_of,
    with_meaning,
    words_of,
)
from relationship_desk.formats.encodings import CODECS, name_of
from relationship_desk.ui.plain import PlainLabel, breakable, visible
from relationship_desk.ui.theme import Theme

_LABELS = ("", "home", "work", "mobile", "fax", "birthday", "anniversary", "other")
_VALUE, _HEADER = 28, 40  # characters that are shown
_MEANING, _LABEL = 20, 8  # letters of a field
_FACTS = 8  # of a person in the preview


class ColumnsDialog(QDialog):
    """`chosen(layout, codec)`: the layout as JSON, "" to forget what was decided for such tables;
    the encoding, "" where it was not touched.
    """

    chosen = Signal(str, str)

    def __init__(
        self, theme: Theme, name: str, table: TableLook, letters: Letters | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._letters = letters
        self._codec = ""
        begun = letters.codec if letters is not None else ""
        self.look: Look = look_at(table, begun)
        self.setWindowTitle("Columns")
        self.meanings: list[Choice] = []
        self.labels: list[Choice] = []
        self._build(visible(one_line(name, 60)), table)
        self._show_cut()
        self._show_columns()
        self.meanings[0].setFocus()

    # --- change

    def _cut(self) -> None:
        row = self.header_row.currentIndex()
        header = NO_HEADER if row == self.header_row.count() - 1 else row
        self.look = self.look.cut(self.separator.currentData(), header)
        self._show_cut()
        self._show_columns()

    def _spell(self) -> None:
        self._codec = self.encoding.currentData()
        self.look = self.look.spelled(self._codec)
        self._show_cut()
        self._show_columns()

    def _mean(self, index: int) -> None:
        """Take what the fields of one column say."""
        meaning = self.meanings[index].currentData()
        label = self.labels[index].currentText()
        mapping = self.look.layout.mapping
        if meaning is not None:
            self.look = self.look.with_mapping(with_meaning(mapping, index, meaning, label))
        self.labels[index].setVisible(meaning is not None and is_labelled(meaning.kind))
        self._show_people()

    def _use(self) -> None:
        self.chosen.emit(self.look.layout.to_json(), self._codec)
        self.accept()

    def _forget(self) -> None:
        self.chosen.emit("", "")
        self.accept()

    # --- showing

    def _show_cut(self) -> None:
        layout = self.look.layout
        rows = self.look.rows()
        self.header_row.clear()
        for number, cells in enumerate(rows, 1):
            seen = ", ".join(one_line(cell, _VALUE) for cell in cells if cell.strip())
            self.header_row.addItem(f"Row {number}: {visible(one_line(seen, 60))}")
        self.header_row.addItem("No row names the columns")
        last = self.header_row.count() - 1
        self.header_row.setCurrentIndex(
            last if layout.header_row == NO_HEADER else layout.header_row
        )

    def _show_columns(self) -> None:
        px = self._theme.px
        self.meanings, self.labels = [], []
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(px(12), px(8), px(12), px(8))
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(0, 1)
        for index, column in enumerate(self.look.layout.mapping.columns):
            header = one_line(column.header, _HEADER) or f"Column {index + 1}"
            values = " · ".join(one_line(v, _VALUE) for v in self.look.values(index))
            said = QVBoxLayout()
            said.setSpacing(0)
            said.addWidget(PlainLabel(breakable(visible(header)), strong=True, wrap=True))
            told = breakable(visible(values)) or "(empty)"
            said.addWidget(PlainLabel(told, tone="quiet", size="small", wrap=True))
            grid.addLayout(said, index, 0)
            meaning = self._meaning(column, header, inside)
            label = self._label(column, header, inside)
            for field in (meaning, label):
                field.activated.connect(lambda _=0, i=index: self._mean(i))
            line = label.lineEdit()
            if line is not None:
                line.editingFinished.connect(lambda i=index: self._mean(i))
            grid.addWidget(meaning, index, 1)
            grid.addWidget(label, index, 2)
            self.meanings.append(meaning)
            self.labels.append(label)
        grid.setRowStretch(len(self.meanings), 1)
        self._area.setWidget(inside)
        self._show_people()

    def _meaning(self, column: Column, header: str, parent: QWidget) -> Choice:
        field = Choice(parent)
        field.setAccessibleName(f"What {visible(header)} means")
        known = meaning_of(column)
        if known is None:
            field.addItem(words_of(column), None)
        for meaning in MEANINGS:
            field.addItem(meaning.words, meaning)
        field.setCurrentIndex(0 if known is None else MEANINGS.index(known))
        field.keep_width(_MEANING)
        return field

    def _label(self, column: Column, header: str, parent: QWidget) -> Choice:
        field = Choice(parent)
        field.setEditable(True)
        field.addItems(_LABELS)
        field.setCurrentText(column.label)
        field.setAccessibleName(f"Which one {visible(header)} is: home, work ...")
        line = field.lineEdit()
        if line is not None:
            line.setPlaceholderText("no label")
        field.keep_width(_LABEL)
        field.setVisible(is_labelled(column.kind))
        return field

    def _show_people(self) -> None:
        people = [_person(contact) for contact in self.look.people()]
        words = "\n\n".join(filter(None, people))
        self.people.setText(visible(words) or "No row could be read as a person yet.")
        who = any(contact.name.full for contact in self.look.people())
        self.go.setEnabled(who)
        self.hint.setText(
            "" if who else "Say which column is the name, an e-mail address or a phone number."
        )
        self.hint.setVisible(not who)

    # --- building

    def _build(self, name: str, table: TableLook) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel("What do the columns mean?", size="large"))
        column.addWidget(PlainLabel(_why(name, table), tone="quiet", wrap=True))
        column.addLayout(self._build_top())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName("Columns")
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        self.people = PlainLabel(wrap=True, size="small")
        first = QFrame()
        first.setProperty("pane", "card")
        beside = QVBoxLayout(first)
        beside.setContentsMargins(px(12), px(8), px(12), px(8))
        beside.addWidget(PlainLabel("The first people", tone="quiet", size="small"))
        beside.addWidget(self.people)
        beside.addStretch(1)
        shown = QScrollArea()
        shown.setWidgetResizable(True)
        shown.setAccessibleName("The first people")
        shown.setWidget(first)
        body = QHBoxLayout()
        body.setSpacing(px(12))
        body.addWidget(self._area, 5)
        body.addWidget(shown, 2)
        column.addLayout(body, 1)
        self.hint = PlainLabel(tone="warning", wrap=True)
        column.addWidget(self.hint)
        self.go = QPushButton("Use these columns")
        self.go.setProperty("kind", "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self._use)
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        self.forget = QPushButton("As proposed")
        self.forget.setAccessibleDescription("Forget what was decided for such tables.")
        self.forget.setVisible(table.chosen)
        self.forget.clicked.connect(self._forget)
        buttons.addWidget(self.forget)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        column.addLayout(buttons)
        self.resize(px(940), px(600))

    def _build_top(self) -> QGridLayout:
        self.separator, self.header_row = Choice(self), Choice(self)
        self.encoding = Choice(self)
        self.encoding.setVisible(self._letters is not None)
        for sign, words in SEPARATORS.items():
            self.separator.addItem(words, sign)
        sign = self.look.layout.delimiter
        if sign not in SEPARATORS:
            self.separator.addItem(f"“{sign}”", sign)
        self.separator.setCurrentIndex(self.separator.findData(sign))
        self.separator.activated.connect(lambda _: self._cut())
        self.header_row.activated.connect(lambda _: self._cut())
        self.encoding.activated.connect(lambda _: self._spell())
        self.header_row.keep_width(24)
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(12))
        fields: list[tuple[str, Choice]] = [
            ("Separator", self.separator), ("Names of the columns", self.header_row),
        ]  # fmt: skip
        if self._letters is not None:
            for codec in offered(self._letters):
                self.encoding.addItem(name_of(codec), codec)
            self.encoding.setCurrentIndex(self.encoding.findData(self._letters.codec))
            fields.append(("Letters", self.encoding))
        for place, (words, field) in enumerate(fields):
            field.setAccessibleName(words)
            grid.addWidget(PlainLabel(words, tone="quiet", size="small"), 0, place)
            grid.addWidget(field, 1, place)
        grid.setColumnStretch(1, 1)
        return grid


class Choice(QComboBox):
    """A choice among others in a list that scrolls: the wheel moves the list, not the choice."""

    def keep_width(self, letters: int) -> None:
        """As wide as so many letters, however long the words of its entries are."""
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.setMinimumContentsLength(letters)

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        event.ignore()


def offered(letters: Letters) -> list[str]:
    """Every encoding, the likeliest first."""
    likely = [offer.codec for offer in letters.offers]
    return [*likely, *(codec for codec in CODECS if codec not in likely)]


def _why(name: str, table: TableLook) -> str:
    if table.refused:
        lead = f"In “{name}” no column could be recognised."
    elif table.chosen:
        lead = f"“{name}” is read as you decided earlier."
    elif table.known:
        lead = f"“{name}” looks like a table of {table.known}."
    else:
        lead = f"This is a guess for “{name}”."
    return f"{lead} What you choose here is remembered for the next table with the same columns."


def _person(contact: Contact) -> str:
    facts = [f"{d.label or d.kind.word}: {one_line(d.text, 60)}" for d in contact.details[:_FACTS]]
    more = len(contact.details) - _FACTS
    tags: Sequence[str] = [f"tags: {', '.join(contact.tags)}"] if contact.tags else []
    lines = [one_line(contact.name.full, 60), *facts, *([f"and {more} more"] if more > 0 else [])]
    return "\n".join([*lines, *tags]) if contact.name.full or facts else ""
