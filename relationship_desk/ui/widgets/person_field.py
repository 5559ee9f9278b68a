"""A field for one person: typing finds them, nothing typed is nobody."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from relationship_desk.store.people import matching_people, names_of
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.offers import offer_words, people_offered
from relationship_desk.ui.widgets.popups import prepare_popup

_ID = Qt.ItemDataRole.UserRole + 1
_NAME = Qt.ItemDataRole.UserRole + 2
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PersonField(QWidget):
    """A line that finds people as one types; `submitted` on Enter. `may_be_nobody`: and says so."""

    submitted = Signal()

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        name: str,
        parent: QWidget | None = None,
        *,
        may_be_nobody: bool = False,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._chosen: int | None = None
        self._chosen_name = ""
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText("Nobody in particular" if may_be_nobody else "Type a name")
        self.line.setClearButtonEnabled(True)
        self._hint = PlainLabel(tone="danger", size="small")
        self._hint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self.line)
        column.addWidget(self._hint)
        self.setFocusProxy(self.line)
        self._found = QStandardItemModel(self)
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        # The completer writes this role into the line, whatever the list shows.
        self._completer.setCompletionRole(_NAME)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.line.setCompleter(self._completer)
        self.line.textEdited.connect(self._search)
        self.line.installEventFilter(self)
        self.popup = prepare_popup(self._completer)
        # After the completer's own filter, so that it is asked before that.
        self.popup.installEventFilter(self)

    def set_person(self, person_id: int | None) -> None:
        """Show this person, or nobody."""
        names = {} if person_id is None else names_of(self._bridge.reader, [person_id])
        self._chosen = person_id if names else None
        self._chosen_name = visible(names.get(person_id, "")) if person_id is not None else ""
        self.line.setText(self._chosen_name)
        self._say("")

    def person_id(self) -> int | None:
        """Who is meant; None for nobody, and where the name fits nobody or several."""
        text = self.line.text().strip()
        if not text:
            return None
        if self._chosen is not None and text == self._chosen_name.strip():
            return self._chosen
        found = matching_people(self._bridge.reader, text)
        return found[0][0] if len(found) == 1 else None

    def is_understood(self) -> bool:
        """Whether the text is empty or means one person; says so under the field where not."""
        text = self.line.text().strip()
        if not text or self.person_id() is not None:
            self._say("")
            return True
        several = len(matching_people(self._bridge.reader, text)) > 1
        self._say(
            "Several people are called that. Choose one from the list."
            if several
            else "Nobody is called that. Choose somebody from the list, or leave it empty."
        )
        return False

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in _ENTER:
            return False
        if watched is self.line:
            self.submitted.emit()
            return True
        if not self.popup.currentIndex().isValid():
            # Enter with nobody marked takes the first who is offered.
            self.popup.hide()
            self._take(self._found.index(0, 0))
            return True
        return False

    def _search(self, text: str) -> None:
        self._chosen = None
        self._say("")
        self._found.clear()
        for row in people_offered(self._bridge, text):
            item = QStandardItem(offer_words(row))
            item.setData(row.id, _ID)
            item.setData(visible(row.name), _NAME)
            self._found.appendRow(item)

    def _take(self, index: QModelIndex) -> None:
        self.set_person(index.data(_ID))

    def _say(self, hint: str) -> None:
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.line.setAccessibleDescription(hint)
        wrong = bool(hint)
        if bool(self.line.property("wrong")) is not wrong:
            self.line.setProperty("wrong", wrong)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
