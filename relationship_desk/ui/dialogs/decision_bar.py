"""What is to become of a card, or of all that are listed: the choices, in words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from relationship_desk.desk.transfer.decisions import Decision, choices
from relationship_desk.desk.transfer.plan import PlannedRow, Verdict
from relationship_desk.domain.text import one_line
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme

_NAME = 32
_ALL_WORDS = {
    None: "As proposed",
    Decision.AS_NEW: "Add all as new",
    Decision.MERGE: "Merge all into whom they are like",
    Decision.SKIP: "Leave all out",
}


class DecisionBar(QWidget):
    """`chosen(decision)` for the card in front, `chosen_for_all(decision)` for all that are listed.

    The decision is a `Decision`, or None for what was proposed.
    """

    chosen = Signal(object)
    chosen_for_all = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._values: list[Decision | None] = []
        self.one = QComboBox()
        self.one.setAccessibleName("What becomes of this card")
        self.one.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.one.setMinimumContentsLength(16)
        self.one.activated.connect(lambda place: self.chosen.emit(self._values[place]))
        self.all = QPushButton("All listed")
        self.menu = QMenu(self.all)
        self.all.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(PlainLabel("This card", tone="quiet", size="small"))
        row.addWidget(self.one, 1)
        row.addWidget(self.all)

    def show_card(self, proposed: PlannedRow, decision: Decision | None) -> None:
        """Offer what can be decided over a card; `decision` is what holds now."""
        self._values = [None, *choices(proposed)]
        self.one.clear()
        self.one.addItems([decision_words(proposed, value) for value in self._values])
        self.one.setCurrentIndex(self._values.index(decision))
        self.one.setEnabled(len(self._values) > 1)

    def show_list(self, proposed: Iterable[PlannedRow]) -> None:
        """Offer what can be decided over all cards that are listed."""
        found = {decision for row in proposed for decision in choices(row)}
        self.menu.clear()
        for decision, words in _ALL_WORDS.items():
            if found and (decision is None or decision in found):
                action = self.menu.addAction(words)
                action.triggered.connect(lambda _=False, d=decision: self.chosen_for_all.emit(d))
        self.all.setEnabled(bool(found))


def decision_words(proposed: PlannedRow, decision: Decision | None) -> str:
    """What a decision over this card does; None for what was proposed."""
    name = visible(one_line(proposed.person_name, _NAME)) or "this person"
    if decision is Decision.SKIP:
        return "Leave out"
    if decision is Decision.MERGE:
        return f"Merge into {name}"
    if decision is Decision.AS_NEW:
        maybe = proposed.verdict is Verdict.POSSIBLE_DUPLICATE
        return "Add as new, without a mark" if maybe else "Add as new"
    return {
        Verdict.NEW: "Keep the card" if proposed.is_group else "Add as new",
        Verdict.UPDATED: f"Add to {name}",
        Verdict.POSSIBLE_DUPLICATE: "Add as new, marked as perhaps here",
        Verdict.UNREADABLE: "Keep its text",
    }.get(proposed.verdict, "Nothing to do")
