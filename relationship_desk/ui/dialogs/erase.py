"""Asks before people are erased for good: says what goes, what stays, and that it is final."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.erasure import Erasure
from relationship_desk.domain.text import counted, one_line
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.rows import joined
from relationship_desk.ui.theme import Theme


def what_goes(what: Erasure) -> list[str]:
    """Each thing that is gone afterwards, as a line."""
    several = len(what.names) > 1
    lines = [
        f"{'The people' if several else 'The person'}: {joined(list(what.names), 4)}",
        _counted(
            what.details,
            "detail of the card",
            "details of the cards" if several else "details of the card",
        ),
        _counted(what.alone, "entry of the timeline", "entries of the timeline"),
        _counted(what.tasks, "task"),
        _counted(what.cards, "card as it was imported", "cards as they were imported"),
    ]
    return [line for line in lines if line] + ["Every trace in the history and in the search"]


def what_stays(what: Erasure) -> list[str]:
    """What other people or other files still hold, as lines."""
    whom = "these people" if len(what.names) > 1 else "this person"
    lines = [
        _counted(
            what.shared,
            f"entry shared with others: it stays with them, without {whom}, as it was written",
            f"entries shared with others: they stay with them, without {whom}, as written",
        ),
        "Backups made before, and files exported before: delete those yourself",
    ]
    return [line for line in lines if line]


class EraseDialog(QDialog):
    """`accepted` only where the user pressed the button that names it; Enter and Escape cancel."""

    def __init__(self, theme: Theme, what: Erasure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        whom = (
            one_line(what.names[0], 48) if len(what.names) == 1 else f"{len(what.names):,} people"
        )
        title = f"Erase {whom} for good?"
        self.setWindowTitle("Erase for good")
        goes, stays = what_goes(what), what_stays(what)
        self.setAccessibleDescription(
            f"{title} This goes: {'; '.join(goes)}. This stays: {'; '.join(stays)}. "
            "It cannot be taken back."
        )
        self.erase = QPushButton("Erase for good")
        self.erase.setProperty("kind", "danger")
        self.erase.clicked.connect(self.accept)
        self.cancel = QPushButton("Cancel")
        self.cancel.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.erase)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(title, size="large", wrap=True))
        column.addWidget(
            PlainLabel(
                "This cannot be taken back, not even by Undo. To be able to, archive or delete "
                "instead.",
                tone="danger",
                wrap=True,
            )
        )
        column.addSpacing(px(4))
        column.addWidget(_list(theme, "This goes", goes))
        column.addWidget(_list(theme, "This stays", stays))
        column.addSpacing(px(8))
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(px(480))
        # The hint of wrapped texts is taken at another width, and leaves a gap.
        self.resize(px(480), column.totalHeightForWidth(px(480)))
        self.cancel.setFocus()


def _list(theme: Theme, title: str, lines: list[str]) -> QFrame:
    px = theme.px
    frame = QFrame()
    frame.setProperty("pane", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(px(16), px(12), px(16), px(12))
    column.setSpacing(px(4))
    column.addWidget(PlainLabel(title, strong=True))
    for line in lines:
        label = PlainLabel(line, wrap=True)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column.addWidget(label)
    return frame


def _counted(count: int, one: str, many: str = "") -> str:
    """ "3 tasks"; empty for none."""
    return counted(count, one, many) if count else ""
