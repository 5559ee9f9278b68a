"""A brief in the window: the page to read, to copy and to save as a PDF.

Invariant: it shows what is in the store now, in the colours of now.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.briefing import make_brief
from relationship_desk.desk.transfer.whole_file import is_of_store, write_whole
from relationship_desk.domain.brief import Page, page_of, text_of
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.text import fold
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.brief.document import Look, brief_document
from relationship_desk.ui.brief.paper import brief_pdf
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message

_FILTER = "PDF (*.pdf)"


class BriefDialog(QDialog):
    """The desk stays usable beside it. `tell` says what was saved."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        person_id: int,
        tell: Callable[[Message], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._tell = bridge, theme, tell
        self._person_id = person_id
        self._page: Page | None = None
        self._document: QTextDocument | None = None
        self._build()
        self.reload()
        bridge.changed.connect(self._apply)
        theme.changed.connect(self._draw)
        self.finished.connect(self.deleteLater)

    def reload(self) -> None:
        """Read it anew; where one was reading stays in view."""
        bridge = self._bridge
        try:
            brief = make_brief(
                bridge.reader,
                self._person_id,
                bridge.today(),
                bridge.clock.zone(),
                bridge.preferences(),
            )
        except UserError:  # deleted meanwhile: there is nothing left to show
            self.close()
            return
        self._page = page_of(brief)
        title = f"Brief: {visible(brief.name)}"
        self.setWindowTitle(title)
        self.page.setAccessibleName(title)
        self._draw()

    def _apply(self, changes: Changes) -> None:
        # Promises, others' entries and days of preferences touch it too.
        self.reload()

    def _draw(self) -> None:
        if self._page is None:
            return
        colours = self._theme.colours
        look = Look(
            colours.text, colours.quiet, colours.accent, colours.warning, "", self._theme.px
        )
        place = self.page.verticalScrollBar().value()
        document = brief_document(self._page, look)
        document.setParent(self.page)
        document.setDocumentMargin(self._theme.px(20))
        before, self._document = self._document, document
        self.page.setDocument(document)
        if before is not None:  # Qt deletes only the one it made itself
            before.deleteLater()
        self.page.verticalScrollBar().setValue(place)

    def copy_text(self) -> None:
        """Put the page on the clipboard, as plain text."""
        if self._page is not None:
            QGuiApplication.clipboard().setText(text_of(self._page))
            self.copy.setText("Copied")

    def save_pdf(self) -> None:
        """Ask where, and write it there."""
        if self._page is None:
            return
        page, day = self._page, self._bridge.today()
        name = "-".join("".join(c if c.isalnum() else " " for c in fold(page.title)).split())
        proposed = Path.home() / f"brief-{name[:60] or 'person'}-{day:%Y-%m-%d}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save as PDF", str(proposed), _FILTER)
        if not chosen:
            return
        out = Path(chosen)
        if is_of_store(out, self._bridge.desk.store.path):
            self._tell(Message("That is the desk's own file. Choose another name.", Kind.WARNING))
            return
        content, tell = brief_pdf(page), self._tell

        def job() -> Path:
            # The file dialog has asked before a file is replaced.
            write_whole(out, lambda file: _put(file.write, content), force=True)
            return out

        self._bridge.in_background(
            job, lambda done: tell(Message(f"The brief is saved in {done}.", Kind.SUCCESS))
        )

    def _build(self) -> None:
        px, theme = self._theme.px, self._theme
        self.page = QTextEdit()
        self.page.setReadOnly(True)
        self.page.setTabChangesFocus(True)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.copy = QPushButton("Copy")
        theme.dress(self.copy, "copy")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self.copy_text)
        self.pdf = QPushButton("Save as PDF…")
        theme.dress(self.pdf, "export")
        self.pdf.setAutoDefault(False)
        self.pdf.clicked.connect(self.save_pdf)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.copy)
        buttons.addWidget(self.pdf)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(12))
        column.addWidget(self.page, 1)
        column.addLayout(buttons)
        room = self.screen().availableSize()
        self.resize(min(px(640), room.width()), min(px(720), room.height() - px(48)))
        self.page.setFocus()


def _put(write: Callable[[bytes], int], content: bytes) -> None:
    write(content)
