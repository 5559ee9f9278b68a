"""A PDF where there is no window, and perhaps no display."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from relationship_desk.domain.brief import Page
from relationship_desk.ui.brief.paper import brief_pdf


def pdf_without_window(page: Page) -> bytes:
    """The page as a PDF; Qt is started without a display for as long as it takes."""
    application = QGuiApplication.instance() or QGuiApplication(["", "-platform", "offscreen"])
    content = brief_pdf(page)
    del application  # not before: Qt needs it for the letters
    return content
