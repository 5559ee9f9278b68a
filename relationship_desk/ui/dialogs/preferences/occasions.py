"""The page of how long before which occasions are told."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox

from relationship_desk.domain.occasions import OccasionKind, leads_of_kinds
from relationship_desk.domain.preferences import Preferences
from relationship_desk.ui.dialogs.preferences.page import Around, Page
from relationship_desk.ui.occasions.lead_box import LeadBox
from relationship_desk.ui.plain import PlainLabel

_ABOUT = (
    "An occasion is told on its day, and before it as long as you like, to have a card or a gift "
    "ready. A person, or an occasion, can have it otherwise; the nearest choice holds."
)


class OccasionsPage(Page):
    title, icon = "Occasions", "cake"

    def __init__(self, around: Around, preferences: Preferences) -> None:
        super().__init__(around, preferences)
        about = PlainLabel(_ABOUT, tone="quiet", wrap=True)
        self.column.insertWidget(0, about)
        leads = leads_of_kinds(preferences.occasion_leads)
        self.leads: dict[OccasionKind, LeadBox] = {}
        for kind in OccasionKind:
            words = kind.words[:1].upper() + kind.words[1:]
            self.leads[kind] = LeadBox(words, leads.get(kind, 0))
            self.add_row(words, self.leads[kind])
        self.remember = QCheckBox("Remember the birthdays of people who died")
        self.remember.setChecked(preferences.remember_birthdays)
        self.column.addWidget(self.remember)

    def changes(self) -> dict[str, Any]:
        chosen = {kind: box.days() or 0 for kind, box in self.leads.items()}
        stored = tuple((kind.value, days) for kind, days in chosen.items() if days)
        unchanged = chosen == {
            kind: leads_of_kinds(self.given.occasion_leads).get(kind, 0) for kind in OccasionKind
        }
        return {
            "occasion_leads": self.given.occasion_leads if unchanged else stored,
            "remember_birthdays": self.remember.isChecked(),
        }
