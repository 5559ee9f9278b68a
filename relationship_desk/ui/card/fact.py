"""One fact of a card: an icon, the value, a quiet label; a click copies it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QEnterEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.ui.plain import PlainLabel, set_tooltip, visible
from relationship_desk.ui.theme import Text, Theme
from relationship_desk.ui.widgets.labels import ElidedLabel

_COPIED_MS = 1500
_SHORT = 20  # characters of a value that is never cut


class FactRow(QWidget):
    """Click or Ctrl+C copies; the icon, or Enter, opens the link where there is one.

    `value` is what is copied and `shown`, perhaps shorter, what stands there; both may have
    several lines. `link_wanted` carries the link that was given, unchanged.
    """

    link_wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        icon: str,
        value: str,
        label: str = "",
        *,
        shown: str = "",
        link: str = "",
        verb: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.value, self.link = value, link
        self._theme, self._icon, self._label, self._verb = theme, icon, label, verb
        self._shown = shown or value
        self._hovered = False
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(_COPIED_MS)
        self._copied.timeout.connect(self._show_label)
        self._build(hint)
        theme.changed.connect(self._draw)
        self._draw()

    def copy(self) -> None:
        """Put the value on the clipboard and say so in the place of the label."""
        QGuiApplication.clipboard().setText(self.value)
        self._quiet.setText("copied")
        self._quiet.show()
        self._copied.start()

    def open_link(self) -> None:
        """Ask for the link; a fact without one is copied."""
        if self.link:
            self.link_wanted.emit(self.link)
        else:
            self.copy()

    def _build(self, hint: str) -> None:
        px = self._theme.px
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        words = " ".join(self.value.split())
        self.setAccessibleName(visible(f"{self._label}: {words}" if self._label else words))
        self.setAccessibleDescription(
            f"Enter: {self._verb}. Ctrl+C copies." if self.link else "Enter copies."
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(px(4), px(1), px(4), px(1))
        row.setSpacing(px(6))
        self._leading = self._leading_icon()
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._leading, 0, top)
        lines = self._lines(hint)
        row.addLayout(lines)
        row.setAlignment(lines, top)
        # Where value or label must give way, it is the longer one.
        short = len(self.value) <= _SHORT
        self._quiet: PlainLabel = (
            ElidedLabel(tone="quiet", size="small")
            if short
            else PlainLabel(tone="quiet", size="small")
        )
        ascent = QFontMetrics(self._theme.font()).ascent()
        drop = ascent - QFontMetrics(self._theme.font(Text.SMALL)).ascent()
        self._quiet.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._quiet.setContentsMargins(0, px(6) + drop, 0, 0)
        row.addWidget(self._quiet, 0, top)
        row.addStretch(1)
        self._show_label()

    def _lines(self, hint: str) -> QVBoxLayout:
        """The value, a label for each of its lines."""
        px = self._theme.px
        column = QVBoxLayout()
        column.setContentsMargins(0, px(6), 0, px(6))
        column.setSpacing(0)
        for line in self._shown.split("\n"):
            label = PlainLabel(line) if len(self.value) <= _SHORT else ElidedLabel(line)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            if hint:
                set_tooltip(label, hint)
            column.addWidget(label)
        return column

    def _leading_icon(self) -> QWidget:
        px = self._theme.px
        if not self.link:
            picture = QLabel()
            picture.setFixedSize(px(28), px(28))
            picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
            return picture
        button = QToolButton()
        button.setIconSize(QSize(px(16), px(16)))
        button.setFixedSize(px(28), px(28))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(f"{self._verb}: {visible(self.value)}")
        button.setToolTip(self._verb)
        button.clicked.connect(self.open_link)
        self._theme.dress(button, self._icon, "accent")
        return button

    def _show_label(self) -> None:
        self._quiet.setText(self._label)
        self._quiet.setVisible(bool(self._label))

    def _draw(self) -> None:
        if isinstance(self._leading, QLabel):
            ratio, side = self.devicePixelRatioF(), self._theme.px(16)
            self._leading.setPixmap(self._theme.pixmap(self._icon, "quiet", side, ratio))
        self.update()

    def _fill_menu(self, menu: QMenu) -> None:
        copy = QAction("Copy", menu)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.triggered.connect(self.copy)
        menu.addAction(copy)
        if self.link:
            go = QAction(self._verb, menu)
            go.triggered.connect(self.open_link)
            menu.insertAction(copy, go)

    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_menu(menu)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open_link()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        left = event.button() is Qt.MouseButton.LeftButton
        if left and self.rect().contains(event.position().toPoint()):
            self.copy()

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        event.accept()

    def enterEvent(self, event: QEnterEvent, /) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: object, /) -> None:
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent, /) -> None:
        if not (self._hovered or self.hasFocus()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        radius = self._theme.px(6)
        focused = self.hasFocus()
        painter.setPen(self._theme.colour("accent") if focused else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("hover") if self._hovered else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ground, radius, radius)
        painter.end()
