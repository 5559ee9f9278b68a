"""The inbox: reminders that have come and wait for an answer, and those that sleep.

Invariant: an answer brings the cursor to the next row that waits, never onto one that sleeps.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QListView, QMenu, QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.domain.changes import Changes
from relationship_desk.domain.reminders import SNOOZES
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.delegates.inbox import InboxDelegate
from relationship_desk.ui.inbox_rows import InboxItem, describe_item, heading_of, inbox_items
from relationship_desk.ui.models.rows import RowsModel
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.reminder_verbs import ReminderVerbs
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.empty_state import EmptyState

_BEAT_MS = 20_000
_KEYS = {
    Qt.Key.Key_D: "done",
    Qt.Key.Key_Space: "done",
    Qt.Key.Key_S: "snooze",
    Qt.Key.Key_N: "skip",
    Qt.Key.Key_O: "open",
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_E: "edit",
    Qt.Key.Key_F2: "edit",
}
_HELP = "D done · S or 1 to 5 snooze · N not this time · O open · E edit"


class InboxPane(Pane):
    """Answers per row, by keys, by the buttons of a row, and by its menu.

    What waits here are the reminders that do not sleep.
    """

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self.verbs = ReminderVerbs(self)
        self._build()
        self.reload()

    def apply(self, changes: Changes) -> None:
        if (
            changes.everything
            or changes.tasks
            or changes.deliveries
            or changes.people
            or changes.preferences
            or changes.circles
        ):
            self.reload()

    def reload(self) -> None:
        """Read what waits at this moment."""
        current, place = self._current(), self.list.currentIndex().row()
        here = self.bridge.desk.circumstances(self.bridge.reader)
        items = inbox_items(self.bridge.reader, here, self.bridge.clock)
        self.model.set_rows(items)
        if current is not None:
            self.list.setCurrentIndex(self._next_index(items, current, place))
        self._say_how_many(items)
        self._stack.setCurrentWidget(self.list if items else self.empty)

    def _next_index(
        self, items: Sequence[InboxItem], current: InboxItem, place: int
    ) -> QModelIndex:
        """Where the cursor goes that stood on `current`: it stays on what still waits as it did."""
        for there, item in enumerate(items):
            if item.key == current.key and item.asleep is current.asleep:
                return self.model.index(there)
        last = len(items) if current.asleep else sum(not item.asleep for item in items)
        return self.model.index(min(place, last - 1)) if last else QModelIndex()

    def _say_how_many(self, items: Sequence[InboxItem]) -> None:
        waiting = sum(not item.asleep for item in items)
        self.set_waiting(waiting)
        if waiting:
            things = "One reminder waits" if waiting == 1 else f"{waiting:,} reminders wait"
            self._words.setText(f"{things} for your answer.")
        else:
            self._words.setText("Nothing waits for your answer now." if items else "")
        self._words.setVisible(bool(items))
        self._keys.setVisible(bool(items))

    # -------------------------------------------------------------------------------------- doing

    def _current(self) -> InboxItem | None:
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def at_hand(self) -> int | None:
        item = self._current()
        return None if item is None else item.row.person_id

    def _act(self, place: int, verb: str) -> None:
        self.list.setCurrentIndex(self.model.index(place))
        self._do(verb)

    def _do(self, verb: str) -> None:
        item = self._current()
        if item is None:
            return
        if verb == "done":
            self.verbs.done(item.row)
            self._go_on(item)
        elif verb == "skip":
            self.verbs.skip(item.row)
            self._go_on(item)
        elif verb == "snooze":
            self.verbs.snooze_menu(item.row, self._below("snooze"))
        elif verb == "edit":
            self.verbs.edit(item.row, self._below("edit"))
        else:
            self.verbs.open(item.row, self._below("open"))

    def _go_on(self, answered: InboxItem) -> None:
        """Put the cursor on the row after one that was answered, before the writer has written it:
        fast fingers must not answer one row twice."""
        rows, place = self.model.rows, self.list.currentIndex().row()
        there = (place + 1, place - 1)
        found = [p for p in there if 0 <= p < len(rows) and rows[p].asleep <= answered.asleep]
        self.list.setCurrentIndex(self.model.index(found[0]) if found else QModelIndex())

    def _below(self, verb: str) -> QPoint:
        """Where on the screen a menu opens: below the button of the current row."""
        place = self.delegate.button_place(self.list.currentIndex(), verb)
        return self.list.viewport().mapToGlobal(place.bottomLeft())

    def show_menu(self, item: InboxItem, at: QPoint) -> None:
        """Everything that can be done with a row, at a point of the screen."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        repeats = self.verbs.repeats(item.row)
        self._add_to(menu, "Done\tD", "done")
        if repeats and item.row.source == "task":
            forever = menu.addAction("Done for good")
            forever.triggered.connect(lambda: self.verbs.finish(item.row))
        self.verbs.fill_snoozes(menu.addMenu("Snooze"), item.row)
        self._add_to(menu, "Not this time\tN" if repeats else "Remind no more\tN", "skip")
        menu.addSeparator()
        self._add_to(menu, "Show person\tO" if item.row.person_id else "Open\tO", "open")
        self._add_to(menu, "Edit…\tE", "edit")
        menu.popup(at)

    def _add_to(self, menu: QMenu, words: str, verb: str) -> None:
        menu.addAction(words).triggered.connect(lambda: self._do(verb))

    def take_focus(self) -> None:
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
        number = event.key() - Qt.Key.Key_0
        current = self._current()
        if 1 <= number <= len(SNOOZES) and current is not None:
            self.verbs.snooze_by(current.row, number)
            self._go_on(current)
            return True
        verb = _KEYS.get(Qt.Key(event.key()))
        if verb is None:
            return False
        self._do(verb)
        return True

    def _on_menu_wanted(self, event: QContextMenuEvent) -> bool:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.list.currentIndex()
        if not by_key:
            index = self.list.indexAt(self.list.viewport().mapFromGlobal(event.globalPos()))
        if index.isValid():
            self.list.setCurrentIndex(index)
            at = self._below("done") if by_key else event.globalPos()
            self.show_menu(self.model.rows[index.row()], at)
        return True

    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.reload()
        self._beat.start(_BEAT_MS)
        if not event.spontaneous():
            self.take_focus()  # who goes to the inbox answers it, by keys too

    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self._beat.stop()

    # ----------------------------------------------------------------------------------- building

    def _build(self) -> None:
        px, theme = self.theme.px, self.theme
        self.setAccessibleName("Inbox")
        self._beat = QTimer(self)
        self._beat.timeout.connect(self.reload)
        self._words = PlainLabel(tone="quiet")
        self._keys = PlainLabel(_HELP, tone="quiet", size="small", wrap=True)
        self.list = QListView()
        prepare_list(self.list, "Reminders that wait", uniform=False)
        self.list.setAccessibleDescription(_HELP)
        self.list.installEventFilter(self)
        self.list.doubleClicked.connect(lambda index: self._act(index.row(), "open"))
        self.model: RowsModel[InboxItem] = RowsModel(
            describe_item, heading_of, self, key=lambda item: (*item.key, item.asleep)
        )
        self.list.setModel(self.model)
        self.delegate = InboxDelegate(theme, self.list)
        self.delegate.acted.connect(self._act)
        self.list.setItemDelegate(self.delegate)
        self.empty = EmptyState(
            theme,
            "inbox",
            "Nothing waits for you",
            "When something comes due, it is here until you answer it.",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        head = QVBoxLayout()
        head.setContentsMargins(px(24), px(24), px(24), px(8))
        head.setSpacing(px(4))
        head.addWidget(PlainLabel("Inbox", size="large"))
        head.addWidget(self._words)
        head.addWidget(self._keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
