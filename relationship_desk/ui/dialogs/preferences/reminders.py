"""The page of when reminders come."""

from __future__ import annotations

import calendar
from datetime import time
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from relationship_desk.domain.preferences import Preferences
from relationship_desk.ui.dialogs.preferences.page import Around, Page
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.widgets.flow import FlowLayout
from relationship_desk.ui.widgets.words import TimeField, WordsField

_USUAL_QUIET_FROM = time(22, 0)
_MOST_A_DAY = 10


class RemindersPage(Page):
    title, icon = "Reminders", "clock"

    def __init__(self, around: Around, preferences: Preferences) -> None:
        super().__init__(around, preferences)
        theme = around.theme
        self.reminder_time = TimeField(theme, "Time of reminders")
        self.reminder_time.set_value(preferences.reminder_time)
        self.quiet = QCheckBox("No reminders from")
        self.quiet_from = TimeField(theme, "Quiet from")
        self.quiet_until = TimeField(theme, "Quiet until")
        self.quiet_from.set_value(preferences.quiet_from or _USUAL_QUIET_FROM)
        self.quiet_until.set_value(preferences.quiet_until)
        self.quiet.setChecked(preferences.quiet_from is not None)
        for field in (self.quiet_from, self.quiet_until):
            self.quiet.toggled.connect(field.setEnabled)
            field.setEnabled(self.quiet.isChecked())
        hours = QHBoxLayout()
        hours.setSpacing(theme.px(8))
        for widget in (self.quiet, self.quiet_from, PlainLabel("until"), self.quiet_until):
            hours.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.add_row("Remind me of tasks without a time at", self.reminder_time)
        self.add_row("Quiet hours", hours)
        days = QWidget()
        flow = FlowLayout(days, theme.px(12))
        self.quiet_days = [QCheckBox(name) for name in calendar.day_abbr]
        first = preferences.first_weekday
        for weekday in (*range(first, 7), *range(first)):
            box = self.quiet_days[weekday]
            box.setAccessibleName(f"No popups on {calendar.day_name[weekday]}")
            box.setChecked(weekday in preferences.quiet_days)
            flow.addWidget(box)
        self.add_row("Days without popups", days)
        self.rhythm = QCheckBox("Remind me when it is time to be in touch")
        self.rhythm.setChecked(preferences.rhythm_reminders)
        self.add_row("Rhythm of people", self.rhythm)
        self.people_a_day = _count("People a day in Today", preferences.people_a_day)
        self.dormant_a_day = _count("And from long ago", preferences.dormant_a_day)
        self.add_row("People a day in Today", self.people_a_day)
        self.add_row("And from long ago", self.dormant_a_day)

    def changes(self) -> dict[str, Any]:
        given = self.given
        return {
            "reminder_time": self.reminder_time.value() or given.reminder_time,
            "quiet_from": self.quiet_from.value() if self.quiet.isChecked() else None,
            "quiet_days": tuple(n for n, box in enumerate(self.quiet_days) if box.isChecked()),
            "rhythm_reminders": self.rhythm.isChecked(),
            "people_a_day": self.people_a_day.currentData(),
            "dormant_a_day": self.dormant_a_day.currentData(),
            "quiet_until": self.quiet_until.value() or given.quiet_until,
        }

    def unclear(self) -> WordsField[Any] | None:
        used = [self.reminder_time]
        if self.quiet.isChecked():
            used += [self.quiet_from, self.quiet_until]
        return next((field for field in used if field.value() is None), None)


def _count(name: str, value: int) -> QComboBox:
    box = QComboBox()
    for number in sorted({*range(_MOST_A_DAY + 1), value}):
        box.addItem("Nobody" if number == 0 else str(number), number)
    box.setCurrentIndex(box.findData(value))
    box.setAccessibleName(name)
    return box
