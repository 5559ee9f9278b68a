"""What one person knows: their page, and the ticks in an entry of their timeline."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.news import NewsForm, add_news, choose_people, delete_news
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.news import Choice
from relationship_desk.store.news import known_by
from relationship_desk.store.timeline import feed_page
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.interaction import InteractionDelegate
from relationship_desk.ui.pages.updates import UpdatesPage, count_untold
from relationship_desk.ui.panes.timeline import TimelinePane
from relationship_desk.ui.rows import describe_interaction
from relationship_desk.ui.theme import Theme
from tests.support.desks import DeskForTests

Settle = Callable[[], None]
Key = Qt.Key

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def ida(desk: DeskForTests) -> int:
    return desk.add("Ida Vale")


@pytest.fixture
def page(
    qtbot: QtBot, bridge: Bridge, actions: Actions, theme: Theme, settle: Settle, ida: int
) -> UpdatesPage:
    made = UpdatesPage(bridge, actions, theme)
    qtbot.addWidget(made)
    bridge.changed.connect(made.apply)
    made.show_person(ida)
    made.resize(600, 400)
    made.show()
    settle()
    return made


@pytest.fixture
def timeline(
    qtbot: QtBot, bridge: Bridge, actions: Actions, theme: Theme, settle: Settle, ida: int
) -> TimelinePane:
    made = TimelinePane(bridge, actions, theme)
    qtbot.addWidget(made)
    bridge.changed.connect(made.apply)
    made.set_person(ida)
    made.resize(600, 600)
    made.show()
    settle()
    return made


def news(desk: DeskForTests, title: str, *people: int) -> int:
    news_id = int(desk.do(add_news, form=NewsForm(title)))
    if people:
        added = {"person_ids": list(people), "choice": Choice.ADDED}
        desk.do(choose_people, news_id=news_id, **added)
    return news_id


def listed(page: UpdatesPage) -> list[tuple[str, bool, bool]]:
    return [(row.news.title, row.meant, row.known is not None) for row in page.section.rows.rows]


def known(desk: DeskForTests, person: int) -> set[int]:
    return set(known_by(desk.reader, person, desk.clock.now().date()))


def test_a_page_says_what_they_do_not_know_yet_and_what_they_know(
    page: UpdatesPage, desk: DeskForTests, bridge: Bridge, settle: Settle, ida: int
) -> None:
    assert listed(page) == []
    page.take_focus()
    news(desk, "Other")
    news(desk, "Meant", ida)
    settle()
    assert listed(page) == [("Meant", True, False), ("Other", False, False)]
    assert count_untold(bridge, ida) == 1
    desk.log(ida, told=(1,))
    settle()
    assert listed(page) == [("Meant", True, False), ("Other", False, True)]
    words = [page.section.rows.data(page.section.rows.index(row, 0)) for row in (0, 1)]
    assert words[0] == "does not know yet: Meant, Meant for them"
    assert words[1].startswith("knows: Other, 3 March 2026, meeting")


def test_a_tick_says_it_was_told_today_and_delete_takes_it_back(
    page: UpdatesPage, desk: DeskForTests, qtbot: QtBot, settle: Settle, ida: int
) -> None:
    news_id = news(desk, "Atlas", ida)
    settle()
    page.way.setCurrentIndex(1)
    page.take_focus()
    qtbot.keyClick(page.section.list, Key.Key_Space)
    settle()
    assert listed(page) == [("Atlas", False, True)]
    [entry] = feed_page(desk.reader, ida)
    assert (entry.channel, entry.told) == (Channel.CALL, ("Atlas",))
    qtbot.keyClick(page.section.list, Key.Key_Delete)
    settle()
    assert feed_page(desk.reader, ida) == []
    qtbot.keyClick(page.section.list, Key.Key_H)
    settle()
    assert known(desk, ida) == {news_id}
    assert feed_page(desk.reader, ida) == []
    page.section.delegate.ticked.emit(news_id)  # type: ignore[attr-defined]
    settle()
    assert known(desk, ida) == set()
    page.section.delegate.ticked.emit(news_id)  # type: ignore[attr-defined]
    settle()
    assert known(desk, ida) == {news_id}


def test_enter_writes_one_letter_to_them(
    page: UpdatesPage, desk: DeskForTests, qtbot: QtBot, settle: Settle, ida: int
) -> None:
    news_id = news(desk, "Atlas", ida)
    settle()
    page.take_focus()
    qtbot.keyClick(page.section.list, Key.Key_Return)
    letter = page.telling.dialog
    assert letter is not None
    letter.submit()
    settle()
    assert known(desk, ida) == {news_id}


def test_what_was_told_is_ticked_while_logging_and_stands_in_the_timeline(
    timeline: TimelinePane, desk: DeskForTests, bridge: Bridge, settle: Settle, ida: int
) -> None:
    entry = timeline.entry
    assert entry.told.isHidden()
    atlas, studio = news(desk, "Atlas"), news(desk, "Studio")
    settle()
    entry.begin()
    assert entry.told.isVisible()
    entry.text.setPlainText("lunch")
    entry.told.turn(atlas)
    assert entry.told.text() == "Told: Atlas"
    entry.submit()
    settle()
    [row] = feed_page(desk.reader, ida)
    assert row.told == ("Atlas",)
    assert ", told “Atlas”: lunch" in describe_interaction(row, bridge.clock)
    delegate = timeline.list.itemDelegate()
    assert isinstance(delegate, InteractionDelegate)
    assert "told “Atlas”" in delegate.whole(row)
    assert entry.told.value() is None

    timeline.edit(row.id)
    assert (entry.told.text(), entry.told.value()) == ("Told: Atlas", None)
    entry.told.turn(studio)
    assert entry.told.text() == "Told: 2 updates"
    entry.told.turn(atlas)
    entry.submit()
    settle()
    assert known(desk, ida) == {studio}


def test_an_edit_that_touches_no_tick_leaves_them_and_drafts_keep_theirs(
    timeline: TimelinePane, desk: DeskForTests, settle: Settle, ida: int
) -> None:
    bo, atlas = desk.add("Bo"), news(desk, "Atlas")
    made = desk.log(ida, told=(atlas,))
    settle()
    timeline.edit(made)
    timeline.entry.text.setPlainText("other words")
    timeline.entry.submit()
    settle()
    assert known(desk, ida) == {atlas}
    timeline.entry.text.setPlainText("begun")
    timeline.entry.told.turn(atlas)
    timeline.set_person(bo)
    assert timeline.entry.told.value() is None
    timeline.set_person(ida)
    assert timeline.entry.told.value() == (atlas,)
    timeline.entry.clear()


def test_the_menu_of_ticks_has_every_open_update_and_follows(
    timeline: TimelinePane, desk: DeskForTests, settle: Settle
) -> None:
    atlas = news(desk, "Atlas & more")
    settle()
    field = timeline.entry.told
    field.menu().aboutToShow.emit()
    [action] = field.menu().actions()
    assert (action.text(), action.isChecked()) == ("Atlas && more", False)
    action.trigger()
    assert field.value() == (atlas,)
    timeline.entry.clear()
    desk.do(delete_news, news_id=atlas)
    settle()
    assert field.isHidden()
