"""The page of reminders: how many people a day Today asks about."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from relationship_desk.domain.preferences import Preferences
from relationship_desk.ui.dialogs.preferences.reminders import RemindersPage
from relationship_desk.ui.theme import Theme


@pytest.fixture
def around(theme: Theme) -> Any:
    """All that this page uses."""
    return SimpleNamespace(theme=theme)


@pytest.mark.parametrize(("people", "dormant"), [(3, 1), (0, 0), (200, 60)])
def test_nothing_is_changed_by_looking(
    qtbot: QtBot, around: Any, people: int, dormant: int
) -> None:
    given = replace(Preferences(), people_a_day=people, dormant_a_day=dormant)
    page = RemindersPage(around, given)
    qtbot.addWidget(page)
    assert replace(given, **page.changes()) == given


def test_people_a_day_are_what_was_chosen(qtbot: QtBot, around: Any) -> None:
    page = RemindersPage(around, Preferences())
    qtbot.addWidget(page)
    page.people_a_day.setCurrentText("5")
    page.dormant_a_day.setCurrentText("Nobody")
    changes = page.changes()
    assert (changes["people_a_day"], changes["dormant_a_day"]) == (5, 0)
