"""The line in which an interaction is written down, and the editor that it unfolds into.

Invariant: what was typed stays until it is saved or given up by the user.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from relationship_desk.desk.commands.timeline import InteractionForm
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.store.timeline import InteractionRow
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.rows import known_channel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.timeline.choices import ChannelPicker, DirectionPicker
from relationship_desk.ui.timeline.days import HappenedField
from relationship_desk.ui.timeline.people_field import PeopleField
from relationship_desk.ui.timeline.told_field import ToldField
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.words import TimeField


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that is typed, as it is typed."""

    text: str = ""
    channel: Channel = Channel.MET
    direction: Direction = Direction.MUTUAL
    people: tuple[int, ...] = ()
    day: str = "today"
    clock: str = ""
    editing: int | None = None  # the entry that is edited; None for a new one
    counts: bool | None = None
    told: tuple[int, ...] | None = None  # of the user's updates; None: as it is


class EntryEditor(QWidget):
    """`submitted` carries an `InteractionForm`; `editing` says for which entry."""

    submitted = Signal(object)
    given_up = Signal()
    folded = Signal()  # or unfolded: another height is needed now

    def __init__(self, theme: Theme, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fresh = Draft()
        self._counts: bool | None = None
        self._asked = False  # Esc was pressed once on words that would be lost
        self._channel_given = Channel.MET
        self.editing: int | None = None
        self.text = GrowingTextEdit(theme, "What happened?", enter_submits=True)
        self.text.setPlaceholderText("What happened? Type, and Enter")
        self.channels = ChannelPicker(theme)
        self.day = HappenedField(theme, "Day", bridge.clock)
        self.clock = TimeField(theme, "Time")
        self.directions = DirectionPicker(theme)
        self.people = PeopleField(theme, bridge)
        self.told = ToldField(bridge, self)
        self._build()
        self._connect()
        self.restore(self._fresh)

    def set_people(self, ids: tuple[int, ...]) -> None:
        """Who takes part in a new entry from the start; what is being typed gives way."""
        self._fresh = Draft(people=ids)
        self.restore(self._fresh)

    def draft(self) -> Draft:
        """What is typed now."""
        return Draft(
            self.text.toPlainText(),
            self.channels.channel(),
            self.directions.direction(),
            self.people.people(),
            self.day.line.text(),
            self.clock.line.text(),
            self.editing,
            self._counts,
            self.told.value(),
        )

    def is_dirty(self) -> bool:
        """Whether something was typed that would be lost."""
        typed = bool(self.text.toPlainText().strip() or self.told.value())
        return self.editing is not None or typed

    def restore(self, draft: Draft) -> None:
        """Go on with what was typed before."""
        self.editing, self._counts = draft.editing, draft.counts
        self._channel_given = draft.channel
        self.text.setPlainText(draft.text)
        self.channels.set_channel(draft.channel)
        self.directions.set_direction(draft.direction)
        self.people.set_people(draft.people)
        self.told.show_entry(draft.editing, draft.told)
        self.day.line.setText(draft.day)
        self.clock.line.setText(draft.clock)
        self.complain("")
        self.set_saving(False)
        self._unfold(self.is_dirty())

    def edit(self, row: InteractionRow) -> None:
        """Show an entry that is there already."""
        self.restore(
            Draft(
                row.text,
                known_channel(row.channel),
                Direction(row.direction),
                tuple(person_id for person_id, _ in row.people),
                row.on.isoformat(),
                f"{row.time:%H:%M}" if row.time is not None else "",
                row.id,
                row.counts,
            )
        )
        self.text.setFocus()
        self.text.selectAll()

    def clear(self) -> None:
        """Ready for the next entry."""
        self.restore(self._fresh)

    def begin(self) -> None:
        """Unfold, ready to type."""
        self._unfold(True)
        self.text.setFocus()

    def set_saving(self, saving: bool) -> None:
        """While it is saved it is not saved twice."""
        self._save.setEnabled(not saving)
        self.text.setReadOnly(saving)

    def complain(self, sentence: str) -> None:
        """Say what is wrong, and keep everything."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.text.setAccessibleDescription(sentence)

    def error(self) -> str:
        """What was wrong last."""
        return self._error.text()

    def is_unfolded(self) -> bool:
        """Whether channel, people and day can be seen."""
        return not self._details.isHidden()

    def submit(self) -> None:
        """Hand over what is typed, or say what is missing."""
        if not self.is_unfolded():
            self.begin()
            return
        if not self._save.isEnabled():
            return
        doubt = self.people.settle()
        day = self.day.value()
        if doubt:
            self.complain(doubt)
            self.people.setFocus()
        elif not self.people.people():
            self.complain("Say with whom it was: an entry needs at least one person.")
            self.people.setFocus()
        elif day is None:
            self.complain("Say on which day it was: “today”, “friday” or “2026-03-01”.")
            self.day.setFocus()
        elif not self.clock.is_understood():
            self.complain("The time was not understood. Try “9:30”, or leave it empty.")
            self.clock.setFocus()
        else:
            self.complain("")
            channel = self.channels.channel()
            counts = self._counts if channel is self._channel_given else None
            self.submitted.emit(
                InteractionForm(
                    self.people.people(),
                    self.text.toPlainText(),
                    day,
                    self.clock.value(),
                    channel,
                    self.directions.direction(),
                    counts,
                    self.told.value(),
                )
            )

    def give_up(self) -> None:
        """Esc: an edit is left, a new entry is emptied; twice, so that nothing goes by mistake."""
        if self.editing is None and self.text.toPlainText().strip() and not self._asked:
            self._asked = True
            self.complain("Press Esc once more to throw away what you typed.")
            return
        self.clear()
        self.given_up.emit()

    def _build(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self._heading = PlainLabel("Edit this entry", strong=True)
        column.addWidget(self._heading)
        column.addWidget(self.text)
        self._details = QWidget()
        details = QVBoxLayout(self._details)
        details.setContentsMargins(0, 0, 0, 0)
        details.setSpacing(px(8))
        details.addWidget(self.channels)
        details.addWidget(self.people)
        details.addLayout(self._when())
        self._error = PlainLabel(tone="danger", size="small", wrap=True)
        details.addWidget(self._error)
        details.addLayout(self._footer())
        column.addWidget(self._details)
        self.text.setToolTip("Ctrl+Shift+L leads here; Ctrl+L logs in one line")

    def _when(self) -> QHBoxLayout:
        px = self._theme.px
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.clock.setFixedWidth(px(88))
        self.clock.line.setPlaceholderText("time")
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.day, 1, top)
        row.addWidget(self.clock, 0, top)
        return row

    def _footer(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        self._cancel = QPushButton("Cancel")
        self._cancel.setProperty("kind", "quiet")
        self._cancel.setToolTip("Cancel (Esc)")
        self._save = QPushButton("Log")
        self._save.setProperty("kind", "primary")
        self._save.setToolTip("Enter; Shift+Enter begins a new line")
        row.addWidget(self.directions)
        row.addWidget(self.told)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._save)
        return row

    def _connect(self) -> None:
        self.text.submitted.connect(self.submit)
        self.text.textChanged.connect(self._typed)
        self.day.submitted.connect(self.submit)
        self.clock.submitted.connect(self.submit)
        self.people.submitted.connect(self.submit)
        self._save.clicked.connect(self.submit)
        self._cancel.clicked.connect(self.give_up)
        for keys, slot in (("Esc", self.give_up), ("Ctrl+Return", self.submit)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _typed(self) -> None:
        self._asked = False
        if self.text.toPlainText():
            self._unfold(True)

    def _unfold(self, unfolded: bool) -> None:
        if unfolded is self.is_unfolded():
            self._tell_what()
            return
        self._details.setVisible(unfolded)
        self._tell_what()
        self.folded.emit()

    def _tell_what(self) -> None:
        self._heading.setVisible(self.editing is not None)
        self._save.setText("Log" if self.editing is None else "Save")
