"""Sorts people without a rhythm into circles: one key each, without the mouse.

Invariant: each key is one step of its own that U takes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from relationship_desk.desk.commands.circles import choose_circle, set_rhythm
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.dates import date_in_words
from relationship_desk.domain.text import one_line
from relationship_desk.store.circles import choosable_circles
from relationship_desk.store.lanes import unsorted_people
from relationship_desk.store.people import PersonRow, person_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import PlainLabel, breakable, visible
from relationship_desk.ui.theme import Theme

_MOST = 9  # circles that have a key
_NAME = 30
_HELP = "Space skips, Backspace goes back, U takes back, Escape ends. Everything is kept at once."


@dataclass(slots=True)
class _Step:
    """One key: at whose place, and the operation once the writer has answered."""

    place: int
    operation_id: int | None = None
    taken_back: bool = False


class SortDialog(QDialog):
    """Goes through the people; the keys 1 to 9 are circles, 0 is no rhythm."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        person_ids: Sequence[int] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Everybody without a rhythm, or those of `person_ids` who have none."""
        super().__init__(parent)
        self._bridge, self._theme = bridge, theme
        reader, on = bridge.reader, bridge.today()
        self._people = unsorted_people(reader, on, person_ids)
        self._place = 0
        self._steps: list[_Step] = []
        self.setWindowTitle("Sort into circles")
        self._build(_names(bridge))
        self._show()
        self.finished.connect(self.deleteLater)

    @property
    def sorted_count(self) -> int:
        """How many have been sorted here."""
        return len(self._steps)

    @property
    def current_id(self) -> int | None:
        """Who is asked about; None when all have been."""
        return self._people[self._place] if self._place < len(self._people) else None

    def choose(self, number: int) -> None:
        """Take the circle of this key, from 1; 0 is no rhythm."""
        person, step = self.current_id, _Step(self._place)
        if person is None or number > len(self._circles):
            return

        def done(outcome: Outcome[Any]) -> None:
            step.operation_id = outcome.operation_id
            if step.taken_back:
                self._undo_step(step)

        self._steps.append(step)
        self._place += 1
        if number:
            name = self._circles[number - 1]
            self._bridge.do(choose_circle, done, person_ids=[person], name=name)
        else:
            self._bridge.do(set_rhythm, done, person_ids=[person], rhythm=None)
        self._show()

    def skip(self) -> None:
        """The next one; this one keeps having no rhythm."""
        self._place = min(self._place + 1, len(self._people))
        self._show()

    def back(self) -> None:
        """The one before."""
        self._place = max(self._place - 1, 0)
        self._show()

    def take_back(self) -> None:
        """Undo what was sorted last, and ask about that person again."""
        if not self._steps:
            return
        step = self._steps.pop()
        step.taken_back = True
        self._place = step.place
        self._undo_step(step)
        self._show()

    def _undo_step(self, step: _Step) -> None:
        """Undo it now, or as soon as the writer has done it."""
        if step.operation_id is not None:
            self._bridge.undo(None, step.operation_id)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = event.key()
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self.choose(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_Space:
            self.skip()
        elif key == Qt.Key.Key_Backspace:
            self.back()
        elif key == Qt.Key.Key_U:
            self.take_back()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        everybody, done = len(self._people), len(self._steps)
        person = self.current_id
        row: PersonRow | None = None
        if person is not None:
            reader, on = self._bridge.reader, self._bridge.today()
            row = person_rows(reader, [person], on).get(person)
        self._count.setText(f"{min(self._place + 1, everybody):,} of {everybody:,}")
        for button in self._buttons:
            button.setEnabled(row is not None)
        self._undo.setEnabled(bool(self._steps))
        if row is None:
            self._name.setText("Everybody has been asked about")
            told = f"{done:,} sorted." if done else "Nobody here is without a rhythm."
            self._line.setText(told)
            self._last.setText("")
            return
        self._name.setText(breakable(one_line(row.name, 80)))
        self._name.setAccessibleName(visible(row.name))
        self._line.setText(one_line(row.line, 80))
        last = row.last_contact_on
        words = f"Last contact {date_in_words(last, self._bridge.today())}" if last else ""
        self._last.setText(words or "No contact noted yet")

    def _build(self, circles: list[str]) -> None:
        px = self._theme.px
        self._circles = circles
        self._count = PlainLabel(tone="quiet", size="small")
        self._name = PlainLabel(size="large", wrap=True)
        self._line = PlainLabel(wrap=True)
        self._last = PlainLabel(tone="quiet", size="small")
        grid = QGridLayout()
        grid.setSpacing(px(8))
        self._buttons: list[QPushButton] = []
        for number, name in enumerate([*circles, "No rhythm"], 1):
            key = number if number <= len(circles) else 0
            words = visible(one_line(name, _NAME))
            button = QPushButton(f"{key}   {words}".replace("&", "&&"))
            button.setAccessibleName(f"{words}, key {key}")
            button.clicked.connect(lambda _=False, k=key: self.choose(k))
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._buttons.append(button)
            grid.addWidget(button, (number - 1) // 2, (number - 1) % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(4))
        for label in (self._count, self._name, self._line, self._last):
            column.addWidget(label)
        column.addSpacing(px(16))
        column.addLayout(grid)
        column.addSpacing(px(16))
        column.addStretch(1)
        column.addWidget(PlainLabel(_HELP, tone="quiet", size="small", wrap=True))
        column.addLayout(self._ends())
        self.setMinimumSize(px(440), px(360))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    def _ends(self) -> QHBoxLayout:
        skip = QPushButton("Skip")
        skip.clicked.connect(self.skip)
        self._undo = QPushButton("Take back")
        self._undo.clicked.connect(self.take_back)
        close = QPushButton("Done")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        row.addWidget(skip)
        row.addWidget(self._undo)
        row.addStretch(1)
        row.addWidget(close)
        for button in (skip, self._undo, close):
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons.append(skip)
        return row


def _names(bridge: Bridge) -> list[str]:
    """The circles with a rhythm that have a key: the shortest first."""
    return [name for name, rhythm in choosable_circles(bridge.reader) if rhythm][:_MOST]
