"""A page in the window: to read, to copy, to print and to save as a PDF.

Invariant: it shows what is in the store now, in the colours of now.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog
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

from relationship_desk.desk.transfer.whole_file import is_of_store, write_whole
from relationship_desk.domain.brief import Page, text_of
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.text import fold
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.brief.document import Look, brief_document
from relationship_desk.ui.brief.paper import MARGIN, brief_pdf, paper_document
from relationship_desk.ui.plain import visible
from relationship_desk.ui.printing import print_document
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message

_FILTER = "PDF (*.pdf)"


class PageDialog(QDialog):
    """The desk stays usable beside it. `make` reads the page, or raises `UserError` where there is
    nothing left to show; `what` is what it is called: "Brief". `tell` says what was saved."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        what: str,
        make: Callable[[], Page],
        tell: Callable[[Message], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._tell = bridge, theme, tell
        self._what, self._make = what, make
        self._page: Page | None = None
        self._document: QTextDocument | None = None
        self.printing: QPrintDialog | None = None
        self._build()
        self.reload()
        bridge.changed.connect(self._apply)
        theme.changed.connect(self._draw)
        self.finished.connect(self.deleteLater)

    def reload(self) -> None:
        """Read it anew; where one was reading stays in view."""
        try:
            page = self._page = self._make()
        except UserError:  # deleted meanwhile: there is nothing left to show
            self.close()
            return
        title = f"{self._what}: {visible(page.title)}"
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

    def print_it(self) -> None:
        """Ask for a printer and print it there."""
        page = self._page
        if page is not None:
            self.printing = print_document(lambda: paper_document(page), page.title, MARGIN, self)

    def save_pdf(self) -> None:
        """Ask where, and write it there."""
        if self._page is None:
            return
        page, day, what = self._page, self._bridge.today(), self._what
        name = "-".join("".join(c if c.isalnum() else " " for c in fold(page.title)).split())
        begin = fold(what).replace(" ", "-")
        proposed = Path.home() / f"{begin}-{name[:60] or 'page'}-{day:%Y-%m-%d}.pdf"
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
            job,
            lambda done: tell(Message(f"The {what.lower()} is saved in {done}.", Kind.SUCCESS)),
        )

    def _build(self) -> None:
        px = self._theme.px
        self.page = QTextEdit()
        self.page.setReadOnly(True)
        self.page.setTabChangesFocus(True)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.copy = self._button("Copy", "copy", self.copy_text)
        self.print = self._button("Print…", "", self.print_it)
        self.pdf = self._button("Save as PDF…", "export", self.save_pdf)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for button in (self.copy, self.print, self.pdf):
            buttons.addWidget(button)
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

    def _button(self, words: str, icon: str, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        if icon:
            self._theme.dress(button, icon)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: do())
        return button


def _put(write: Callable[[bytes], int], content: bytes) -> None:
    write(content)
