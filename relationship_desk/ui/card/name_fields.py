"""The name in the form: the full name, and its five parts where they are asked for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.domain.contact import ContactKind, Name
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme

# Row and column of each part under the full name.
_PARTS = {
    "prefix": (0, 0, "Prefix", "Dr."),
    "given": (0, 1, "Given name", ""),
    "additional": (0, 2, "Middle names", ""),
    "family": (1, 0, "Family name", ""),
    "suffix": (1, 2, "Suffix", "jr."),
}
_KINDS = {
    ContactKind.PERSON: "Person",
    ContactKind.ORGANISATION: "Organisation",
    ContactKind.GROUP: "Group",
}


class NameFields(QWidget):
    """A full name that was made of the parts follows them while they are typed."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._given = Name()
        self._composed = ""  # of the parts, before the last key
        px = theme.px
        self.full = QLineEdit()
        self.full.setAccessibleName("Full name")
        self.full.setPlaceholderText("Full name")
        self.full.textEdited.connect(self._typed)
        self._error = PlainLabel(tone="danger", size="small", wrap=True)
        self._error.hide()
        self._kind = QComboBox()
        self._kind.setAccessibleName("Kind of contact")
        self._kind.currentIndexChanged.connect(self.edited)
        self._more = QToolButton()
        self._more.setText("Parts of the name")
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._more.setIconSize(QSize(px(16), px(16)))
        self._more.setCheckable(True)
        self._more.toggled.connect(self._disclose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(self.full)
        column.addWidget(self._error)
        below = QHBoxLayout()
        below.addWidget(self._kind)
        below.addStretch(1)
        below.addWidget(self._more)
        column.addLayout(below)
        column.addWidget(self._build_parts())
        self._disclose(False)

    def set_name(self, name: Name, kind: ContactKind) -> None:
        """Show this name."""
        self._given, self._composed = name, name.composed()
        self.full.setText(name.full)
        self.full.setCursorPosition(0)
        for part, line in self._lines.items():
            line.setText(getattr(name, part))
        self._kind.blockSignals(True)
        self._kind.clear()
        # A group comes from a card; nobody is made one here.
        for each, words in _KINDS.items():
            if each is not ContactKind.GROUP or kind is ContactKind.GROUP:
                self._kind.addItem(words, each.value)
        self._kind.setCurrentIndex(self._kind.findData(kind.value))
        self._kind.blockSignals(False)
        self._tell_error("")

    def name(self) -> Name:
        """The name as it is typed now; what was not touched is as it was given."""
        parts = {part: self._value(part, line) for part, line in self._lines.items()}
        return Name(full=self._value("full", self.full), **parts)

    def kind(self) -> ContactKind:
        """What the contact stands for."""
        return ContactKind(self._kind.currentData())

    def check(self) -> bool:
        """Whether there is a name; where there is none, say so beside the field."""
        self._tell_error("" if self._is_named() else "A name is needed: what do you call them?")
        if not self._is_named():
            self.full.setFocus()
        return self._is_named()

    def _is_named(self) -> bool:
        return bool(self.name().full or self.name().composed())

    def _value(self, part: str, line: QLineEdit) -> str:
        given: str = getattr(self._given, part)
        return given if line.text() == given else " ".join(line.text().split())

    def _build_parts(self) -> QWidget:
        self._parts = QWidget()
        grid = QGridLayout(self._parts)
        grid.setContentsMargins(0, self._theme.px(4), 0, 0)
        grid.setSpacing(self._theme.px(4))
        self._lines: dict[str, QLineEdit] = {}
        for part, (row, column, name, example) in _PARTS.items():
            line = self._lines[part] = QLineEdit()
            line.setAccessibleName(name)
            line.setPlaceholderText(f"{name} ({example})" if example else name)
            line.setMinimumWidth(self._theme.px(64))
            line.textEdited.connect(self._part_typed)
            grid.addWidget(line, row, column, 1, 2 if part == "family" else 1)
        return self._parts

    def _disclose(self, shown: bool) -> None:
        self._parts.setVisible(shown)
        self._theme.dress(self._more, "chevron-down" if shown else "chevron-right", "quiet")

    def _typed(self) -> None:
        if self._is_named():
            self._tell_error("")
        self.edited.emit()

    def _part_typed(self) -> None:
        composed = self.name().composed()
        if self.full.text() in ("", self._composed):
            self.full.setText(composed)
        self._composed = composed
        self._typed()

    def _tell_error(self, words: str) -> None:
        self._error.setText(words)
        self._error.setVisible(bool(words))
        self.full.setAccessibleDescription(words)
        self.full.setProperty("wrong", bool(words))
        self.full.style().unpolish(self.full)
        self.full.style().polish(self.full)
