"""What a search finds beside people, under them: a few of each kind, all of one when asked.

Invariant: it is as high as there is to show, and gone where there is nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from relationship_desk.domain.dates import date_in_words, exact_date
from relationship_desk.domain.finding import Found, FoundKind
from relationship_desk.domain.text import one_line
from relationship_desk.store.finding import FoundGroup, find_things
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.models.rows import RowsModel
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme

_FEW, _ALL = 3, 200
_SEEN = 150  # px: a heading and its rows
_SPOKEN = 120
_K = FoundKind
_ICONS = {
    _K.ENTRY: "timeline", _K.TASK: "tasks", _K.PROMISE: "link", _K.OCCASION: "cake",
    _K.EVENT: "event", _K.ORGANISATION: "building", _K.OPPORTUNITY: "briefcase",
    _K.INSIGHT: "insights", _K.KINDNESS: "kindness", _K.GIFT: "gift", _K.MILESTONE: "done-circle",
    _K.CARDS: "address", _K.NEED: "search", _K.RESOURCE: "value", _K.GIVING: "give",
    _K.INTRODUCTION: "introduce", _K.NEWS: "updates", _K.RELATION: "people",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class More:
    """The row that shows all of a kind."""

    kind: FoundKind

    @property
    def id(self) -> str:
        return "more"


class FoundList(QListView):
    """`opened` carries what Enter or a click was on; `left` that Up was pressed on the first."""

    opened = Signal(Found)
    left = Signal()

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._text = ""
        self._whole: set[FoundKind] = set()  # of which all are shown
        prepare_list(self, "Found beside people", uniform=False)
        self.rows: RowsModel[Found | More] = RowsModel(
            self._describe, _heading, self, key=lambda row: (row.kind, row.id)
        )
        self.setModel(self.rows)
        self.setItemDelegate(LineDelegate(theme, self, self._line))
        self.clicked.connect(self._open)
        self._seen = theme.px(_SEEN)
        self.setMinimumHeight(1)  # it never takes room that is not there
        self.hide()

    def look_for(self, text: str) -> None:
        """Show what fits."""
        if text != self._text:
            self._text = text
            self._whole.clear()
        reader = self._bridge.reader
        groups = find_things(reader, text, _FEW)
        rows: list[Found | More] = []
        for group in groups:
            if group.kind in self._whole:
                [whole] = find_things(reader, text, _ALL, [group.kind])
                rows += whole.rows
            else:
                rows += _shown(group)
        self.rows.set_rows(rows)
        self.setVisible(bool(rows))
        self.setMaximumHeight(sum(self.sizeHintForRow(place) for place in range(len(rows))))

    def wanted_height(self) -> int:
        """How high it would like to be where others want the room, too."""
        return min(self.maximumHeight(), self._seen)

    def go_to(self, place: int) -> None:
        """Put the cursor on a row, and the focus on this list."""
        self.setFocus()
        self.setCurrentIndex(self.rows.index(place))

    def open_first(self) -> None:
        """Open the best of what was found."""
        if self.rows.rows:
            self._open(self.rows.index(0))

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        here = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here.isValid():
            self._open(here)
        elif event.key() == Qt.Key.Key_Up and here.row() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.rows[index.row()]
        if isinstance(row, Found):
            self.opened.emit(row)
            return
        place = index.row()
        self._whole.add(row.kind)
        self.look_for(self._text)
        self.setCurrentIndex(self.rows.index(place))

    def _line(self, row: Found | More) -> Line:
        if isinstance(row, More):
            return Line("Show all", icon="more")
        title, below = _words(row)
        on = row.on
        parts = (row.title, row.said, row.who, exact_date(on) if on else "")
        return Line(
            title,
            below,
            _ICONS[row.kind],
            beside=date_in_words(on, self._bridge.today()) if on else "",
            whole="\n".join(part for part in parts if part),
        )

    def _describe(self, row: Found | More) -> str:
        if isinstance(row, More):
            return f"Show all of {row.kind.heading}"
        title, below = _words(row)
        when = exact_date(row.on) if row.on else ""
        parts = (row.kind.heading, one_line(title, _SPOKEN), one_line(below, _SPOKEN), when)
        return visible(", ".join(part for part in parts if part))


def _shown(group: FoundGroup) -> Sequence[Found | More]:
    return (*group.rows, More(group.kind)) if group.more else group.rows


def _words(row: Found) -> tuple[str, str]:
    """What stands above and below: with words of its own the row's, else whom it is about."""
    said = " · ".join(part for part in (row.who, row.said) if part)
    return (row.title, said) if row.title else (row.who, row.said)


def _heading(row: Found | More, before: Found | More | None) -> str | None:
    return row.kind.heading if before is None or before.kind is not row.kind else None
