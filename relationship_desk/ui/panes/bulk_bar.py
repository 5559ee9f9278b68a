"""What can be done with several people at once, under the list in which they are selected."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme


class BulkBar(QFrame):
    """Shown while more than one person is selected."""

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self._actions = actions
        self._archived = False
        self._words = PlainLabel(strong=True, size="small")
        self._archive = QPushButton()
        self._archive.clicked.connect(self._archive_or_not)
        tag, delete = QPushButton("Tag…"), QPushButton("Delete")
        tag.clicked.connect(actions[ActionId.TAG_PEOPLE].trigger)
        delete.clicked.connect(actions[ActionId.DELETE].trigger)
        row = QHBoxLayout()
        row.setSpacing(px(4))
        for button in (tag, self._archive, delete):
            # On every system: what is done here is for those who are selected here.
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            row.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(8), px(8), px(8))
        column.setSpacing(px(4))
        column.addWidget(self._words)
        column.addLayout(row)
        self.set_archived(False)
        self.set_count(0)

    def set_archived(self, archived: bool) -> None:
        """Whether those in the list are in the archive."""
        self._archived = archived
        self._archive.setText("Take out" if archived else "Archive")

    def set_count(self, count: int) -> None:
        """How many are selected."""
        self._words.setText(f"{count:,} selected")
        self.setVisible(count > 1)

    def words(self) -> str:
        """What it says; empty while hidden."""
        return "" if self.isHidden() else self._words.text()

    def _archive_or_not(self) -> None:
        wanted = ActionId.UNARCHIVE if self._archived else ActionId.ARCHIVE
        self._actions[wanted].trigger()
