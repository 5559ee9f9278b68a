"""Today: the one queue of what is due, with why it is, and with everything that answers it.

Invariant: the queue is read in the background; what is listed stays until the answer is here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.domain.changes import Changes
from relationship_desk.domain.day_share import SHARE_WORDS
from relationship_desk.domain.reminders import SNOOZES
from relationship_desk.domain.text import counted
from relationship_desk.domain.today import ORDER_WORDS, Today, TodayRow, Verb, in_order
from relationship_desk.store.lanes import unsorted_people
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.background_reading import BackgroundReading
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.delegates.today import TodayDelegate, describe_row, row_verbs
from relationship_desk.ui.models.rows import RowsModel
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.plain import PlainLabel, tooltip, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.today_reading import TodayReading
from relationship_desk.ui.today_verbs import TodayVerbs
from relationship_desk.ui.widgets.bar import Message
from relationship_desk.ui.widgets.empty_state import EmptyState

_KEYS = {
    Qt.Key.Key_Return: Verb.DO,
    Qt.Key.Key_Enter: Verb.DO,
    Qt.Key.Key_L: Verb.LOG,
    Qt.Key.Key_S: Verb.SNOOZE,
    Qt.Key.Key_X: Verb.SKIP,
    Qt.Key.Key_R: Verb.RHYTHM,
}
_HELP = "Enter do · L log · S or 1 to 5 snooze · X skip · R rhythm · O open · J and K move · M more"
_FOLDED = "chevron-right"
_WHY = f"{ORDER_WORDS}\n{SHARE_WORDS}"
_EMPTY = "Nothing is waiting."
_EMPTY_WORDS = "Whoever comes due by their rhythm, and what you plan and promise, will be here."
_SORTING = "Sorting takes a key each."
_ENOUGH = "That is all for today."
_ENOUGH_WORDS = "The rest can wait for another day; it is below, when you like."


class TodayPane(Pane):
    """What waits here is every row of the day's share; the others are a key away."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self.verbs = TodayVerbs(self)
        self._entering = False
        self._today = Today(())
        self._whole = False  # whether the others are shown, too
        self._reading = TodayReading(bridge, self, self._show)
        self._unsorted = BackgroundReading(
            bridge, self, lambda: partial(unsorted_people, on=bridge.today()), self._offer_sorting
        )
        self._build()
        self.reload()

    @property
    def is_reading(self) -> bool:
        """Whether what is listed may be old: the queue of this moment is on its way."""
        return self._reading.is_reading

    def apply(self, changes: Changes) -> None:
        if changes:
            self.reload()

    def reload(self) -> None:
        """Read the queue of this moment, in the background."""
        self._reading.read()

    def _show(self, today: Today) -> None:
        self._today = today
        current, place = self._current(), self.list.currentIndex().row()
        rows = in_order((*today.rows, *today.others)) if self._whole else list(today.rows)
        self.model.set_rows(rows)
        if current is not None and rows:
            there = [i for i, row in enumerate(rows) if row.key == current.key]
            self.list.setCurrentIndex(
                self.model.index(there[0] if there else min(place, len(rows) - 1))
            )
        sentences = " ".join((*today.later, *today.hints))
        self._words.setText(visible(sentences))
        self._words.setVisible(bool(sentences))
        for widget in (self._keys, self.why):
            widget.setVisible(bool(rows))
        self._say_others(len(today.others))
        self._stack.setCurrentWidget(self.list if rows else self.empty)
        if self._entering:  # who goes to Today answers it, by keys too
            self._entering = False
            self.take_focus()
        self.set_waiting(len(today.rows))

    def _say_others(self, others: int) -> None:
        enough = others and not self._whole
        self.empty.say(*((_ENOUGH, _ENOUGH_WORDS) if enough else (_EMPTY, _EMPTY_WORDS)))
        self.empty.button.hide()
        if not (self._today.rows or others):  # who has no rhythm would never come here
            self._unsorted.read()
        unfolded = ("Only what is for today", "chevron-down")
        words, icon = unfolded if self._whole else (f"{others:,} more, when you like", _FOLDED)
        self.more.setText(words)
        self.theme.dress(self.more, icon, "quiet")
        self.more.setVisible(bool(others))

    def _offer_sorting(self, unsorted: list[int]) -> None:
        if unsorted and not (self._today.rows or self._today.others):
            have = counted(len(unsorted), "person has", "people have")
            self.empty.say(_EMPTY, f"{have} no rhythm yet, and so never come up here. {_SORTING}")
            self.empty.button.show()

    def show_others(self) -> None:
        """Show what is too much for one day, too, or not any more."""
        if self._today.others:
            self._whole = not self._whole
            self._show(self._today)
            self.take_focus()

    # -------------------------------------------------------------------------------------- doing

    def _current(self) -> TodayRow | None:
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def at_hand(self) -> int | None:
        row = self._current()
        return None if row is None else row.person_id

    def _act(self, place: int, verb: str) -> None:
        self.list.setCurrentIndex(self.model.index(place))
        self._do(Verb(verb))

    def _do(self, verb: Verb, _checked: bool = False) -> None:
        row = self._current()
        if row is None or verb not in row.verbs:
            return
        if verb is Verb.DO:
            if self.verbs.do(row):
                if row.is_done_at_once:
                    self._go_on()
            elif row.person_id is not None:
                self.log_wanted.emit(row.person_id)
        elif verb is Verb.LOG and row.person_id is not None:
            self.log_wanted.emit(row.person_id)
        elif verb is Verb.SNOOZE:
            self.verbs.snooze_menu(row, self._below(verb))
        elif verb is Verb.SKIP:
            self.verbs.skip(row)
            self._go_on()
        else:
            self.verbs.rhythm_menu(row, self._below(verb))

    def open_current(self) -> None:
        """The card and the timeline of whom the row is about."""
        row = self._current()
        if row is not None and row.person_id is not None:
            self.person_chosen.emit(row.person_id)

    def _go_on(self) -> None:
        """Put the cursor on the next row before the writer has written: fast fingers must not
        answer one row twice."""
        self._move(1 if self.list.currentIndex().row() + 1 < len(self.model.rows) else -1)

    def _move(self, by: int) -> None:
        place = self.list.currentIndex().row() + by
        if 0 <= place < len(self.model.rows):
            self.list.setCurrentIndex(self.model.index(place))

    def _below(self, verb: Verb) -> QPoint:
        """Where on the screen a menu opens: below the button of the current row."""
        place = self.delegate.button_place(self.list.currentIndex(), verb.value)
        return self.list.viewport().mapToGlobal(place.bottomLeft())

    def show_menu(self, row: TodayRow, at: QPoint) -> None:
        """Everything that can be done with a row, at a point of the screen."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, _, word, key in row_verbs(row):
            if name == Verb.SNOOZE:
                self.verbs.fill_snoozes(menu.addMenu(word), row)
            else:
                words = f"Change {word.lower()}…" if name == Verb.RHYTHM else word
                action = menu.addAction(f"{words}\t{key}")
                action.triggered.connect(partial(self._do, Verb(name)))
        if row.person_id is not None:
            menu.addSeparator()
            menu.addAction("Show person\tO").triggered.connect(lambda: self.open_current())
        menu.popup(at)

    def take_focus(self) -> None:
        for button, may in ((self.more, self._today.others), (self.empty.button, True)):
            if not self.model.rows and may and not button.isHidden():
                button.setFocus()
                return
        self.list.setFocus()
        if not self.list.currentIndex().isValid() and self.model.rows:
            self.list.setCurrentIndex(self.model.index(0))

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QContextMenuEvent):
            return self._on_menu_wanted(event)
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        return self._on_key(Qt.Key(event.key()))

    def _on_key(self, key: Qt.Key) -> bool:
        row, number = self._current(), key - Qt.Key.Key_0
        if 1 <= number <= len(SNOOZES) and row is not None:
            if Verb.SNOOZE not in row.verbs:
                return True
            self.verbs.snooze_by(row, number)
            self._go_on()
            return True
        moves: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_J: lambda: self._move(1),
            Qt.Key.Key_K: lambda: self._move(-1),
            Qt.Key.Key_O: self.open_current,
            Qt.Key.Key_M: self.show_others,
        }
        if key in moves:
            moves[key]()
        elif key in _KEYS:
            self._do(_KEYS[key])
        else:
            return False
        return True

    def _on_menu_wanted(self, event: QContextMenuEvent) -> bool:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.list.currentIndex()
        if not by_key:
            index = self.list.indexAt(self.list.viewport().mapFromGlobal(event.globalPos()))
        if index.isValid():
            self.list.setCurrentIndex(index)
            at = self._below(Verb.DO) if by_key else event.globalPos()
            self.show_menu(self.model.rows[index.row()], at)
        return True

    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._entering = not event.spontaneous()
        self.reload()

    # ----------------------------------------------------------------------------------- building

    def _build(self) -> None:
        px, theme = self.theme.px, self.theme
        self.setAccessibleName("Today")
        self._words = PlainLabel(tone="quiet", wrap=True)
        self._keys = PlainLabel(_HELP, tone="quiet", size="small", wrap=True)
        self.why = QToolButton()
        self.why.setText("Why this order?")
        self.why.setToolTip(tooltip(_WHY))
        self.why.clicked.connect(self._explain)
        self.list = QListView()
        prepare_list(self.list, "What is due today", uniform=False)
        self.list.setAccessibleDescription(_HELP)
        self.list.installEventFilter(self)
        self.list.doubleClicked.connect(self._open)
        self.model: RowsModel[TodayRow] = RowsModel(
            describe_row, parent=self, key=lambda row: row.key
        )
        self.list.setModel(self.model)
        self.delegate = TodayDelegate(theme, self.list)
        self.delegate.acted.connect(self._act)
        self.list.setItemDelegate(self.delegate)
        self.empty = EmptyState(theme, "calendar", _EMPTY, _EMPTY_WORDS, "Sort into circles")
        self.empty.button.hide()
        self.empty.acted.connect(self.actions_table[ActionId.SORT_PEOPLE].trigger)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        title = QHBoxLayout()
        title.addWidget(PlainLabel("Today", size="large"), 1)
        title.addWidget(self.why)
        head = QVBoxLayout()
        head.setContentsMargins(px(24), px(24), px(24), px(8))
        head.setSpacing(px(4))
        head.addLayout(title)
        head.addWidget(self._words)
        head.addWidget(self._keys)
        self.more = QToolButton()
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setToolTip("What can wait for another day (M)")
        self.more.clicked.connect(self.show_others)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), px(4), px(16), px(8))
        foot.addWidget(self.more)
        foot.addStretch(1)
        for widget in (self._words, self._keys, self.why, self.more):
            widget.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _explain(self) -> None:
        self.message.emit(Message(_WHY))

    def _open(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self.open_current()
