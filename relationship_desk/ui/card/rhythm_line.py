"""A person's circles and how it stands with them, on the card; with the menu that changes it.

Invariant: the lane is said in words and by a picture, never by a colour alone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from relationship_desk.desk.commands.circles import (
    follow_circles,
    put_into_circles,
    set_rhythm,
)
from relationship_desk.desk.commands.seasons import pause_people, resume_people
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.rhythm import Lane, Rhythm, Standing
from relationship_desk.domain.text import fold, one_line
from relationship_desk.store.circles import choosable_circles, circles_of, own_rhythms
from relationship_desk.store.lanes import standings
from relationship_desk.store.people import names_of
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.own_rhythm import OwnRhythmDialog
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Text, Theme
from relationship_desk.ui.widgets.bar import Kind, Message
from relationship_desk.ui.widgets.flow import FlowLayout
from relationship_desk.ui.widgets.tags import TagChip

_PICTURES = {
    Lane.PAUSED: ("snooze", "quiet"),
    Lane.NO_RHYTHM: ("circle", "quiet"),
    Lane.NEVER_CONTACTED: ("person", "quiet"),
    Lane.OVERDUE: ("warning", "danger"),
    Lane.DUE: ("reminder", "warning"),
    Lane.SOON: ("clock", "quiet"),
    Lane.IN_TOUCH: ("done-circle", "success"),
}
_PAUSES = (
    ("Pause for 2 weeks", 14),
    ("Pause for a month", 30),
    ("Pause for 3 months", 91),
    ("Pause for half a year", 182),
)
_NAME = 40


class RhythmLine(QWidget):
    """Shows one person. `message` carries what was done, with its Undo."""

    message = Signal(Message)
    circles_wanted = Signal()  # the dialog of all circles

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme = bridge, theme
        self._person_id = 0
        self._standing: Standing | None = None
        # Long words of a circle must not make the card wider than the pane.
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, theme.px(6))
        self.button = QToolButton()
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setFont(theme.font(Text.SMALL))
        self.button.setIconSize(QSize(theme.px(16), theme.px(16)))
        # As high as the chips beside it.
        self.button.setStyleSheet(f"padding: {theme.px(2)}px {theme.px(6)}px;")
        self.menu = QMenu(self.button)
        self.menu.aboutToShow.connect(self.fill_menu)
        self.button.setMenu(self.menu)
        self._chips: list[TagChip] = []
        self._flow.addWidget(self.button)

    def show_person(self, person_id: int) -> None:
        """Read anew how it stands with a person; nothing is shown of the dead and the archived."""
        reader, on = self._bridge.reader, self._bridge.today()
        self._person_id = person_id
        self._standing = standings(reader, on, [person_id]).get(person_id)
        circles = [name for name, _ in circles_of(reader, [person_id]).get(person_id, [])]
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        shown = [name for name in circles if self._standing and name != self._standing.circle]
        self._chips = [self._chip(name) for name in shown]
        if self._standing is not None:
            words = self._standing.words(on)
            icon, role = _PICTURES[self._standing.lane]
            self._theme.dress(self.button, icon, role)
            self.button.setText(visible(one_line(words, 60)).replace("&", "&&"))
            self.button.setAccessibleName(f"Rhythm: {visible(words)}")
            self.button.setAccessibleDescription(self._standing.lane.words)
            self.button.setToolTip(self._standing.lane.words)
        self.setVisible(self._standing is not None)

    def _chip(self, name: str) -> TagChip:
        chip = TagChip(self._theme, one_line(name, _NAME), self)
        chip.setAccessibleName(f"Circle {visible(name)}")
        self._flow.addWidget(chip)
        chip.show()
        return chip

    # ------------------------------------------------------------------------------------ the menu

    def fill_menu(self) -> None:
        """What can be chosen, as it is now."""
        reader, menu = self._bridge.reader, self.menu
        menu.clear()
        mine = {fold(n) for n, _ in circles_of(reader, [self._person_id]).get(self._person_id, [])}
        own = own_rhythms(reader, [self._person_id]).get(self._person_id)
        menu.addSection("Circles")
        for name, _ in choosable_circles(reader):
            inside = fold(name) in mine
            action = self._add(menu, one_line(name, _NAME), partial(self._join, name, not inside))
            action.setCheckable(True)
            action.setChecked(inside)
        menu.addSection("Rhythm")
        follows = self._add(menu, "As the circles say", self._follow)
        alone = self._add(menu, "Own rhythm…", self._ask)
        none = self._add(menu, "No rhythm", partial(self._set, None))
        for action, chosen in (
            (follows, own is None),
            (alone, own is not None and own.rhythm is not None),
            (none, own is not None and own.rhythm is None),
        ):
            action.setCheckable(True)
            action.setChecked(chosen)
        menu.addSection("Pause")
        if self._standing is not None and self._standing.lane is Lane.PAUSED:
            self._add(menu, "End the pause", self._resume)
        for words, days in _PAUSES:
            self._add(menu, words, partial(self._pause, days))
        self._add(menu, "Pause until I end it", partial(self._pause, None))
        menu.addSeparator()
        self._add(menu, "All circles…", self.circles_wanted.emit)

    def _add(self, menu: QMenu, words: str, slot: Callable[[], None]) -> QAction:
        action = menu.addAction(visible(words).replace("&", "&&"))
        action.triggered.connect(lambda _=False: slot())
        return action

    def _join(self, name: str, inside: bool) -> None:
        names = {"add": [name]} if inside else {"remove": [name]}
        word = "into" if inside else "out of"
        self._do(f"{self._whom()} went {word} {name}.", put_into_circles, **names)

    def _set(self, rhythm: Rhythm | None) -> None:
        words = f"has a rhythm of their own: {rhythm.words}" if rhythm else "has no rhythm"
        self._do(f"{self._whom()} {words}.", set_rhythm, rhythm=rhythm)

    def _follow(self) -> None:
        self._do(f"{self._whom()} follows the circles again.", follow_circles)

    def _ask(self) -> None:
        given = self._standing.rhythm if self._standing is not None else None
        dialog = OwnRhythmDialog(self._theme, self._whom(), given, self.window())
        dialog.chosen.connect(self._set)
        dialog.open()

    def _pause(self, days: int | None) -> None:
        until = None if days is None else self._bridge.today() + timedelta(days=days)
        self._do(f"{self._whom()} is paused.", pause_people, until=until)

    def _resume(self) -> None:
        self._do(f"The pause of {self._whom()} is over.", resume_people)

    def _whom(self) -> str:
        names = names_of(self._bridge.reader, [self._person_id])
        return one_line(names.get(self._person_id, "1 person"), _NAME)

    def _do(self, said: str, command: Any, **arguments: Any) -> None:
        def done(outcome: Outcome[Any]) -> None:
            operation_id = outcome.operation_id
            if operation_id is not None:
                self.message.emit(
                    Message(
                        said, Kind.SUCCESS, "Undo", lambda: self._bridge.undo(None, operation_id)
                    )
                )

        self._bridge.do(command, done, person_ids=[self._person_id], **arguments)
