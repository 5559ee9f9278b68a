"""The field for the people of an entry: any number, found while one types."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from relationship_desk.store.people import matching_people, names_of
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.flow import FlowLayout
from relationship_desk.ui.widgets.offers import offer_words, people_offered
from relationship_desk.ui.widgets.popups import prepare_popup
from relationship_desk.ui.widgets.tags import TagChip

_ID = Qt.ItemDataRole.UserRole + 1
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PeopleField(QFrame):
    """Enter takes the first who is offered, Backspace in the empty field removes the last.

    `submitted` on Enter where nothing is typed.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(self, theme: Theme, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._bridge = theme, bridge
        self._chips: dict[int, TagChip] = {}
        self.setProperty("field", True)
        self._flow = FlowLayout(self, theme.px(4))
        edge = theme.px(3)
        self._flow.setContentsMargins(edge, edge, edge, edge)
        self.line = QLineEdit()
        self.line.setProperty("bare", True)
        self.line.setPlaceholderText("With whom?")
        self.line.setAccessibleName("Add a person")
        self.line.setMinimumWidth(theme.px(96))
        self._flow.addWidget(self.line)
        self._found = QStandardItemModel(self)
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.line.setCompleter(self._completer)
        self.line.textEdited.connect(self._search)
        self.line.installEventFilter(self)
        self._popup = prepare_popup(self._completer)
        # After the completer's own filter, so that it is asked before that.
        self._popup.installEventFilter(self)
        self.setFocusProxy(self.line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("People")

    def people(self) -> tuple[int, ...]:
        """Who is named, in the order of naming."""
        return tuple(self._chips)

    def set_people(self, ids: Iterable[int]) -> None:
        """Name these; who does not exist is left out."""
        for person_id in list(self._chips):
            self._drop(person_id)
        self.line.clear()
        wanted = list(ids)
        names = names_of(self._bridge.reader, wanted)
        for person_id in wanted:
            if person_id in names:
                self._append(person_id, names[person_id])

    def settle(self) -> str:
        """Take what is still typed as a name; the sentence that says why that is not possible."""
        text = self.line.text().strip()
        if not text:
            return ""
        found = matching_people(self._bridge.reader, text)
        if len(found) == 1:
            self.line.clear()
            self.add(found[0][0])
            return ""
        if found:
            return f"Several people are called “{visible(text)}”. Choose one from the list."
        return f"Nobody is called “{visible(text)}”. New people come in with Ctrl+N."

    def add(self, person_id: int) -> None:
        """Name one more."""
        name = names_of(self._bridge.reader, [person_id]).get(person_id)
        if name is not None and person_id not in self._chips:
            self._append(person_id, name)
            self.edited.emit()

    def remove(self, person_id: int) -> None:
        """Leave one out."""
        self._drop(person_id)
        self.line.setFocus()
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.line:
                return self._key(event)
            if event.key() in _ENTER and not self._popup.currentIndex().isValid():
                self._popup.hide()
                self._take(self._found.index(0, 0))
                return True
        if isinstance(event, QFocusEvent) and watched is self.line:
            self.setProperty("active", event.gotFocus())
            self.style().unpolish(self)
            self.style().polish(self)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in _ENTER:
            if not self.line.text().strip():
                self.submitted.emit()
            elif self._found.rowCount():
                self._take(self._found.index(0, 0))
            return True
        if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._chips:
            self.remove(list(self._chips)[-1])
            return True
        return False

    def _search(self, text: str) -> None:
        self._found.clear()
        self.edited.emit()
        for row in people_offered(self._bridge, text, self._chips):
            item = QStandardItem(offer_words(row))
            item.setData(row.id, _ID)
            self._found.appendRow(item)

    def _take(self, index: QModelIndex) -> None:
        person_id = index.data(_ID)
        # The completer writes its text into the line after this.
        QTimer.singleShot(0, self, self.line.clear)
        self.line.clear()
        if person_id is not None:
            self.add(person_id)

    def _append(self, person_id: int, name: str) -> None:
        chip = TagChip(self._theme, name, self, removable=True)
        chip.setAccessibleName(visible(name))
        for cross in chip.findChildren(QToolButton):
            cross.setAccessibleName(f"Leave out {visible(name)}")
        chip.removed.connect(lambda: self.remove(person_id))
        self._flow.insert_widget(len(self._chips), chip)
        self._chips[person_id] = chip
        chip.show()
        self._relay()

    def _drop(self, person_id: int) -> None:
        chip = self._chips.pop(person_id)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._relay()

    def _relay(self) -> None:
        self.line.setPlaceholderText("and …" if self._chips else "With whom?")
        self.updateGeometry()
