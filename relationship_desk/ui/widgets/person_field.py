"""A field for one person: typing finds them, nothing typed is nobody."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from relationship_desk.domain.text import fold
from relationship_desk.store.people import matching_people, names_of, person_ids, person_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.popups import prepare_popup

_OFFERED = 8
_ID = Qt.ItemDataRole.UserRole + 1


class PersonField(QWidget):
    """A line that finds people as one types; `submitted` on Enter."""

    submitted = Signal()

    def __init__(
        self, theme: Theme, bridge: Bridge, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._chosen: int | None = None
        self._chosen_name = ""
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText("Nobody in particular")
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
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        prepare_popup(self._completer)
        self.line.setCompleter(self._completer)
        self.line.textEdited.connect(self._search)
        self.line.installEventFilter(self)

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
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            popup = self._completer.popup()
            offering = popup is not None and popup.isVisible()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not offering:
                self.submitted.emit()
                return True
        return False

    def _search(self, text: str) -> None:
        self._chosen = None
        self._say("")
        self._found.clear()
        if not fold(text):
            return
        reader = self._bridge.reader
        ids = person_ids(reader, text)[:_OFFERED]
        rows = person_rows(reader, ids, self._bridge.today())
        for person_id in ids:
            row = rows[person_id]
            words = f"{row.name} · {row.line}" if row.line else row.name
            item = QStandardItem(visible(words))
            item.setData(person_id, _ID)
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
