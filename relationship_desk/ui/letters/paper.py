"""A letter on paper: as a PDF file, or through the system's printer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QWidget

from relationship_desk.desk.transfer.whole_file import write_bytes
from relationship_desk.ui.paper import dots, pdf_of
from relationship_desk.ui.plain import visible
from relationship_desk.ui.printing import print_document

_POINTS = 12
_MARGIN = 25.0  # millimetres


def save_pdf(path: Path, title: str, text: str) -> None:
    """Write the text as a PDF file, whole or not at all. Raises `UserError`."""
    write_bytes(path, pdf_of(_document(text), title, title, _MARGIN), True)


def print_text(title: str, text: str, parent: QWidget) -> QPrintDialog:
    """Ask for a printer and print the text there; the dialog, which is open."""
    return print_document(lambda: _document(text), title, _MARGIN, parent)


def _document(text: str) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    font = QFont()
    font.setPixelSize(dots(_POINTS))
    document.setDefaultFont(font)
    document.setPlainText(visible(text))
    return document
