"""The ring: somebody in the middle, and those around them; the same people stand in the list.

A whole line is a relation that the user wrote down, a dashed one what only seems so. The arc around
a face is as long as it is warm, and the word below it says so, too. Invariant: at most `RING`
faces, however many there are; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import cos, pi, sin

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QToolTip, QWidget

from relationship_desk.domain.text import one_line
from relationship_desk.domain.warmth import Level
from relationship_desk.store.around import RING, Beside, Connections
from relationship_desk.ui.delegates.person import no_photo
from relationship_desk.ui.plain import tooltip, visible
from relationship_desk.ui.theme import Text, Theme
from relationship_desk.ui.widgets.avatar import paint_avatar

_QUARTERS = {Level.WARM: 4, Level.MILD: 3, Level.COOL: 2, Level.FAINT: 1}
_TURN = 5760  # a whole turn for Qt's arcs
_LEAST, _MOST = 260, 420  # in px
_NAME = 80


class EgoRing(QWidget):
    """`chosen` carries somebody whose face was clicked, `opened` one who was double-clicked."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(
        self,
        theme: Theme,
        photo: Callable[[str], QPixmap | None] = no_photo,
        parent: QWidget | None = None,
    ) -> None:
        """`photo` gives the picture of a hash, or None while there is none to draw."""
        super().__init__(parent)
        self._theme, self._photo = theme, photo
        self._hashes: Mapping[int, str] = {}
        self._found: Connections | None = None
        self._marked: int | None = None
        self.setMinimumSize(QSize(theme.px(_LEAST), theme.px(_LEAST)))
        self.setMaximumWidth(theme.px(_MOST))
        # What it shows is read from the list beside it, which the keyboard reaches.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_MOST), self._theme.px(_MOST))

    def show_connections(
        self, found: Connections | None, hashes: Mapping[int, str] | None = None
    ) -> None:
        """Show these people; `hashes` are those of their photos, by person."""
        self._found, self._hashes = found, hashes or {}
        self.setAccessibleName("" if found is None else f"Picture: who is around {found.name}")
        self.setAccessibleDescription("" if found is None else _described(found))
        self.update()

    def mark(self, person_id: int | None) -> None:
        """Outline the face of who has the cursor in the list."""
        if person_id != self._marked:
            self._marked = person_id
            self.update()

    def face_at(self, where: QPointF) -> Beside | None:
        """Whose face is there."""
        radius = self._face() / 2
        for beside, centre in self._places():
            away = where - centre
            if away.x() ** 2 + away.y() ** 2 <= radius**2:
                return beside
        return None

    def centre_of(self, person_id: int) -> QPointF:
        """Where somebody's face is."""
        return next(centre for beside, centre in self._places() if beside.id == person_id)

    # ------------------------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent, /) -> None:
        if self._found is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self._middle()
        for beside, centre in self._places():
            pen = QPen(self._theme.colour("edge"), 2 if beside.is_said else 1.5)
            pen.setStyle(Qt.PenStyle.SolidLine if beside.is_said else Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(middle, centre)
        one = self._found
        self._paint_face(painter, middle, one.person_id, one.name, self._face() * 1.25)
        for beside, centre in self._places():
            self._paint_beside(painter, beside, centre)
        if self._found.more_around:
            painter.setFont(self._theme.font(Text.SMALL))
            painter.setPen(self._theme.colour("quiet"))
            words = f"and {self._found.more_around:,} more"
            corner = self.rect().adjusted(0, 0, -self._theme.px(8), -self._theme.px(6))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
            painter.drawText(corner, int(side), words)
        painter.end()

    def _paint_beside(self, painter: QPainter, beside: Beside, centre: QPointF) -> None:
        face, px = self._face(), self._theme.px
        self._paint_face(painter, centre, beside.id, beside.name, face)
        around = QRectF(0, 0, face + px(7), face + px(7))
        around.moveCenter(centre)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if beside.level is not None:
            painter.setPen(QPen(self._theme.colour("accent"), px(3)))
            painter.drawArc(around, _TURN // 4, -_TURN * _QUARTERS[beside.level] // 4)
        if beside.id == self._marked:
            around.adjust(-px(4), -px(4), px(4), px(4))
            painter.setPen(QPen(self._theme.colour("text"), 2))
            painter.drawEllipse(around)
        font = self._theme.font(Text.SMALL)
        metrics = QFontMetrics(font)
        width = self._room()
        left = min(max(centre.x() - width / 2, 0), self.width() - width)
        below = QRectF(left, centre.y() + face / 2 + px(6), width, metrics.height())
        painter.setFont(font)
        first = " ".join(beside.name.split()[:1]) or beside.name
        top = centre.y() + face / 2 + px(5 if beside.level is not None else 1)
        gap = QRectF(centre.x() - px(3), top, px(6), below.top() - top + 1)
        painter.fillRect(gap, self._theme.colour("surface"))  # no line runs through the words
        for words, role in ((first, "text"), (_word(beside), "quiet")):
            shown = metrics.elidedText(visible(words), Qt.TextElideMode.ElideRight, round(width))
            ground = QRectF(0, 0, metrics.horizontalAdvance(shown) + px(6), metrics.height())
            ground.moveCenter(below.center())
            painter.fillRect(ground, self._theme.colour("surface"))
            painter.setPen(self._theme.colour(role))
            painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), shown)
            below.translate(0, metrics.height())

    def _paint_face(
        self, painter: QPainter, centre: QPointF, person_id: int, name: str, side: float
    ) -> None:
        place = QRectF(0, 0, side, side)
        place.moveCenter(centre)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("surface"))
        painter.drawEllipse(place.adjusted(-3, -3, 3, 3))
        sha256 = self._hashes.get(person_id, "")
        photo = self._photo(sha256) if sha256 else None
        paint_avatar(painter, place.toRect(), name, self._theme, photo)

    # -------------------------------------------------------------------------------------- places

    def _face(self) -> float:
        return float(self._theme.px(36))

    def _middle(self) -> QPointF:
        # Names stand below the faces, so the ring sits a little higher.
        return QPointF(self.width() / 2, self.height() / 2 - self._theme.px(12))

    def _room(self) -> float:
        """How wide the words below a face may be."""
        return float(self._theme.px(_NAME))

    def _places(self) -> list[tuple[Beside, QPointF]]:
        """Everybody around, the first at the top, clockwise."""
        around = () if self._found is None else self._found.around[:RING]
        middle, px = self._middle(), self._theme.px
        wide = self.width() / 2 - max(self._face(), self._room()) / 2 - px(4)
        high = self.height() / 2 - self._face() / 2 - px(30)
        found = []
        for number, beside in enumerate(around):
            angle = 2 * pi * number / len(around) - pi / 2
            found.append((beside, middle + QPointF(wide * cos(angle), high * sin(angle))))
        return found

    # ----------------------------------------------------------------------------------- the mouse

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        beside = self.face_at(event.position())
        if beside is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(beside.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        beside = self.face_at(event.position())
        if beside is not None and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(beside.id)

    def event(self, event: QEvent, /) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            beside = self.face_at(QPointF(event.pos()))
            words = "" if beside is None else tooltip(_whole(beside))
            QToolTip.showText(event.globalPos(), words, self, QRect())
            return True
        return super().event(event)


def _word(beside: Beside) -> str:
    """The word below a name."""
    if beside.level is not None:
        return beside.level.value
    if beside.is_known:
        return "known"
    first = beside.through.split()
    return f"via {first[0]}" if first else "not met yet"


def _whole(beside: Beside) -> str:
    said = (beside.name, beside.label, beside.standing, beside.why)
    return "\n".join(part for part in said if part)


def _described(found: Connections) -> str:
    told = [
        ", ".join(part for part in (one_line(b.name), b.label, b.standing) if part)
        for b in found.around
    ]
    told += [f"and {found.more_around:,} more"] if found.more_around else []
    return visible("; ".join(told))
