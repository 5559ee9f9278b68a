"""The icon in the notification area: how much waits in Today, its next rows, and the way back.

Invariant: it is there only where a host shows it; nobody may rely on it without asking `is_there`.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from relationship_desk import resources
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.dates import date_in_words
from relationship_desk.domain.text import one_line
from relationship_desk.domain.today import Today, TodayKind, TodayRow
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import visible
from relationship_desk.ui.rows import clock_words
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.today_reading import TodayReading

_ROWS = 3
_LONGEST = 60  # characters of a row of the menu
_SIZES = (16, 22, 24, 32, 48, 64)
_TITLE = "Relationship Desk"


class Tray(QObject):
    """One icon with one menu; `icon` may be lent to whoever shows balloons."""

    open_wanted = Signal()
    row_wanted = Signal(TodayRow)
    log_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, bridge: Bridge, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._shown: tuple[TodayRow, ...] = ()
        self._waits = False  # whether the dot is drawn
        self._reading = TodayReading(bridge, self, self._show)
        self.menu = QMenu()
        self._build()
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        theme.changed.connect(self._draw)
        bridge.changed.connect(self._on_changes)
        self._draw()
        self._show(Today(()))
        self.refresh()

    @property
    def is_there(self) -> bool:
        """Whether something shows the icon at this moment."""
        return QSystemTrayIcon.isSystemTrayAvailable() and self.icon.isVisible()

    def refresh(self) -> None:
        """Read again what is due, also when only time has passed; appear where there is a host."""
        if not self.icon.isVisible() and _may_appear():
            self.icon.show()
        self._reading.read()

    def _show(self, today: Today) -> None:
        self._shown = today.rows[:_ROWS]
        words = count_words(len(today.rows))
        self._count.setText(words)
        self.icon.setToolTip(f"{_TITLE}: {words[:1].lower()}{words[1:]}")
        for place, action in enumerate(self._rows):
            action.setVisible(place < len(self._shown))
            if place < len(self._shown):
                row = self._shown[place]
                action.setText(_menu_text(row_words(row, self._bridge.today())))
        if self._waits != bool(today.rows):
            self._waits = bool(today.rows)
            self._draw()

    def close(self) -> None:
        """Take the icon away."""
        self._bridge.changed.disconnect(self._on_changes)
        self._theme.changed.disconnect(self._draw)
        self.icon.hide()
        self.icon.setContextMenu(None)  # type: ignore[arg-type]
        self.menu.deleteLater()
        self.deleteLater()

    def _build(self) -> None:
        self._count = QAction(self.menu)
        self._count.setEnabled(False)
        self.menu.addAction(self._count)
        self._rows = [self.menu.addAction("") for _ in range(_ROWS)]
        for place, action in enumerate(self._rows):
            action.triggered.connect(lambda _=False, p=place: self._open_row(p))
        self.menu.addSeparator()
        for text, signal in (
            ("Open", self.open_wanted),
            ("Log what happened…", self.log_wanted),
        ):
            self.menu.addAction(text).triggered.connect(lambda _=False, s=signal: s.emit())
        self.menu.addSeparator()
        self.menu.addAction("Quit").triggered.connect(lambda _=False: self.quit_wanted.emit())

    def _open_row(self, place: int) -> None:
        if place < len(self._shown):
            self.row_wanted.emit(self._shown[place])

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.open_wanted.emit()

    def _on_changes(self, changes: Changes) -> None:
        if changes != Changes(deliveries=True):
            self.refresh()

    def _draw(self) -> None:
        drawn = QIcon()
        for size in _SIZES:
            drawn.addPixmap(tray_pixmap(self._theme, size, dot=self._waits))
        self.icon.setIcon(drawn)


def count_words(count: int) -> str:
    """ "Nothing waits in Today", "12 wait in Today"."""
    if not count:
        return "Nothing waits in Today"
    return "1 waits in Today" if count == 1 else f"{count:,} wait in Today"


def row_words(row: TodayRow, today: date) -> str:
    """When it was or is due, what it is and whom it is about, on one line."""
    about = f", {row.person_name}" if row.person_name and row.person_name not in row.title else ""
    words = one_line(f"{_when(row, today)}{row.title}{about}")
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _when(row: TodayRow, today: date) -> str:
    """The day of a task or promise that was due before, the time of one of today."""
    if row.kind not in (TodayKind.TASK, TodayKind.PROMISE) or row.due_on is None:
        return ""
    if row.due_on < today:
        return f"{date_in_words(row.due_on, today)}: "
    return f"{clock_words(row.due_time)}: " if row.due_time else ""


def tray_pixmap(theme: Theme, size: int, *, dot: bool) -> QPixmap:
    """The app icon, which stands out on light and dark panels alike; `dot`: something is due.

    `size` in pixels. The dot has a ring of the panel's own colour, so that it is a shape and not
    only a colour.
    """
    drawn = QPixmap(size, size)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(resources.path("app-icon.svg"))).render(painter, QRectF(0, 0, size, size))
    if dot:
        across = size * 0.46
        place = QRectF(size - across, size - across, across, across)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.setBrush(Qt.GlobalColor.black)
        ring = size * 0.07
        painter.drawEllipse(place.adjusted(-ring, -ring, ring, ring))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setBrush(theme.colour("danger"))
        painter.drawEllipse(place)
    painter.end()
    return drawn


def _may_appear() -> bool:
    """On X11 Qt waits for a host by itself; elsewhere it would only complain that there is none."""
    return QGuiApplication.platformName() == "xcb" or QSystemTrayIcon.isSystemTrayAvailable()


def _menu_text(text: str) -> str:
    return visible(text).replace("&", "&&")
