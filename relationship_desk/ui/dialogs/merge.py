"""Two people side by side, and for each field that differs whose is taken.

Invariant: it changes nothing by itself; `form` tells what was chosen.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.commands.merging import MergeForm, Take
from relationship_desk.store.people import Person
from relationship_desk.ui.merge_words import MergeRow, merge_rows
from relationship_desk.ui.plain import PlainLabel, set_tooltip
from relationship_desk.ui.theme import Theme

_OF_A_FACT = (
    ("Keep both", Take.BOTH),
    ("Only the left", Take.MINE),
    ("Only the right", Take.THEIRS),
)
_OF_A_NAME = (
    ("Keep both: the right one becomes a nickname", Take.BOTH),
    ("Only the left", Take.MINE),
    ("Only the right", Take.THEIRS),
)


class MergePanel(QScrollArea):
    """The one on the left stays; what is known of the other goes into that card."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.choices: dict[MergeRow, QComboBox] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Both cards side by side")
        self.setMinimumWidth(theme.px(360))
        self.viewport().setAutoFillBackground(False)

    def show_pair(self, mine: Person, theirs: Person, why: str, region: str) -> None:
        """Show these two, and in `why` what speaks for one person; every choice is "both"."""
        px = self._theme.px
        self.choices = {}
        shown = QWidget()
        shown.setAutoFillBackground(False)
        column = QVBoxLayout(shown)
        column.setContentsMargins(px(8), px(4), px(8), px(8))
        column.setSpacing(px(12))
        column.addWidget(_wrapped(why, tone="quiet"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        for place, stretch in enumerate((0, 1, 1)):
            grid.setColumnStretch(place, stretch)
        grid.addWidget(PlainLabel("Stays", strong=True), 0, 1)
        grid.addWidget(PlainLabel("Goes into it", strong=True), 0, 2)
        top = Qt.AlignmentFlag.AlignTop
        for number, row in enumerate(merge_rows(mine, theirs, region)):
            line = 2 * number + 1
            grid.addWidget(PlainLabel(row.label, tone="quiet", size="small"), line, 0, top)
            grid.addWidget(_wrapped(row.mine), line, 1, top)
            grid.addWidget(_wrapped(row.theirs), line, 2, top)
            if row.open:
                self.choices[row] = self._choice(row)
                grid.addWidget(self.choices[row], line + 1, 1, 1, 2)
        column.addLayout(grid)
        column.addStretch(1)
        self.setWidget(shown)

    def form(self) -> MergeForm:
        """What was chosen."""
        name = Take.BOTH
        details = {}
        for row, choice in self.choices.items():
            take = Take(choice.currentData())
            if row.kind is None:
                name = take
            else:
                details[row.kind] = take
        return MergeForm(name, details)

    def _choice(self, row: MergeRow) -> QComboBox:
        choice = QComboBox()
        for words, take in _OF_A_NAME if row.kind is None else _OF_A_FACT:
            choice.addItem(words, take.value)
        choice.setAccessibleName(f"{row.label}: what to keep")
        return choice


def _wrapped(text: str, tone: str = "") -> PlainLabel:
    label = PlainLabel(text, tone=tone, size="small", wrap=True)
    set_tooltip(label, text)  # one long word may be cut
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label
