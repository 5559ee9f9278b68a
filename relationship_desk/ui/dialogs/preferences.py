"""The preferences dialog: takes a `Preferences` value and gives one back."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import time

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.domain.preferences import Preferences
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.words import TimeField

_USUAL_QUIET_FROM = time(22, 0)


def regions() -> list[tuple[str, str]]:
    """Every country as `(ISO 3166-1 code, name)`, by name."""
    found = {}
    for territory in QLocale.Country:
        code = QLocale.territoryToCode(territory)
        if len(code) == 2 and code.isalpha() and code != "ZZ":
            found[code] = QLocale.territoryToString(territory)
    return sorted(found.items(), key=lambda pair: pair[1])


class PreferencesDialog(QDialog):
    """Shows preferences; after `accepted`, `preferences` is what the user wants."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._given = preferences
        px = theme.px
        self.setWindowTitle("Preferences")
        self.my_name = QLineEdit(preferences.my_name)
        self.my_name.setAccessibleName("My name")
        self.region = QComboBox()
        self.region.setAccessibleName("Region for phone numbers")
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
        self.first_weekday.setAccessibleName("First day of the week")
        self.first_weekday.addItems(list(calendar.day_name))
        self.first_weekday.setCurrentIndex(preferences.first_weekday)
        self.reminder_time = TimeField(theme, "Time of reminders")
        self.reminder_time.set_value(preferences.reminder_time)
        self.quiet = QCheckBox("No reminders from")
        self.quiet_from = TimeField(theme, "Quiet from")
        self.quiet_until = TimeField(theme, "Quiet until")
        self.quiet_from.set_value(preferences.quiet_from or _USUAL_QUIET_FROM)
        self.quiet_until.set_value(preferences.quiet_until)
        self.quiet.toggled.connect(self.quiet_from.setEnabled)
        self.quiet.toggled.connect(self.quiet_until.setEnabled)
        self.quiet.setChecked(preferences.quiet_from is not None)
        for field in (self.quiet_from, self.quiet_until):
            field.setEnabled(self.quiet.isChecked())
        hours = QHBoxLayout()
        hours.setSpacing(px(8))
        for widget in (self.quiet, self.quiet_from, PlainLabel("until"), self.quiet_until):
            hours.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        form = QFormLayout()
        form.setHorizontalSpacing(px(16))
        form.setVerticalSpacing(px(12))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.addRow(PlainLabel("My name"), self.my_name)
        form.addRow(PlainLabel("Phone numbers without a country are from"), self.region)
        form.addRow(PlainLabel("The week begins on"), self.first_weekday)
        form.addRow(PlainLabel("Remind me of tasks without a time at"), self.reminder_time)
        form.addRow(PlainLabel("Quiet hours"), hours)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Save).setProperty("kind", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(24))
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(buttons)

    def preferences(self) -> Preferences:
        """What the fields say; a time that cannot be read stays as it was."""
        given = self._given
        return replace(
            given,
            my_name=self.my_name.text().strip(),
            region=self.region.currentData(),
            first_weekday=self.first_weekday.currentIndex(),
            reminder_time=self.reminder_time.value() or given.reminder_time,
            quiet_from=self.quiet_from.value() if self.quiet.isChecked() else None,
            quiet_until=self.quiet_until.value() or given.quiet_until,
        )

    def accept(self) -> None:
        """Close only where every time that is in use is one; else go to the one that is not."""
        used = [self.reminder_time]
        if self.quiet.isChecked():
            used += [self.quiet_from, self.quiet_until]
        for field in used:
            if field.value() is None:
                field.complain()
                field.setFocus()
                return
        super().accept()
