"""The list of playbooks with a search above it: those used last come first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from relationship_desk.desk.playbooks import Library
from relationship_desk.domain.playbooks import Playbook
from relationship_desk.domain.text import fold
from relationship_desk.ui.plain import visible
from relationship_desk.ui.playbooks.words import MOODS
from relationship_desk.ui.theme import Theme

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEY = Qt.ItemDataRole.UserRole


def matching(library: Library, query: str, recent: Sequence[str]) -> list[Playbook]:
    """The playbooks in which every typed word occurs: in the title, the mood or what recognises it.

    Those used last first, the newest before all; then by title.
    """
    words = fold(query).split()
    found = [
        playbook
        for playbook in library.playbooks.values()
        if all(
            word in fold(" ".join((playbook.title, MOODS[playbook.mood], *playbook.recognise)))
            for word in words
        )
    ]
    places = {key: place for place, key in enumerate(recent)}
    return sorted(found, key=lambda p: places.get(p.key, len(places)))


class PlaybookChooser(QWidget):
    """Type to filter, Up and Down to choose, Enter goes on; `chosen` carries a playbook or None."""

    chosen = Signal(object)
    entered = Signal()

    def __init__(
        self, theme: Theme, library: Library, recent: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library, self._recent = library, recent
        self._row = theme.px(30)
        self.search = QLineEdit()
        self.search.setPlaceholderText("What happened?")
        self.search.setAccessibleName("Find what happened")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda: self._fill(None))
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("What happened")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentItemChanged.connect(lambda *_: self.chosen.emit(self.current()))
        self.list.itemActivated.connect(lambda _: self.entered.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.search)
        self.setMinimumWidth(theme.px(200))
        self._fill(None)

    def current(self) -> Playbook | None:
        """The one that is chosen."""
        item = self.list.currentItem()
        return None if item is None else self._library.playbooks.get(item.data(_KEY))

    def choose(self, key: str) -> None:
        """Choose the playbook of a key, where there is one."""
        self._fill(key)

    def show_library(self, library: Library) -> None:
        """Other playbooks; the chosen one stays chosen."""
        before = self.current()
        self._library = library
        self._fill(None if before is None else before.key)

    def titles(self) -> list[str]:
        """What the list shows, in order."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _ENTER:
                self.entered.emit()
                return True
            if event.key() in _MOVES:
                self._move(event.key())
                return True
        return False

    def _fill(self, key: str | None) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for playbook in matching(self._library, self.search.text(), self._recent):
            own = " (your own)" if playbook.key in self._library.own else ""
            item = QListWidgetItem(visible(playbook.title) + own)
            item.setSizeHint(QSize(0, self._row))
            item.setData(_KEY, playbook.key)
            mood = MOODS[playbook.mood]
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {mood.lower()}")
            self.list.addItem(item)
            if playbook.key == key:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self.chosen.emit(self.current())

    def _move(self, key: int) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8}.get(Qt.Key(key), 8)
        row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
        self.list.setCurrentRow(row)
