"""Paper through the system's printer, as it would be in its PDF.

Apart from `paper`, because a brief is written as PDF also where no printing system is installed.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from relationship_desk.ui.paper import DPI, paint, set_margins


def print_document(
    made: Callable[[], QTextDocument], title: str, margin: float, parent: QWidget
) -> QPrintDialog:
    """Ask for a printer and print there what is made then; the dialog, which is open."""
    printer = QPrinter()
    set_margins(printer, margin)

    def job() -> None:
        printer.setResolution(DPI)
        paint(made(), printer, title)

    return ask_for_printer(printer, job, parent)


def ask_for_printer(printer: QPrinter, job: Callable[[], None], parent: QWidget) -> QPrintDialog:
    """Do the job once a printer was chosen; the dialog, which is open."""
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(job)
    dialog.finished.connect(dialog.deleteLater)
    dialog.setModal(True)
    dialog.show()
    return dialog
