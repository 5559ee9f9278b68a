"""The list of events, who is there, their forms, and the prep sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from relationship_desk.domain.events import EventForm, EventKind, Part
from relationship_desk.store.events import event_rows, guests
from relationship_desk.store.organisations import organisation_rows
from relationship_desk.ui.brief.page_dialog import PageDialog
from relationship_desk.ui.events.badge import BadgeDialog
from relationship_desk.ui.events.board_leaf import BoardLeaf
from relationship_desk.ui.events.events_leaf import EventsLeaf
from relationship_desk.ui.events.form import EventDialog
from relationship_desk.ui.events.guest_form import GuestDialog
from relationship_desk.ui.panes.events import EventsPane
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests
from tests.support.events import event, event_row, met

Key = Qt.Key

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def leaf(pane: EventsPane) -> EventsLeaf:
    return pane.open_kind(EventsLeaf)


def shown(leaf: EventsLeaf) -> list[str]:
    return [row.name for row in leaf.section.rows.rows]


def test_those_to_come_stand_first_and_the_last_one_over_next(
    desk: DeskForTests, leaf: EventsLeaf, settle: Callable[[], None]
) -> None:
    for name, day in (("Old", date(2025, 3, 1)), ("Later", date(2026, 5, 1)),
                      ("Soon", date(2026, 3, 20)), ("Just over", date(2026, 3, 1))):  # fmt: skip
        event(desk, name, day)
    settle()
    assert shown(leaf) == ["Soon", "Later", "Just over", "Old"]
    met(desk, 1, "Ann Lee")
    leaf.search.setText("ann")
    assert shown(leaf) == ["Old"]


def test_an_event_is_typed_in_by_keys(
    qtbot: QtBot, desk: DeskForTests, leaf: EventsLeaf, said: list[Message],
    settle: Callable[[], None],
) -> None:  # fmt: skip
    qtbot.mouseClick(leaf.new, Qt.MouseButton.LeftButton)
    dialog = leaf.opener.dialog
    assert isinstance(dialog, EventDialog)
    qtbot.keyClick(dialog.name, Key.Key_Return)
    assert "needs a name" in dialog.accessibleDescription()
    qtbot.keyClicks(dialog.name, "Book Fair 2026")
    dialog.submit()
    assert "first day" in dialog.accessibleDescription()
    dialog.begins.set_value(date(2026, 5, 12))
    dialog.ends.set_value(date(2026, 5, 14))
    dialog.host.setText("Book Guild")
    dialog.cost.line.setText("much")
    dialog.submit()
    assert event_rows(desk.reader) == []
    dialog.cost.line.setText("240 EUR")
    dialog.kind.setCurrentIndex(list(EventKind).index(EventKind.FAIR))
    dialog.people.setText("many")
    dialog.submit()
    assert "no number" in dialog.accessibleDescription()
    dialog.people.setText("5")
    dialog.submit()
    settle()

    [row] = event_rows(desk.reader)
    assert (row.name, row.form.kind, str(row.form.cost), row.form.goal_people) == (
        "Book Fair 2026", EventKind.FAIR, "€240", 5,
    )  # fmt: skip
    assert [organisation.name for organisation in organisation_rows(desk.reader)] == ["Book Guild"]
    assert said[-1].text == "New event Book Fair 2026."
    assert shown(leaf) == ["Book Fair 2026"]


def test_an_event_is_edited_with_all_it_had_and_removed(
    qtbot: QtBot, desk: DeskForTests, leaf: EventsLeaf, settle: Callable[[], None]
) -> None:
    event_id = event(desk, "Fair", date(2026, 5, 12), ends_on=date(2026, 5, 13), place="Leipzig")
    settle()
    before = event_row(desk, event_id).form
    leaf.section.take_focus()
    qtbot.keyClick(leaf.section.list, Key.Key_E)
    leaf.opener.dialog.submit()
    settle()
    assert event_row(desk, event_id).form == before
    qtbot.keyClick(leaf.section.list, Key.Key_Delete)
    settle()
    assert shown(leaf) == []


def test_who_is_there_is_kept_with_why_and_who_introduces(
    qtbot: QtBot, desk: DeskForTests, leaf: EventsLeaf, settle: Callable[[], None]
) -> None:
    bo = desk.add("Bo Ek")
    event_id = event(desk, "Fair", date(2026, 5, 12))
    settle()
    leaf.section.take_focus()
    qtbot.mouseClick(leaf.guests.add_button, Qt.MouseButton.LeftButton)
    dialog = leaf.opener.dialog
    assert isinstance(dialog, GuestDialog)
    dialog.submit()
    assert "Say who it is" in dialog.accessibleDescription()
    dialog.new.setText("Ann Lee")
    dialog.why.setPlainText("prints maps")
    dialog.introducer.set_person(bo)
    dialog.submit()
    settle()
    [guest] = guests(desk.reader, event_id)
    assert (guest.name, guest.wanted, guest.introducer) == ("Ann Lee", True, "Bo Ek")

    leaf.guests.take_focus()
    qtbot.keyClick(leaf.guests.list, Key.Key_E)
    leaf.opener.dialog.part.setCurrentIndex(1)
    leaf.opener.dialog.submit()
    settle()
    [guest] = guests(desk.reader, event_id)
    assert (guest.part, guest.why) == (Part.SPEAKER, "prints maps")
    qtbot.keyClick(leaf.guests.list, Key.Key_Delete)
    settle()
    assert guests(desk.reader, event_id) == []


def test_single_keys_open_the_sheet_badge_mode_and_the_board(
    qtbot: QtBot, desk: DeskForTests, pane: EventsPane, leaf: EventsLeaf,
    settle: Callable[[], None],
) -> None:  # fmt: skip
    event(desk, "Fair", date(2026, 5, 12), notes="Who prints maps?")
    settle()
    leaf.section.take_focus()
    qtbot.keyClick(leaf.section.list, Key.Key_P)
    sheet = leaf.opener.dialog
    assert isinstance(sheet, PageDialog)
    assert "Who prints maps?" in sheet.page.toPlainText()
    sheet.close()
    qtbot.keyClick(leaf.section.list, Key.Key_B)
    badge = leaf.opener.dialog
    assert isinstance(badge, BadgeDialog)
    badge.close()
    qtbot.keyClick(leaf.section.list, Key.Key_F)
    assert isinstance(pane.page, BoardLeaf)


def test_the_sheet_follows_what_changes_and_closes_with_its_event(
    qtbot: QtBot, desk: DeskForTests, leaf: EventsLeaf, settle: Callable[[], None]
) -> None:
    event(desk, "Fair", date(2026, 5, 12))
    settle()
    leaf.opener.prepare(1)
    sheet = leaf.opener.dialog
    met(desk, 1, "Ann Lee")
    desk.undo()
    settle()
    assert sheet.isVisible()
    sheet.copy_text()
    assert sheet.copy.text() == "Copied"
    qtbot.keyClick(leaf.section.list, Key.Key_Delete)
    leaf.section.take_focus()
    qtbot.keyClick(leaf.section.list, Key.Key_Delete)
    settle()
    assert leaf.section.rows.rows == []


def test_an_event_of_a_calendar_is_shown_before_it_is_kept(
    desk: DeskForTests, pane: EventsPane, leaf: EventsLeaf, settle: Callable[[], None]
) -> None:
    pane.propose(EventForm("Fair", date(2026, 5, 12), uid="a@b"))
    assert event_rows(desk.reader) == []
    leaf.opener.dialog.submit()
    settle()

    [row] = event_rows(desk.reader)
    assert (row.name, row.form.uid) == ("Fair", "a@b")


def test_an_empty_place_says_what_to_do(leaf: EventsLeaf) -> None:
    assert not leaf.prep.isEnabled()
    assert not leaf.guests.isVisible()
