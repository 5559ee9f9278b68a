"""A person in a list: avatar, name and one quiet line, all rows of one height."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from relationship_desk.store.people import PersonRow
from relationship_desk.ui.delegates.base import Index, RowDelegate
from relationship_desk.ui.rows import ROW_ROLE
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.avatar import paint_avatar


def no_photo(sha256: str) -> QPixmap | None:
    """For lists that show initials only."""
    return None


class PersonDelegate(RowDelegate):
    """`photo` gives the decoded picture of a SHA-256, or None while there is none to show."""

    def __init__(
        self,
        theme: Theme,
        view: QAbstractItemView,
        photo: Callable[[str], QPixmap | None] = no_photo,
    ) -> None:
        super().__init__(theme, view)
        self._photo = photo
        self._size = QSize(theme.px(160), theme.px(56))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        row: PersonRow | None = index.data(ROW_ROLE)
        rect: QRect = option.rect
        self.paint_ground(painter, option, rect)
        if row is None:
            return
        px = self.theme.px
        side = px(36)
        face = QRect(rect.x() + px(12), rect.y() + (rect.height() - side) // 2, side, side)
        photo = self._photo(row.photo_sha256) if row.photo_sha256 else None
        paint_avatar(painter, face, row.name, self.theme, photo)
        left, right = face.right() + px(12), rect.right() - px(12)
        right = self._paint_marks(painter, row, rect, right)
        role = "quiet" if row.archived else "text"
        if not row.line:
            whole = QRect(left, rect.y(), right - left, rect.height())
            self._paint_name(painter, whole, row, role)
            return
        first, second = self.body_metrics.height(), self.small_metrics.height()
        top = rect.y() + (rect.height() - first - second - px(2)) // 2
        self._paint_name(painter, QRect(left, top, right - left, first), row, role)
        below = QRect(left, top + first + px(2), right - left, second)
        self.paint_text(painter, below, row.line, self.small, self.small_metrics, "quiet")

    def whole(self, row: PersonRow) -> str:
        marks = "Archived" if row.archived else ""
        twice = "Perhaps here twice" if row.maybe_same_as is not None else ""
        tags = ", ".join(row.tags)
        return "\n".join(p for p in (row.name, row.line, tags, marks, twice) if p)

    def _paint_name(self, painter: QPainter, rect: QRect, row: PersonRow, role: str) -> None:
        name = row.name or "No name"
        self.paint_text(painter, rect, name, self.body, self.body_metrics, role)

    def _paint_marks(self, painter: QPainter, row: PersonRow, rect: QRect, right: int) -> int:
        """Small marks from the right; where the text has to end."""
        px = self.theme.px
        marks = [("archive", "quiet")] if row.archived else []
        if row.maybe_same_as is not None:
            marks.append(("copy", "warning"))
        for name, role in marks:
            side = px(16)
            middle = rect.y() + (rect.height() - side) // 2
            right -= side
            self.paint_icon(painter, QRect(right, middle, side, side), name, role)
            right -= px(4)
        return right
