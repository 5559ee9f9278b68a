"""The ledger: every kindness with how it was thanked for, by state, topic and words.

Invariant: nothing is added up; it says who was kind, and nothing about what anybody owes.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from relationship_desk.desk.forgotten import proposals
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.kindness import ThanksState
from relationship_desk.store.kindness import kindness_rows, matching
from relationship_desk.store.topics import all_topics
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.appreciation.opening import AppreciationDialogs
from relationship_desk.ui.appreciation.sections import kindness_section
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.base import LazyPane
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.flow import FlowLayout

_OPEN = frozenset({ThanksState.OWED, ThanksState.DRAFTED})
_CHOICES = (
    ("To be thanked", _OPEN),
    ("All", frozenset[ThanksState]()),
    ("Drafted", frozenset({ThanksState.DRAFTED})),
    ("Thanked", frozenset({ThanksState.SENT, ThanksState.ACKNOWLEDGED})),
    ("No thanks needed", frozenset({ThanksState.NOT_NEEDED})),
)
_ALL = 1  # the place of the choice that shows all
_EVERY_TOPIC = "Every topic"


class ThanksLeaf(LazyPane):
    """Kindnesses of everybody; a button for what looks like one and was not recorded."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        dialogs = AppreciationDialogs(bridge, theme, self.message.emit, self)
        self.state = QComboBox()
        self.state.setAccessibleName("Which kindnesses")
        for words, states in _CHOICES:
            self.state.addItem(words, states)
        self.topic = QComboBox()
        self.topic.setAccessibleName("About which topic")
        self.search = QLineEdit()
        self.search.setAccessibleName("Find in kindnesses")
        self.search.setPlaceholderText("Find")
        self.search.setClearButtonEnabled(True)
        self.forgotten = QPushButton()
        self.forgotten.clicked.connect(actions[ActionId.FORGOTTEN_THANKS].trigger)
        self.section = kindness_section(
            bridge, theme, dialogs, self.message.emit, go=self.person_chosen.emit, fills=True
        )
        self.section.add_wanted.connect(dialogs.record)
        px = theme.px
        row = FlowLayout(spacing=px(8))  # in a narrow window it takes two rows and cuts no words
        row.setContentsMargins(px(16), px(8), px(16), px(4))
        for widget in (self.state, self.topic, self.forgotten, self.search):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.section, 1)
        self.state.currentIndexChanged.connect(lambda _: self.read())
        self.topic.currentIndexChanged.connect(lambda _: self.read())
        self.search.textChanged.connect(lambda _: self.read())
        self.search.returnPressed.connect(self.section.take_focus)

    def concerns(self, changes: Changes) -> bool:
        return changes.touches("kindness", "topic", "kindness_topic", "person", "answer") or bool(
            changes.interactions
        )

    def read(self) -> None:
        self._fill_topics()
        _, states = _CHOICES[self.state.currentIndex()]
        topic = self.topic.currentText() if self.topic.currentIndex() > 0 else ""
        rows = matching(
            kindness_rows(self.bridge.reader), states=states, topic=topic, words=self.search.text()
        )
        self.section.show_rows(rows, searched=bool(self.search.text().strip() or topic))
        waiting = len(proposals(self.bridge.reader, self.bridge.today()))
        self.forgotten.setText(
            f"Whom did I forget?  {waiting}" if waiting else "Whom did I forget?"
        )

    def take_focus(self) -> None:
        self.section.take_focus()

    def show_thing(self, thing_id: int) -> bool:
        self.search.clear()
        self.topic.setCurrentIndex(0)
        self.read()
        if not self.section.go_to(thing_id):
            self.state.setCurrentIndex(_ALL)
        return self.section.go_to(thing_id)

    def _fill_topics(self) -> None:
        names = [_EVERY_TOPIC, *(topic.name for topic in all_topics(self.bridge.reader))]
        if names == [self.topic.itemText(i) for i in range(self.topic.count())]:
            return
        chosen = self.topic.currentText()
        with QSignalBlocker(self.topic):
            self.topic.clear()
            self.topic.addItems(names)
            self.topic.setCurrentIndex(max(names.index(chosen) if chosen in names else 0, 0))
