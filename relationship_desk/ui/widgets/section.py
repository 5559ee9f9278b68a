"""A section: a heading with a count and a button, and a list of rows that can be acted on.

Invariant: what the keys of a row do stands in its menu too; the cursor stays on its row, or goes
on to the one that took its place.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QListView, QMenu, QToolButton, QVBoxLayout, QWidget

from relationship_desk.ui.delegates.base import RowDelegate, prepare_list
from relationship_desk.ui.models.rows import RowsModel
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.labels import SectionHeading

R = TypeVar("R")

OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_E, Qt.Key.Key_F2)
REMOVE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_NO_MATCH = ("No match", "Nothing here has these words.")
_MEASURED = 200  # rows; a longer list scrolls by itself


@dataclass(frozen=True, slots=True)
class Verb(Generic[R]):
    """What can be done with a row. The first of `keys` stands in the menu; `fits` says for which
    rows it is offered; a line is drawn above it where it `begins` another group; a double click
    does the one that `opens`."""

    words: str
    do: Callable[[R], None]
    keys: tuple[Qt.Key, ...] = ()
    fits: Callable[[R], bool] = lambda _: True
    begins: bool = False
    opens: bool = False


class SectionList(QListView):
    """`pressed_key` carries a key without Ctrl or Alt, meant for the row under the cursor."""

    pressed_key = Signal(int)
    menu_wanted = Signal(QPoint)  # on the screen

    def __init__(self) -> None:
        super().__init__()
        self.taken: frozenset[Qt.Key] = frozenset()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and Qt.Key(event.key()) in self.taken and self.currentIndex().isValid():
            self.pressed_key.emit(event.key())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_wanted.emit(below if by_key else event.globalPos())


class Section(QWidget, Generic[R]):
    """`verbs` in the order of the menu.

    `describe` is a row in one sentence, for screen readers; `heading(row, before)` what stands
    above it, or None. `most` is how high the list grows before it scrolls, in px; None grows with
    all its rows, for what lies in a scroll area; `fills` takes what room there is. With an `icon`
    the words for no rows stand large in that room, the first sentence above the others.
    """

    add_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        *,
        describe: Callable[[R], str],
        delegate: Callable[[QListView], RowDelegate],
        verbs: Sequence[Verb[R]],
        empty: str,
        add: str = "",
        icon: str = "",
        heading: Callable[[R, R | None], object] = lambda _row, _before: None,
        key: Callable[[R], Hashable] = lambda row: getattr(row, "id", row),
        most: int | None = None,
        fills: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._verbs, self._key = theme, tuple(verbs), key
        self._most, self._fills = most, fills
        self.list = SectionList()
        prepare_list(self.list, title, uniform=False)
        self.rows: RowsModel[R] = RowsModel(describe, heading, self, key=key)
        self.list.setModel(self.rows)
        self.delegate = delegate(self.list)
        self.list.setItemDelegate(self.delegate)
        self.list.taken = frozenset(k for verb in self._verbs for k in verb.keys)
        self.list.pressed_key.connect(self._on_key)
        self.list.menu_wanted.connect(self._show_menu)
        self.list.doubleClicked.connect(lambda _: self._on_double_click())
        self._build(title, self._empty_words(title, empty, icon if fills else "", add), add)
        self.setAccessibleName(title)

    def show_rows(self, rows: Sequence[R], *, searched: bool = False) -> None:
        """List these; `searched`: those that fit what is looked for, which may be none of many."""
        if isinstance(self._empty, EmptyState):
            self._empty.say(*(_NO_MATCH if searched else self._nothing))
        place, current = self.list.currentIndex().row(), self.current()
        shown = list(rows)
        self.rows.set_rows(shown)
        if current is not None and shown:
            keys = [self._key(row) for row in shown]
            mine = self._key(current)
            there = keys.index(mine) if mine in keys else min(place, len(shown) - 1)
            self.list.setCurrentIndex(self.rows.index(there))
        self.heading.set_count(len(shown) or None)
        self.list.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        self.list.viewport().update()
        self._fit()

    def current(self) -> R | None:
        """The row under the cursor."""
        index = self.list.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def go_to(self, key: Hashable) -> bool:
        """Put the cursor on a row; False where it is not listed."""
        for place, row in enumerate(self.rows.rows):
            if self._key(row) == key:
                self.list.setCurrentIndex(self.rows.index(place))
                return True
        return False

    def take_focus(self) -> None:
        """Where work in this section begins: its rows, else its button."""
        if self.rows.rows:
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.rows.index(0))
            self.list.setFocus()
        else:
            self.add_button.setFocus()

    def act(self, verb: Verb[R]) -> None:
        """Do this with the row under the cursor, where it fits."""
        row = self.current()
        if row is not None and verb.fits(row):
            verb.do(row)

    def menu(self, row: R) -> QMenu:
        """Everything that can be done with a row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for verb in self._verbs:
            if not verb.fits(row):
                continue
            if verb.begins:
                menu.addSeparator()
            keys = f"\t{_key_words(verb.keys[0])}" if verb.keys else ""
            action = menu.addAction(f"{verb.words}{keys}")
            action.triggered.connect(lambda _=False, v=verb: self.act(v))
        return menu

    def _show_menu(self, at: QPoint) -> None:
        row = self.current()
        if row is not None:
            self.menu(row).popup(at)

    def _on_double_click(self) -> None:
        for verb in self._verbs:
            if verb.opens:
                self.act(verb)

    def _on_key(self, key: int) -> None:
        row = self.current()
        for verb in self._verbs:
            if Qt.Key(key) in verb.keys and row is not None and verb.fits(row):
                verb.do(row)
                return

    # ----------------------------------------------------------------------------------- building

    def _empty_words(self, title: str, empty: str, icon: str, add: str) -> PlainLabel | EmptyState:
        """What stands in place of rows."""
        px = self._theme.px
        if icon:
            first, _, rest = empty.partition(". ")
            self._nothing = (first.rstrip("."), rest) if rest else (title, empty)
            state = EmptyState(self._theme, icon, *self._nothing, add)
            state.acted.connect(self.add_wanted)
            return state
        label = PlainLabel(empty, tone="quiet", size="small", wrap=True)
        label.setContentsMargins(px(16), 0, px(16), px(12))
        return label

    def _build(self, title: str, empty: PlainLabel | EmptyState, add: str) -> None:
        px = self._theme.px
        line = QFrame()
        line.setProperty("pane", "line")
        line.setFixedHeight(1)
        self.heading = SectionHeading(title)
        self.heading.setContentsMargins(px(16), px(6), px(10), px(2))
        self.add_button = QToolButton()
        self.add_button.setAccessibleName(add)
        self.add_button.setToolTip(add)
        self.add_button.clicked.connect(self.add_wanted)
        self._theme.dress(self.add_button, "add", "quiet")
        self.heading.add(self.add_button)
        self.add_button.setVisible(bool(add))  # only now: alone it would be a window for a moment
        self._empty = empty
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(4))
        column.setSpacing(0)
        for widget in (line, self.heading):
            column.addWidget(widget)
        column.addWidget(self._empty, 1 if isinstance(self._empty, EmptyState) else 0)
        column.addWidget(self.list, 1 if self._fills else 0)
        if self._fills:
            column.addStretch(0)

    def _fit(self) -> None:
        """As high as its rows, up to a point."""
        if self._fills:
            return
        rows = min(len(self.rows.rows), _MEASURED)
        needed = sum(self.list.sizeHintForRow(place) for place in range(rows))
        most = needed if self._most is None else self._theme.px(self._most)
        self.list.setFixedHeight(min(needed, most))


def _key_words(key: Qt.Key) -> str:
    words: Any = {Qt.Key.Key_Return: "Enter", Qt.Key.Key_Delete: "Del"}
    return str(words.get(key) or QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))
