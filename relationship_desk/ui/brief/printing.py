"""A page through the system's printer, as it would be in its PDF."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from relationship_desk.domain.brief import Page
from relationship_desk.ui.brief.document import brief_document
from relationship_desk.ui.brief.paper import DPI, MARGIN_MM, paint, paper_look


def print_page(page: Page, parent: QWidget) -> QPrintDialog:
    """Ask for a printer and print the page there; the dialog, which is open."""
    printer = QPrinter()
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)

    def job() -> None:
        printer.setResolution(DPI)
        document = brief_document(page, paper_look())
        document.setUseDesignMetrics(True)
        paint(document, printer, page.title)

    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(job)
    dialog.finished.connect(dialog.deleteLater)
    dialog.setModal(True)
    dialog.show()
    return dialog
