"""A line in a menu that says what the ones below it are about.

Invariant: it can be read on every look, and is never chosen. Qt's own section shows no words under
our style sheet.
"""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidgetAction

from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme


def add_heading(menu: QMenu, theme: Theme, words: str) -> None:
    """Above what is added to the menu from now on; a line parts it from what was added before."""
    if menu.actions():
        menu.addSeparator()
    label = PlainLabel(words, tone="quiet", size="small")
    label.setContentsMargins(theme.px(12), theme.px(6), theme.px(24), theme.px(2))
    heading = QWidgetAction(menu)
    heading.setDefaultWidget(label)
    heading.setText(words)
    heading.setEnabled(False)
    menu.addAction(heading)
