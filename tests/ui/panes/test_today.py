"""Today in the window: read, answered by keys, buttons and menu, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.circles import set_rhythm
from relationship_desk.desk.commands.giving import GivingForm, give
from relationship_desk.desk.commands.playbooks import start_playbook
from relationship_desk.desk.commands.promises import PromiseForm, make_promise
from relationship_desk.desk.commands.tasks import complete_tasks
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.playbooks import Planned
from relationship_desk.domain.rhythm import Rhythm
from relationship_desk.domain.today import ORDER_WORDS, TodayRow
from relationship_desk.domain.value import Given
from relationship_desk.store.tasks import get_task
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.rhythm_menu import RhythmMenu
from relationship_desk.ui.panes.today import TodayPane
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests, email

# What the offscreen platform says of popups is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

THURSDAY = date(2026, 3, 12)
Key = Qt.Key
Settle = Callable[[], None]


@pytest.fixture
def said() -> list[Message]:
    """What the pane told the window's bar."""
    return []


@pytest.fixture
def pane(
    qtbot: QtBot, desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme,
    said: list[Message], settle: Settle,
) -> TodayPane:  # fmt: skip
    pane = TodayPane(bridge, actions, theme)
    pane.message.connect(lambda message: said.append(cast(Message, message)))
    bridge.changed.connect(pane.apply)
    qtbot.addWidget(pane)
    pane.resize(900, 600)
    pane.show()
    settle()
    return pane


@pytest.fixture
def full(desk: DeskForTests) -> dict[str, int]:
    """One thing of each kind that is due on this Thursday."""
    born = Detail(DetailKind.DATE, ("1986-03-12",), "birthday")
    ida = desk.add("Ida Vale", born, email("ida@example.org"))
    bo = desk.add("Bo Oss")
    desk.do(set_rhythm, person_ids=[bo], rhythm=Rhythm(20, 30))
    desk.log(bo, text="the harbour plan", on=THURSDAY - timedelta(days=40))
    dee = desk.add("Dee Lind")
    task = desk.task("send slides", dee, due_on=THURSDAY)
    desk.task("file the notes", None, due_on=THURSDAY)
    cy = desk.add("Cy Stone")
    promise = desk.do(make_promise, form=PromiseForm(cy, "the intro", due_on=THURSDAY))
    return {"ida": ida, "bo": bo, "task": task, "promise": promise}


def titles(pane: TodayPane) -> list[str]:
    return [row.title for row in pane.model.rows]


def press(qtbot: QtBot, pane: TodayPane, settle: Settle, *keys: Qt.Key) -> None:
    pane.take_focus()
    for key in keys:
        qtbot.keyClick(pane.list, key)
        settle()


def go_to(pane: TodayPane, title: str) -> None:
    pane.list.setCurrentIndex(pane.model.index(titles(pane).index(title)))


ALL = [
    "Big birthday: turns forty",
    "send slides",
    "file the notes",
    "the intro",
    "Be in touch with Bo Oss",
]


def test_an_empty_queue_is_calm(pane: TodayPane) -> None:
    assert pane.empty.isVisible()
    assert pane.empty.accessibleName().startswith("Nothing is waiting.")
    assert not pane.empty.button.isVisible()
    assert not pane.why.isVisible()


def test_an_empty_queue_says_who_has_no_rhythm_and_offers_to_sort_them(
    desk: DeskForTests, pane: TodayPane, actions: Actions, settle: Settle
) -> None:
    wanted: list[bool] = []
    actions[ActionId.SORT_PEOPLE].triggered.connect(lambda *_: wanted.append(True))
    ann, bo = desk.add("Ann"), desk.add("Bo")
    settle()
    assert "2 people have no rhythm yet" in pane.empty.accessibleName()
    pane.take_focus()
    assert pane.empty.button.hasFocus()
    pane.empty.button.click()
    assert len(wanted) == 1
    desk.do(set_rhythm, person_ids=[ann], rhythm=None)  # said that none is needed
    settle()
    assert "1 person has no rhythm yet" in pane.empty.accessibleName()
    desk.task("send slides", bo, due_on=THURSDAY)
    settle()
    assert not pane.empty.button.isVisible()


def test_every_row_says_why_and_what_was_last(
    full: dict[str, int], pane: TodayPane, settle: Settle
) -> None:
    assert titles(pane) == ALL
    told = pane.model.index(4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == (
        "Bo Oss, You were last in touch 6 weeks ago; your rhythm is every 20 days, 30 days at the "
        "latest., Meeting, 6 weeks ago: the harbour plan"
    )


def test_the_keyboard_alone_empties_the_queue_and_undo_fills_it_again(
    qtbot: QtBot,
    full: dict[str, int],
    pane: TodayPane,
    said: list[Message],
    settle: Settle,
) -> None:
    letters: list[TodayRow] = []
    pane.letter_wanted.connect(letters.append)
    asked: list[int] = []
    pane.log_wanted.connect(asked.append)
    # The letter is left for later.
    press(qtbot, pane, settle, Key.Key_Return, Key.Key_Down, *[Key.Key_Return] * 3)
    [letter] = letters
    assert titles(pane) == [letter.title, "Be in touch with Bo Oss"]
    press(qtbot, pane, settle, Key.Key_Return)
    assert asked == [full["bo"]]
    press(qtbot, pane, settle, Key.Key_X, Key.Key_X)
    assert titles(pane) == []
    assert len(said) == 5
    for message in reversed(said):
        assert message.action == "Undo"
        assert message.on_action is not None
        message.on_action()
        settle()
    assert titles(pane) == ALL


def test_j_and_k_move_and_numbers_snooze(
    qtbot: QtBot,
    desk: DeskForTests,
    full: dict[str, int],
    pane: TodayPane,
    settle: Settle,
    said: list[Message],
) -> None:
    press(qtbot, pane, settle, Key.Key_J, Key.Key_J, Key.Key_K)
    assert pane.list.currentIndex().row() == 1
    press(qtbot, pane, settle, Key.Key_4)
    task = get_task(desk.reader, full["task"])
    assert task is not None
    assert task.snoozed_until == desk.clock.now() + timedelta(days=1)
    assert said[-1].text == "Snoozed until tomorrow 17:00."
    assert pane.model.rows[pane.list.currentIndex().row()].title == "file the notes"


def test_s_and_r_open_their_menus(
    qtbot: QtBot, full: dict[str, int], pane: TodayPane, settle: Settle
) -> None:
    pane.take_focus()
    go_to(pane, "Be in touch with Bo Oss")
    qtbot.keyClick(pane.list, Key.Key_S)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[3].trigger()
    menu.close()
    settle()
    assert "Be in touch with Bo Oss" not in titles(pane)
    go_to(pane, "send slides")
    qtbot.keyClick(pane.list, Key.Key_R)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, RhythmMenu)
    menu.close()


def test_o_shows_the_person_and_l_asks_what_happened(
    qtbot: QtBot, full: dict[str, int], pane: TodayPane, settle: Settle
) -> None:
    shown: list[int] = []
    asked: list[int] = []
    pane.person_chosen.connect(shown.append)
    pane.log_wanted.connect(asked.append)
    press(qtbot, pane, settle, Key.Key_O, Key.Key_L)
    assert (shown, asked) == ([full["ida"]], [full["ida"]])
    go_to(pane, "file the notes")
    press(qtbot, pane, settle, Key.Key_O, Key.Key_L, Key.Key_R)
    assert (shown, asked) == ([full["ida"]], [full["ida"]])
    assert len(titles(pane)) == len(ALL)


def test_a_task_with_a_text_asks_for_it_and_says_so(
    qtbot: QtBot, desk: DeskForTests, pane: TodayPane, settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    step = Planned(THURSDAY, "Congratulate Ida", Channel.MESSAGE, "Well done, Ida.")
    plain = Planned(THURSDAY, "Ask Ida how it is", None, "")
    desk.do(start_playbook, person_id=ida, key="award", title="An award", steps=(step, plain))
    settle()
    assert [row.do_word for row in pane.model.rows] == ["Write", "Done"]
    letters: list[TodayRow] = []
    pane.letter_wanted.connect(letters.append)
    press(qtbot, pane, settle, Key.Key_Return)
    assert [row.title for row in letters] == ["Congratulate Ida"]
    assert titles(pane) == ["Congratulate Ida", "Ask Ida how it is"]


def test_an_occasion_without_an_address_asks_for_its_letter_too(
    qtbot: QtBot, desk: DeskForTests, pane: TodayPane, settle: Settle
) -> None:
    ann = desk.add("Ann", Detail(DetailKind.DATE, ("1986-03-12",), "birthday"))
    settle()
    asked: list[TodayRow] = []
    pane.letter_wanted.connect(asked.append)
    press(qtbot, pane, settle, Key.Key_Return)
    assert [row.person_id for row in asked] == [ann]
    desk.log(ann, on=THURSDAY)
    settle()
    assert titles(pane) == []


def test_what_opens_a_window_leaves_the_cursor_where_it_is(
    pane: TodayPane, full: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    settle()
    go_to(pane, ALL[0])

    press(qtbot, pane, settle, Key.Key_Return)  # the letter is left without an answer

    assert pane.list.currentIndex().row() == 0

    go_to(pane, "the intro")
    pane.take_focus()
    qtbot.keyClick(pane.list, Key.Key_Return)

    assert pane.list.currentIndex().row() == ALL.index("the intro") + 1  # before it is written


def test_a_button_does_what_it_says_by_mouse(
    qtbot: QtBot, full: dict[str, int], pane: TodayPane, settle: Settle
) -> None:
    index = pane.model.index(titles(pane).index("the intro"))
    pane.list.setCurrentIndex(index)
    place = pane.delegate.button_place(index, "do").center()
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert "the intro" not in titles(pane)


def test_the_menu_of_a_row_has_all_its_verbs(
    full: dict[str, int], pane: TodayPane, settle: Settle
) -> None:
    index = pane.model.index(1)
    at = pane.list.visualRect(index).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, pane.list.viewport().mapToGlobal(at)
    )
    QApplication.sendEvent(pane.list, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert words == ["Done", "Log", "Snooze", "Skip", "Change rhythm…", "Show person"]
    menu.actions()[3].trigger()
    menu.close()
    settle()
    assert titles(pane) == [title for title in ALL if title != "send slides"]
    pane.show_menu(pane.model.rows[0], QPoint(0, 0))
    opened = QApplication.activePopupWidget()
    assert opened is not None
    opened.close()


def test_the_count_and_the_sentence_for_the_others_follow(
    desk: DeskForTests, pane: TodayPane, settle: Settle
) -> None:
    counts: list[int] = []
    pane.waiting_changed.connect(counts.append)
    people = [desk.add(f"Person {number}") for number in range(5)]
    desk.do(set_rhythm, person_ids=people, rhythm=Rhythm(20, 30))
    desk.log(*people, on=THURSDAY - timedelta(days=50))
    settle()
    assert counts[-1] == pane.waiting == 3
    assert "2 more people are due and can wait" in pane._words.text()


def test_what_is_too_much_for_a_day_is_behind_one_key(
    desk: DeskForTests, pane: TodayPane, settle: Settle
) -> None:
    people = [desk.add(f"Person {number}") for number in range(3)]
    desk.do(set_rhythm, person_ids=people, rhythm=Rhythm(20, 30))
    desk.log(*people, on=THURSDAY - timedelta(days=50))
    for number in range(4):
        form = GivingForm(people[0], Given.ADVICE, f"advice {number}", THURSDAY - timedelta(40))
        desk.do(give, form=form)
    task = desk.task("send slides", due_on=THURSDAY)
    settle()
    shown = titles(pane)
    assert (len(shown), shown[0]) == (6, "send slides")
    assert (pane.waiting, pane.more.text()) == (6, "2 more, when you like")
    pane.take_focus()
    QTest.keyClick(pane.list, Key.Key_M)
    assert (len(titles(pane)), pane.waiting) == (8, 6)
    assert pane.more.text() == "Only what is for today"
    QTest.keyClick(pane.list, Key.Key_M)
    assert titles(pane) == shown
    for _ in range(5):  # all prompts of the day are let go: no others take their place
        pane.list.setCurrentIndex(pane.model.index(1))
        QTest.keyClick(pane.list, Key.Key_X)
        settle()
    assert titles(pane) == ["send slides"]
    desk.do(complete_tasks, task_ids=[task])
    settle()
    assert pane.empty.accessibleName().startswith("That is all for today.")
    pane.take_focus()
    assert pane.focusWidget() is pane.more
    QTest.keyClick(pane.more, Key.Key_Space)
    assert len(titles(pane)) == 2


def test_why_this_order_is_told(
    full: dict[str, int], pane: TodayPane, said: list[Message], settle: Settle
) -> None:
    pane.why.click()
    assert said[-1].text.startswith(ORDER_WORDS)
    assert "at most, the first of each kind" in said[-1].text


def test_going_to_today_gives_its_rows_the_keys(
    full: dict[str, int], pane: TodayPane, settle: Settle
) -> None:
    pane.hide()
    pane.list.setCurrentIndex(pane.model.index(-1))
    settle()
    pane.show()
    settle()
    assert pane.focusWidget() is pane.list
    assert pane.list.currentIndex().row() == 0
