"""The inbox: reminders that have come and wait for an answer, whether a popup was seen or not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QListView, QStackedLayout, QVBoxLayout, QWidget

from relationship_desk.domain.changes import Changes
from relationship_desk.store.tasks import InboxRow, inbox
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.delegates.inbox import InboxDelegate, describe_inbox
from relationship_desk.ui.models.rows import RowsModel
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.task_verbs import TaskVerbs
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Bar, Kind, Message
from relationship_desk.ui.widgets.empty_state import EmptyState

_BEAT_MS = 20_000


class InboxPane(Pane):
    """Done, Snooze and Open per row, by button and by D, S and O; oldest first."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self.verbs = TaskVerbs(self)
        self._told = ""
        self._build()
        self.reload()

    @property
    def count(self) -> int:
        """How many reminders wait."""
        return len(self.model.rows)

    def apply(self, changes: Changes) -> None:
        if (
            changes.everything
            or changes.tasks
            or changes.deliveries
            or changes.people
            or changes.preferences
        ):
            self.reload()

    def reload(self) -> None:
        """Read what waits at this moment."""
        current = self.list.currentIndex()
        place = current.row()
        task_id = self.model.rows[place].task.id if current.isValid() else None
        rows = inbox(self.bridge.reader, self.bridge.now())
        self.model.set_rows(rows)
        self.model.retell()
        if task_id is not None and rows:
            there = [i for i, row in enumerate(rows) if row.task.id == task_id]
            self.list.setCurrentIndex(
                self.model.index(there[0] if there else min(place, len(rows) - 1))
            )
        self._say_how_many(len(rows))
        self._say_failure(rows)
        self._stack.setCurrentWidget(self.list if rows else self.empty)

    def _say_how_many(self, waiting: int) -> None:
        things = "One reminder waits" if waiting == 1 else f"{waiting:,} reminders wait"
        self._words.setText(f"{things} for your answer." if waiting else "")
        self._words.setVisible(bool(waiting))

    def _say_failure(self, rows: list[InboxRow]) -> None:
        """A banner while popups fail; closed by hand, it comes back for another reason only."""
        failed = [row for row in rows if row.state == "failed"]
        message = failed[-1].message if failed else ""
        if message == self._told:
            return
        self._told = message
        self.banner.clear()
        if message:
            self.banner.tell(
                Message(
                    f"Popups cannot be shown now. {message} Until then reminders wait here.",
                    Kind.WARNING,
                )
            )

    # -------------------------------------------------------------------------------------- doing

    def _current(self) -> InboxRow | None:
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def _act(self, task_id: int, verb: str) -> None:
        for place, row in enumerate(self.model.rows):
            if row.task.id == task_id:
                self.list.setCurrentIndex(self.model.index(place))
                self._do(verb)
                return

    def _do(self, verb: str) -> None:
        row = self._current()
        if row is None:
            return
        if verb == "done":
            self.verbs.complete([row.task.id])
        elif verb == "snooze":
            index = self.list.currentIndex()
            place = self.delegate.button_place(self.list.visualRect(index), "snooze")
            at = self.list.viewport().mapToGlobal(place.bottomLeft())
            self.verbs.snooze_menu([row.task.id], at)
        elif row.task.person_id is not None:
            self.person_chosen.emit(row.task.person_id)
        else:
            self.verbs.edit(row.task.id)

    def take_focus(self) -> None:
        self.list.setFocus()
        if not self.list.currentIndex().isValid() and self.model.rows:
            self.list.setCurrentIndex(self.model.index(0))

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_D: lambda: self._do("done"),
            Qt.Key.Key_Space: lambda: self._do("done"),
            Qt.Key.Key_S: lambda: self._do("snooze"),
            Qt.Key.Key_O: lambda: self._do("open"),
            Qt.Key.Key_Return: lambda: self._do("open"),
            Qt.Key.Key_Enter: lambda: self._do("open"),
        }
        work = keys.get(event.key())
        if work is None:
            return False
        work()
        return True

    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.reload()
        self._beat.start(_BEAT_MS)

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
        self.banner = Bar(theme)
        self.list = QListView()
        prepare_list(self.list, "Reminders that wait", uniform=True)
        self.list.installEventFilter(self)
        self.list.doubleClicked.connect(self._open)
        self.model: RowsModel[InboxRow] = RowsModel(
            lambda row: describe_inbox(row, self.bridge.clock), parent=self
        )
        self.list.setModel(self.model)
        self.delegate = InboxDelegate(theme, self.list, self.bridge.clock)
        self.delegate.acted.connect(self._act)
        self.list.setItemDelegate(self.delegate)
        self.empty = EmptyState(
            theme,
            "inbox",
            "Nothing waits for you",
            "When a task comes due, it is here until you say Done or Snooze.",
        )
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        head = QVBoxLayout()
        head.setContentsMargins(px(24), px(24), px(24), px(8))
        head.setSpacing(px(8))
        head.addWidget(PlainLabel("Inbox", size="large"))
        head.addWidget(self._words)
        head.addWidget(self.banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._stack, 1)

    def _open(self, index: QModelIndex) -> None:
        self._act(self.model.rows[index.row()].task.id, "open")
