"""What happened: the timeline of one person, or of everybody, and the line to write it down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QListView, QMenu, QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.desk.commands.timeline import (
    InteractionForm,
    delete_interactions,
    edit_interaction,
    log_interaction,
    set_counting,
)
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.text import one_line
from relationship_desk.store.people import names_of
from relationship_desk.store.timeline import FeedKey, InteractionRow, feed_page, get_interaction
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.appreciation.opening import AppreciationDialogs
from relationship_desk.ui.appreciation.words import kindness_words
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.delegates.interaction import InteractionDelegate
from relationship_desk.ui.models.rows import FeedModel, begins_a_day
from relationship_desk.ui.panes.base import LazyPane
from relationship_desk.ui.plain import visible
from relationship_desk.ui.rows import ROW_ROLE, describe_interaction
from relationship_desk.ui.telling import done_message, tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.timeline.entry import Draft, EntryEditor
from relationship_desk.ui.widgets.empty_state import EmptyState

_EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class TimelinePane(LazyPane):
    """Of everybody, whoever is in front, until `set_person` makes it that of one person.

    What was typed for one person waits for them while another is shown.
    """

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self._person_id: int | None = None
        self._drafts: dict[int | None, Draft] = {}
        self._saving: Draft | None = None  # what the line shows and the writer has
        self._day = bridge.today()
        self.entry = EntryEditor(theme, bridge)
        self._thanks = AppreciationDialogs(bridge, theme, self.message.emit, self)
        self.list = QListView()
        self.delegate = InteractionDelegate(theme, self.list, bridge.clock)
        self.model = FeedModel(self._page, self._describe, begins_a_day, self)
        self._from_the_start = False  # whether what is read next is somebody else's
        self._build()
        self._connect()

    def set_person(self, person_id: int | None) -> None:
        """Show this person's timeline, or everybody's."""
        if person_id == self._person_id:
            return
        if self.entry.is_dirty() and self._saving is None:
            self._drafts[self._person_id] = self.entry.draft()
        self._saving = None
        self._person_id = person_id
        self.delegate.subject = person_id
        self.entry.set_people(() if person_id is None else (person_id,))
        draft = self._drafts.pop(person_id, None)
        if draft is not None:
            self.entry.restore(draft)
        self._from_the_start = True
        self.refresh()

    def concerns(self, changes: Changes) -> bool:
        mine = self._person_id is None or changes.touches_person(self._person_id)
        told = changes.touches("telling", "news")
        return told or (mine and bool(changes.interactions or changes.people))

    def apply(self, changes: Changes) -> None:
        super().apply(changes)
        if self._day != self.bridge.today():
            self._day = self.bridge.today()
            self.model.retell()

    def read(self) -> None:
        another, self._from_the_start = self._from_the_start, False
        self.delegate.kindnesses.clear()
        self.model.reload(from_the_start=another)
        if another:
            self.list.scrollToTop()
        if self.list.currentIndex().isValid() and not self.list.selectedIndexes():
            self._select(self.list.currentIndex().row())
        empty = not self.model.rows
        self._stack.setCurrentWidget(self._empty if empty else self.list)

    def take_focus(self) -> None:
        if self.model.rows:
            if not self.list.selectedIndexes():
                self._select(max(self.list.currentIndex().row(), 0))
            self.list.setFocus()
        else:
            self.log()

    def show_thing(self, thing_id: int) -> bool:
        self.read()
        place = self.model.place_of(lambda row: row.id == thing_id)
        if place is not None:
            self._select(place)
            self.list.scrollTo(self.model.index(place))
            self.list.setFocus()
        return place is not None

    def needed_height(self) -> int:
        # The line, unfolded or not, and a little of the list.
        entry = self.entry.heightForWidth(self.entry.width())
        return entry + self.theme.px(16 + 96)

    def log(self) -> bool:
        self.entry.begin()
        return True

    def finish(self) -> bool:
        """Save everything that was begun, so that closing the window loses nothing."""
        if self.entry.is_dirty() and self._saving is None:
            self._drafts[self._person_id] = self.entry.draft()
        for person_id, draft in list(self._drafts.items()):
            self._saving = None
            self.entry.restore(draft)
            self.entry.submit()
            if self.entry.error():
                if person_id is not None and not names_of(self.bridge.reader, [person_id]):
                    # Deleted, and nobody else was named: the words wait for Undo as long as the
                    # window stays open, and cannot keep it open.
                    self.entry.clear()
                    continue
                if person_id != self._person_id and person_id is not None:
                    self.person_chosen.emit(person_id)
                else:
                    del self._drafts[person_id]
                self.wants_front.emit()
                return False
            self._drafts.pop(person_id, None)
        return True

    def edit_current(self) -> None:
        """Open the entry with the keyboard's focus."""
        row = self._current()
        if row is not None:
            self.edit(row.id)

    def edit(self, interaction_id: int) -> None:
        """Show an entry in the editor; a new one that was begun waits until that is done."""
        row = get_interaction(self.bridge.reader, interaction_id)
        if row is None:
            return
        if self.entry.is_dirty() and self.entry.editing is None:
            self._drafts[self._person_id] = self.entry.draft()
        self.entry.edit(row)

    def record_kindness(self) -> None:
        """Record what the entry with the keyboard's focus tells of as a kindness."""
        row = self._current()
        if row is not None:
            self._thanks.record_of(row, self._person_id)

    def delete_selected(self) -> None:
        """Remove the selected entries; Undo brings them back."""
        ids = [row.id for row in self.selected_rows()]
        if ids:
            self.bridge.do(delete_interactions, self._deleted, interaction_ids=ids)

    def selected_rows(self) -> list[InteractionRow]:
        """What is selected, newest first; else the one with the keyboard's focus."""
        places = sorted(index.row() for index in self.list.selectedIndexes())
        current = self._current()
        if not places and current is not None:
            return [current]
        return [self.model.rows[place] for place in places]

    # --------------------------------------------------------------------------------- the saving

    def _save(self, form: InteractionForm) -> None:
        person_id, draft = self._person_id, self.entry.draft()
        self._saving = draft
        self.entry.set_saving(True)
        desk, editing = self.bridge.desk, draft.editing

        def failed(error: BaseException) -> None:
            self._not_saved(person_id, draft, error)

        if editing is None:
            self.bridge.follow(
                desk.do(log_interaction, form=form),
                lambda outcome: self._saved(draft, outcome.result),
                failed,
            )
        else:
            self.bridge.follow(
                desk.do(edit_interaction, interaction_id=editing, form=form),
                lambda _: self._saved(draft, editing),
                failed,
            )

    def _saved(self, draft: Draft, interaction_id: int) -> None:
        if self._saving is draft:
            self._saving = None
            self.entry.clear()
            self._take_up_draft()
        self.read()
        for place, row in enumerate(self.model.rows):
            if row.id == interaction_id:
                self._select(place)
                self.list.scrollTo(self.model.index(place))

    def _not_saved(self, person_id: int | None, draft: Draft, error: BaseException) -> None:
        if self._saving is draft:
            self._saving = None
            self.entry.set_saving(False)
            if isinstance(error, UserError):
                self.entry.complain(str(error))
                return
        else:
            # Another person is shown by now: the words wait where they were typed.
            self._drafts.setdefault(person_id, draft)
        self.bridge.tell(error)

    def _take_up_draft(self) -> None:
        """Go on with the new entry that had given way to an edit."""
        draft = self._drafts.pop(self._person_id, None)
        if draft is not None:
            self.entry.restore(draft)

    def _count(self, rows: Sequence[InteractionRow], counts: bool) -> None:
        ids = [row.id for row in rows]
        told = tell_done(self.bridge, self.message.emit)
        self.bridge.do(set_counting, told, interaction_ids=ids, counts=counts)

    def _deleted(self, outcome: Outcome[int]) -> None:
        what = visible(outcome.label.removeprefix("Delete "))
        message = done_message(self.bridge, outcome, f"Deleted {what}.")
        if message is not None:
            self.message.emit(message)

    # ---------------------------------------------------------------------------------- the parts

    def _build(self) -> None:
        px = self.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(px(24), px(12), px(16), px(4))
        top.addWidget(self.entry)
        column.addLayout(top)
        prepare_list(self.list, "Timeline", uniform=False)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._empty = EmptyState(
            self.theme,
            "timeline",
            "Nothing here yet",
            "Met, called, wrote? Say it in a few words above (Ctrl+Shift+L), and it stands here.",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        # The line above comes first where there is little room.
        self._stack.setMinimumHeight(px(48))
        column.addWidget(self._stack, 1)
        self.setAccessibleName("Timeline")

    def _connect(self) -> None:
        self.entry.submitted.connect(self._save)
        self.entry.given_up.connect(self._take_up_draft)
        self.entry.given_up.connect(self.list.setFocus)
        self.list.doubleClicked.connect(self.edit_current)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in _EDIT_KEYS:
            self.edit_current()
        elif event.key() == Qt.Key.Key_K and not event.modifiers():
            self.record_kindness()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_selected()
        else:
            return False
        return True

    def _show_menu(self, at: QPoint) -> None:
        rows = self.selected_rows()
        if not rows:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(rows) == 1:
            menu.addAction("Edit\tEnter").triggered.connect(self.edit_current)
            kindness = menu.addAction("Record a kindness…\tK")
            kindness.triggered.connect(self.record_kindness)
        counts = not any(row.counts for row in rows)
        words = "It was contact" if counts else "It was no contact"
        menu.addAction(words).triggered.connect(lambda: self._count(rows, counts))
        menu.addAction("Copy text").triggered.connect(lambda: _copy(rows))
        others = {i: name for row in rows for i, name in row.people if i != self._person_id}
        for person_id, name in list(others.items())[:8]:
            words = visible(one_line(name, 40)).replace("&", "&&")
            action = menu.addAction(f"Go to {words}")
            action.triggered.connect(lambda _=False, i=person_id: self.person_chosen.emit(i))
        menu.addSeparator()
        menu.addAction("Delete\tDel").triggered.connect(self.delete_selected)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _page(self, before: FeedKey | None, limit: int) -> list[InteractionRow]:
        rows = feed_page(self.bridge.reader, self._person_id, before, limit)
        self.delegate.kindnesses |= kindness_words(self.bridge.reader, rows)
        return rows

    def _describe(self, row: InteractionRow) -> str:
        words = describe_interaction(row, self.bridge.clock)
        kindness = self.delegate.kindnesses.get(row.id)
        return f"{words}, {kindness}" if kindness else words

    def _current(self) -> InteractionRow | None:
        index = self.list.currentIndex()
        row: InteractionRow | None = index.data(ROW_ROLE) if index.isValid() else None
        return row

    def _select(self, place: int) -> None:
        self.list.selectionModel().setCurrentIndex(
            self.model.index(place), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )


def _copy(rows: Sequence[InteractionRow]) -> None:
    QGuiApplication.clipboard().setText("\n\n".join(row.text for row in rows))
