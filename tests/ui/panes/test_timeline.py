"""The timeline as it is used: written in, looked through, edited and deleted, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.people import delete_people
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.store.timeline import feed_page
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.panes.timeline import TimelinePane
from relationship_desk.ui.rows import HEADING_ROLE, describe_interaction, interaction_line
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests

Settle = Callable[[], None]
# The offscreen platform shows popups well enough, but says that it cannot raise them.
POPUPS = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TODAY = date(2026, 3, 12)  # of the window's clock


@pytest.fixture
def ida(desk: DeskForTests) -> int:
    return desk.add("Ida Vale")


@pytest.fixture
def bo(desk: DeskForTests) -> int:
    return desk.add("Bo Ray")


@pytest.fixture
def pane(
    bridge: Bridge, actions: Actions, theme: Theme, qtbot: QtBot, settle: Settle
) -> Iterator[TimelinePane]:
    """Everybody's timeline, shown."""
    made = TimelinePane(bridge, actions, theme)
    bridge.changed.connect(made.apply)
    qtbot.addWidget(made)
    made.resize(600, 800)
    made.show()
    settle()
    return made


def texts(pane: TimelinePane) -> list[str]:
    return [row.text for row in pane.model.rows]


def test_entry_is_logged_by_keyboard_alone(
    pane: TimelinePane, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    pane.set_person(ida)
    pane.log()
    assert pane.entry.text.hasFocus()
    qtbot.keyClicks(pane.entry.text, "Talked about the plan")
    qtbot.keyClick(pane.entry.text, Qt.Key.Key_Return)
    settle()
    [row] = feed_page(desk.reader, ida)
    assert (row.text, row.on, row.channel) == ("Talked about the plan", TODAY, Channel.MET)
    assert row.people == ((ida, "Ida Vale"),)
    assert texts(pane) == ["Talked about the plan"]
    assert pane.entry.text.toPlainText() == ""
    assert not pane.entry.is_unfolded()
    assert pane.entry.text.hasFocus()


@POPUPS
def test_every_field_of_an_entry_is_saved(
    pane: TimelinePane, desk: DeskForTests, ida: int, bo: int, qtbot: QtBot, settle: Settle
) -> None:
    pane.set_person(ida)
    entry = pane.entry
    qtbot.keyClicks(entry.text, "About the slides")
    qtbot.keyClick(entry.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(entry.text, "and the atlas")
    entry.channels.buttons[Channel.MET].setFocus()
    qtbot.keyClick(entry.channels.buttons[Channel.MET], Qt.Key.Key_Right)
    assert entry.channels.channel() is Channel.CALL
    entry.directions.buttons[Direction.THEIRS].click()
    qtbot.keyClicks(entry.people.line, "bo")
    qtbot.keyClick(entry.people.line, Qt.Key.Key_Return)
    settle()
    assert entry.people.people() == (ida, bo)
    entry.day.line.clear()
    qtbot.keyClicks(entry.day.line, "yesterday")
    qtbot.keyClicks(entry.clock.line, "9:30")
    qtbot.keyClick(entry.clock.line, Qt.Key.Key_Return)
    settle()
    [row] = feed_page(desk.reader)
    assert row.text == "About the slides\nand the atlas"
    assert (row.on, row.time) == (TODAY - timedelta(days=1), time(9, 30))
    assert (row.channel, row.direction, row.counts) == (Channel.CALL, Direction.THEIRS, True)
    assert [person_id for person_id, _ in row.people] == [ida, bo]


def test_weekday_means_the_one_that_was(
    pane: TimelinePane, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    pane.set_person(ida)
    qtbot.keyClicks(pane.entry.text, "x")
    pane.entry.day.line.setText("friday")
    assert pane.entry.day.hint() == "Friday 6 March 2026"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("day", "someday", "on which day"),
        ("clock", "noonish", "time was not understood"),
        ("people", "Zacharias", "Nobody is called “Zacharias”"),
        ("people", "Twin", "Several people are called “Twin”"),
    ],
)
def test_what_is_not_understood_is_said_and_kept(
    pane: TimelinePane,
    desk: DeskForTests,
    ida: int,
    qtbot: QtBot,
    settle: Settle,
    field: str,
    typed: str,
    sentence: str,
) -> None:
    desk.add("Twin")
    desk.add("Twin")
    pane.set_person(ida)
    qtbot.keyClicks(pane.entry.text, "talked")
    line = getattr(pane.entry, field).line
    line.setText(typed)
    pane.entry.submit()
    settle()
    assert sentence in pane.entry.error()
    assert pane.entry.text.toPlainText() == "talked"
    assert line.text() == typed
    assert not feed_page(desk.reader)


def test_entry_of_everybody_asks_with_whom(
    pane: TimelinePane, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.keyClicks(pane.entry.text, "talked")
    qtbot.keyClick(pane.entry.text, Qt.Key.Key_Return)
    assert "with whom" in pane.entry.error()
    assert pane.entry.people.line.hasFocus()
    pane.entry.people.line.setText("ida vale")
    pane.entry.submit()
    settle()
    assert texts(pane) == ["talked"]


def test_failed_save_keeps_what_was_typed(
    pane: TimelinePane, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    pane.set_person(ida)
    qtbot.keyClicks(pane.entry.text, "talked")
    desk.do(delete_people, person_ids=[ida])
    settle()
    qtbot.keyClick(pane.entry.text, Qt.Key.Key_Return)
    settle()
    assert "not there any more" in pane.entry.error()
    assert pane.entry.text.toPlainText() == "talked"
    assert not pane.entry.text.isReadOnly()


def test_enter_on_an_entry_edits_it(
    pane: TimelinePane, desk: DeskForTests, ida: int, bo: int, qtbot: QtBot, settle: Settle
) -> None:
    desk.log(ida, bo, text="talked", on=date(2026, 3, 1), time=time(15), channel=Channel.CALL)
    settle()
    pane.take_focus()
    assert pane.list.hasFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    entry = pane.entry
    assert entry.text.toPlainText() == "talked"
    assert entry.people.people() == (ida, bo)
    assert entry.clock.value() == time(15)
    qtbot.keyClicks(entry.text, "walked")
    entry.people.remove(bo)
    entry.channels.set_channel(Channel.MET)
    qtbot.keyClick(entry.text, Qt.Key.Key_Return)
    settle()
    [row] = feed_page(desk.reader)
    assert (row.text, row.channel, row.on) == ("walked", Channel.MET, date(2026, 3, 1))
    assert row.people == ((ida, "Ida Vale"),)
    assert texts(pane) == ["walked"]
    desk.undo()
    settle()
    assert texts(pane) == ["talked"]


def test_new_entry_that_was_begun_comes_back_after_an_edit(
    pane: TimelinePane, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    old = desk.log(ida, text="old")
    pane.set_person(ida)
    settle()
    qtbot.keyClicks(pane.entry.text, "begun")
    pane.edit(old)
    assert pane.entry.text.toPlainText() == "old"
    qtbot.keyClick(pane.entry.text, Qt.Key.Key_Escape)
    assert pane.entry.text.toPlainText() == "begun"
    assert pane.entry.editing is None


def test_what_was_typed_waits_for_its_person(
    pane: TimelinePane, desk: DeskForTests, ida: int, bo: int, qtbot: QtBot
) -> None:
    pane.set_person(ida)
    qtbot.keyClicks(pane.entry.text, "for Ida")
    pane.set_person(bo)
    assert pane.entry.text.toPlainText() == ""
    assert pane.entry.people.people() == (bo,)
    pane.set_person(ida)
    assert pane.entry.text.toPlainText() == "for Ida"
    assert pane.entry.people.people() == (ida,)


def test_escape_asks_once_before_words_are_thrown_away(
    pane: TimelinePane, ida: int, qtbot: QtBot
) -> None:
    pane.set_person(ida)
    qtbot.keyClicks(pane.entry.text, "typed")
    qtbot.keyClick(pane.entry.text, Qt.Key.Key_Escape)
    assert "once more" in pane.entry.error()
    assert pane.entry.text.toPlainText() == "typed"
    qtbot.keyClick(pane.entry.text, Qt.Key.Key_Escape)
    assert pane.entry.text.toPlainText() == ""
    assert not pane.entry.is_unfolded()


def test_delete_key_removes_and_the_bar_takes_it_back(
    pane: TimelinePane, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    told: list[Message] = []
    pane.message.connect(told.append)
    desk.log(ida, text="first", on=date(2026, 3, 1))
    desk.log(ida, text="second", on=date(2026, 3, 2))
    settle()
    pane.take_focus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Delete)
    settle()
    assert texts(pane) == ["first"]
    [message] = told
    assert message.text == "Deleted “second”."
    assert message.on_action is not None
    message.on_action()
    settle()
    assert texts(pane) == ["second", "first"]


def test_pages_follow_as_one_scrolls(
    pane: TimelinePane, desk: DeskForTests, ida: int, settle: Settle
) -> None:
    for number in range(120):
        desk.log(ida, text=str(number), on=TODAY - timedelta(days=number))
    pane.set_person(ida)
    settle()
    before = len(pane.model.rows)
    assert before < 120
    for _ in range(5):
        pane.list.scrollToBottom()
        settle()
    assert texts(pane) == [str(number) for number in range(120)]


def test_days_have_headings_and_the_future_is_in_words(
    pane: TimelinePane, desk: DeskForTests, ida: int, settle: Settle
) -> None:
    desk.log(ida, text="dinner", on=TODAY + timedelta(days=5))
    desk.log(ida, text="a", on=TODAY)
    desk.log(ida, text="b", on=TODAY)
    settle()
    headed = [bool(pane.model.index(i).data(HEADING_ROLE)) for i in range(3)]
    assert headed == [True, True, False]
    words = pane.model.index(0).data(Qt.ItemDataRole.DisplayRole)
    assert words.startswith("in 5 days, Met Ida Vale")


def test_empty_timeline_says_what_to_do(
    pane: TimelinePane, desk: DeskForTests, ida: int, bo: int, settle: Settle
) -> None:
    desk.log(ida)
    pane.set_person(bo)
    settle()
    assert pane._stack.currentWidget() is pane._empty
    pane.take_focus()
    assert pane.entry.text.hasFocus()
    pane.set_person(ida)
    assert pane._stack.currentWidget() is pane.list


def test_own_timeline_leaves_its_person_unsaid(
    pane: TimelinePane, desk: DeskForTests, ida: int, bo: int, settle: Settle
) -> None:
    desk.log(ida, channel=Channel.EMAIL, direction=Direction.THEIRS, on=date(2026, 3, 1))
    desk.log(ida, bo, on=date(2026, 3, 2))
    settle()
    pane.set_person(ida)
    lines = [interaction_line(row, pane.delegate.subject) for row in pane.model.rows]
    assert lines == ["Met with Bo Ray", "E-mail, they wrote"]


@POPUPS
def test_menu_of_an_entry_copies_and_leads_to_its_people(
    pane: TimelinePane, desk: DeskForTests, ida: int, bo: int, qtbot: QtBot, settle: Settle
) -> None:
    desk.log(ida, bo, text="<b>talked</b>")
    settle()
    pane.set_person(ida)
    pane.take_focus()
    pane._show_menu(QPoint(5, 5))
    [menu] = [menu for menu in pane.findChildren(QMenu) if menu.isVisible()]
    by_text = {action.text().split("\t")[0]: action for action in menu.actions()}
    assert set(by_text) == {
        "Edit", "Copy text", "Go to Bo Ray", "", "Delete", "Record a kindness…",
        "It was no contact",
    }  # fmt: skip
    by_text["It was no contact"].trigger()
    settle()
    assert "Bo Ray, no contact: " in describe_interaction(pane.model.rows[0], desk.clock)
    by_text["Copy text"].trigger()
    assert QGuiApplication.clipboard().text() == "<b>talked</b>"
    with qtbot.waitSignal(pane.person_chosen) as chosen:
        by_text["Go to Bo Ray"].trigger()
    assert chosen.args == [bo]
    menu.close()


def test_closing_the_window_saves_what_was_typed(
    pane: TimelinePane, desk: DeskForTests, ida: int, qtbot: QtBot
) -> None:
    pane.set_person(ida)
    qtbot.keyClicks(pane.entry.text, "last words")
    assert pane.finish()
    assert [row.text for row in feed_page(desk.reader)] == ["last words"]


def test_closing_the_window_waits_where_something_is_missing(
    pane: TimelinePane, qtbot: QtBot
) -> None:
    qtbot.keyClicks(pane.entry.text, "with whom?")
    with qtbot.waitSignal(pane.wants_front):
        assert not pane.finish()


def test_words_for_somebody_who_was_deleted_do_not_keep_the_window_open(
    pane: TimelinePane, desk: DeskForTests, ida: int, bo: int, qtbot: QtBot, settle: Settle
) -> None:
    pane.set_person(ida)
    qtbot.keyClicks(pane.entry.text, "for Ida")
    desk.do(delete_people, person_ids=[ida])
    pane.set_person(bo)
    settle()
    with qtbot.assertNotEmitted(pane.person_chosen):
        assert pane.finish()
    assert pane.entry.text.toPlainText() == ""

    desk.undo()
    pane.set_person(ida)
    assert pane.entry.text.toPlainText() == "for Ida"
    assert pane.finish()
    assert [row.text for row in feed_page(desk.reader)] == ["for Ida"]


def test_everything_that_can_be_used_has_a_name(pane: TimelinePane, ida: int) -> None:
    pane.set_person(ida)
    pane.log()
    QApplication.processEvents()
    for button in pane.findChildren(QAbstractButton):
        if button.isVisibleTo(pane):
            assert button.accessibleName() or button.text()


def test_words_of_a_failed_save_wait_where_they_were_typed(
    pane: TimelinePane, desk: DeskForTests, ida: int, bo: int, qtbot: QtBot, settle: Settle
) -> None:
    pane.set_person(ida)
    qtbot.keyClicks(pane.entry.text, "for Ida")
    desk.do(delete_people, person_ids=[ida])
    qtbot.keyClick(pane.entry.text, Qt.Key.Key_Return)
    pane.set_person(bo)
    settle()
    assert pane.entry.text.toPlainText() == ""
    desk.undo()
    pane.set_person(ida)
    assert pane.entry.text.toPlainText() == "for Ida"


def test_entry_that_is_being_saved_is_no_draft(
    pane: TimelinePane, desk: DeskForTests, ida: int, bo: int, qtbot: QtBot, settle: Settle
) -> None:
    pane.set_person(ida)
    qtbot.keyClicks(pane.entry.text, "for Ida")
    qtbot.keyClick(pane.entry.text, Qt.Key.Key_Return)
    pane.set_person(bo)
    qtbot.keyClicks(pane.entry.text, "for Bo")
    settle()
    assert pane.entry.text.toPlainText() == "for Bo"
    pane.set_person(ida)
    assert pane.entry.text.toPlainText() == ""
    assert texts(pane) == ["for Ida"]


def test_closing_the_window_saves_what_waits_for_others(
    pane: TimelinePane, desk: DeskForTests, ida: int, bo: int, qtbot: QtBot
) -> None:
    pane.set_person(ida)
    qtbot.keyClicks(pane.entry.text, "for Ida")
    pane.set_person(bo)
    qtbot.keyClicks(pane.entry.text, "for Bo")
    assert pane.finish()
    said = {row.text: [i for i, _ in row.people] for row in feed_page(desk.reader)}
    assert said == {"for Ida": [ida], "for Bo": [bo]}
