"""Labels beyond plain ones: one that elides, and the heading of a section."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from relationship_desk.ui.plain import PlainLabel, set_tooltip


class ElidedLabel(PlainLabel):
    """One line that is cut with an ellipsis where it does not fit; the tooltip has it whole."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        tone: str = "",
        size: str = "",
        strong: bool = False,
    ) -> None:
        super().__init__(text, parent, tone=tone, size=size, strong=strong)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setText(self, text: str, /) -> None:
        super().setText(" ".join(text.split()))
        self._tell_whole()

    def minimumSizeHint(self) -> QSize:
        return QSize(
            self.fontMetrics().horizontalAdvance("MM…"), super().minimumSizeHint().height()
        )

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.drawText(
            self.contentsRect(),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            | Qt.TextFlag.TextSingleLine,
            self.shown_text(),
        )
        painter.end()

    def shown_text(self) -> str:
        """The text as it is painted at this width."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def _tell_whole(self) -> None:
        set_tooltip(self, self.text() if self.shown_text() != self.text() else "")


class SectionHeading(QWidget):
    """A quiet heading with room for a count and for buttons at its right."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel(title, strong=True)
        self._count = PlainLabel("", tone="quiet", size="small")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._title)
        self._row.addWidget(self._count)
        self._row.addStretch(1)
        self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(self._title.text())

    def set_count(self, count: int | None) -> None:
        """Show a number beside the title; None for no number."""
        self._count.setText("" if count is None else f"{count:,}")

    def add(self, widget: QWidget) -> None:
        """Put a button at the right end."""
        self._row.addWidget(widget)
