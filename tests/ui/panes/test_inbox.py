"""What has come due waits in the inbox, and is answered there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.circles import set_rhythm
from relationship_desk.desk.commands.occasions import OccasionForm, add_occasion
from relationship_desk.desk.commands.promises import PromiseForm, make_promise
from relationship_desk.desk.deliveries import claim_due
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.occasion_rules import parse_rule
from relationship_desk.domain.occasions import OccasionKind
from relationship_desk.domain.promises import Owing
from relationship_desk.domain.recurrence import Repeat
from relationship_desk.domain.recurrence_words import parse_repeat_rule
from relationship_desk.domain.rhythm import Rhythm
from relationship_desk.store.occasions import occasion_rows
from relationship_desk.store.tasks import get_task, task_rows
from relationship_desk.ui import inbox_rows
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.rhythm_menu import RhythmMenu
from relationship_desk.ui.dialogs.snooze import SnoozeDialog
from relationship_desk.ui.dialogs.task import TaskDialog
from relationship_desk.ui.occasions.dialog import OccasionDialog
from relationship_desk.ui.panes.inbox import InboxPane
from relationship_desk.ui.rows import HEADING_ROLE
from relationship_desk.ui.theme import Mode, Theme
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests

# What the offscreen platform says of popups and dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

THURSDAY = date(2026, 3, 12)
Key = Qt.Key


@pytest.fixture
def said() -> list[Message]:
    """What the pane told the window's bar."""
    return []


@pytest.fixture
def pane(
    qtbot: QtBot, desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme,
    said: list[Message],
) -> InboxPane:  # fmt: skip
    pane = InboxPane(bridge, actions, theme)
    pane.message.connect(lambda message: said.append(cast(Message, message)))
    bridge.changed.connect(pane.apply)
    pane.resize(640, 480)
    pane.show()
    qtbot.addWidget(pane)
    return pane


def settle(qtbot: QtBot) -> None:
    for _ in range(3):
        qtbot.wait(1)


def press(qtbot: QtBot, pane: InboxPane, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(pane.list, key)
    settle(qtbot)


def sentences(pane: InboxPane) -> list[str]:
    return [pane.model.index(i).data() for i in range(pane.model.rowCount())]


def titles(pane: InboxPane) -> list[str]:
    return [item.row.title for item in pane.model.rows]


def headings(pane: InboxPane) -> list[str]:
    found = [pane.model.index(i).data(HEADING_ROLE) for i in range(pane.model.rowCount())]
    return [heading for heading in found if heading]


def current(pane: InboxPane) -> str | None:
    index = pane.list.currentIndex()
    return pane.model.rows[index.row()].row.title if index.isValid() else None


def texts(messages: Sequence[Message]) -> list[str]:
    return [message.text for message in messages]


def deliver(desk: DeskForTests, pane: InboxPane, state: str, message: str = "") -> None:
    """Write what the engine would have written for everything that is due."""

    def job(connection: object) -> None:
        connection.sql(  # type: ignore[attr-defined]
            "INSERT INTO delivery (source, source_id, occurrence, state, at, attempts, message, "
            "tag) SELECT source, source_id, occurrence, ?, '2026-03-12T16:30:00Z', 1, ?, '' "
            "FROM reminder",
            (state, message),
        )

    desk.composition.desk.maintain(job).result()
    pane.apply(Changes(deliveries=True))


def follow_clock(desk: DeskForTests) -> None:
    """What the beat does when time has passed, without a popup."""
    desk.do(claim_due, here=desk.composition.desk.circumstances(desk.reader), quiet=True)


def name_day(desk: DeskForTests, person: int, rule: str = "--03-12") -> int:
    """An occasion that was entered yesterday."""
    form = OccasionForm(OccasionKind.NAME_DAY, parse_rule(rule))  # type: ignore[arg-type]
    desk.clock.advance(timedelta(days=-1))
    _, row_id = desk.do(add_occasion, person_id=person, form=form, region="DE")
    desk.clock.advance(timedelta(days=1))
    return int(row_id)


def monthly(desk: DeskForTests, person: int, last: date = date(2026, 2, 10)) -> None:
    """A rhythm that is due 30 days after a call."""
    desk.log(person, text="Talked about the boat\nand more", on=last, channel=Channel.CALL)
    desk.do(set_rhythm, person_ids=[person], rhythm=Rhythm(30, 45))


def daily(desk: DeskForTests, text: str = "water plants", person: int | None = None) -> int:
    """A task that repeats every day since Monday."""
    desk.clock.advance(timedelta(days=-4))
    rule = parse_repeat_rule("every day")
    task = desk.task(text, person, due_on=date(2026, 3, 9), repeat=Repeat(rule))
    desk.clock.advance(timedelta(days=4))
    follow_clock(desk)
    return task


@pytest.fixture
def every_source(desk: DeskForTests, pane: InboxPane, qtbot: QtBot) -> dict[str, int]:
    """One reminder of each source, all due today; by its title the id of its person."""
    ida, bo, cy = desk.add("Ida Vale"), desk.add("Bo Ray"), desk.add("Cy Ohm")
    desk.task("send slides", ida, due_on=THURSDAY)
    name_day(desk, bo)
    monthly(desk, cy)
    follow_clock(desk)
    settle(qtbot)
    return {"send slides": ida, "Name day": bo, "Time to be in touch, every 30 days": cy}


def facts_of(desk: DeskForTests) -> object:
    """All that is not derived."""
    return {name: rows for name, rows in desk.facts().items() if name != "reminder"}


def put_cursor(pane: InboxPane, title: str) -> None:
    pane.list.setFocus()
    pane.list.setCurrentIndex(pane.model.index(titles(pane).index(title)))


# -- what is listed


def test_what_is_due_waits_and_what_is_not_does_not(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane
) -> None:
    ida = desk.add("Ida Vale")
    desk.task("send slides", ida, due_on=THURSDAY, due_time=time(16, 40))
    desk.task("evening", due_on=THURSDAY, due_time=time(20, 0))
    desk.task("yesterday's", due_on=date(2026, 3, 11))
    settle(qtbot)
    assert sentences(pane) == [
        "yesterday's, was due Wednesday 11 March, 09:00, no popup yet",
        "send slides, Ida Vale, was due Thursday 12 March, 16:40, no popup yet, "
        "No contact is written down yet",
    ]
    assert headings(pane) == ["Missed", "Due"]
    assert pane.waiting == 2


def test_time_passing_brings_what_comes_due(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane
) -> None:
    desk.task("evening", due_on=THURSDAY, due_time=time(20, 0))
    settle(qtbot)
    assert pane.waiting == 0
    desk.clock.advance(timedelta(hours=3))
    pane.reload()
    assert sentences(pane) == ["evening, due 20:00, no popup yet"]


def test_every_source_says_title_person_when_and_what_was_last(
    pane: InboxPane, every_source: dict[str, int]
) -> None:
    assert sorted(sentences(pane)) == [
        "Name day, Bo Ray, today, no popup yet, No contact is written down yet",
        "Time to be in touch, every 30 days, Cy Ohm, was due Thursday 12 March, 09:00, "
        "no popup yet, Last contact 4 weeks ago, call: Talked about the boat and more",
        "send slides, Ida Vale, was due Thursday 12 March, 09:00, no popup yet, "
        "No contact is written down yet",
    ]
    assert headings(pane) == ["Due"]


@pytest.mark.parametrize(
    ("state", "message", "words"),
    [
        ("shown", "", "popup shown 16:30, not answered"),
        ("claimed", "", "popup on its way"),
        ("failed", "There is no service; install one.",
         "popup failed: There is no service; install one."),
    ],
)  # fmt: skip
def test_a_row_says_how_it_was_told(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, state: str, message: str, words: str
) -> None:
    desk.task("send slides", due_on=THURSDAY)
    deliver(desk, pane, state, message)
    settle(qtbot)
    assert sentences(pane) == [f"send slides, was due Thursday 12 March, 09:00, {words}"]


def test_what_was_missed_before_is_counted(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane
) -> None:
    daily(desk)
    settle(qtbot)
    [sentence] = sentences(pane)
    assert sentence.startswith("water plants, was due Thursday 12 March, 09:00, missed 3 before")


def test_what_cannot_be_read_stands_under_its_own_heading(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane
) -> None:
    desk.task("good", due_on=THURSDAY)
    bad = desk.task("bad", due_on=THURSDAY)

    def damage(connection: object) -> None:
        for statement in (
            f"UPDATE task SET due_on = 'soon' WHERE id = {bad}",
            f"UPDATE reminder SET next_due_at = '', occurrence = '', settles = '' "
            f"WHERE source_id = {bad}",
            "INSERT INTO delivery (source, source_id, occurrence, state, at, attempts, message, "
            f"tag) VALUES ('task', {bad}, '', 'disabled', '2026-03-12T16:30Z', 0, 'No day.', '')",
        ):
            connection.sql(statement)  # type: ignore[attr-defined]

    desk.composition.desk.maintain(damage).result()
    pane.reload()
    assert headings(pane) == ["Cannot remind", "Due"]
    assert sentences(pane)[0] == "bad, No day."


def test_what_sleeps_is_listed_and_does_not_wait(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, every_source: dict[str, int]
) -> None:
    pane.take_focus()
    press(qtbot, pane, Key.Key_4, Key.Key_4, Key.Key_4)
    assert pane.waiting == 0
    assert headings(pane) == ["Snoozed"]
    assert all("snoozed until tomorrow 17:00" in sentence for sentence in sentences(pane))
    assert current(pane) is None


def test_a_later_provider_of_context_is_asked_too(
    pane: InboxPane, every_source: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    bo = every_source["Name day"]
    more = (*inbox_rows.CONTEXT, lambda _c, _h, people: {bo: f"one of {len(people)}"})
    monkeypatch.setattr(inbox_rows, "CONTEXT", more)
    pane.reload()
    assert [s for s in sentences(pane) if "one of 3" in s] == [
        "Name day, Bo Ray, today, no popup yet, No contact is written down yet, one of 3"
    ]


def test_what_is_owed_either_way_stands_with_the_reminder(
    desk: DeskForTests, pane: InboxPane, every_source: dict[str, int]
) -> None:
    bo = every_source["Name day"]
    for text, whose in (("the saw", Owing.MINE), ("a call", Owing.MINE), ("tea", Owing.THEIRS)):
        desk.do(make_promise, form=PromiseForm(bo, text, whose))
    pane.reload()
    [sentence] = [s for s in sentences(pane) if "Bo Ray" in s]
    assert sentence.endswith("I owe: the saw, a call; owes me: tea")


def test_an_empty_inbox_says_what_it_is_for(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane
) -> None:
    assert pane.empty.isVisible()
    desk.task("send slides", due_on=THURSDAY)
    settle(qtbot)
    assert not pane.empty.isVisible()


# -- answers


def test_twenty_rows_are_twenty_keys(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, said: list[Message]
) -> None:
    for number in range(20):
        desk.task(f"number {number}", due_on=THURSDAY)
    desk.task("asleep", due_on=THURSDAY)
    settle(qtbot)
    pane.list.setFocus()
    pane.list.setCurrentIndex(pane.model.index(20))
    press(qtbot, pane, Key.Key_4)
    pane.list.setCurrentIndex(pane.model.index(0))
    press(qtbot, pane, *[Key.Key_D] * 20)
    assert titles(pane) == ["asleep"]
    assert texts(said)[1:] == [f"Done: “number {number}”." for number in range(20)]
    assert current(pane) is None


@pytest.mark.parametrize("key", [Key.Key_D, Key.Key_N, Key.Key_3])
@pytest.mark.parametrize("title", ["send slides", "Name day", "Time to be in touch, every 30 days"])
def test_each_answer_to_each_source_is_taken_back_by_its_button(
    qtbot: QtBot, pane: InboxPane, desk: DeskForTests, said: list[Message],
    every_source: dict[str, int], title: str, key: Qt.Key,
) -> None:  # fmt: skip
    before, facts = sentences(pane), facts_of(desk)
    put_cursor(pane, title)
    press(qtbot, pane, key)
    assert title not in [i.row.title for i in pane.model.rows if not i.asleep]
    assert facts_of(desk) != facts
    [message] = said
    assert message.action == "Undo"
    message.on_action()  # type: ignore[misc]
    settle(qtbot)
    assert sentences(pane) == before
    assert facts_of(desk) == facts


def test_not_this_time_is_said_by_what_it_means(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, said: list[Message],
    every_source: dict[str, int],
) -> None:  # fmt: skip
    daily(desk)
    settle(qtbot)
    for title in (*every_source, "water plants"):
        put_cursor(pane, title)
        press(qtbot, pane, Key.Key_N)
    assert sorted(texts(said)) == [
        "No more reminders of “send slides”; the task stays open.",
        "Not this time: “Name day”.",
        "Not this time: “Time to be in touch, every 30 days”.",
        "Skip once: “water plants” (again on 13 March 2026).",
    ]
    assert [t.text for t in task_rows(desk.reader)] == ["send slides", "water plants"]
    assert pane.waiting == 0


def test_a_name_day_that_is_left_out_comes_again_next_year(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, every_source: dict[str, int]
) -> None:
    put_cursor(pane, "Name day")
    press(qtbot, pane, Key.Key_N)
    desk.clock.advance(timedelta(days=365))
    follow_clock(desk)
    pane.reload()
    assert "Name day" in titles(pane)


def test_s_snoozes_by_a_menu_and_its_digits(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, said: list[Message]
) -> None:
    task = desk.task("send slides", due_on=THURSDAY)
    settle(qtbot)
    pane.take_focus()
    press(qtbot, pane, Key.Key_S)
    [menu] = pane.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1:]
    qtbot.keyClick(menu, Key.Key_2)
    settle(qtbot)
    found = get_task(desk.reader, task)
    assert found is not None
    assert found.snoozed_until == datetime(2026, 3, 12, 18, 0, tzinfo=UTC)
    assert pane.waiting == 0
    assert texts(said) == ["Snoozed until 18:00."]


def test_until_asks_for_any_moment(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, every_source: dict[str, int]
) -> None:
    put_cursor(pane, "Name day")
    press(qtbot, pane, Key.Key_S)
    menu = pane.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    qtbot.keyClick(menu, Key.Key_U)
    [dialog] = pane.findChildren(SnoozeDialog)
    qtbot.keyClicks(dialog.until.line, "saturday 8:15")
    qtbot.keyClick(dialog.until.line, Key.Key_Return)
    settle(qtbot)
    assert "snoozed until Saturday 8:15" in sentences(pane)[-1]


def test_a_snooze_moves_the_cursor_to_the_next_that_waits(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane
) -> None:
    for text in ("one", "two", "three"):
        desk.task(text, due_on=THURSDAY)
    settle(qtbot)
    put_cursor(pane, "two")
    press(qtbot, pane, Key.Key_1)
    assert titles(pane) == ["one", "three", "two"]
    assert current(pane) == "three"


def test_what_sleeps_can_be_done_before_it_wakes(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, every_source: dict[str, int]
) -> None:
    pane.take_focus()
    press(qtbot, pane, Key.Key_5, Key.Key_5, Key.Key_5)
    pane.list.setCurrentIndex(pane.model.index(0))
    press(qtbot, pane, Key.Key_D, Key.Key_D, Key.Key_D)
    assert sentences(pane) == []


def test_what_was_answered_elsewhere_is_said_to_be(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, said: list[Message]
) -> None:
    desk.task("send slides", due_on=THURSDAY)
    settle(qtbot)
    row = pane.model.rows[0].row
    pane.verbs.done(row)
    pane.verbs.done(row)
    settle(qtbot)
    assert texts(said)[0] == "Done: “send slides”."
    assert "nothing was changed" in texts(said)[1]


# -- open and edit


@pytest.mark.parametrize("key", [Key.Key_O, Key.Key_Return])
def test_o_opens_the_person_of_every_source(
    qtbot: QtBot, pane: InboxPane, every_source: dict[str, int], key: Qt.Key
) -> None:
    chosen: list[int] = []
    pane.person_chosen.connect(chosen.append)
    for title in every_source:
        put_cursor(pane, title)
        press(qtbot, pane, key)
    assert chosen == list(every_source.values())


def test_o_opens_a_task_that_is_about_nobody(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane
) -> None:
    desk.task("alone", due_on=THURSDAY)
    settle(qtbot)
    pane.take_focus()
    press(qtbot, pane, Key.Key_O)
    [dialog] = pane.findChildren(TaskDialog)
    assert dialog.text.toPlainText() == "alone"
    dialog.reject()


def test_e_opens_the_editor_of_each_source(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, bridge: Bridge,
    every_source: dict[str, int], said: list[Message],
) -> None:  # fmt: skip
    put_cursor(pane, "send slides")
    press(qtbot, pane, Key.Key_E)
    [task] = pane.findChildren(TaskDialog)
    task.text.setPlainText("send the slides")
    task.submit()
    settle(qtbot)
    put_cursor(pane, "Name day")
    press(qtbot, pane, Key.Key_E)
    [occasion] = pane.findChildren(OccasionDialog)
    occasion.label.setText("of the saint")
    occasion.submit()
    settle(qtbot)
    put_cursor(pane, "Time to be in touch, every 30 days")
    press(qtbot, pane, Key.Key_E)
    [menu] = pane.findChildren(RhythmMenu)
    [none] = [action for action in menu.actions() if action.text() == "No rhythm"]
    none.trigger()
    menu.close()
    settle(qtbot)
    assert "send the slides" in titles(pane)
    on, preferences = bridge.today(), bridge.preferences()
    assert occasion_rows(desk.reader, on, preferences)[0].occasion.label == "of the saint"
    assert texts(said)[-1] == "Cy Ohm has no rhythm."
    assert pane.waiting == 2


# -- by mouse


@pytest.mark.parametrize("width", [360, 900])
def test_the_buttons_of_a_row_do_what_they_say(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, width: int
) -> None:
    ida = desk.add("Ida Vale")
    first = desk.task("first", ida, due_on=THURSDAY)
    second = desk.task("second", ida, due_on=THURSDAY)
    pane.resize(width, 480)
    settle(qtbot)
    chosen: list[int] = []
    pane.person_chosen.connect(chosen.append)
    viewport = pane.list.viewport()
    for verb in ("open", "done"):
        place = pane.delegate.button_place(pane.model.index(1), verb).center()
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot)
    assert chosen == [ida]
    done = {i: get_task(desk.reader, i).done_at is not None for i in (first, second)}  # type: ignore[union-attr]
    assert done == {first: False, second: True}


def words_of(menu: QMenu) -> list[str]:
    return [action.text().split("\t")[0] for action in menu.actions() if action.text()]


@pytest.mark.parametrize("reason", list(QContextMenuEvent.Reason)[:2])
def test_the_menu_of_a_row_says_what_fits_it(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, every_source: dict[str, int],
    reason: QContextMenuEvent.Reason,
) -> None:  # fmt: skip
    daily(desk)
    settle(qtbot)
    offers: dict[str, list[str]] = {}
    for title in ("Name day", "send slides", "water plants"):
        put_cursor(pane, title)
        middle = pane.list.visualRect(pane.list.currentIndex()).center() + QPoint(0, 10)
        there = pane.list.viewport().mapToGlobal(middle)
        event = QContextMenuEvent(reason, middle, there)
        QApplication.sendEvent(pane.list, event)
        menus = pane.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
        [menu] = [m for m in menus if m.isVisible() and m.actions()]
        offers[title] = words_of(menu)
        menu.close()
        settle(qtbot)
    assert offers["Name day"] == ["Done", "Snooze", "Not this time", "Show person", "Edit…"]
    assert offers["send slides"] == ["Done", "Snooze", "Remind no more", "Show person", "Edit…"]
    assert offers["water plants"] == [
        "Done", "Done for good", "Snooze", "Not this time", "Open", "Edit…",
    ]  # fmt: skip


def test_a_task_that_repeats_is_done_for_good_from_the_menu(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, said: list[Message]
) -> None:
    task = daily(desk)
    settle(qtbot)
    pane.take_focus()
    pane.show_menu(pane.model.rows[0], QPoint(5, 5))
    menu = pane.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    [forever] = [action for action in menu.actions() if action.text() == "Done for good"]
    forever.trigger()
    menu.close()
    settle(qtbot)
    found = get_task(desk.reader, task)
    assert found is not None
    assert found.done_at is not None
    said[-1].on_action()  # type: ignore[misc]
    settle(qtbot)
    assert titles(pane) == ["water plants"]


def test_rows_are_drawn_in_both_schemes_with_their_state_in_words(
    qtbot: QtBot, desk: DeskForTests, pane: InboxPane, theme: Theme,
    every_source: dict[str, int], settle: Callable[[], None],
) -> None:  # fmt: skip
    pane.take_focus()
    light = pane.grab().toImage()
    theme.set_mode(Mode.DARK)
    settle()
    assert pane.grab().toImage() != light
    told = pane.delegate.whole(pane.model.rows[0])
    assert "No popup yet" in told


def test_going_to_the_inbox_gives_its_rows_the_keys(
    qtbot: QtBot, pane: InboxPane, desk: DeskForTests
) -> None:
    pane.hide()
    desk.task("call", due_on=desk.clock.now().date())
    settle(qtbot)
    pane.show()
    assert pane.focusWidget() is pane.list
    assert current(pane) == "call"
