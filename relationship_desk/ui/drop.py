"""Files dropped anywhere on the window: what can be taken, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_desk.desk.transfer.sources.parts import Given
from relationship_desk.domain.text import one_line
from relationship_desk.ui.offered import dropped_files, has_card_type, offered
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme

# What holds no contacts, and may be worth a place on the shelf.
_DOCUMENTS = frozenset(
    ".pdf .doc .docx .odt .rtf .md .ppt .pptx .odp .xls .xlsx .ods .epub .html .htm "
    ".mp3 .mp4".split()
)
_OF_CONTACTS = (".vcf", ".vcard", ".csv", ".ics")  # a link to these is to be saved first
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".heic", ".tif", ".tiff"})


def for_the_shelf(data: QMimeData) -> str:
    """The link or the path of a document that was dropped alone; empty for anything else."""
    urls = data.urls()
    if len(urls) != 1:
        return ""
    if urls[0].scheme() in ("http", "https"):
        return "" if urls[0].path().lower().endswith(_OF_CONTACTS) else urls[0].toString()
    path = Path(urls[0].toLocalFile())
    is_document = urls[0].isLocalFile() and path.suffix.lower() in _DOCUMENTS and path.is_file()
    return str(path) if is_document else ""


def refusal(data: QMimeData) -> str:
    """Why what was dropped cannot be taken, in a sentence that names what was seen."""
    urls = data.urls()
    if urls:
        seen = one_line(urls[0].toString(), 60)
        return (
            f"“{seen}” is an address, not a file on this computer. Save it as a file first, then "
            "drop that here."
        )
    if data.hasText():
        return (
            f"“{one_line(data.text(), 60)}” is text without a card in it. Drop a .vcf file of "
            "contacts here, or press Ctrl+N to type somebody in."
        )
    return "That is no file. Drop a .vcf file of contacts here."


class DropZone(QObject):
    """Takes drops for a whole window; `taken(given)`, `shelved(link or path)` or
    `refused(sentence)` is called.

    What was dragged out of the window itself is let fall: it is here already.

    While something is dragged over the window, a sheet over it says what will happen.
    """

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        taken: Callable[[Sequence[Given]], None],
        refused: Callable[[str], None],
        shelved: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._taken = taken
        self._refused = refused
        self._shelved = shelved
        self._handle: QObject | None = None
        self.sheet = _Sheet(window, theme)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.Show:
            self._watch_handle()
        elif isinstance(event, QDropEvent) and watched is self._handle:
            # Before a field under the mouse takes a file for the text of its name. Pictures and
            # text go on to whatever is there.
            return _is_for_the_desk(event.mimeData()) and self._take(event)
        elif isinstance(event, QDragLeaveEvent):
            self.sheet.hide()
        elif watched is self._window:
            return self._take(event)
        return False

    def _watch_handle(self) -> None:
        handle = self._window.windowHandle()
        if handle is not self._handle:
            self._handle = handle
            handle.installEventFilter(self)

    def _take(self, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self.sheet.hide()
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if event.source() is not None:
                return True
            given = offered(event.mimeData(), "dropped text")
            address = for_the_shelf(event.mimeData())
            if address:
                self._shelved(address)
            elif given:
                self._taken(given)
            else:
                self._refused(refusal(event.mimeData()))
            return True
        if isinstance(event, (QDragEnterEvent, QDragMoveEvent)):
            event.setDropAction(Qt.DropAction.CopyAction)
            if event.source() is not None:
                event.ignore()
                return True
            event.accept()
            if event.type() == QEvent.Type.DragEnter:
                self.sheet.offer(event.mimeData())
            return True
        return False


def _is_for_the_desk(data: QMimeData) -> bool:
    files = dropped_files(data)
    if not files:
        return has_card_type(data)
    return not all(file.suffix.lower() in _PICTURES for file in files)


class _Sheet(QWidget):
    """Covers the window while a drag is over it; the mouse goes through."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = PlainLabel(size="large")
        self._words = PlainLabel(tone="quiet", wrap=True)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for label in (self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(1)
        self.hide()

    def offer(self, data: QMimeData) -> None:
        """Say what dropping this would do."""
        files = dropped_files(data)
        if for_the_shelf(data):
            self._title.setText("Drop to put it on your shelf")
            self._words.setText("You see who would like it, and why. A file stays where it is.")
        elif not files and offered(data, ""):
            self._title.setText("Drop to look at the card")
            self._words.setText("Nothing is imported before you say so.")
        elif not files:
            self._title.setText("Only files and cards can be dropped here")
            self._words.setText("A .vcf file of contacts, as phones and mail programs export them.")
        elif len(files) == 1:
            self._title.setText("Drop to look inside")
            self._words.setText(
                f"{one_line(files[0].name, 60)}. Nothing is imported before you say so."
            )
        else:
            self._title.setText(f"Drop to look inside {len(files):,} files")
            self._words.setText("Nothing is imported before you say so.")
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent, /) -> None:
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._theme.colour("surface")
        ground.setAlpha(235)
        painter.fillRect(self.rect(), ground)
        pen = painter.pen()
        pen.setColor(self._theme.colour("accent"))
        pen.setWidth(px(2))
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        edge = px(16)
        painter.drawRoundedRect(self.rect().adjusted(edge, edge, -edge, -edge), px(12), px(12))
        painter.end()
