"""The page of who and where the user is."""

from __future__ import annotations

import calendar
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QLineEdit

from relationship_desk.domain.preferences import Preferences
from relationship_desk.ui.dialogs.preferences.page import Around, Page


def regions() -> list[tuple[str, str]]:
    """Every country as `(ISO 3166-1 code, name)`, by name."""
    found = {}
    for territory in QLocale.Country:
        code = QLocale.territoryToCode(territory)
        if len(code) == 2 and code.isalpha() and code != "ZZ":
            found[code] = QLocale.territoryToString(territory)
    return sorted(found.items(), key=lambda pair: pair[1])


class GeneralPage(Page):
    title, icon = "General", "settings"

    def __init__(self, around: Around, preferences: Preferences) -> None:
        super().__init__(around, preferences)
        self.my_name = QLineEdit(preferences.my_name)
        self.region = QComboBox()
        for code, name in regions():
            self.region.addItem(f"{name} ({code})", code)
        if self.region.findData(preferences.region) < 0:
            self.region.addItem(preferences.region, preferences.region)
        self.region.setCurrentIndex(self.region.findData(preferences.region))
        self.region.setMinimumContentsLength(16)
        self.region.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.first_weekday = QComboBox()
        self.first_weekday.addItems(list(calendar.day_name))
        self.first_weekday.setCurrentIndex(preferences.first_weekday)
        self.add_row("My name", self.my_name)
        self.add_row("Phone numbers without a country are from", self.region)
        self.add_row("The week begins on", self.first_weekday)

    def changes(self) -> dict[str, Any]:
        return {
            "my_name": self.my_name.text().strip(),
            "region": self.region.currentData(),
            "first_weekday": self.first_weekday.currentIndex(),
        }
