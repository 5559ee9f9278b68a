"""The icon in the notification area: what is due, what comes next, where a click leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSystemTrayIcon

from relationship_desk.desk.commands.circles import set_rhythm
from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.commands.promises import PromiseForm, make_promise
from relationship_desk.desk.commands.tasks import finish_tasks
from relationship_desk.domain.rhythm import Rhythm
from relationship_desk.domain.today import TodayRow
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.theme import Mode, Theme
from relationship_desk.ui.tray import Tray, tray_pixmap
from tests.support.desks import DeskForTests

Settle = Callable[[], None]


@pytest.fixture
def tray(bridge: Bridge, theme: Theme) -> Iterator[Tray]:
    made = Tray(bridge, theme)
    yield made
    made.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(tray: Tray) -> list[str]:
    return [a.text() for a in tray.menu.actions() if a.isVisible() and not a.isSeparator()]


def entry(tray: Tray, words: str) -> QAction:
    return next(a for a in tray.menu.actions() if words in a.text())


def test_an_empty_desk_has_nothing_due(tray: Tray) -> None:
    assert shown(tray) == ["Nothing waits in Today", "Open", "Log what happened…", "Quit"]
    assert tray.icon.toolTip() == "Relationship Desk: nothing waits in Today"


def test_the_menu_tells_how_much_waits_in_today_and_its_next_three_rows(
    tray: Tray, desk: DeskForTests, settle: Settle
) -> None:
    today = desk.clock.now().date()  # 12 March, five in the afternoon
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Oss")
    desk.task("send the photos", ida, due_on=today - timedelta(days=1))
    desk.task("call", ida, due_on=today, due_time=time(18, 30))
    desk.task("not yet", due_on=today + timedelta(days=3))
    desk.do(make_promise, form=PromiseForm(ida, "the intro to Zoe", due_on=today))
    desk.do(set_rhythm, person_ids=[bo], rhythm=Rhythm(30, 45))
    desk.log(bo, on=today - timedelta(days=60))
    settle()

    assert shown(tray)[:5] == [
        "4 wait in Today",
        "yesterday: send the photos, Ida Vale",
        "18:30: call, Ida Vale",
        "the intro to Zoe, Ida Vale",
        "Open",
    ]
    assert tray.icon.toolTip() == "Relationship Desk: 4 wait in Today"


def test_a_person_whose_turn_it_is_stands_there_and_leaves_with_the_log(
    tray: Tray, desk: DeskForTests, settle: Settle
) -> None:
    today = desk.clock.now().date()
    bo = desk.add("Bo Oss")
    desk.do(set_rhythm, person_ids=[bo], rhythm=Rhythm(30, 45))
    desk.log(bo, on=today - timedelta(days=60))
    settle()
    assert shown(tray)[:2] == ["1 waits in Today", "Be in touch with Bo Oss"]
    desk.log(bo, on=today)
    settle()
    assert shown(tray)[0] == "Nothing waits in Today"


def test_what_is_done_leaves_the_menu(tray: Tray, desk: DeskForTests, settle: Settle) -> None:
    task_id = desk.task("call", due_on=desk.clock.now().date())
    settle()
    assert shown(tray)[0] == "1 waits in Today"

    desk.do(finish_tasks, task_ids=[task_id])
    settle()

    assert shown(tray)[0] == "Nothing waits in Today"


def test_midnight_makes_tomorrow_today(tray: Tray, desk: DeskForTests, settle: Settle) -> None:
    desk.task("call", due_on=desk.clock.now().date() + timedelta(days=1))
    settle()
    assert shown(tray)[0] == "Nothing waits in Today"

    desk.clock.advance(timedelta(hours=8))
    tray.refresh()
    settle()

    assert shown(tray)[0] == "1 waits in Today"


def test_words_of_the_user_are_shown_as_they_are(
    tray: Tray, desk: DeskForTests, settle: Settle
) -> None:
    desk.task("R&D\n\u202e<b>" + "x" * 100, due_on=desk.clock.now().date())
    settle()
    text = shown(tray)[1]
    assert text.startswith("R&&D ⟨RLO⟩<b>xxx")
    assert text.endswith("x…")
    assert len(text) < 80


def test_each_row_leads_to_its_own_thing(tray: Tray, desk: DeskForTests, settle: Settle) -> None:
    wanted: list[TodayRow] = []
    tray.row_wanted.connect(wanted.append)
    ida = desk.add("Ida Vale")
    task_id = desk.task("call", ida, due_on=desk.clock.now().date())
    settle()

    entry(tray, "call").trigger()
    assert [(row.source_id, row.person_id) for row in wanted] == [(task_id, ida)]

    desk.do(delete_people, person_ids=[ida])
    settle()
    entry(tray, "call").trigger()  # the menu was open meanwhile
    assert len(wanted) == 1


@pytest.mark.parametrize(
    ("words", "signal"),
    [("Open", "open_wanted"), ("Log", "log_wanted"), ("Quit", "quit_wanted")],
)
def test_the_menu_asks_for_what_it_says(tray: Tray, words: str, signal: str) -> None:
    asked: list[str] = []
    getattr(tray, signal).connect(lambda: asked.append(signal))
    entry(tray, words).trigger()
    assert asked == [signal]


def test_a_click_opens_and_the_menus_button_does_not(tray: Tray) -> None:
    asked: list[int] = []
    tray.open_wanted.connect(lambda: asked.append(1))
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert asked == []
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert asked == [1]


def test_the_icon_shows_by_its_shape_that_something_is_due(
    tray: Tray, theme: Theme, desk: DeskForTests, settle: Settle
) -> None:
    calm = tray.icon.icon().pixmap(22, 22).toImage()
    desk.task("call", due_on=desk.clock.now().date())
    settle()
    due = tray.icon.icon().pixmap(22, 22).toImage()
    assert due != calm
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        with_dot = tray_pixmap(theme, 64, dot=True).toImage()
        assert with_dot.pixelColor(48, 48) == theme.colour("danger")
        assert with_dot.pixelColor(32, 48).alpha() == 0  # the ring is cut out


def test_without_a_host_it_is_not_there(tray: Tray) -> None:
    assert not tray.is_there
