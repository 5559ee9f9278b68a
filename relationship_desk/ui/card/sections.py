"""The rows of one kind of detail in the form: add, remove, reorder, label, main one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.ui.card.forms import Row
from relationship_desk.ui.card.values import Parts, field_for
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.menu_button import PopupMenuButton

# Name of the section, and the labels it offers; a kind that is not labelled offers none.
SECTIONS: dict[DetailKind, tuple[str, tuple[str, ...]]] = {
    DetailKind.ORGANISATION: ("Organisation", ()),
    DetailKind.TITLE: ("Title", ()),
    DetailKind.ROLE: ("Role", ()),
    DetailKind.PHONE: ("Phone", ("mobile", "work", "home", "main", "work, fax", "home, fax")),
    DetailKind.EMAIL: ("E-mail", ("work", "home", "other")),
    DetailKind.ADDRESS: ("Address", ("home", "work", "other")),
    DetailKind.URL: ("Web address", ("work", "home", "profile", "blog")),
    DetailKind.MESSENGER: ("Messenger", ("home", "work")),
    DetailKind.SOCIAL: ("Social profile", ("home", "work")),
    DetailKind.DATE: ("Date", ("birthday", "anniversary", "name day", "first met", "death")),
    DetailKind.RELATED: (
        "Relation",
        ("spouse", "partner", "child", "parent", "sibling", "friend", "manager", "assistant"),
    ),
    DetailKind.NICKNAME: ("Nickname", ()),
    DetailKind.INTEREST: ("Interest", ("hobby", "expertise")),
    DetailKind.PRONOUNS: ("Pronouns", ()),
    DetailKind.GENDER: ("Gender", ()),
    DetailKind.LANGUAGE: ("Language", ("home", "work")),
    DetailKind.PHONETIC: (
        "Phonetic",
        ("given name", "middle name", "family name", "organisation"),
    ),
    DetailKind.SORT_AS: ("Sorted as", ()),
    DetailKind.TIME_ZONE: ("Time zone", ()),
    DetailKind.GEO: ("Place", ("home", "work")),
    DetailKind.CALENDAR: ("Calendar", ("free/busy", "requests")),
    DetailKind.HOW_MET: ("How we met", ()),
    DetailKind.NOTE: ("Note", ()),
}
# What few people ask for: a menu offers it, not a button each.
RARE = (
    DetailKind.RELATED,
    DetailKind.INTEREST,
    DetailKind.PRONOUNS,
    DetailKind.GENDER,
    DetailKind.LANGUAGE,
    DetailKind.PHONETIC,
    DetailKind.SORT_AS,
    DetailKind.TIME_ZONE,
    DetailKind.GEO,
    DetailKind.CALENDAR,
)
_RANKED = (
    DetailKind.PHONE,
    DetailKind.EMAIL,
    DetailKind.ADDRESS,
    DetailKind.URL,
    DetailKind.LANGUAGE,
)


class LabelBox(QComboBox):
    """The usual words for a label, or one's own."""

    def __init__(self, theme: Theme, words: Iterable[str], name: str) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(["", *words])
        self.setFixedWidth(theme.px(124))
        self.setAccessibleName(f"Label of the {name}")
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText("label")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_text(self, text: str) -> None:
        """Show a label from its beginning."""
        self.setCurrentText(text)
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        # The wheel scrolls the form; it never changes a label that it happens to pass.
        event.ignore()


class DetailRow(QWidget):
    """One detail: its field, its label, and what can be done with it."""

    edited = Signal()
    removed = Signal()
    moved = Signal(int)  # -1 up, 1 down
    chosen = Signal()  # this one is the main one now

    def __init__(self, theme: Theme, row: Row) -> None:
        super().__init__()
        self._id, detail = row
        self._given = detail
        self._kind = detail.kind
        self._preferred = detail.preferred
        name, words = SECTIONS[self._kind]
        px = theme.px
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(4))
        top = Qt.AlignmentFlag.AlignTop
        self.field = field_for(self._kind, theme)
        self.field.set_parts(detail.parts)
        self.field.edited.connect(self.edited)
        line.addWidget(self.field, 1)
        self.label: LabelBox | None = None
        if words:
            self.label = LabelBox(theme, words, name.lower())
            self.label.set_text(detail.label)
            self.label.currentTextChanged.connect(self.edited)
            line.addWidget(self.label, 0, top)
        self._more = self._menu(theme, name)
        line.addWidget(self._more, 0, top)
        remove = QToolButton()
        remove.setIconSize(QSize(px(16), px(16)))
        remove.setAccessibleName(f"Remove this {name.lower()}")
        remove.setToolTip("Remove")
        remove.clicked.connect(self.removed)
        theme.dress(remove, "close", "quiet")
        line.addWidget(remove, 0, top)

    def row(self) -> Row | None:
        """The row as it is typed now; None where it is empty."""
        parts: Parts = self.field.parts()
        if not any(parts):
            return None
        label = self._given.label
        if self.label is not None and self.label.currentText() != label:
            label = " ".join(self.label.currentText().split())
        return self._id, Detail(self._kind, parts, label, self._preferred)

    def set_preferred(self, preferred: bool) -> None:
        """Whether this is the main one of its kind."""
        self._preferred = preferred
        self._main.setChecked(preferred)

    def set_place(self, place: int, of: int) -> None:
        """Where it stands, so that it is not moved beyond the ends."""
        self._up.setEnabled(place > 0)
        self._down.setEnabled(place < of - 1)
        self._more.setVisible(of > 1)

    def _menu(self, theme: Theme, name: str) -> PopupMenuButton:
        button = PopupMenuButton(theme, "more", f"More for this {name.lower()}")
        button.setIconSize(QSize(theme.px(16), theme.px(16)))
        theme.dress(button, "more", "quiet")
        self._up = self._action("Move up", "Alt+Up", lambda: self.moved.emit(-1))
        self._down = self._action("Move down", "Alt+Down", lambda: self.moved.emit(1))
        self._main = QAction("The main one", self)
        self._main.setCheckable(True)
        self._main.setChecked(self._preferred)
        self._main.triggered.connect(self._choose)
        ranked = [None, self._main] if self._kind in _RANKED else []
        button.set_actions([self._up, self._down, *ranked])
        return button

    def _action(self, text: str, shortcut: str, slot: object) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _choose(self, checked: bool) -> None:
        self._preferred = checked
        if checked:
            self.chosen.emit()
        self.edited.emit()


class Section(QWidget):
    """All rows of one kind; hidden while there are none."""

    edited = Signal()
    rearranged = Signal()  # rows came, went or moved

    def __init__(self, theme: Theme, kind: DetailKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._theme = theme
        self._rows: list[DetailRow] = []
        px = theme.px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        self.hide()

    def __len__(self) -> int:
        return len(self._rows)

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows and no others."""
        for row in list(self._rows):
            self._take_out(row)
        for stored in rows:
            self._append(stored)
        self._settle()

    def rows(self) -> list[Row]:
        """The rows that are not empty, in their order."""
        return [row for row in (r.row() for r in self._rows) if row is not None]

    def add(self) -> DetailRow:
        """One more empty row."""
        label = ""
        if self.kind is DetailKind.DATE and not self._rows:
            label = "birthday"
        row = self._append((None, Detail(self.kind, (), label)))
        self._settle()
        return row

    def _append(self, stored: Row) -> DetailRow:
        row = DetailRow(self._theme, stored)
        row.edited.connect(self.edited)
        row.removed.connect(lambda: self._remove(row))
        row.moved.connect(lambda by: self._move(row, by))
        row.chosen.connect(lambda: self._choose(row))
        self._rows.append(row)
        self._column.addWidget(row)
        row.show()  # now, and not when the layout gets to it: Tab is to know its place
        return row

    def _take_out(self, row: DetailRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.setParent(None)
        row.deleteLater()

    def _remove(self, row: DetailRow) -> None:
        place = self._rows.index(row)
        self._take_out(row)
        self._settle()
        if self._rows:
            self._rows[min(place, len(self._rows) - 1)].field.begin()
        self.edited.emit()

    def _move(self, row: DetailRow, by: int) -> None:
        place = self._rows.index(row) + by
        if not 0 <= place < len(self._rows):
            return
        self._rows.remove(row)
        self._rows.insert(place, row)
        self._column.removeWidget(row)
        self._column.insertWidget(place, row)
        self._settle()
        row.field.begin()
        self.edited.emit()

    def _choose(self, row: DetailRow) -> None:
        for other in self._rows:
            if other is not row:
                other.set_preferred(False)

    def _settle(self) -> None:
        for place, row in enumerate(self._rows):
            row.set_place(place, len(self._rows))
        self.setVisible(bool(self._rows))
        self.rearranged.emit()
