"""Filters by tag: one line of chips, whatever there is to choose from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from relationship_desk.store.people import TagRow
from relationship_desk.ui.panes.tag_filter import TagFilter
from relationship_desk.ui.theme import Theme

Settle = Callable[[], None]
NAMES = ("Book fair", "Clients", "Neighbours", "Research", "Symposium")
TAGS = [TagRow(number, name, 10 - number) for number, name in enumerate(NAMES, start=1)]


@pytest.fixture
def filter(theme: Theme, qtbot: QtBot, settle: Settle) -> TagFilter:
    search = QLineEdit()
    made = TagFilter(theme, search)
    for widget in (search, made):
        qtbot.addWidget(widget)
    made.set_tags(TAGS)
    made.show()
    settle()
    return made


def shown(filter: TagFilter) -> list[str]:
    return [chip.text() for chip in filter.chips()]


def more(filter: TagFilter) -> QToolButton:
    found = filter.findChildren(QToolButton)
    return next(button for button in found if button.accessibleName() == "Filter by any tag")


def test_all_chips_stand_there_where_the_line_has_room(filter: TagFilter, settle: Settle) -> None:
    filter.resize(900, 30)
    settle()

    assert shown(filter) == list(NAMES)
    assert more(filter).isHidden()


def test_the_line_never_wraps_and_the_menu_has_whoever_has_no_room(
    filter: TagFilter, settle: Settle
) -> None:
    filter.resize(248, 30)
    settle()

    assert 0 < len(shown(filter)) < len(NAMES)
    assert shown(filter)[0] == NAMES[0]  # that of most people
    assert not more(filter).isHidden()
    assert [action.text() for action in more(filter).menu().actions()] == list(NAMES)
    assert filter.heightForWidth(248) == max(
        button.sizeHint().height() for button in (*filter.chips(), more(filter))
    )


def test_what_is_chosen_stays_in_sight_on_the_narrowest_line(
    filter: TagFilter, settle: Settle
) -> None:
    filter.resize(208, 30)
    filter.choose(TAGS[4].id)
    filter.choose(TAGS[3].id)
    settle()

    assert {"Research", "Symposium"} <= set(shown(filter))

    filter.clear()

    assert "Symposium" not in shown(filter)
