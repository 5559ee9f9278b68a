"""The preferences dialog gives back what it was given, or what was changed."""

from __future__ import annotations

from datetime import time

import pytest
from pytestqt.qtbot import QtBot

from relationship_desk.domain.preferences import Preferences
from relationship_desk.ui.dialogs.preferences import PreferencesDialog, regions
from relationship_desk.ui.theme import Theme

MINE = Preferences("Ida Vale", "DE", 0, time(8, 30), time(22, 0), time(6, 45))


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> PreferencesDialog:
    made = PreferencesDialog(theme, MINE)
    qtbot.addWidget(made)
    made.show()
    return made


def test_preferences_come_back_as_they_were(dialog: PreferencesDialog) -> None:
    assert dialog.preferences() == MINE


def test_preferences_without_quiet_hours_come_back_so(qtbot: QtBot, theme: Theme) -> None:
    loud = Preferences("", "XX", 6, time(9), None, time(7))
    dialog = PreferencesDialog(theme, loud)
    qtbot.addWidget(dialog)
    assert dialog.preferences() == loud
    assert not dialog.quiet_from.isEnabled()
    dialog.quiet.setChecked(True)
    assert dialog.preferences().quiet_from == time(22)


def test_changes_are_given_back(dialog: PreferencesDialog) -> None:
    dialog.my_name.setText("  Bo Ray ")
    dialog.region.setCurrentIndex(dialog.region.findData("GB"))
    dialog.first_weekday.setCurrentIndex(6)
    dialog.reminder_time.line.setText("7:15")
    dialog.quiet.setChecked(False)
    assert dialog.preferences() == Preferences("Bo Ray", "GB", 6, time(7, 15), None, time(6, 45))


@pytest.mark.parametrize("typed", ["", "soon"])
def test_time_that_is_none_keeps_the_dialog_open_and_is_marked(
    dialog: PreferencesDialog, typed: str
) -> None:
    dialog.reminder_time.line.setText(typed)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.reminder_time.line.property("wrong") is True
    dialog.reminder_time.line.setText("7:15")
    dialog.accept()
    assert dialog.isHidden()


def test_time_that_is_not_in_use_may_be_anything(dialog: PreferencesDialog) -> None:
    dialog.quiet_from.line.setText("late")
    dialog.quiet.setChecked(False)
    dialog.accept()
    assert dialog.isHidden()


def test_regions_are_countries() -> None:
    known = dict(regions())
    assert known["DE"] == "Germany"
    assert {"US", "GB", "JP", "BR"} <= known.keys()
    assert "ZZ" not in known
