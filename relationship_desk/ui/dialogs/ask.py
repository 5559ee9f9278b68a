"""The one question box, for what cannot be taken back."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme


class AskDialog(QDialog):
    """Says what will happen, with a button that names it; Escape and Enter both leave things be."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str,
        yes: str,
        parent: QWidget | None = None,
        *,
        no: str = "Cancel",
        danger: bool = True,
    ) -> None:
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle(title)
        self.setAccessibleDescription(text)
        self.yes = QPushButton(yes.replace("&", "&&"))
        self.yes.setProperty("kind", "danger" if danger else "primary")
        self.yes.clicked.connect(self.accept)
        self.no = QPushButton(no.replace("&", "&&"))
        self.no.clicked.connect(self.reject)
        self.no.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(title, strong=True, wrap=True))
        column.addWidget(PlainLabel(text, wrap=True))
        column.addSpacing(px(16))
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(px(400))
        self.no.setFocus()


def ask(
    theme: Theme,
    title: str,
    text: str,
    yes: str,
    parent: QWidget | None = None,
    *,
    no: str = "Cancel",
    danger: bool = True,
) -> bool:
    """Ask and wait; True only where the user pressed `yes`."""
    dialog = AskDialog(theme, title, text, yes, parent, no=no, danger=danger)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed
