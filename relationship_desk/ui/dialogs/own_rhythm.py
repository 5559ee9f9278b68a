"""Asks for a rhythm of a person's own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.rhythm import Rhythm
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.days import RhythmFields

_HELP = "Counted from the last contact. It goes before the circles of this person."


class OwnRhythmDialog(QDialog):
    """`chosen` carries the rhythm."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, name: str, given: Rhythm | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle("Own rhythm")
        self.fields = RhythmFields(theme, given)
        self.problem = PlainLabel(tone="danger", wrap=True)
        box = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        keep = box.button(QDialogButtonBox.StandardButton.Ok)
        keep.setText("Keep")
        keep.setProperty("kind", "primary")
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(f"Be in touch with {name}", strong=True, wrap=True))
        column.addWidget(PlainLabel(_HELP, tone="quiet", wrap=True))
        column.addWidget(self.fields)
        column.addWidget(self.problem)
        column.addSpacing(px(8))
        column.addStretch(1)
        column.addWidget(box)
        self.setMinimumWidth(px(360))
        self.fields.ideal.setFocus()
        self.fields.ideal.selectAll()
        self.finished.connect(self.deleteLater)

    def accept(self) -> None:
        """Close with the rhythm, where it is one."""
        try:
            rhythm = self.fields.rhythm()
        except UserError as error:
            self.problem.setText(str(error))
            self.fields.ideal.setFocus()
            return
        super().accept()
        self.chosen.emit(rhythm)
