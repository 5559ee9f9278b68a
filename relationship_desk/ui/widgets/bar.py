"""The quiet bar at the top of a pane: one message at a time, none that matters overwritten."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from relationship_desk.ui.colours import mixed
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme


class Kind(StrEnum):
    """What a message is; told by its icon and its word, not by its colour alone."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


# Icon, colour role and word. What went well needs no word before it.
_LOOKS = {
    Kind.INFO: ("info", "accent", ""),
    Kind.SUCCESS: ("done-circle", "success", ""),
    Kind.WARNING: ("warning", "warning", "Please note."),
    Kind.ERROR: ("warning", "danger", "That did not work."),
}

_PASSING = (Kind.INFO, Kind.SUCCESS)
_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to say. Information and success pass after a while; the others stay until closed.

    `action` is the text of a button, such as "Undo"; pressing it calls `on_action` and closes.
    `offer` and `on_offer` are the same for a second one before it: what may come next.
    """

    text: str
    kind: Kind = Kind.INFO
    action: str = ""
    on_action: Callable[[], None] | None = None
    offer: str = ""
    on_offer: Callable[[], None] | None = None


class Bar(QFrame):
    """Shows the newest message. One that passes gives way to it for good; the others come back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._current: Message | None = None
        self._waiting: deque[Message] = deque()
        self._left: QWidget | None = None  # where the keyboard was before it came here
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_SECONDS * 1000)
        self._clock.timeout.connect(self.close_current)
        self._build()
        theme.changed.connect(self._draw)
        self.hide()

    @property
    def current(self) -> Message | None:
        """What is shown now; None while hidden."""
        return self._current

    def tell(self, message: Message) -> None:
        """Show the message now: it answers what was just done."""
        current = self._current
        if message in self._waiting:
            self._waiting.remove(message)
        if current is not None and current.kind not in _PASSING and message != current:
            self._waiting.appendleft(current)
        self._show(message)

    def tell_later(self, message: Message) -> None:
        """Show the message when nothing else is shown: nobody asked for it just now."""
        if self._current is None:
            self._show(message)
        elif message != self._current and message not in self._waiting:
            self._waiting.append(message)
            self._draw()

    def take_focus(self) -> None:
        """Let the keyboard answer the message: it waits for that, and gives the focus back."""
        if self._current is None:
            return
        self._clock.stop()
        if not self._has_focus():
            self._left = QApplication.focusWidget()
        buttons = (self._offer, self._act, self._close)
        next(button for button in buttons if not button.isHidden()).setFocus()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_current()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = QApplication.focusWidget()
            if isinstance(focused, QAbstractButton):
                focused.click()
        else:
            super().keyPressEvent(event)

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def close_current(self) -> None:
        """Take the shown message away; the next in line is shown."""
        self._clock.stop()
        left, self._left = self._left, None
        if left is not None and isValid(left) and self._has_focus():
            left.setFocus()
        if self._waiting:
            self._show(self._waiting.popleft())
        else:
            self._current = None
            self.hide()

    def clear(self) -> None:
        """Take all messages away."""
        self._waiting.clear()
        self.close_current()

    def _build(self) -> None:
        px = self._theme.px
        self.setProperty("pane", "bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._icon = QLabel()
        self._text = PlainLabel(wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._more = PlainLabel(tone="quiet", size="small")
        self._act = QPushButton()
        self._act.setProperty("kind", "quiet")
        self._act.clicked.connect(lambda: self._run(lambda message: message.on_action))
        self._offer = QPushButton()
        self._offer.setProperty("kind", "quiet")
        self._offer.clicked.connect(lambda: self._run(lambda message: message.on_offer))
        self._close = QToolButton()
        self._close.setIconSize(QSize(px(16), px(16)))
        self._close.setAccessibleName("Close this message")
        self._close.setToolTip("Close")
        self._close.clicked.connect(self.close_current)
        self._theme.dress(self._close, "close", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(4), px(8), px(4))
        row.setSpacing(px(8))
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        for widget in (self._more, self._offer, self._act, self._close):
            row.addWidget(widget)

    def _show(self, message: Message) -> None:
        self._current = message
        if message.kind in _PASSING:
            self._clock.start()
        else:
            self._clock.stop()
        self._draw()
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _draw(self) -> None:
        message = self._current
        if message is None:
            return
        icon, role, word = _LOOKS[message.kind]
        side = self._theme.px(20)
        self._icon.setPixmap(self._theme.pixmap(icon, role, side, self.devicePixelRatioF()))
        self._icon.setAccessibleName(message.kind.value)
        self._text.setText(f"{word} {message.text}".strip())
        self._more.setText(f"{len(self._waiting)} more" if self._waiting else "")
        self._more.setVisible(bool(self._waiting))
        self._act.setText(message.action.replace("&", "&&"))
        self._act.setVisible(bool(message.action))
        self._offer.setText(message.offer.replace("&", "&&"))
        self._offer.setVisible(bool(message.offer))
        self.setAccessibleName(f"{message.kind.value}: {self._text.text()}")
        self._dress(role)

    def _dress(self, role: str) -> None:
        colours = self._theme.colours
        own = getattr(colours, role)
        edge = own if colours.high_contrast else mixed(own, colours.surface, 0.4)
        self.setStyleSheet(
            f"Bar {{ background: {mixed(own, colours.surface, 0.06)};"
            f" border: 1px solid {edge}; border-radius: {self._theme.px(6)}px; }}"
        )

    def _run(self, chosen: Callable[[Message], Callable[[], None] | None]) -> None:
        message = self._current
        self.close_current()
        act = None if message is None else chosen(message)
        if act is not None:
            act()
