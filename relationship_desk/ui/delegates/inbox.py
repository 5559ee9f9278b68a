"""A reminder in the inbox: what it is and about whom, when it is due, what was last; and buttons.

The buttons stand on the row that is selected or under the mouse, beside its first line.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QToolTip,
)

from relationship_desk.ui.delegates.base import Index, RowDelegate
from relationship_desk.ui.inbox_rows import InboxGroup, InboxItem
from relationship_desk.ui.plain import tooltip
from relationship_desk.ui.rows import HEADING_ROLE, ROW_ROLE
from relationship_desk.ui.theme import Theme

# What a row offers: its name, its icon, its word and its key.
RowVerb = tuple[str, str, str, str]
VERBS: tuple[RowVerb, ...] = (
    ("done", "done", "Done", "D"),
    ("snooze", "snooze", "Snooze", "S"),
    ("skip", "skip", "Not this time", "N"),
    ("open", "open", "Open", "O"),
    ("edit", "edit", "Edit", "E"),
)
_ROOMY = 760  # from this width on the buttons carry their words
_ABOUT = {
    InboxGroup.MISSED: "came before today, without an answer",
    InboxGroup.ODD: "open them and set the day again",
}
_PICTURES = {"occasion": "calendar", "detail": "cake", "person": "people", "gift": "gift"}


class InboxDelegate(RowDelegate):
    """`acted` carries the row's place and which of `VERBS` was clicked."""

    acted = Signal(int, str)

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(theme, view)
        self._heading = theme.px(40)
        self._first = max(self.body_metrics.height(), theme.px(28))
        self._line = self.small_metrics.height() + theme.px(3)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        item: InboxItem | None = index.data(ROW_ROLE)
        lines = 1 if item is None else 1 + len(item.context)
        height = self.theme.px(16) + self._first + lines * self._line
        if index.data(HEADING_ROLE):
            height += self._heading
        return QSize(self.theme.px(200), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        item: InboxItem | None = index.data(ROW_ROLE)
        if item is None:
            return
        px = self.theme.px
        heading = index.data(HEADING_ROLE)
        if heading:
            place = QRect(option.rect.x() + px(24), option.rect.y() + px(8), 0, px(32))
            place.setRight(option.rect.right() - px(16))
            self.paint_heading(painter, place, heading, _ABOUT.get(item.group, ""))
        rect = self._body(option.rect, index)
        self.paint_ground(painter, option, rect)
        self._paint_state(painter, rect, item)
        left, right = rect.x() + px(56), rect.right() - px(16)
        first = QRect(left, rect.y() + px(8), right - left, self._first)
        if self._shows_buttons(option):
            first.setRight(self.paint_buttons(painter, rect, index) - px(8))
        self._paint_title(painter, first, item)
        below = QRect(left, first.bottom() + 1, right - left, self._line)
        words = " · ".join(part for part in (item.when, item.told) if part)
        for text, role in ((words, "text"), *((words, "quiet") for words in item.context)):
            self.paint_text(painter, below, text, self.small, self.small_metrics, role)
            below.translate(0, self._line)

    def whole(self, row: InboxItem) -> str:
        told = row.told[:1].upper() + row.told[1:]
        when = row.when[:1].upper() + row.when[1:]
        parts = (row.row.title, row.row.person_name, when, told, *row.context)
        return "\n".join(part for part in parts if part)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
        /,
    ) -> bool:
        verb = self._verb_at(option, index, event.pos()) if index.isValid() else None
        if verb is None:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), tooltip(f"{verb[2]} ({verb[3]})"), view)
        return True

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
        /,
    ) -> bool:
        if index.data(ROW_ROLE) is None or not isinstance(event, QMouseEvent):
            return False
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        verb = self._verb_at(option, index, event.position().toPoint())
        if verb is None:
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            self.acted.emit(index.row(), verb[0])
        return True

    def button_place(self, index: Index, verb: str) -> QRect:
        """Where in the view the button of a verb stands, while it is shown."""
        rect = self._body(self.view.visualRect(index), index)
        verbs = self.verbs_of(index)
        return self._buttons(rect, verbs)[[v[0] for v in verbs].index(verb)]

    def verbs_of(self, index: Index) -> tuple[RowVerb, ...]:
        """What the row offers."""
        return VERBS

    def paint_buttons(self, painter: QPainter, rect: QRect, index: Index) -> int:
        """The buttons of a row; where the first one begins."""
        verbs = self.verbs_of(index)
        buttons = self._buttons(rect, verbs)
        for (_, icon, word, _key), place in zip(verbs, buttons, strict=True):
            self._paint_button(painter, place, icon, word)
        return buttons[0].left()

    def _body(self, rect: QRect, index: Index) -> QRect:
        """The row without its heading."""
        return rect.adjusted(0, self._heading if index.data(HEADING_ROLE) else 0, 0, 0)

    def _shows_buttons(self, option: QStyleOptionViewItem) -> bool:
        shown = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
        return bool(option.state & shown)

    def _verb_at(self, option: QStyleOptionViewItem, index: Index, point: QPoint) -> RowVerb | None:
        verbs = self.verbs_of(index)
        places = self._buttons(self._body(option.rect, index), verbs)
        for verb, place in zip(verbs, places, strict=True):
            if place.contains(point):
                return verb
        return None

    def _paint_state(self, painter: QPainter, rect: QRect, item: InboxItem) -> None:
        """A picture of what it is, or of what keeps it from being told."""
        px = self.theme.px
        if item.asleep:
            icon, role = "snooze", "quiet"
        elif item.row.state in ("failed", "disabled"):
            icon, role = "warning", "warning"
        else:
            icon, role = _PICTURES.get(item.row.source, "reminder"), "accent"
        side = px(20)
        top = rect.y() + px(8) + (self._first - side) // 2
        self.paint_icon(painter, QRect(rect.x() + px(24), top, side, side), icon, role)

    def _paint_title(self, painter: QPainter, rect: QRect, item: InboxItem) -> None:
        """The title, and the name after it as far as there is room for both."""
        row = item.row
        name = f"· {row.person_name}" if row.person_name else ""
        room, gap = QRect(rect), self.body_metrics.horizontalAdvance(" ")
        wanted = self.body_metrics.horizontalAdvance(name) + gap
        room.setRight(max(rect.right() - wanted, rect.x() + rect.width() // 2))
        took = self.paint_text(painter, room, row.title, self.bold, self.bold_metrics, "text")
        rest = rect.adjusted(took + gap, 0, 0, 0)
        self.paint_text(painter, rest, name, self.body, self.body_metrics, "text")

    def _buttons(self, rect: QRect, verbs: tuple[RowVerb, ...]) -> list[QRect]:
        """The buttons from left to right, with their words where there is room."""
        px = self.theme.px
        roomy = rect.width() >= px(_ROOMY)
        places: list[QRect] = []
        right, height = rect.right() - px(12), px(28)
        top = rect.y() + px(8) + (self._first - height) // 2
        for _, _, word, _ in reversed(verbs):
            words = self.small_metrics.horizontalAdvance(word) + px(6) if roomy else 0
            width = px(30) + words
            places.insert(0, QRect(right - width, top, width, height))
            right -= width + px(4)
        return places

    def _paint_button(self, painter: QPainter, place: QRect, icon: str, word: str) -> None:
        px, theme = self.theme.px, self.theme
        mouse = self.view.viewport().mapFromGlobal(self.view.cursor().pos())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("line"))
        painter.setBrush(theme.colour("hover" if place.contains(mouse) else "raised"))
        painter.drawRoundedRect(place.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        painter.restore()
        side = px(16)
        square = QRect(place.x() + px(7), place.y() + (place.height() - side) // 2, side, side)
        self.paint_icon(painter, square, icon, "accent" if icon == "done" else "text")
        rest = QRect(place)
        rest.setLeft(square.right() + px(6))
        if rest.width() > px(16):
            self.paint_text(painter, rest, word, self.small, self.small_metrics, "text")
