"""`Pane`: what every part of the window has in common, and how the window talks to it.

Invariant: a pane knows the bridge, the actions and the theme, and no other pane.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from relationship_desk.domain.changes import Changes
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.theme import Theme

_LEAST_HEIGHT = 160


class Pane(QFrame):
    """Reads through `bridge.reader`, writes through `bridge.do`, and is told what changed.

    The window connects `bridge.changed` to `apply`, shows every `message` in its bar, and shows a
    person whenever one is chosen. A pane connects the actions that are its own in its constructor;
    where an action needs the pane in front, it says so by `wants_front` first.
    """

    person_chosen = Signal(int)  # somebody's name was clicked, or Enter pressed on it
    message = Signal(object)  # a `widgets.bar.Message` for the window's bar
    debrief_wanted = Signal(object)  # a `brief.debrief.Debrief`: a meeting that just was
    log_wanted = Signal(int)  # write down what happened with this person
    letter_wanted = Signal(object)  # a `TodayRow` that is done by sending a text
    news_wanted = Signal(int)  # go on telling people this update of the user's own
    wants_front = Signal()  # show me: I have something to do
    waiting_changed = Signal(int)  # how many things wait here

    ground = "main"  # the stylesheet's name of the ground: "main" in the middle, "side" beside it

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.actions_table = actions
        self.theme = theme
        self._waiting = 0
        self.setProperty("pane", self.ground)

    @property
    def waiting(self) -> int:
        """How many things wait here; the navigation shows the number, and nothing for 0."""
        return self._waiting

    def set_waiting(self, count: int) -> None:
        """Tell how many things wait here."""
        if count != self._waiting:
            self._waiting = count
            self.waiting_changed.emit(count)

    def apply(self, changes: Changes) -> None:
        """Something changed in the store: show it anew where it concerns this pane."""

    def show_person(self, person_id: int | None) -> None:
        """Another person is in front, or nobody. What was being edited is kept or saved first."""

    def at_hand(self) -> int | None:
        """Whom the row under the cursor is about, where rows here are about people."""
        return None

    def take_focus(self) -> None:
        """F6 arrived here: put the focus where work in this pane begins."""
        self.setFocus()

    def show_thing(self, thing_id: int) -> bool:
        """Put the cursor on the thing with this id, whatever hid it; False where it is not listed
        here. What things they are, the pane knows."""
        return False

    def log(self) -> bool:
        """Be ready to write down what happened; False where that is not done here."""
        return False

    def turn(self, step: int) -> bool:
        """Turn so many pages on, around, ready to work there; False where there are none."""
        return False

    def needed_height(self) -> int:
        """How little height it may get where something else wants it too."""
        return self.theme.px(_LEAST_HEIGHT)

    def speak_for(self, part: Pane) -> None:
        """Pass on what a pane inside this one has to say."""
        for said, mine in (
            (part.message, self.message),
            (part.person_chosen, self.person_chosen),
            (part.log_wanted, self.log_wanted),
            (part.debrief_wanted, self.debrief_wanted),
            (part.letter_wanted, self.letter_wanted),
            (part.news_wanted, self.news_wanted),
            (part.wants_front, self.wants_front),
        ):
            said.connect(mine)

    def finish(self) -> bool:
        """The window is about to close: save what is being edited; False keeps it open."""
        return True


class LazyPane(Pane):
    """Reads while it is seen: what changes behind its back is read when it is seen again.

    A pane of this kind says how everything is read, and what touches it; not when.
    """

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self._is_stale = True

    def read(self) -> None:
        """Show everything as it is in the store now; what was selected stays selected."""
        raise NotImplementedError

    def concerns(self, changes: Changes) -> bool:
        """Whether what is shown may be different now."""
        return bool(changes)

    def refresh(self) -> None:
        """Read now where it is seen, else when it is seen next."""
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self.read()

    def apply(self, changes: Changes) -> None:
        if self.concerns(changes):
            self.refresh()

    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()
