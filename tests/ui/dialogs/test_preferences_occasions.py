"""The page of how long before which occasions are told."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from relationship_desk.domain.occasions import NEVER, OccasionKind
from relationship_desk.domain.preferences import Preferences
from relationship_desk.ui.dialogs.preferences.occasions import OccasionsPage
from relationship_desk.ui.theme import Theme

K = OccasionKind


@pytest.fixture
def around(theme: Theme) -> Any:
    """All that this page uses."""
    return SimpleNamespace(theme=theme)


@pytest.mark.parametrize("leads", [(), (("name_day", 7), ("birthday", NEVER))])
def test_nothing_is_changed_by_looking(
    qtbot: QtBot, around: Any, leads: tuple[tuple[str, int], ...]
) -> None:
    given = replace(Preferences(), occasion_leads=leads)
    page = OccasionsPage(around, given)
    qtbot.addWidget(page)
    assert replace(given, **page.changes()) == given


def test_what_is_chosen_for_a_kind_is_told(qtbot: QtBot, around: Any) -> None:
    page = OccasionsPage(around, replace(Preferences(), occasion_leads=(("name_day", 7),)))
    qtbot.addWidget(page)
    assert page.leads[K.NAME_DAY].currentText() == "1 week before, and on the day"
    birthday = page.leads[K.BIRTHDAY]
    birthday.setCurrentIndex(birthday.findData(3))
    never = page.leads[K.WORK]
    never.setCurrentIndex(never.findData(NEVER))
    page.remember.setChecked(True)
    assert page.changes() == {
        "occasion_leads": (("birthday", 3), ("name_day", 7), ("work", NEVER)),
        "remember_birthdays": True,
    }
