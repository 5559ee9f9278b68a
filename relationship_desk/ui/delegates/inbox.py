"""A reminder that has come: the task, since when it waits, how it was told, and three buttons."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QToolTip,
)

from relationship_desk.clock import Clock
from relationship_desk.domain.dates import exact_date
from relationship_desk.store.tasks import InboxRow
from relationship_desk.ui.delegates.base import Index, RowDelegate
from relationship_desk.ui.plain import tooltip
from relationship_desk.ui.rows import ROW_ROLE, clock_words, moment_words
from relationship_desk.ui.theme import Theme

# What a row offers: its name, its icon, its word and its key.
VERBS = (
    ("done", "done", "Done", "D"),
    ("snooze", "snooze", "Snooze", "S"),
    ("open", "open", "Open", "O"),
)
_ROOMY = 560  # from this width on the buttons carry their words


def waiting_words(row: InboxRow, clock: Clock) -> str:
    """Since when it waits: "just now", "for 20 minutes", "since yesterday 9:00"."""
    waited = clock.now() - row.due_at
    minutes = int(waited / timedelta(minutes=1))
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"for {minutes} minute{'' if minutes == 1 else 's'}"
    return f"since {moment_words(row.due_at, clock)}"


def state_words(row: InboxRow) -> str:
    """How it was told: "popup shown", "no popup"."""
    words = {
        "shown": "popup shown",
        "claimed": "popup on its way",
        "failed": "popup failed",
    }
    return words.get(row.state, "no popup yet")


def describe_inbox(row: InboxRow, clock: Clock) -> str:
    """The row as one sentence, for screen readers."""
    parts = (row.task.text, row.task.person_name, waiting_words(row, clock), state_words(row))
    return ", ".join(part for part in (*parts, row.message) if part)


class InboxDelegate(RowDelegate):
    """`acted` carries the task's id and which of `VERBS` was clicked."""

    acted = Signal(int, str)

    def __init__(self, theme: Theme, view: QListView, clock: Clock) -> None:
        super().__init__(theme, view)
        self._clock = clock
        self._height = theme.px(64)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return QSize(self.theme.px(200), self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        row: InboxRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        px, rect = self.theme.px, QRect(option.rect)
        self.paint_ground(painter, option, rect)
        side = px(20)
        icon = QRect(rect.x() + px(16), rect.y() + (rect.height() - side) // 2, side, side)
        failed = row.state == "failed"
        self.paint_icon(
            painter, icon, "warning" if failed else "reminder", "warning" if failed else "accent"
        )
        buttons = self._buttons(rect)
        for (_, name, word, _key), place in zip(VERBS, buttons, strict=True):
            self._paint_button(painter, option, place, name, word)
        left, right = icon.right() + px(14), buttons[0].left() - px(8)
        first, second = self.body_metrics.height(), self.small_metrics.height()
        top = rect.y() + (rect.height() - first - second - px(4)) // 2
        line = QRect(left, top, right - left, first)
        self.paint_text(painter, line, row.task.text, self.body, self.body_metrics, "text")
        below = QRect(left, top + first + px(4), right - left, second)
        words = " · ".join(
            part
            for part in (row.task.person_name, waiting_words(row, self._clock), state_words(row))
            if part
        )
        self.paint_text(painter, below, words, self.small, self.small_metrics, "quiet")

    def whole(self, row: InboxRow) -> str:
        wall = row.due_at.astimezone(self._clock.zone())
        when = f"Due {exact_date(wall.date())}, {clock_words(wall.time())}"
        state = state_words(row)
        state = state[:1].upper() + state[1:]
        told = f"{state}: {row.message}" if row.message else state
        return "\n".join(p for p in (row.task.text, row.task.person_name, when, told) if p)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
        /,
    ) -> bool:
        verb = self._verb_at(option.rect, event.pos()) if index.isValid() else None
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
        row: InboxRow | None = index.data(ROW_ROLE)
        if row is None or not isinstance(event, QMouseEvent):
            return False
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        verb = self._verb_at(option.rect, event.position().toPoint())
        if verb is None:
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            self.acted.emit(row.task.id, verb[0])
        return True

    def button_place(self, rect: QRect, verb: str) -> QRect:
        """Where in a row's rectangle the button of a verb stands."""
        return self._buttons(rect)[[v[0] for v in VERBS].index(verb)]

    def _verb_at(self, rect: QRect, point: object) -> tuple[str, str, str, str] | None:
        for verb, place in zip(VERBS, self._buttons(rect), strict=True):
            if place.contains(point):  # type: ignore[call-overload]
                return verb
        return None

    def _buttons(self, rect: QRect) -> list[QRect]:
        """The buttons from left to right, with their words where there is room."""
        px = self.theme.px
        roomy = rect.width() >= px(_ROOMY)
        places: list[QRect] = []
        right, height = rect.right() - px(12), px(32)
        top = rect.y() + (rect.height() - height) // 2
        for _, _, word, _ in reversed(VERBS):
            width = (
                px(16)
                + px(16)
                + (self.small_metrics.horizontalAdvance(word) + px(6) if roomy else 0)
            )
            places.insert(0, QRect(right - width, top, width, height))
            right -= width + px(4)
        return places

    def _paint_button(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, icon: str, word: str
    ) -> None:
        px, theme = self.theme.px, self.theme
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and place.contains(
            self.view.viewport().mapFromGlobal(self.view.cursor().pos())
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("line"))
        painter.setBrush(theme.colour("hover" if hovered else "raised"))
        painter.drawRoundedRect(place.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        painter.restore()
        side = px(16)
        square = QRect(place.x() + px(8), place.y() + (place.height() - side) // 2, side, side)
        self.paint_icon(painter, square, icon, "accent" if icon == "done" else "text")
        rest = QRect(place)
        rest.setLeft(square.right() + px(6))
        if rest.width() > px(16):
            self.paint_text(painter, rest, word, self.small, self.small_metrics, "text")
