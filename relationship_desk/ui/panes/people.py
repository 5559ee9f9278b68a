"""The people at the left: search, circles, tags and the list of who is found.

Below them stands what else the search finds; the archive is searched for people only.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.domain.changes import Changes
from relationship_desk.domain.finding import Found
from relationship_desk.store.circles import all_circles
from relationship_desk.store.people import (
    all_tags,
    count_people,
    person_ids,
)
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.panes.bulk_bar import BulkBar
from relationship_desk.ui.panes.found_list import FoundList
from relationship_desk.ui.panes.people_list import ROW, PeopleList
from relationship_desk.ui.panes.people_menu import people_menu
from relationship_desk.ui.panes.people_words import nobody_words
from relationship_desk.ui.panes.tag_filter import TagFilter
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.empty_state import EmptyState

_BARE_HEAD = 88  # px: the search and the count, with what is between
_LEAST_ROWS = 2
_LATER_MS = 60
_NO_LIMIT = 16_777_215  # px: Qt's own
_INTO_THE_LIST = (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PeoplePane(Pane):
    """Lists who is found; `person_chosen` follows the keyboard, `opened` is Enter or a click."""

    ground = "side"
    opened = Signal(int)
    thing_opened = Signal(Found)  # something else that was found
    selection_changed = Signal()

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self._archived = False
        self._people = 0
        self._build()
        self.set_archived(False)
        self.reload()

    # ------------------------------------------------------------------------------------ reading

    def set_archived(self, archived: bool) -> None:
        """List those in the archive, or those who are not."""
        self.bulk.set_archived(archived)
        self.search.setPlaceholderText("Search the archive" if archived else "Search")
        self.search.setAccessibleName(self.search.placeholderText())
        if archived is not self._archived:
            self._archived = archived
            self.reload()
            self._later.start()

    def reload(self) -> None:
        """Read everything anew: tags, counts and who is found."""
        self.circles.set_tags(all_circles(self.bridge.reader, archived=self._archived))
        self.tags.set_tags(all_tags(self.bridge.reader, archived=self._archived))
        self._people = count_people(self.bridge.reader, archived=self._archived)
        self._find()

    def apply(self, changes: Changes) -> None:
        if self.search.text():
            self._later.start()
        if changes.everything or changes.people or changes.tags or changes.circles:
            place, gone = self.list.currentIndex().row(), self.list.current_id()
            rows = None if changes.everything else changes.people
            self.reload()
            self.model.forget_rows(rows)
            if gone is not None and self.model.place_of(gone) is None:
                self.list.go_to(place)  # whoever stands now where the one who went stood

    def _find(self) -> None:
        """List who is found now; the selection stays on those who still are."""
        found = person_ids(
            self.bridge.reader,
            self.search.text(),
            sorted(self.tags.chosen),
            circle_ids=sorted(self.circles.chosen),
            archived=self._archived,
        )
        self.list.show_people(found)
        self._tell_count()

    def _search(self) -> None:
        """Another search shows its best, not where the list stood before."""
        self._find()
        self._later.start()
        if self.model.place_of(self.list.current_id() or 0) is None:
            self.list.scrollToTop()

    def _find_things(self) -> None:
        """What else is found; the list of people gets the room that it needs, and half at most."""
        self.found.look_for("" if self._archived else self.search.text())
        self._share_room()

    def _share_room(self) -> None:
        beside = not self.found.isHidden()
        people = len(self.model.ids)
        self._stack.setVisible(bool(people) or not beside)
        rows = people * self.theme.px(ROW) if beside else _NO_LIMIT
        self._stack.setMaximumHeight(min(rows, _NO_LIMIT))

    def _tell_count(self) -> None:
        self._share_room()
        found, everybody = len(self.model.ids), self._people
        noun = "person" if everybody == 1 else "people"
        where = " in the archive" if self._archived else ""
        if found == everybody:
            self.count.setText(f"{everybody:,} {noun}{where}" if everybody else "")
        else:
            self.count.setText(f"{found:,} of {everybody:,} {noun}{where}")
        if found:
            self._stack.setCurrentWidget(self.list)
        elif everybody:
            what = visible(" ".join(self.search.text().split()))
            words = nobody_words(
                what, tags=bool(self.tags.chosen), circles=bool(self.circles.chosen)
            )
            self._nobody_fits.say("No match", words)
            self._stack.setCurrentWidget(self._nobody_fits)
        else:
            self._stack.setCurrentWidget(self._empty_archive if self._archived else self._empty)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit_filters()

    def _fit_filters(self) -> None:
        """Where the window is so low that hardly anybody could be seen, filters that are not used
        give way to people; squeezed they could not be read."""
        used = self.circles.chosen or self.tags.chosen
        filters = self._filters.heightForWidth(self.width() - self.theme.px(16))
        people = self.theme.px(_BARE_HEAD + _LEAST_ROWS * ROW)
        self._filters.setVisible(bool(used) or self.height() >= filters + people)

    def height_with(self, rows: int, width: int) -> int:
        """How high the pane is with so many people in sight, and the best of what else is found."""
        beside = 0
        if not self.found.isHidden():
            rows, beside = min(rows, len(self.model.ids)), self.found.wanted_height()
        return self._head.heightForWidth(width) + rows * self.theme.px(ROW) + beside

    def empty_state(self) -> EmptyState | None:
        """What is shown in place of a list, or None where there is one."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, EmptyState) else None

    # ---------------------------------------------------------------------------------- selection

    def selected_ids(self) -> list[int]:
        """Who is selected, in the order of the list."""
        return self.list.selected_ids()

    def show_person(self, person_id: int | None) -> None:
        self.list.mark(person_id)

    def reveal(self, person_id: int) -> None:
        """Mark somebody who is new, and drop a search that hides them."""
        self.reload()
        if self.model.place_of(person_id) is None:
            self.show_everybody()
        self.show_person(person_id)

    def show_everybody(self) -> None:
        """Drop search, circles and tags."""
        self.search.clear()
        self.circles.clear()
        self.tags.clear()
        self._soon.stop()
        self._find()
        self._find_things()

    def _on_selection(self, count: int) -> None:
        self.bulk.set_count(count)
        self.selection_changed.emit()

    # ------------------------------------------------------------------------------------ keyboard

    def take_focus(self) -> None:
        if not self.selected_ids() and self.model.ids:
            self.list.go_to(max(0, self.list.currentIndex().row()))
        self.list.setFocus()

    def focus_search(self) -> None:
        """Ready to type."""
        self.search.setFocus()
        self.search.selectAll()

    def _type_on(self, letters: str) -> None:
        """Letters typed into the list are a search."""
        self.search.setFocus()
        self.search.setText(letters)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if watched is self.list:
            last = self.list.currentIndex().row() == len(self.model.ids) - 1
            return event.key() == Qt.Key.Key_Down and last and self._go_to_found()
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        if event.key() not in _INTO_THE_LIST:
            return False
        self._find_now()
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not self.model.ids:
            self.found.open_first() if opens else self._go_to_found()
        elif opens:
            self.list.open_current()
        else:
            self.take_focus()
        return True

    def _find_now(self) -> None:
        """What was typed and is not searched for yet."""
        if self._soon.isActive():
            self._soon.stop()
            self._find()
            self._later.start()
        if self._later.isActive():
            self._later.stop()
            self._find_things()

    def _go_to_found(self) -> bool:
        """Go on to what was found beside people; whether there is anything."""
        if self.found.isHidden():
            return False
        self.found.go_to(0)
        return True

    def _leave_found(self) -> None:
        """Back from there to the last of the people, or to the search."""
        if self.model.ids:
            self.list.setFocus()
            self.list.go_to(len(self.model.ids) - 1)
        else:
            self.search.setFocus()

    # ------------------------------------------------------------------------------------ building

    def _build(self) -> None:
        px, actions = self.theme.px, self.actions_table
        self.setAccessibleName("People")
        self._build_search()
        self.circles = TagFilter(self.theme, self.search, "circle")
        self.tags = TagFilter(self.theme, self.circles.last)
        for filter in (self.circles, self.tags):
            filter.changed.connect(self._search)
        self.count = PlainLabel(tone="quiet", size="small")
        self._build_list()
        self.found = FoundList(self.bridge, self.theme)
        self.found.opened.connect(self.thing_opened)
        self.found.left.connect(self._leave_found)
        self.bulk = BulkBar(self.theme, actions)
        head = self._head = QVBoxLayout()
        head.setContentsMargins(px(8), px(8), px(8), px(4))
        head.setSpacing(px(8))
        self._filters = QWidget()
        filters = QVBoxLayout(self._filters)
        filters.setContentsMargins(0, 0, 0, 0)
        filters.setSpacing(px(8))
        for filter in (self.circles, self.tags):
            filters.addWidget(filter)
        for widget in (self.search, self._filters):
            head.addWidget(widget)
        counted = QHBoxLayout()
        counted.setContentsMargins(px(8), 0, px(8), 0)
        counted.addWidget(self.count)
        head.addLayout(counted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.found, 1)
        column.addStretch(0)
        column.addWidget(self.bulk)
        self.setMinimumWidth(px(208))

    def _build_search(self) -> None:
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        glass = QAction(self)
        self.theme.dress(glass, "search", "quiet")
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search.setToolTip(
            "People by name, organisation, e-mail, phone or note; and from three letters on "
            "everything else that you wrote down (Ctrl+F)"
        )
        # What is typed at once is searched once; the list follows before the next key.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._search)
        self.search.textChanged.connect(lambda _: self._soon.start())
        # What else is found comes after the people, so that no key waits for it.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._find_things)

    def _build_list(self) -> None:
        theme = self.theme
        self.list = PeopleList(self.bridge, theme)
        self.model = self.list.people
        self.list.installEventFilter(self)
        self.list.typed.connect(self._type_on)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.person_chosen.connect(self.person_chosen)
        self.list.opened.connect(self.opened)
        self.list.selection_changed.connect(self._on_selection)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.actions_table[ActionId.DELETE].trigger)
        self._empty = EmptyState(
            theme,
            "people",
            "Nobody here yet",
            "Drop a .vcf file of contacts anywhere here, or press Ctrl+N.",
            "New person",
        )
        self._empty.acted.connect(self.actions_table[ActionId.NEW_PERSON].trigger)
        self._empty_archive = EmptyState(
            theme,
            "archive",
            "The archive is empty",
            "Who is archived is kept here with everything, out of the way and without reminders.",
        )
        self._nobody_fits = EmptyState(theme, "search", "No match", "", "Show everybody")
        self._nobody_fits.acted.connect(self.show_everybody)
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(self.theme.px(ROW))  # not as high as what is seldom shown
        for widget in (self.list, self._empty, self._empty_archive, self._nobody_fits):
            self._stack.addWidget(widget)

    def _show_menu(self, where: QPoint) -> None:
        if not self.selected_ids():
            return
        menu = people_menu(self.actions_table, self, archived=self._archived)
        menu.popup(self.list.viewport().mapToGlobal(where))
