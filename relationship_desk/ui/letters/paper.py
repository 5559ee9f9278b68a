"""A text on paper: as a PDF file, or through the system's printer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from relationship_desk.domain.errors import UserError
from relationship_desk.ui.plain import visible

_POINTS = 12
_MARGINS = QMarginsF(25, 25, 25, 25)  # millimetres


def save_pdf(path: Path, title: str, text: str) -> None:
    """Write the text as a PDF file on A4. Raises `UserError`."""
    try:
        path.open("ab").close()  # Qt says of a file that it cannot write only that it cannot
    except OSError as error:
        raise UserError(f"{path} could not be written ({error.strerror}).") from error
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    writer.setTitle(visible(title))
    _document(text).print_(writer)


def print_text(text: str, parent: QWidget) -> QPrintDialog:
    """Ask for a printer and print the text there; the dialog, which is open."""
    printer = QPrinter()
    printer.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: _document(text).print_(printer))
    dialog.finished.connect(dialog.deleteLater)
    dialog.setModal(True)
    dialog.show()
    return dialog


def _document(text: str) -> QTextDocument:
    document = QTextDocument()
    font = QFont()
    font.setPointSize(_POINTS)
    document.setDefaultFont(font)
    document.setPlainText(visible(text))
    return document
