"""The places at the left of the window: as many as there will be, however low the window is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.ui.actions import ACTIONS, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.navigation import FORMS, Navigation
from relationship_desk.ui.panes.people import PeoplePane
from relationship_desk.ui.panes.side import Side
from relationship_desk.ui.places import PLACES
from relationship_desk.ui.theme import Theme
from tests.support.desks import DeskForTests

Settle = Callable[[], None]
TEN = (
    ("Today", "calendar"),
    ("People", "people"),
    ("Timeline", "timeline"),
    ("Inbox", "inbox"),
    ("Events", "calendar"),
    ("Appreciation", "cake"),
    ("Value", "add"),
    ("Updates", "note"),
    ("Insights", "search"),
    ("Archive", "archive"),
)
ROWS, CLOSE, PAIRS, ICONS = FORMS


@pytest.fixture
def ten(qapp: QApplication, theme: Theme) -> Iterator[list[QAction]]:
    """Ten places, of which one is in front."""
    owner = QWidget()
    group = QActionGroup(owner)
    made = []
    for name, icon in TEN:
        action = QAction(name, owner)
        action.setObjectName(name)
        action.setCheckable(True)
        theme.dress(action, icon)
        made.append(group.addAction(action))
    made[0].setChecked(True)
    yield made
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def people(bridge: Bridge, actions: Actions, theme: Theme, desk: DeskForTests) -> PeoplePane:
    """A desk with people, circles and tags, which take room above the list."""
    for number in range(30):
        desk.add(f"Person {number}", tags=("museum", "harbour", "book fair"))
    return PeoplePane(bridge, actions, theme)


@pytest.fixture
def side(
    ten: list[QAction], people: PeoplePane, theme: Theme, qtbot: QtBot, settle: Settle
) -> tuple[Side, Navigation]:
    navigation = Navigation(theme, ten)
    made = Side(theme, navigation, people)
    qtbot.addWidget(made)
    made.show()
    settle()
    return made, navigation


# What a menu and a title leave of 800 and 640 points, and of 800 on a screen at 200 %.
@pytest.mark.parametrize(
    ("height", "form", "rows_seen"), [(770, ROWS, 5), (610, PAIRS, 5), (360, ICONS, 2.5)]
)
def test_ten_places_leave_room_to_the_people(
    side: tuple[Side, Navigation],
    people: PeoplePane,
    settle: Settle,
    height: int,
    form: object,
    rows_seen: float,
) -> None:
    made, navigation = side

    made.resize(264, height)
    settle()

    assert navigation.form is form
    row = people.list.rowHeight(0)
    assert people.list.viewport().height() >= rows_seen * row
    assert made.height() == height


def test_places_spread_again_when_there_is_room(
    side: tuple[Side, Navigation], settle: Settle
) -> None:
    made, navigation = side
    made.resize(264, 360)
    settle()

    made.resize(264, 800)
    settle()

    assert navigation.form is ROWS


@pytest.mark.parametrize("height", [770, 610, 360])
def test_every_place_is_seen_and_chosen_in_every_form(
    side: tuple[Side, Navigation], ten: list[QAction], qtbot: QtBot, settle: Settle, height: int
) -> None:
    made, navigation = side
    made.resize(264, height)
    settle()

    for action in ten:
        button = navigation.button(action)
        assert navigation.rect().contains(button.geometry())
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert action.isChecked()
    places = [navigation.button(action).geometry() for action in ten]
    assert not any(one.intersects(other) for one in places for other in places if one is not other)


@pytest.mark.parametrize(("height", "shown"), [(770, "7"), (610, "7"), (360, "•")])
def test_a_place_says_its_name_and_what_waits_in_every_form(
    side: tuple[Side, Navigation], ten: list[QAction], settle: Settle, height: int, shown: str
) -> None:
    made, navigation = side
    button = navigation.button(ten[3])
    button.set_count(7)

    made.resize(264, height)
    settle()

    assert (button.count(), button.accessibleName()) == (shown, "Inbox, 7 waiting")
    ten[3].trigger()
    assert button.toolTip() == "Inbox, 7 waiting"
    button.set_count(0)
    assert (button.count(), button.accessibleName(), button.toolTip()) == ("", "Inbox", "Inbox")


def test_a_number_is_seen_whole_before_anything_is_laid_out_again(
    side: tuple[Side, Navigation], ten: list[QAction], settle: Settle
) -> None:
    """A picture of a busy machine said 1 where 14 things waited."""
    made, navigation = side
    made.resize(264, 770)
    settle()
    button = navigation.button(ten[0])

    button.set_count(14)
    at_once = button.grab().toImage()

    settle()
    assert at_once == button.grab().toImage()


def test_no_name_widens_the_window(side: tuple[Side, Navigation], settle: Settle) -> None:
    made, navigation = side

    made.resize(208, 610)
    settle()

    assert made.width() == 208
    assert navigation.form is PAIRS


def test_the_menu_has_the_places_in_the_order_of_the_navigation() -> None:
    places = [place.id for place in PLACES]

    assert [spec.id for spec in ACTIONS if spec.id in places] == places
    keys = [spec.shortcut for spec in ACTIONS if spec.id in places]
    assert keys == sorted(keys)
    assert keys[0] == "Ctrl+0"
    assert keys[-1] == "Ctrl+9"
