"""The promises under the tasks: what I owe, what is owed to me; of one person or of everybody.

Invariant: what was done is said with a button that takes back exactly this.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from relationship_desk.clock import Clock, today
from relationship_desk.desk.commands.promises import (
    drop_promises,
    edit_promise,
    keep_promise,
    make_promise,
)
from relationship_desk.domain.dates import date_in_words, exact_date
from relationship_desk.domain.promises import Owing
from relationship_desk.store.promises import PromiseRow, promise_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.plain import visible
from relationship_desk.ui.promises.dialog import PromiseDialog
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb

_HEADINGS = {Owing.MINE: "I owe", Owing.THEIRS: "Owed to me"}
_SHOWN_AT_ONCE = 220  # in px: more are scrolled
_KEEP_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_D)


class PromisesSection(QWidget):
    """`message` carries what was done; `person_chosen` somebody to be put in front."""

    message = Signal(Message)
    person_chosen = Signal(int)

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme = bridge, theme
        self._whose: int | None = None  # of whom promises are listed; None: of everybody
        self._about: int | None = None  # with whom a new one begins
        self._told = tell_done(bridge, self.message.emit)
        self.section: Section[PromiseRow] = Section(
            theme,
            "Promises",
            describe=self._describe,
            delegate=self._delegate,
            verbs=(
                Verb("Kept", lambda row: self.keep(row.id), _KEEP_KEYS),
                Verb("Edit…", self._open, OPEN_KEYS, opens=True),
                Verb("Show person", self._show_person, (Qt.Key.Key_O,), self._is_of_everybody),
                Verb("Drop", self._drop, REMOVE_KEYS),
            ),
            empty="Nothing is owed, either way.",
            add="New promise",
            heading=_heading,
            most=_SHOWN_AT_ONCE,
        )
        self.list, self.rows = self.section.list, self.section.rows
        self.section.add_wanted.connect(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)

    def show_promises(self, whose: int | None, about: int | None) -> None:
        """List those of one person, or of everybody (None); a new one begins with `about`."""
        self._whose, self._about = whose, about
        found = promise_rows(self._bridge.reader, whose)
        self.section.show_rows([row for owing in Owing for row in found if row.direction is owing])

    def show_thing(self, promise_id: int) -> bool:
        """Put the cursor on a promise; False where it is not listed."""
        there = self.section.go_to(promise_id)
        if there:
            self.list.setFocus()
        return there

    def add(self) -> None:
        """Ask for a new promise."""
        self._open(None)

    def keep(self, promise_id: int) -> None:
        """It was kept."""
        self._bridge.do(keep_promise, self._told, promise_id=promise_id)

    def _drop(self, row: PromiseRow) -> None:
        self._bridge.do(drop_promises, self._told, promise_ids=[row.id])

    def _show_person(self, row: PromiseRow) -> None:
        self.person_chosen.emit(row.person_id)

    def _is_of_everybody(self, _row: PromiseRow) -> bool:
        return self._whose is None

    def _open(self, row: PromiseRow | None) -> None:
        desk = self._bridge.desk
        dialog = PromiseDialog(self._theme, self._bridge, row, self._about, self.window())
        dialog.save_by(
            self._bridge,
            lambda form: (
                desk.do(make_promise, form=form)
                if row is None
                else desk.do(edit_promise, promise_id=row.id, form=form)
            ),
            self._told,
        )
        dialog.open()

    # --------------------------------------------------------------------------------------- rows

    def _delegate(self, view: QListView) -> LineDelegate:
        delegate = LineDelegate(self._theme, view, self._line, tickable=True)
        delegate.ticked.connect(self.keep)
        return delegate

    def _line(self, row: PromiseRow) -> Line:
        due = "" if row.due_on is None else f"By {exact_date(row.due_on)}"
        words = f"{row.direction.words(row.person_name)}: {row.text}"
        return Line(
            row.text,
            by_words(row, self._bridge.clock),
            icon="todo-circle",
            warns=row.due_on is not None and row.due_on < self._bridge.today(),
            beside=row.person_name if self._whose is None else "",
            whole="\n".join(part for part in (words, due) if part),
        )

    def _describe(self, row: PromiseRow) -> str:
        words = f"{row.direction.words(row.person_name)}: {row.text}"
        return visible(f"{words}, {by_words(row, self._bridge.clock)}")


def by_words(row: PromiseRow, clock: Clock) -> str:
    """ "by tomorrow", "by Friday 6 March 2026", "was due 2 days ago", "some day"."""
    if row.due_on is None:
        return "some day"
    words = date_in_words(row.due_on, today(clock))
    days = (row.due_on - today(clock)).days
    if days < 0:
        return f"was due {words}"
    return f"by {words if days < 2 else exact_date(row.due_on)}"


def _heading(row: PromiseRow, before: PromiseRow | None) -> object:
    begins = before is None or before.direction is not row.direction
    return _HEADINGS[row.direction] if begins else None
