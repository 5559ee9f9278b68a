"""A row of Today: what and whom it is about, why now, what was said last; and its buttons."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from relationship_desk.domain.today import TodayKind, TodayRow, Verb
from relationship_desk.ui.delegates.base import Index, wrapped
from relationship_desk.ui.delegates.inbox import InboxDelegate, RowVerb
from relationship_desk.ui.plain import visible
from relationship_desk.ui.rows import ROW_ROLE

# Icon, word and key; the first button has the icon and the word of what it does.
_VERBS = {
    Verb.DO: ("done", "", "Enter"),
    Verb.LOG: ("log", "Log", "L"),
    Verb.SNOOZE: ("snooze", "Snooze", "S"),
    Verb.SKIP: ("skip", "Skip", "X"),
    Verb.RHYTHM: ("circle", "Rhythm", "R"),
}
_DO_ICONS = {
    TodayKind.FAVOUR: "open",
    TodayKind.INTRODUCTION: "open",
    TodayKind.OUTCOME: "log",
    TodayKind.OCCASION: "email",
    TodayKind.PERSON: "log",
    TodayKind.EVENT: "event",
    TodayKind.FOLLOW_UP: "email",
    TodayKind.THANKS: "kindness",
    TodayKind.FORGOTTEN: "kindness",
    TodayKind.BATCH: "open",
}
_PICTURES = {
    TodayKind.FAVOUR: "favour",
    TodayKind.INTRODUCTION: "introduce",
    TodayKind.OUTCOME: "give",
    TodayKind.OCCASION: "cake",
    TodayKind.TASK: "todo-circle",
    TodayKind.PROMISE: "link",
    TodayKind.PERSON: "person",
    TodayKind.RHYTHM: "circle",
    TodayKind.EVENT: "event",
    TodayKind.FOLLOW_UP: "email",
    TodayKind.THANKS: "kindness",
    TodayKind.FORGOTTEN: "kindness",
    TodayKind.GIFT: "gift",
    TodayKind.BATCH: "address",
    TodayKind.OPPORTUNITY: "briefcase",
    TodayKind.MEMBERSHIP: "building",
    TodayKind.LOOK: "building",
    TodayKind.UPDATE: "updates",
}
_LINES = 2  # of the sentence that says why


def row_verbs(row: TodayRow) -> tuple[RowVerb, ...]:
    """The buttons of a row: name, icon, word and key."""
    found = []
    for verb in row.verbs:
        icon, word, key = _VERBS[verb]
        if verb is Verb.DO:
            icon, word = _DO_ICONS.get(row.kind, icon), row.do_word
        elif verb is Verb.SKIP:
            word = row.skip_word
        found.append((verb.value, icon, word, key))
    return tuple(found)


def title_of(row: TodayRow) -> str:
    """What stands first: of a person who is due nothing but the name."""
    return row.person_name if row.kind is TodayKind.PERSON else row.title


def describe_row(row: TodayRow) -> str:
    """The row as one sentence, for screen readers."""
    name = row.person_name if row.kind is not TodayKind.PERSON else ""
    return ", ".join(part for part in (title_of(row), name, row.why, row.last_note) if part)


class TodayDelegate(InboxDelegate):
    """`acted` carries the row's place and the `Verb` whose button was clicked."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        row: TodayRow | None = index.data(ROW_ROLE)
        lines = 1 if row is None else len(self._why(row, self._room())) + bool(row.last_note)
        return QSize(self.theme.px(200), self.theme.px(16) + self._first + lines * self._line)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        row: TodayRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        px, rect = self.theme.px, QRect(option.rect)
        self.paint_ground(painter, option, rect)
        side = px(20)
        top = rect.y() + px(8) + (self._first - side) // 2
        square = QRect(rect.x() + px(24), top, side, side)
        self.paint_icon(painter, square, _PICTURES[row.kind], "accent")
        left, right = rect.x() + px(56), rect.right() - px(16)
        first = QRect(left, rect.y() + px(8), right - left, self._first)
        if self._shows_buttons(option):
            first.setRight(self.paint_buttons(painter, rect, index) - px(8))
        self._paint_first(painter, first, row)
        below = QRect(left, first.bottom() + 1, right - left, self._line)
        for words in self._why(row, right - left):
            self.paint_text(painter, below, words, self.small, self.small_metrics, "text")
            below.translate(0, self._line)
        self.paint_text(painter, below, row.last_note, self.small, self.small_metrics, "quiet")

    def _paint_first(self, painter: QPainter, line: QRect, row: TodayRow) -> None:
        """What it is, and about whom; where both are too long, the title gives way first."""
        name = "" if row.kind is TodayKind.PERSON else row.person_name
        words = f"· {visible(name)}" if name else ""
        gap = self.body_metrics.horizontalAdvance(" ")
        wanted = self.body_metrics.horizontalAdvance(words) + gap if words else 0
        title = line.adjusted(0, 0, -min(wanted, line.width() // 2), 0)
        took = self.paint_text(painter, title, title_of(row), self.bold, self.bold_metrics, "text")
        rest = line.adjusted(took + gap, 0, 0, 0)
        self.paint_text(painter, rest, words, self.body, self.body_metrics, "text")

    def whole(self, row: TodayRow) -> str:  # type: ignore[override]
        parts = (title_of(row), row.person_name, row.why, row.last_note, row.place.words)
        return "\n".join(dict.fromkeys(part for part in parts if part))

    def verbs_of(self, index: Index) -> tuple[RowVerb, ...]:
        row: TodayRow | None = index.data(ROW_ROLE)
        return () if row is None else row_verbs(row)

    def _room(self) -> int:
        return self.view.viewport().width() - self.theme.px(72)

    def _why(self, row: TodayRow, width: int) -> tuple[str, ...]:
        return wrapped(row.why, self.small.toString(), max(width, self.theme.px(120)), _LINES)
