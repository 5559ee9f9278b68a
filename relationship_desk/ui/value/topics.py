"""What people come to me for: each topic with who asked, who asked twice, and what helped whom."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from relationship_desk.desk.commands.topics import delete_topics, rename_topic
from relationship_desk.domain.dates import date_in_words
from relationship_desk.store.topic_history import (
    About,
    TopicEvent,
    TopicHistory,
    topic_histories,
)
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.value.listing import Listing
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb

_WORDS = {About.NEED: "looked for", About.GIVING: "was given", About.KINDNESS: "was kind"}
_ICONS = {About.NEED: "search", About.GIVING: "give", About.KINDNESS: "warmth"}


class TopicsListing(Listing[TopicHistory]):
    """The topics, the one most asked for first."""

    def make(self, fills: bool) -> Section[TopicHistory]:
        return Section(
            self.theme,
            "What people come to you for",
            describe=lambda row: visible(f"{row.name}: {row.words}"),
            delegate=lambda view: LineDelegate(self.theme, view, self._line),
            verbs=(
                Verb("Show", self.open, (*OPEN_KEYS, Qt.Key.Key_Space), opens=True),
                Verb("Rename…", self._rename, (Qt.Key.Key_R,), begins=True),
                Verb("Remove topic", self._drop, REMOVE_KEYS),
            ),
            empty="No topic yet. Give needs, advice and kindnesses topics, and what people come to "
            "you for will show here over time.",
            icon="tag",
            fills=fills,
        )

    def rows(self) -> list[TopicHistory]:
        return topic_histories(self.bridge.reader, self.bridge.today())

    def open(self, row: TopicHistory) -> None:
        """All that was about a topic, the newest first."""
        dialog = TopicDialog(self.theme, self.bridge, row, self.window())
        dialog.person_chosen.connect(self.person_chosen)
        dialog.open()

    def _rename(self, row: TopicHistory) -> None:
        dialog = _NameDialog(self.theme, row.name, self.window())
        do = self.bridge.desk.do
        dialog.save_by(
            self.bridge, lambda name: do(rename_topic, topic_id=row.id, name=name), self.told
        )
        dialog.open()

    def _drop(self, row: TopicHistory) -> None:
        self.bridge.do(delete_topics, self.told, topic_ids=[row.id])

    def _line(self, row: TopicHistory) -> Line:
        return Line(
            row.name,
            row.words,
            icon="tag",
            right=date_in_words(row.events[0].on, self.bridge.today()) if row.events else "",
            beside="" if row.asked or not row.events else "nobody asked yet",
        )


class TopicDialog(QDialog):
    """What was about one topic over time; `person_chosen` somebody to be put in front."""

    person_chosen = Signal(int)

    def __init__(
        self, theme: Theme, bridge: Bridge, row: TopicHistory, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("What people come to you for")
        self._bridge = bridge
        px = theme.px
        self.section: Section[TopicEvent] = Section(
            theme,
            "Over time",
            describe=lambda e: visible(f"{e.person_name} {_WORDS[e.about]}: {e.text}"),
            delegate=lambda view: LineDelegate(theme, view, self._line),
            verbs=(Verb("Show person", self._show, (*OPEN_KEYS, Qt.Key.Key_O), opens=True),),
            empty="Nothing was about it.",
            key=lambda e: (e.about, e.id),
            fills=True,
        )
        title = PlainLabel(visible(row.name), size="large", wrap=True)
        summary = PlainLabel(visible(f"{row.words}."), tone="quiet", wrap=True)
        for label in (title, summary):
            label.setContentsMargins(px(16), 0, px(16), 0)
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        end = QHBoxLayout()
        end.setContentsMargins(px(16), 0, px(16), 0)
        end.addStretch(1)
        end.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(20), px(8), px(16))
        column.setSpacing(px(8))
        column.addWidget(title)
        column.addWidget(summary)
        column.addWidget(self.section, 1)
        column.addLayout(end)
        self.resize(px(520), px(480))
        self.finished.connect(self.deleteLater)
        self.section.show_rows(list(row.events))
        self.section.take_focus()

    def _show(self, event: TopicEvent) -> None:
        self.person_chosen.emit(event.person_id)
        self.accept()

    def _line(self, event: TopicEvent) -> Line:
        return Line(
            event.text,
            f"{event.person_name} {_WORDS[event.about]}",
            icon=_ICONS[event.about],
            beside=event.outcome or event.resource,
            right=date_in_words(event.on, self._bridge.today()),
        )


class _NameDialog(FormDialog):
    """`submitted` carries the name as typed."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            theme, "Rename topic", parent, says="A name that is there already makes the two one."
        )
        self.name = QLineEdit(name)
        self.name.setAccessibleName("Name")
        self.add_row("Name", self.name)
        self.name.selectAll()
        self.name.setFocus()

    def value(self) -> str:
        return self.name.text()
