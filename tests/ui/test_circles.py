"""Rhythm in the window: on the card, in the list, in the dialog of circles, sorted by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.circles import (
    add_circle,
    put_into_circles,
    set_rhythm,
)
from relationship_desk.desk.commands.people import set_archived
from relationship_desk.domain.rhythm import Lane, Rhythm
from relationship_desk.store.circles import all_circles, circles_of, own_rhythms
from relationship_desk.store.lanes import standings, unsorted_people
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.rhythm_line import RhythmLine
from relationship_desk.ui.circle_actions import CircleActions
from relationship_desk.ui.dialogs.circles import CirclesDialog
from relationship_desk.ui.dialogs.own_rhythm import OwnRhythmDialog
from relationship_desk.ui.dialogs.sort_people import SortDialog
from relationship_desk.ui.panes.people import PeoplePane
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests

# What the offscreen platform says of popups and dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Settle = Callable[[], None]
MONTH = Rhythm(30, 45)


class Room:
    """A window with the ways to circles."""

    def __init__(self, bridge: Bridge, actions: Actions, theme: Theme) -> None:
        self.window = QWidget()
        self.told: list[Message] = []
        self.actions = actions
        undoing = Undoing(bridge, actions, self.told.append, self.window)
        self.flow = CircleActions(bridge, actions, theme, undoing, self.window)

    @property
    def circles(self) -> CirclesDialog:
        assert self.flow.circles is not None
        return self.flow.circles

    @property
    def sorting(self) -> SortDialog:
        assert self.flow.sorting is not None
        return self.flow.sorting


@pytest.fixture
def room(
    desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme, settle: Settle
) -> Iterator[Room]:
    made = Room(bridge, actions, theme)
    yield made
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()


@pytest.fixture
def line(
    desk: DeskForTests, bridge: Bridge, theme: Theme, qtbot: QtBot
) -> tuple[RhythmLine, int, list[Message]]:
    """The line of Ida, spoken to twelve days ago, every month; and what it says was done."""
    ida = desk.add("Ida Vale")
    desk.log(ida, on=bridge.today() - timedelta(days=12))
    desk.do(add_circle, name="Monthly", rhythm=MONTH)
    desk.do(add_circle, name="Choir & Co", rhythm=None)
    desk.do(put_into_circles, person_ids=[ida], add=["Monthly", "Choir & Co"])
    made = RhythmLine(bridge, theme)
    qtbot.addWidget(made)
    told: list[Message] = []
    made.message.connect(told.append)
    made.show_person(ida)
    bridge.changed.connect(lambda _: made.show_person(ida))
    return made, ida, told


def choose(line: RhythmLine, words: str) -> QAction:
    line.fill_menu()
    [action] = [a for a in line.menu.actions() if a.text() == words]
    action.trigger()
    return action


def lane(desk: DeskForTests, bridge: Bridge, person: int) -> Lane:
    return standings(desk.reader, bridge.today(), [person])[person].lane


# ------------------------------------------------------------------------------------- on the card


def test_the_card_says_circle_rhythm_and_lane_in_words(
    line: tuple[RhythmLine, int, list[Message]],
) -> None:
    shown, _, _ = line
    assert shown.button.text() == "Monthly · 12 days on"
    assert shown.button.accessibleName() == "Rhythm: Monthly · 12 days on"
    assert shown.button.accessibleDescription() == "In touch"
    assert not shown.button.icon().isNull()
    chips = [w.accessibleName() for w in shown.findChildren(QWidget) if w.accessibleName()]
    assert "Circle Choir & Co" in chips


def test_a_circle_is_chosen_and_left_in_the_menu_and_undo_takes_it_back(
    line: tuple[RhythmLine, int, list[Message]], desk: DeskForTests, settle: Settle
) -> None:
    shown, ida, told = line
    choose(shown, "Every 3 weeks")
    settle()
    assert shown.button.text() == "Every 3 weeks · 12 days on"
    assert told[-1].text == "Ida Vale went into Every 3 weeks."
    assert told[-1].on_action is not None
    told[-1].on_action()
    settle()
    assert shown.button.text() == "Monthly · 12 days on"
    assert len(all_circles(desk.reader)) == 2
    choose(shown, "Choir && Co")
    settle()
    assert [name for name, _ in circles_of(desk.reader, [ida])[ida]] == ["Monthly"]


def test_an_own_rhythm_none_and_the_circles_again_are_chosen_in_the_menu(
    line: tuple[RhythmLine, int, list[Message]], desk: DeskForTests, settle: Settle, qtbot: QtBot
) -> None:
    shown, ida, _ = line
    window = shown.window()
    choose(shown, "Own rhythm…")
    [dialog] = window.findChildren(OwnRhythmDialog)
    dialog.fields.ideal.setText("10")
    dialog.fields.latest.setText("9")
    dialog.accept()
    assert "cannot come before" in dialog.problem.text()
    dialog.fields.latest.clear()
    dialog.accept()
    assert "both numbers" in dialog.problem.text()
    dialog.fields.latest.setText("20")
    qtbot.keyClick(dialog.fields.latest, Qt.Key.Key_Return)
    settle()
    assert own_rhythms(desk.reader, [ida])[ida].rhythm == Rhythm(10, 20)
    assert shown.button.text() == "Own rhythm, every 10 days · due for 2 days"
    choose(shown, "No rhythm")
    settle()
    assert shown.button.text() == "No rhythm"
    choose(shown, "As the circles say")
    settle()
    assert shown.button.text() == "Monthly · 12 days on"


def test_a_pause_begins_and_ends_in_the_menu(
    line: tuple[RhythmLine, int, list[Message]], settle: Settle
) -> None:
    shown, _, _ = line
    choose(shown, "Pause for 2 weeks")
    settle()
    assert shown.button.text() == "Paused until 26 March 2026"
    choose(shown, "Pause until I end it")
    settle()
    assert shown.button.text() == "Paused"
    choose(shown, "End the pause")
    settle()
    assert shown.button.text() == "Monthly · 12 days on"


def test_nothing_is_said_of_the_archived(
    line: tuple[RhythmLine, int, list[Message]], desk: DeskForTests, settle: Settle
) -> None:
    shown, ida, _ = line
    desk.do(set_archived, person_ids=[ida], archived=True)
    settle()
    assert shown.isHidden()


# ------------------------------------------------------------------------------------- in the list


def test_the_list_is_filtered_by_circles(
    desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme, qtbot: QtBot, settle: Settle
) -> None:
    ida, bo = desk.add("Ida Vale", tags=("museum",)), desk.add("Bo Oss")
    circle = desk.do(add_circle, name="Monthly", rhythm=MONTH)
    pane = PeoplePane(bridge, actions, theme)
    bridge.changed.connect(pane.apply)
    qtbot.addWidget(pane)
    pane.show()
    settle()
    assert pane.circles.chips() == []
    desk.do(put_into_circles, person_ids=[bo], add=["Monthly"])
    settle()
    [chip] = pane.circles.chips()
    assert chip.accessibleName() == "Circle Monthly"
    chip.click()
    settle()
    assert list(pane.model.ids) == [bo]
    assert pane.circles.chosen == {circle}
    pane.search.setText("ida")
    settle()
    empty = pane.empty_state()
    assert empty is not None
    assert pane.empty_state() is pane._nobody_fits
    pane.show_everybody()
    settle()
    assert list(pane.model.ids) == [bo, ida]


# ------------------------------------------------------------------------------ all of the circles


def test_a_circle_is_made_changed_and_deleted_and_each_is_taken_back(
    room: Room, desk: DeskForTests, settle: Settle, qtbot: QtBot
) -> None:
    room.actions[ActionId.CIRCLES].trigger()
    dialog = room.circles
    qtbot.keyClicks(dialog.name, "Monthly")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    settle()
    assert [(c.name, c.rhythm) for c in all_circles(desk.reader)] == [("Monthly", MONTH)]
    assert dialog.list.currentRow() == 0
    dialog.name.setText("Every month")
    dialog.days.ideal.setText("28")
    dialog.save.click()
    settle()
    assert all_circles(desk.reader)[0].rhythm == Rhythm(28, 45)
    assert "Every month" in dialog.list.item(0).text()
    dialog.days.latest.setText("5")
    dialog.save.click()
    settle()
    assert dialog.bar.current is not None
    assert "cannot come before" in dialog.bar.current.text
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    dialog.delete.click()
    settle()
    assert all_circles(desk.reader) == []
    for _ in range(3):
        desk.undo()
    assert all_circles(desk.reader) == []
    dialog.close()


def test_ready_made_circles_are_offered_until_they_are_used(
    room: Room, desk: DeskForTests, settle: Settle
) -> None:
    room.flow.show_circles()
    dialog = room.circles
    assert dialog.list.count() == 4
    assert dialog.list.item(0).text() == (
        "Every 3 weeks · every 3 weeks, latest 35 days · ready to use"
    )
    dialog.list.setCurrentRow(3)
    dialog.save.click()
    settle()
    assert [c.name for c in all_circles(desk.reader)] == ["Every year"]
    assert dialog.list.count() == 4
    dialog.begin_new()
    dialog.name.setText("every YEAR")
    dialog.counts.setChecked(False)
    dialog.save.click()
    settle()
    assert len(all_circles(desk.reader)) == 1
    dialog.close()


# ---------------------------------------------------------------------------------- sorted by keys


def test_everybody_is_sorted_with_the_keyboard_alone(
    room: Room, desk: DeskForTests, bridge: Bridge, settle: Settle, qtbot: QtBot
) -> None:
    ann, bo, cleo, dora = (desk.add(name) for name in ("Ann", "Bo", "Cleo", "Dora"))
    done = desk.add("Ernst")
    desk.do(set_rhythm, person_ids=[done], rhythm=None)
    desk.do(add_circle, name="Monthly", rhythm=MONTH)
    room.actions[ActionId.SORT_PEOPLE].trigger()
    dialog = room.sorting
    settle()
    assert dialog.current_id == ann
    qtbot.keyClick(dialog, Qt.Key.Key_2)
    assert dialog.current_id == bo
    qtbot.keyClick(dialog, Qt.Key.Key_Space)
    qtbot.keyClick(dialog, Qt.Key.Key_0)
    qtbot.keyClick(dialog, Qt.Key.Key_1)
    assert dialog.current_id is None
    assert dialog.sorted_count == 3
    qtbot.keyClick(dialog, Qt.Key.Key_1)
    qtbot.keyClick(dialog, Qt.Key.Key_U)
    assert dialog.current_id == dora
    qtbot.keyClick(dialog, Qt.Key.Key_9)
    assert dialog.current_id == dora
    qtbot.keyClick(dialog, Qt.Key.Key_5)
    qtbot.keyClick(dialog, Qt.Key.Key_Backspace)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()
    settle()
    names = {i: [n for n, _ in c] for i, c in circles_of(desk.reader).items()}
    assert names == {ann: ["Monthly"], dora: ["Every year"]}
    assert lane(desk, bridge, cleo) is Lane.NO_RHYTHM
    assert unsorted_people(desk.reader, bridge.today()) == [bo]


def test_sorting_says_who_it_is_and_what_each_key_does(
    room: Room, desk: DeskForTests, settle: Settle
) -> None:
    desk.add("Ann Lee")
    room.flow.sort()
    settle()
    names = [w.accessibleName() for w in room.sorting.findChildren(QWidget)]
    assert "Ann Lee" in names
    assert "Every 3 weeks, key 1" in names
    assert "No rhythm, key 0" in names
    room.sorting.close()


def test_after_an_import_sorting_is_offered_where_somebody_has_no_rhythm(
    room: Room, desk: DeskForTests, settle: Settle
) -> None:
    assert room.flow.offer() == ("", ("", None))
    ann = desk.add("Ann Lee")
    words, (button, sort) = room.flow.offer()
    assert words == "1 person has no rhythm yet: sorting takes a key each."
    assert button == "Sort into circles"
    assert sort is not None
    sort()
    assert room.sorting.current_id == ann
    room.sorting.close()
    settle()
