"""The command palette: every action by a few typed letters, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.domain.text import fold
from relationship_desk.ui.delegates.base import Index, RowDelegate, prepare_list
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.rows import ROW_ROLE
from relationship_desk.ui.theme import Theme

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ROWS_SHOWN = 9


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """One action; `text` without its mnemonic, `shortcut` as it is shown to people."""

    id: str
    text: str
    shortcut: str = ""
    enabled: bool = True


def matching(entries: Iterable[PaletteEntry], query: str) -> list[PaletteEntry]:
    """The entries in which every typed word occurs, the likeliest first.

    An entry that begins with what was typed comes before one with a word that does, before one
    that merely contains it; entries that cannot be used now come last.
    """
    typed = fold(query)
    words = typed.split()
    ranked: list[tuple[bool, int, int, PaletteEntry]] = []
    for number, entry in enumerate(entries):
        text = fold(entry.text)
        if not all(word in text for word in words):
            continue
        begins = [part for part in text.split() if any(part.startswith(w) for w in words)]
        rank = 0 if text.startswith(typed) else 1 if begins else 2
        ranked.append((not entry.enabled, rank, number, entry))
    return [entry for *_, entry in sorted(ranked, key=lambda r: r[:3])]


class _EntryDelegate(RowDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return QSize(self.theme.px(200), self.theme.px(36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        entry: PaletteEntry = index.data(ROW_ROLE)
        px = self.theme.px
        rect = QRect(option.rect)
        self.paint_ground(painter, option, rect)
        room = rect.adjusted(px(16), 0, -px(16), 0)
        took = self.paint_text(
            painter, room, entry.shortcut, self.small, self.small_metrics, "quiet", right=True
        )
        room.setRight(room.right() - took - px(16))
        role = "text" if entry.enabled else "edge"
        self.paint_text(painter, room, entry.text, self.body, self.body_metrics, role)

    def whole(self, row: PaletteEntry) -> str:
        return row.text


class CommandPalette(QDialog):
    """Type to filter, Up and Down to choose, Enter to run, Escape to leave.

    `chosen` carries the id of the entry after the palette has closed, so that the action runs with
    the focus where it was.
    """

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, entries: Sequence[PaletteEntry], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._theme = theme
        self._entries = tuple(entries)
        self.setWindowTitle("Command palette")
        self.setModal(True)
        self.line = QLineEdit()
        self.line.setPlaceholderText("What would you like to do?")
        self.line.setAccessibleName("Find an action")
        self.line.textChanged.connect(self._filter)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        prepare_list(self.list, "Actions", uniform=True)
        self.list.setItemDelegate(_EntryDelegate(theme, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._run)
        self._nothing = PlainLabel("No action is called that.", tone="quiet")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(8), px(8), px(8))
        column.setSpacing(px(8))
        column.addWidget(self.line)
        column.addWidget(self._nothing)
        column.addWidget(self.list)
        self.setStyleSheet(
            f"CommandPalette {{ background: {theme.colours.raised};"
            f" border: 1px solid {theme.colours.edge}; }}"
        )
        self.setFixedSize(self._wanted_size())
        self._filter("")
        self._place()

    def shown(self) -> list[PaletteEntry]:
        """The entries in the list now, in order."""
        return [self.list.item(row).data(ROW_ROLE) for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self._move(event.key())
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self.list.currentItem()
                if item is not None:
                    self._run(item)
                return True
        return False

    def _filter(self, query: str) -> None:
        self.list.clear()
        for entry in matching(self._entries, query):
            item = QListWidgetItem(", ".join(p for p in (entry.text, entry.shortcut) if p))
            item.setData(ROW_ROLE, entry)
            if not entry.enabled:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self._nothing.setVisible(self.list.count() == 0)
        first = self.list.item(0)
        if first is not None and first.flags():
            self.list.setCurrentRow(0)

    def _move(self, key: int) -> None:
        rows = [row for row in range(self.list.count()) if self.list.item(row).flags()]
        if not rows:
            return
        here = rows.index(self.list.currentRow()) if self.list.currentRow() in rows else -1
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
        if step is not None:
            there = (here + step) % len(rows)
        else:
            by = -_ROWS_SHOWN if key == Qt.Key.Key_PageUp else _ROWS_SHOWN
            there = min(max(here + by, 0), len(rows) - 1)
        self.list.setCurrentRow(rows[there])

    def _run(self, item: QListWidgetItem) -> None:
        entry: PaletteEntry = item.data(ROW_ROLE)
        if not entry.enabled:
            return
        self.accept()
        self.chosen.emit(entry.id)

    def _wanted_size(self) -> QSize:
        px = self._theme.px
        width, height = px(480), px(56) + _ROWS_SHOWN * px(36) + px(8)
        parent = self.parentWidget()
        if parent is None:
            return QSize(width, height)
        room = parent.window().size()
        return QSize(min(width, room.width() - px(16)), min(height, room.height() - px(16)))

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        window = parent.window()
        left = (window.width() - self.width()) // 2
        top = min(self._theme.px(64), window.height() - self.height())
        self.move(window.mapToGlobal(QPoint(left, max(top, 0))))
