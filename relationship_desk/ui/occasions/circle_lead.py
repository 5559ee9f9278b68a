"""How long before the occasions of a circle's people to tell of them; set as soon as chosen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from relationship_desk.desk.commands.occasions import set_circle_lead
from relationship_desk.desk.desk import Outcome
from relationship_desk.store.occasions import circle_leads
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.occasions.lead_box import LeadBox
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme


class CircleLead(QWidget):
    """Of one circle; disabled while there is none. `saved` carries the outcome."""

    saved = Signal(object)

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._circle_id: int | None = None
        self.box = LeadBox("Tell of their occasions", None, "As for everybody")
        self.box.activated.connect(lambda _: self._save())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(PlainLabel("Tell of their occasions"))
        row.addWidget(self.box, 1)

    def show_circle(self, circle_id: int | None) -> None:
        """Show what is set for a circle; None for one that is not made yet."""
        self._circle_id = circle_id
        self.setEnabled(circle_id is not None)
        leads = circle_leads(self._bridge.reader)
        self.box.choose(None if circle_id is None else leads.get(circle_id))

    def _save(self) -> None:
        def done(outcome: Outcome[Any]) -> None:
            self.saved.emit(outcome)

        if self._circle_id is not None:
            self._bridge.do(set_circle_lead, done, circle_id=self._circle_id, days=self.box.days())
