"""The list that a completer pops up, on a ground of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QListView


def prepare_popup(completer: QCompleter) -> QAbstractItemView:
    """Give a completer its list. Lists are transparent, and behind this one there is nothing."""
    popup = QListView()
    popup.setProperty("raised", True)
    popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    completer.setPopup(popup)
    return popup
