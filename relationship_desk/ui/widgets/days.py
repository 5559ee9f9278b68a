"""Two fields of a rhythm: the ideal number of days and the latest."""

from __future__ import annotations

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QWidget

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.rhythm import LONGEST_DAYS, Rhythm
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme

_USUAL = Rhythm(30, 45)


class RhythmFields(QWidget):
    """Takes numbers of days only."""

    def __init__(
        self, theme: Theme, rhythm: Rhythm | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.ideal, self.latest = _field(theme, "Ideal days"), _field(theme, "Latest days")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.px(8))
        for words, field in (("Welcome after", self.ideal), ("At the latest after", self.latest)):
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            row.addWidget(field)
            row.addWidget(PlainLabel("days"))
            row.addStretch(1)
            form.addRow(PlainLabel(words), row)
        self.set_rhythm(rhythm or _USUAL)

    def set_rhythm(self, rhythm: Rhythm) -> None:
        """Show these days."""
        self.ideal.setText(str(rhythm.ideal_days))
        self.latest.setText(str(rhythm.latest_days))

    def rhythm(self) -> Rhythm:
        """What is typed. Raises `UserError` for days that cannot be a rhythm."""
        typed = self.ideal.text(), self.latest.text()
        if not all(typed):
            raise UserError("A rhythm needs both numbers of days; nothing was changed.")
        return Rhythm(*map(int, typed))


def _field(theme: Theme, name: str) -> QLineEdit:
    field = QLineEdit()
    field.setValidator(QIntValidator(1, LONGEST_DAYS, field))
    field.setMaximumWidth(theme.px(96))
    field.setAccessibleName(name)
    return field
