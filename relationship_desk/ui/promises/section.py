"""The promises under the tasks: what I owe, what is owed to me; of one person or of everybody.

Invariant: what was done is said with a button that takes back exactly this.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QMenu, QToolButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from relationship_desk.desk.commands.promises import (
    PromiseForm,
    drop_promises,
    edit_promise,
    keep_promise,
    make_promise,
)
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.promises import Owing
from relationship_desk.store.promises import PromiseRow, promise_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.models.rows import RowsModel
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.promises.delegate import PromiseDelegate, by_words
from relationship_desk.ui.promises.dialog import PromiseDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message
from relationship_desk.ui.widgets.labels import SectionHeading

_HEADINGS = {Owing.MINE: "I owe", Owing.THEIRS: "Owed to me"}
_SHOWN_AT_ONCE = 220  # in px: more are scrolled
_KEYS = {
    Qt.Key.Key_Space: "keep",
    Qt.Key.Key_D: "keep",
    Qt.Key.Key_E: "edit",
    Qt.Key.Key_F2: "edit",
    Qt.Key.Key_Return: "edit",
    Qt.Key.Key_Enter: "edit",
    Qt.Key.Key_O: "open",
    Qt.Key.Key_Delete: "drop",
}


class PromiseList(QListView):
    """`asked` carries "keep", "edit", "open" or "drop", meant for the row with the cursor."""

    asked = Signal(str)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        verb = _KEYS.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if verb is not None and plain and self.currentIndex().isValid():
            self.asked.emit(verb)
            return
        super().keyPressEvent(event)


class PromisesSection(QWidget):
    """`message` carries what was done; `person_chosen` somebody to be put in front."""

    message = Signal(Message)
    person_chosen = Signal(int)

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme = bridge, theme
        self._whose: int | None = None  # of whom promises are listed; None: of everybody
        self._about: int | None = None  # with whom a new one begins
        self.list = PromiseList()
        prepare_list(self.list, "Promises", uniform=False)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.rows: RowsModel[PromiseRow] = RowsModel(self._describe, _heading, self)
        self.list.setModel(self.rows)
        self._delegate = PromiseDelegate(theme, self.list, bridge.clock)
        self._delegate.ticked.connect(self.keep)
        self.list.setItemDelegate(self._delegate)
        self.list.asked.connect(self._do)
        self.list.doubleClicked.connect(lambda _: self._do("edit"))
        self.list.customContextMenuRequested.connect(self._show_menu)
        self._build()

    def show_promises(self, whose: int | None, about: int | None) -> None:
        """List those of one person, or of everybody (None); a new one begins with `about`."""
        self._whose, self._about = whose, about
        found = promise_rows(self._bridge.reader, whose)
        place, current = self.list.currentIndex().row(), self._current()
        self._delegate.show_person = whose is None
        rows = [row for owing in Owing for row in found if row.direction is owing]
        self.rows.set_rows(rows)
        if current is not None and rows:
            there = [i for i, row in enumerate(rows) if row.id == current.id]
            self.list.setCurrentIndex(
                self.rows.index(there[0] if there else min(place, len(rows) - 1))
            )
        self._heading.set_count(len(rows) or None)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.list.viewport().update()
        self._fit()

    # -------------------------------------------------------------------------------------- doing

    def add(self) -> None:
        """Ask for a new promise."""
        self._open(None)

    def keep(self, promise_id: int) -> None:
        """It was kept."""
        self._bridge.do(keep_promise, self._tell, promise_id=promise_id)

    def _do(self, verb: str) -> None:
        row = self._current()
        if row is None:
            return
        if verb == "keep":
            self.keep(row.id)
        elif verb == "edit":
            self._open(row)
        elif verb == "open":
            self.person_chosen.emit(row.person_id)
        else:
            self._bridge.do(drop_promises, self._tell, promise_ids=[row.id])

    def _open(self, row: PromiseRow | None) -> None:
        dialog = PromiseDialog(self._theme, self._bridge, row, self._about, self.window())

        # The dialog may have been closed before the writer answered.
        def saved(outcome: Outcome[Any]) -> None:
            if isValid(dialog):
                dialog.accept()
            self._tell(outcome)

        def failed(error: BaseException) -> None:
            if isValid(dialog):
                dialog.complain(str(error) if isinstance(error, UserError) else "")
            if not isinstance(error, UserError) or not isValid(dialog):
                self._bridge.tell(error)

        def save(form: PromiseForm) -> None:
            desk = self._bridge.desk
            if row is None:
                self._bridge.follow(desk.do(make_promise, form=form), saved, failed)
            else:
                future = desk.do(edit_promise, promise_id=row.id, form=form)
                self._bridge.follow(future, saved, failed)

        dialog.submitted.connect(save)
        dialog.open()

    def _tell(self, outcome: Outcome[Any]) -> None:
        operation_id = outcome.operation_id
        if operation_id is not None:
            self.message.emit(
                Message(
                    f"{visible(outcome.label)}.",
                    Kind.SUCCESS,
                    "Undo",
                    lambda: self._bridge.undo(None, operation_id),
                )
            )

    def _current(self) -> PromiseRow | None:
        index = self.list.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def _describe(self, row: PromiseRow) -> str:
        words = f"{row.direction.words(row.person_name)}: {row.text}"
        return visible(f"{words}, {by_words(row, self._bridge.clock)}")

    def _show_menu(self, where: QPoint) -> None:
        index = self.list.indexAt(where)
        if not index.isValid():
            return
        self.list.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries = [("Kept\tSpace", "keep"), ("Edit…\tEnter", "edit")]
        if self._whose is None:
            entries.append(("Show person\tO", "open"))
        for words, verb in (*entries, ("Drop\tDel", "drop")):
            menu.addAction(words).triggered.connect(lambda _=False, v=verb: self._do(v))
        menu.popup(self.list.viewport().mapToGlobal(where))

    # ----------------------------------------------------------------------------------- building

    def _build(self) -> None:
        px = self._theme.px
        line = QFrame()
        line.setProperty("pane", "line")
        line.setFixedHeight(1)
        self._heading = SectionHeading("Promises")
        self.add_button = QToolButton()
        self.add_button.setAccessibleName("New promise")
        self.add_button.setToolTip("New promise")
        self.add_button.clicked.connect(self.add)
        self._theme.dress(self.add_button, "add", "quiet")
        self._heading.add(self.add_button)
        self._empty = PlainLabel("Nothing is owed, either way.", tone="quiet", size="small")
        self._empty.setContentsMargins(px(16), 0, px(16), px(12))
        self._heading.setContentsMargins(px(16), px(6), px(10), px(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(4))
        column.setSpacing(0)
        for widget in (line, self._heading, self._empty, self.list):
            column.addWidget(widget)

    def _fit(self) -> None:
        """As high as its rows, up to a point."""
        needed = sum(self.list.sizeHintForRow(i) for i in range(min(len(self.rows.rows), 12)))
        self.list.setFixedHeight(min(needed, self._theme.px(_SHOWN_AT_ONCE)))


def _heading(row: PromiseRow, before: PromiseRow | None) -> object:
    begins = before is None or before.direction is not row.direction
    return _HEADINGS[row.direction] if begins else None
