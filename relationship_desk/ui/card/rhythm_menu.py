"""The menu that changes a person's circles, rhythm and pauses; the same on card and inbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from relationship_desk.desk.commands.circles import (
    follow_circles,
    put_into_circles,
    set_rhythm,
)
from relationship_desk.desk.commands.seasons import pause_people, resume_people
from relationship_desk.domain.rhythm import Lane, Rhythm, Standing
from relationship_desk.domain.text import fold, one_line
from relationship_desk.store.circles import choosable_circles, circles_of, own_rhythms
from relationship_desk.store.lanes import standings
from relationship_desk.store.people import names_of
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.own_rhythm import OwnRhythmDialog
from relationship_desk.ui.plain import visible
from relationship_desk.ui.seasons import ask_pause, fill_grief
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from relationship_desk.ui.widgets.menu_heading import add_heading

_PAUSES = (
    ("Pause for 2 weeks", 14),
    ("Pause for a month", 30),
    ("Pause for 3 months", 91),
    ("Pause for half a year", 182),
)
_NAME = 40


class RhythmMenu(QMenu):
    """For one person. `message` carries what was done, with its Undo."""

    message = Signal(Message)
    circles_wanted = Signal()  # the dialog of all circles

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._over = bridge, theme, parent
        self._person_id = 0
        self._standing: Standing | None = None

    def fill(self, person_id: int) -> None:
        """What can be chosen for a person, as it is now."""
        reader, on = self._bridge.reader, self._bridge.today()
        self._person_id = person_id
        self._standing = standings(reader, on, [person_id]).get(person_id)
        self.clear()
        mine = {fold(n) for n, _ in circles_of(reader, [self._person_id]).get(self._person_id, [])}
        own = own_rhythms(reader, [self._person_id]).get(self._person_id)
        add_heading(self, self._theme, "Circles")
        for name, _ in choosable_circles(reader):
            inside = fold(name) in mine
            action = self._add(one_line(name, _NAME), partial(self._join, name, not inside))
            action.setCheckable(True)
            action.setChecked(inside)
        add_heading(self, self._theme, "Rhythm")
        follows = self._add("As the circles say", self._follow)
        alone = self._add("Own rhythm…", self._ask)
        none = self._add("No rhythm", partial(self._set, None))
        for action, chosen in (
            (follows, own is None),
            (alone, own is not None and own.rhythm is not None),
            (none, own is not None and own.rhythm is None),
        ):
            action.setCheckable(True)
            action.setChecked(chosen)
        add_heading(self, self._theme, "Pause")
        if self._standing is not None and self._standing.lane is Lane.PAUSED:
            self._add("End the pause", self._resume)
        for words, days in _PAUSES:
            self._add(words, partial(self._pause, days))
        self._add("Pause until I end it", partial(self._pause, None))
        whose = (self._bridge, self._theme, person_id, self._whom(), self.message.emit, self._over)
        self._add("Pause until…", lambda: self._ask_pause(whose))
        add_heading(self, self._theme, "Grief")
        fill_grief(self._add, *whose)
        self.addSeparator()
        self._add("All circles…", self.circles_wanted.emit)

    def _add(self, words: str, slot: Callable[[], None]) -> QAction:
        action = self.addAction(visible(words).replace("&", "&&"))
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
        dialog = OwnRhythmDialog(self._theme, self._whom(), given, self._over.window())
        dialog.chosen.connect(self._set)
        dialog.open()

    def _pause(self, days: int | None) -> None:
        until = None if days is None else self._bridge.today() + timedelta(days=days)
        self._do(f"{self._whom()} is paused.", pause_people, until=until)

    def _ask_pause(self, whose: tuple[Any, ...]) -> None:
        ask_pause(*whose)

    def _resume(self) -> None:
        self._do(f"The pause of {self._whom()} is over.", resume_people)

    def _whom(self) -> str:
        names = names_of(self._bridge.reader, [self._person_id])
        return one_line(names.get(self._person_id, "1 person"), _NAME)

    def _do(self, said: str, command: Any, **arguments: Any) -> None:
        done = tell_done(self._bridge, self.message.emit, said)
        self._bridge.do(command, done, person_ids=[self._person_id], **arguments)
