"""Hands a link to the program that the system has for it; only links of `card.links` come here."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from relationship_desk.ui.plain import visible


def open_link(link: str) -> str:
    """Open it; where nothing opens it, put it on the clipboard and return a sentence that says so.

    An empty sentence: it was opened.
    """
    # Strictly: what was rebuilt from checked parts is not interpreted once more.
    url = QUrl(link, QUrl.ParsingMode.StrictMode)
    if url.isValid() and QDesktopServices.openUrl(url):
        return ""
    QGuiApplication.clipboard().setText(link)
    return (
        f"No program on this computer opens {visible(url.scheme())} links. "
        "The link is on the clipboard."
    )
