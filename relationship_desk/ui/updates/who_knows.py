"""The table of who knows what, and what can be done with a cell of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QMenu,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.commands.tellings import note_known, untell_people
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.base import LazyPane
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.updates.matrix import MatrixModel
from relationship_desk.ui.updates.telling import Telling
from relationship_desk.ui.widgets.empty_state import EmptyState

_KEYS = "Enter writes to them.  Space: they know, or do not after all.  O shows the person."


class WhoKnowsLeaf(LazyPane):
    """Keys and menu act on the cell under the cursor."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self._told = tell_done(bridge, self.message.emit)
        self.telling = Telling(bridge, theme, self.message.emit, self)
        self.model = MatrixModel(self)
        self.table = QTableView()
        self._build()

    def read(self) -> None:
        index = self.table.currentIndex()
        place = (index.row(), index.column()) if index.isValid() else (0, 0)
        self.model.read(self.bridge)
        row = min(place[0], self.model.rowCount() - 1)
        column = min(place[1], self.model.columnCount() - 1)
        if row >= 0 and column >= 0:
            self.table.setCurrentIndex(self.model.index(row, column))
        self._stack.setCurrentWidget(self._page if row >= 0 else self.empty)

    def take_focus(self) -> None:
        self.table.setFocus()

    def write(self) -> None:
        """Open the letter to the person about the update."""
        index = self.table.currentIndex()
        if index.isValid():
            news, person_id = self.model.news_at(index.column()), self.model.person_at(index.row())
            self.telling.write_to(news.id, person_id)

    def turn_over(self) -> None:
        """They know, by no entry; or they do not know after all."""
        index = self.table.currentIndex()
        if not index.isValid():
            return
        member = self.model.member_at(index)
        news_id = self.model.news_at(index.column()).id
        ids = [self.model.person_at(index.row())]
        if member is not None and member.known is not None:
            self.bridge.do(untell_people, self._told, news_id=news_id, person_ids=ids)
        else:
            on = self.bridge.today()
            self.bridge.do(note_known, self._told, news_id=news_id, person_ids=ids, on=on)

    def show_current(self) -> None:
        """The card and the timeline of the person."""
        index = self.table.currentIndex()
        if index.isValid():
            self.person_chosen.emit(self.model.person_at(index.row()))

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        acts = {
            Qt.Key.Key_Return: self.write,
            Qt.Key.Key_Enter: self.write,
            Qt.Key.Key_Space: self.turn_over,
            Qt.Key.Key_O: self.show_current,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is not None:
            act()
        return act is not None

    def menu(self) -> QMenu:
        """Everything that can be done with the cell under the cursor."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        member = self.model.member_at(self.table.currentIndex())
        knows = member is not None and member.known is not None
        for words, act in (
            ("Write to them…\tEnter", self.write),
            ("Not told after all\tSpace" if knows else "They know already\tSpace", self.turn_over),
            ("Show person\tO", self.show_current),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, run=act: run())
        return menu

    def _show_menu(self, at: QPoint) -> None:
        if self.table.indexAt(at).isValid():
            self.menu().popup(self.table.viewport().mapToGlobal(at))

    def _build(self) -> None:
        px, table = self.theme.px, self.table
        self.setAccessibleName("Who knows what")
        table.setModel(self.model)
        table.setAccessibleName("Who knows what")
        table.setAccessibleDescription(_KEYS)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setCornerButtonEnabled(False)
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        table.doubleClicked.connect(lambda _: self.write())
        table.installEventFilter(self)
        # Rows and columns of one size: nothing is measured, however many there are.
        for header, size in (
            (table.verticalHeader(), px(32)),
            (table.horizontalHeader(), px(192)),
        ):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(size)
            header.setHighlightSections(False)
        table.verticalHeader().setFixedWidth(px(180))
        self.empty = EmptyState(
            self.theme,
            "updates",
            "Nobody yet",
            "When an update has an audience, it stands here who knows of it.",
        )
        self._page = QWidget()
        page = QVBoxLayout(self._page)
        page.setContentsMargins(px(16), px(8), px(16), px(8))
        page.setSpacing(px(8))
        page.addWidget(PlainLabel(_KEYS, tone="quiet", size="small", wrap=True))
        page.addWidget(table, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
