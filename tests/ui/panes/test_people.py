"""The list of people as it is used: typed into, filtered, walked through, selected from."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.people import delete_people, set_archived, tag_people
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.people import PeoplePane
from relationship_desk.ui.rows import ROW_ROLE
from relationship_desk.ui.theme import Theme
from tests.support.desks import DeskForTests, email, phone

Settle = Callable[[], None]


@pytest.fixture
def pane(
    desk: DeskForTests,
    bridge: Bridge,
    actions: Actions,
    theme: Theme,
    qtbot: QtBot,
    settle: Settle,
) -> Iterator[PeoplePane]:
    """The pane of five people, shown."""
    desk.add("Ida Vale", email("ida@example.org"), tags=("museum", "close"))
    desk.add("Bram Oss", phone("+49 40 1234567"), tags=("museum",))
    desk.add("Søren Łuk", Detail(DetailKind.ORGANISATION, ("Straße & Co",)))
    desk.add("Zoë Quill", Detail(DetailKind.NOTE, ("collects letterpress",)), tags=("close",))
    desk.add("Ann Lee")
    made = PeoplePane(bridge, actions, theme)
    bridge.changed.connect(made.apply)
    qtbot.addWidget(made)
    made.resize(280, 700)
    made.show()
    settle()
    return made


def listed(pane: PeoplePane) -> list[str]:
    rows = (pane.model.index(place).data(ROW_ROLE) for place in range(pane.model.rowCount()))
    return [row.name for row in rows]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ida", ["Ida Vale"]),
        ("VALE", ["Ida Vale"]),
        ("soren luk", ["Søren Łuk"]),
        ("strasse", ["Søren Łuk"]),
        ("letterpress", ["Zoë Quill"]),
        ("040 123", ["Bram Oss"]),
        ("example.org", ["Ida Vale"]),
        ("", ["Ann Lee", "Bram Oss", "Ida Vale", "Søren Łuk", "Zoë Quill"]),
    ],
)
def test_search_finds_as_it_is_typed(
    pane: PeoplePane, qtbot: QtBot, settle: Settle, typed: str, found: list[str]
) -> None:
    qtbot.keyClicks(pane.search, typed)
    settle()

    assert listed(pane) == found


def test_another_search_begins_at_the_top_of_the_list(
    pane: PeoplePane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    for number in range(60):
        desk.add(f"Mona {number:02}")
    pane.reload()
    settle()
    pane.list.scrollToBottom()
    qtbot.keyClicks(pane.search, "mona")
    settle()

    assert pane.list.verticalScrollBar().value() == 0


def test_a_search_without_match_says_so_and_offers_everybody(
    pane: PeoplePane, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.keyClicks(pane.search, "nobody here")
    settle()
    shown = pane.empty_state()
    assert shown is not None
    assert "Nobody fits “nobody here”" in shown.accessibleName()

    qtbot.mouseClick(shown.button, Qt.MouseButton.LeftButton)
    settle()

    assert pane.empty_state() is None
    assert len(listed(pane)) == 5


def test_escape_clears_the_search(pane: PeoplePane, qtbot: QtBot, settle: Settle) -> None:
    qtbot.keyClicks(pane.search, "ida")
    qtbot.keyClick(pane.search, Qt.Key.Key_Escape)
    settle()

    assert pane.search.text() == ""
    assert len(listed(pane)) == 5


def test_down_goes_from_the_search_into_what_was_just_typed(pane: PeoplePane, qtbot: QtBot) -> None:
    chosen: list[int] = []
    pane.person_chosen.connect(chosen.append)

    qtbot.keyClicks(pane.search, "zoe")
    qtbot.keyClick(pane.search, Qt.Key.Key_Down)

    assert pane.selected_ids() == chosen
    assert listed(pane) == ["Zoë Quill"]


def test_enter_in_the_search_opens_the_first_match(pane: PeoplePane, qtbot: QtBot) -> None:
    opened: list[int] = []
    pane.opened.connect(opened.append)

    qtbot.keyClicks(pane.search, "bram")
    qtbot.keyClick(pane.search, Qt.Key.Key_Return)

    assert opened == [pane.model.ids[0]]
    assert listed(pane) == ["Bram Oss"]


def test_tags_narrow_the_list_together(pane: PeoplePane, qtbot: QtBot) -> None:
    chips = {chip.text(): chip for chip in pane.tags.chips()}

    qtbot.mouseClick(chips["museum"], Qt.MouseButton.LeftButton)
    assert listed(pane) == ["Bram Oss", "Ida Vale"]

    chips = {chip.text(): chip for chip in pane.tags.chips()}
    qtbot.mouseClick(chips["close"], Qt.MouseButton.LeftButton)
    assert listed(pane) == ["Ida Vale"]


def test_a_tag_that_nobody_wears_any_more_is_no_filter(
    pane: PeoplePane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    chips = {chip.text(): chip for chip in pane.tags.chips()}
    qtbot.mouseClick(chips["museum"], Qt.MouseButton.LeftButton)

    desk.do(delete_people, person_ids=list(pane.model.ids))
    settle()

    assert listed(pane) == []
    assert pane.empty_state() is not None


def test_a_new_tag_stands_among_the_filters_at_once(
    pane: PeoplePane, desk: DeskForTests, settle: Settle
) -> None:
    desk.do(tag_people, person_ids=[pane.model.ids[0]], add=["press"])
    settle()

    assert "press" in [chip.text() for chip in pane.tags.chips()]


def test_whoever_is_renamed_is_shown_anew_and_stays_selected(
    pane: PeoplePane, desk: DeskForTests, settle: Settle
) -> None:
    ida = pane.model.ids[2]
    pane.show_person(ida)
    name = desk.person(ida).name

    desk.edit(ida, name=type(name)("Wanda Vale"))
    settle()

    assert listed(pane) == ["Ann Lee", "Bram Oss", "Søren Łuk", "Wanda Vale", "Zoë Quill"]
    assert pane.selected_ids() == [ida]


def test_the_neighbour_comes_in_front_when_somebody_is_deleted(
    pane: PeoplePane, desk: DeskForTests, settle: Settle
) -> None:
    chosen: list[int] = []
    pane.person_chosen.connect(chosen.append)
    bram, ida = pane.model.ids[1], pane.model.ids[2]
    pane.show_person(bram)

    desk.do(delete_people, person_ids=[bram])
    settle()

    assert chosen == [ida]
    assert pane.selected_ids() == [ida]


def test_several_can_be_selected_and_are_counted(
    pane: PeoplePane, qtbot: QtBot, actions: Actions
) -> None:
    pane.list.setFocus()
    pane.list.selectAll()
    triggered: list[bool] = []
    actions[ActionId.DELETE].triggered.connect(lambda: triggered.append(True))

    qtbot.keyClick(pane.list, Qt.Key.Key_Delete)

    assert pane.selected_ids() == list(pane.model.ids)
    assert pane.bulk.words() == "5 selected"
    assert triggered


def test_the_archive_lists_only_who_is_in_it(
    pane: PeoplePane, desk: DeskForTests, settle: Settle
) -> None:
    ann = pane.model.ids[0]
    desk.do(set_archived, person_ids=[ann], archived=True)
    settle()
    assert "Ann Lee" not in listed(pane)

    pane.set_archived(True)

    assert listed(pane) == ["Ann Lee"]
    assert pane.count.text() == "1 person in the archive"


def test_the_archive_is_filtered_by_the_tags_worn_in_it(
    pane: PeoplePane, desk: DeskForTests, settle: Settle
) -> None:
    ida = next(place for place in pane.model.ids if desk.person(place).name.full == "Ida Vale")
    desk.do(set_archived, person_ids=[desk.add("Kim Tea", tags=("pupil",)), ida], archived=True)
    settle()
    assert [chip.text() for chip in pane.tags.chips()] == ["close", "museum"]
    pane.set_archived(True)
    assert [chip.text() for chip in pane.tags.chips()] == ["close", "museum", "pupil"]
    pane.set_archived(False)
    assert [chip.text() for chip in pane.tags.chips()] == ["close", "museum"]


def test_an_empty_desk_says_how_to_begin(
    bridge: Bridge, actions: Actions, theme: Theme, qtbot: QtBot
) -> None:
    pane = PeoplePane(bridge, actions, theme)
    qtbot.addWidget(pane)
    asked: list[bool] = []
    actions[ActionId.NEW_PERSON].triggered.connect(lambda: asked.append(True))

    shown = pane.empty_state()
    assert shown is not None
    assert "Ctrl+N" in shown.accessibleName()
    qtbot.mouseClick(shown.button, Qt.MouseButton.LeftButton)

    assert asked


def test_names_are_shown_letter_by_letter(
    pane: PeoplePane, desk: DeskForTests, settle: Settle
) -> None:
    desk.add("<img src=x> & Co", tags=("<b>&tag",))
    settle()

    assert "<img src=x> & Co" in listed(pane)
    assert "<b>&&tag" in [chip.text() for chip in pane.tags.chips()]


def test_filters_that_are_not_used_give_way_in_a_low_window(pane: PeoplePane) -> None:
    pane.resize(280, 200)
    assert not pane.tags.isVisible()
    pane.resize(280, 700)
    assert pane.tags.isVisible()
    next(chip for chip in pane.tags.chips() if chip.text() == "close").click()
    pane.resize(280, 200)
    assert pane.tags.isVisible()
