"""Asks which tags people get and which they lose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.tags import TagEditor


class TagDialog(QDialog):
    """After `accepted`, `add` and `remove` hold the tags to give and to take."""

    def __init__(
        self, theme: Theme, names: str, known: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle("Tags")
        self._add = TagEditor(theme)
        self._remove = TagEditor(theme, prompt="Name a tag they wear")
        for field, name in ((self._add, "Tags to give"), (self._remove, "Tags to take away")):
            field.set_known_tags(known)
            field.setAccessibleName(name)
        box = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        tag = box.button(QDialogButtonBox.StandardButton.Ok)
        tag.setText("Tag")
        tag.setProperty("kind", "primary")
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(f"Tags of {names}", strong=True, wrap=True))
        column.addSpacing(px(8))
        for title, field in (("Give", self._add), ("Take away", self._remove)):
            column.addWidget(PlainLabel(title, tone="quiet", size="small"))
            column.addWidget(field)
        column.addSpacing(px(16))
        column.addStretch(1)
        column.addWidget(box)
        self.setMinimumWidth(px(400))
        self._add.setFocus()

    @property
    def add(self) -> tuple[str, ...]:
        """The tags to give."""
        return self._add.tags()

    @property
    def remove(self) -> tuple[str, ...]:
        """The tags to take away."""
        return self._remove.tags()
