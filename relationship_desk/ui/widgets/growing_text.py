"""A field for notes: plain text only, as high as what it holds."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from relationship_desk.ui.theme import Theme


class GrowingTextEdit(QPlainTextEdit):
    """Grows from `lines` to `most_lines`, then scrolls; `submitted` on Ctrl+Enter.

    Tab leaves the field. With `enter_submits` Enter submits too and Shift+Enter breaks the line.
    """

    submitted = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        parent: QWidget | None = None,
        *,
        lines: int = 1,
        most_lines: int = 8,
        enter_submits: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._least, self._most = lines, most_lines
        self._enter_submits = enter_submits
        self.setAccessibleName(name)
        # Lines are broken; a line that fills the width to the pixel would show a bar all the same.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(theme.px(2))
        self.textChanged.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self.height())

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = event.modifiers()
            control = bool(held & Qt.KeyboardModifier.ControlModifier)
            shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
            if control or (self._enter_submits and not shift):
                self.submitted.emit()
                return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData, /) -> None:
        self.insertPlainText(source.text())

    def canInsertFromMimeData(self, source: QMimeData, /) -> bool:
        # Dropped files belong to the window, which imports them.
        return source.hasText() and not source.hasUrls()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # The layout of a plain-text document counts its height in lines, not in pixels.
        needed = max(1, round(self.document().size().height()))
        shown = min(max(needed, self._least), self._most)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if needed > self._most else policy.ScrollBarAlwaysOff
        )
        text = self.fontMetrics().lineSpacing() * shown
        around = 2 * round(self.document().documentMargin())
        # A line of the document may be a little higher than the font says.
        around += self._theme.px(4) if self.property("bare") else 2 * self._theme.px(6) + 2
        if self.height() != text + around:
            self.setFixedHeight(text + around)
