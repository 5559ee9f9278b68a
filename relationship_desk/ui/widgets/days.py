"""Two fields of a rhythm: the ideal number of days and the latest."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QSpinBox, QWidget

from relationship_desk.domain.rhythm import LONGEST_DAYS, Rhythm
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme

_USUAL = Rhythm(30, 45)


class RhythmFields(QWidget):
    """Always holds a rhythm that can be kept: the latest day is never before the ideal one."""

    def __init__(
        self, theme: Theme, rhythm: Rhythm | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.ideal, self.latest = _field("Ideal days"), _field("Latest days")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.px(8))
        form.addRow(PlainLabel("Welcome after"), self.ideal)
        form.addRow(PlainLabel("At the latest after"), self.latest)
        self.ideal.valueChanged.connect(self.latest.setMinimum)
        self.set_rhythm(rhythm or _USUAL)

    def set_rhythm(self, rhythm: Rhythm) -> None:
        """Show these days."""
        self.latest.setMinimum(1)
        self.latest.setValue(rhythm.latest_days)
        self.ideal.setValue(rhythm.ideal_days)

    def rhythm(self) -> Rhythm:
        """What is shown."""
        for field in (self.ideal, self.latest):
            field.interpretText()
        return Rhythm(self.ideal.value(), self.latest.value())


def _field(name: str) -> QSpinBox:
    field = QSpinBox()
    field.setRange(1, LONGEST_DAYS)
    field.setSuffix(" days")
    field.setAccessibleName(name)
    return field
