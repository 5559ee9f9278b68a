"""A brief on paper."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtGui import QTextDocument

from relationship_desk.domain.brief import Page
from relationship_desk.ui.brief.document import Look, brief_document
from relationship_desk.ui.colours import LIGHT
from relationship_desk.ui.paper import dots, pdf_of

MARGIN = 18.0  # millimetres
_BODY_POINTS = 10.0  # of the rhythm's 13 pixels


def brief_pdf(page: Page, locale: QLocale | None = None) -> bytes:
    """The page as a PDF, on the paper of this locale or of the user's. Needs a `QGuiApplication`,
    whichever its platform."""
    about = f"{page.title} – {page.made}"
    return pdf_of(paper_document(page), page.title, about, MARGIN, locale)


def paper_document(page: Page) -> QTextDocument:
    """The page as it is laid out on paper."""
    look = Look(LIGHT.text, LIGHT.quiet, LIGHT.accent, LIGHT.warning, "", _px)
    return brief_document(page, look)


def _px(length: float) -> int:
    return dots(length / 13 * _BODY_POINTS)
