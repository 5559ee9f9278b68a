"""Updates in the window: written, meant for people, told one by one, all by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.news import (
    NewsForm,
    add_news,
    choose_people,
    close_news,
    set_audience,
)
from relationship_desk.desk.commands.people import delete_people, set_archived
from relationship_desk.domain.audience import Audience, Rule, RuleKind
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.news import Choice
from relationship_desk.domain.news_letters import Told
from relationship_desk.store.news import all_news, by_hand, get_news, known_by
from relationship_desk.store.timeline import feed_page
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.letters.dialog import LetterDialog
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.panes.today import TodayPane
from relationship_desk.ui.panes.updates import UpdatesPane
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.updates.audience import AudienceDialog
from relationship_desk.ui.updates.dialog import NewsDialog
from relationship_desk.ui.updates.matrix import MatrixModel
from relationship_desk.ui.updates.news_leaf import NewsLeaf
from relationship_desk.ui.updates.who_knows import WhoKnowsLeaf
from relationship_desk.ui.window_state import WindowState
from tests.support.desks import DeskForTests, email
from tests.support.keys import Keys

Settle = Callable[[], None]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ATLAS = "The atlas is out"

# What the offscreen platform says of dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(desk: DeskForTests, bridge: Bridge, theme: Theme, settle: Settle) -> Iterator[Any]:
    made = MainWindow(bridge, theme, desk.paths, WindowState(desk.paths.config), lambda *_: None)
    made.show()
    made.activateWindow()
    settle()
    yield made
    for dialog in made.findChildren(QDialog):
        dialog.close()
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def keys(qtbot: QtBot, window: MainWindow, settle: Settle) -> Keys:
    return Keys(qtbot, window, settle)


def news(desk: DeskForTests, title: str = ATLAS, words: str = "lee", **told: str) -> int:
    news_id = int(desk.do(add_news, form=NewsForm(title, Told(**told))))
    audience = Audience((Rule(RuleKind.SEARCH, words),))
    desk.do(set_audience, news_id=news_id, audience=audience)
    return news_id


def leaf(window: MainWindow, settle: Settle) -> NewsLeaf:
    window.show_place(ActionId.SHOW_UPDATES)
    settle()
    return window.panes.of(UpdatesPane).open_kind(NewsLeaf)


def titles(found: NewsLeaf) -> list[tuple[str, str]]:
    return [(line.news.title, line.found.words) for line in found.section.rows.rows]


def button(dialog: QDialog, words: str) -> Any:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == words)


def test_the_story_of_an_update_by_keys_alone(
    keys: Keys, window: MainWindow, desk: DeskForTests, bridge: Bridge
) -> None:
    ann = desk.add("Ann Lee", email("ann@lee.example"), given="Ann")
    bo, cy = desk.add("Bo Lee"), desk.add("Cy Lee")
    keys._qtbot.keyClick(window, Key.Key_7, CTRL)
    pane = window.panes.of(UpdatesPane)
    first = pane.open_kind(NewsLeaf)
    pane.take_focus()
    assert first.empty.button.hasFocus()
    keys(Key.Key_Space)
    keys.dialog(NewsDialog)
    keys.type(ATLAS)
    keys(Key.Key_Tab)
    keys.type("It is out!")
    keys(Key.Key_Return, CTRL)

    # Whoever it is for is asked next.
    audience = keys.dialog(AudienceDialog)
    assert keys.dialogs() == [audience]
    audience.kind.setFocus()
    keys(Key.Key_End)
    audience.value.setFocus()
    keys.type("lee")
    keys(Key.Key_Return)
    assert [(row.name, row.why) for row in audience.people.rows.rows] == [
        ("Ann Lee", "Found by “lee”"),
        ("Bo Lee", "Found by “lee”"),
        ("Cy Lee", "Found by “lee”"),
    ]
    audience.people.take_focus()
    keys(Key.Key_Down)
    keys(Key.Key_Down)
    keys(Key.Key_Delete)
    assert [(row.name, row.part) for row in audience.people.rows.rows] == [
        ("Ann Lee", "To tell"), ("Bo Lee", "To tell"), ("Cy Lee", "Left out"),
    ]  # fmt: skip
    keys(Key.Key_Escape)

    # One letter after the other.
    keys.back()
    pane.take_focus()
    keys(Key.Key_Return)
    letter = keys.dialog(LetterDialog)
    assert letter.to.currentText() == "ann@lee.example"
    assert letter.text.toPlainText() == "Dear Ann,\n\nIt is out!\n\nWarm wishes"
    letter.text.setPlainText("Dear Ann, look!")
    button(letter, "I sent it").setFocus()
    keys(Key.Key_Space)
    letter = keys.dialog(LetterDialog)
    assert letter.text.toPlainText() == "Dear Bo Lee,\n\nIt is out!\n\nWarm wishes"
    keys(Key.Key_Escape)
    assert keys.dialogs() == []

    [row] = all_news(desk.reader)
    assert row.title == ATLAS
    assert titles(first) == [(ATLAS, "1 of 2 knows")]
    assert [entry.text for entry in feed_page(desk.reader, ann)] == ["Dear Ann, look!"]
    assert feed_page(desk.reader, bo) == feed_page(desk.reader, cy) == []
    window.actions_table[ActionId.UNDO].trigger()
    keys.dialogs()
    assert titles(first) == [(ATLAS, "0 of 2 know")]


def test_a_round_goes_on_where_it_was_left_and_says_when_everybody_knows(
    keys: Keys, window: MainWindow, desk: DeskForTests, settle: Settle
) -> None:
    ann, bo = desk.add("Ann Lee"), desk.add("Bo Lee")
    news_id = news(desk, short="Out!")
    found = leaf(window, settle)
    found.go_on(news_id)
    button(keys.dialog(LetterDialog), "S&kip").click()
    letter = keys.dialog(LetterDialog)
    assert letter.text.toPlainText().startswith("Dear Bo Lee")
    letter.text.setPlainText("Bo, dear,")
    letter.reject()
    assert by_hand(desk.reader, news_id)[bo].draft == "Bo, dear,"
    found.go_on(news_id)
    letter = keys.dialog(LetterDialog)
    assert letter.text.toPlainText() == "Bo, dear,"
    assert not letter.tones.isVisible()
    letter.submit()
    letter = keys.dialog(LetterDialog)
    assert letter.text.toPlainText().startswith("Dear Ann Lee")
    button(letter, "&Knows already").click()
    assert keys.dialogs() == []
    assert set(known_by(desk.reader, ann, desk.clock.now().date())) == {news_id}
    assert feed_page(desk.reader, ann) == []
    assert titles(found) == [(ATLAS, "all 2 know")]
    message = window.bar.current
    assert message is not None
    assert message.text == f"Everybody whom “{ATLAS}” is for knows of it."
    assert message.on_action is not None
    message.on_action()
    settle()
    assert [row.closed_at is None for row in all_news(desk.reader)] == [False]
    assert found.section.rows.rows[0].news.is_open is False


def test_a_letter_has_three_tones_and_a_long_and_a_short_version(
    keys: Keys, window: MainWindow, desk: DeskForTests, settle: Settle
) -> None:
    desk.add("Ann Lee")
    news_id = news(desk, short="Out!", long="After all that time.")
    leaf(window, settle).go_on(news_id)
    letter = keys.dialog(LetterDialog)
    assert "After all that time." in letter.text.toPlainText()
    button(letter, "&Short version").click()
    letter = keys.dialog(LetterDialog)
    assert "Out!" in letter.text.toPlainText()
    button(letter, "&Long version").click()
    letter = keys.dialog(LetterDialog)
    letter.tones.buttons["close"].click()
    assert letter.text.toPlainText().startswith("Hi Ann Lee,")
    letter.reject()
    assert by_hand(desk.reader, news_id) == {}


def test_who_is_gone_meanwhile_is_told_of_and_the_letter_stays(
    keys: Keys, window: MainWindow, desk: DeskForTests, settle: Settle
) -> None:
    ann = desk.add("Ann Lee")
    news_id = news(desk)
    leaf(window, settle).go_on(news_id)
    letter = keys.dialog(LetterDialog)
    desk.do(delete_people, person_ids=[ann])
    letter.submit()
    settle()
    assert letter.isVisible()
    assert "not there any more" in letter.accessibleDescription()


def test_without_an_audience_telling_asks_for_one(
    keys: Keys, window: MainWindow, desk: DeskForTests, settle: Settle
) -> None:
    desk.do(add_news, form=NewsForm(ATLAS))
    found = leaf(window, settle)
    found.take_focus()
    keys(Key.Key_Return)
    audience = keys.dialog(AudienceDialog)
    assert audience.people.rows.rows == []
    audience.reject()
    found.telling.go_on(found.section.rows.rows[0].id)
    assert window.bar.current is not None
    assert "choose an audience" in window.bar.current.text


def test_the_audience_offers_what_there_is_and_turns_rules_over(
    keys: Keys, window: MainWindow, desk: DeskForTests, settle: Settle, bridge: Bridge, theme: Theme
) -> None:
    ann = desk.add("Ann Lee", tags=("press",))
    bo = desk.add("Bo Lee")
    news_id = news(desk)
    dialog = AudienceDialog(theme, bridge, news_id, window)
    dialog.open()
    settle()
    assert [dialog.kind.itemText(i) for i in range(dialog.kind.count())] == [
        "Circle", "Tag", "Place", "Topic", "Lane", "Words",
    ]  # fmt: skip
    assert not dialog.add_rule.isEnabled()  # there is no circle yet
    dialog.kind.setCurrentIndex(1)
    assert dialog.value.currentText() == "press"
    dialog.add_rule.click()
    settle()
    assert [(r.words, r.must) for r in dialog.rules.rows.rows] == [
        ("found by “lee”", False), ("tagged press", False),
    ]  # fmt: skip
    dialog.rules.go_to(dialog.rules.rows.rows[1].rule)
    dialog.rules.list.setFocus()
    keys(Key.Key_Space)
    assert [(r.words, r.must) for r in dialog.rules.rows.rows] == [
        ("found by “lee”", False), ("tagged press", True),
    ]  # fmt: skip
    assert [row.id for row in dialog.people.rows.rows] == [ann]
    dialog.person.line.setText("Bo")
    dialog.person.submitted.emit()
    settle()
    assert [(row.id, row.why) for row in dialog.people.rows.rows] == [
        (ann, "Found by “lee”, tagged press"), (bo, "Added by you"),
    ]  # fmt: skip
    dialog.people.go_to(bo)
    dialog.people.list.setFocus()
    keys(Key.Key_R)
    assert [row.id for row in dialog.people.rows.rows] == [ann]
    desk.do(set_archived, person_ids=[ann], archived=True)
    settle()
    assert dialog.people.rows.rows == [] or dialog.people.rows.rows[0].why == "In the archive"
    dialog.rules.list.setFocus()
    keys(Key.Key_Delete)
    row = get_news(desk.reader, news_id)
    assert row is not None
    assert row.audience.all_of == ()
    dialog.reject()


def test_updates_are_edited_closed_opened_again_and_deleted_by_keys(
    keys: Keys, window: MainWindow, desk: DeskForTests, settle: Settle
) -> None:
    news(desk)
    found = leaf(window, settle)
    found.take_focus()
    keys(Key.Key_E)
    dialog = keys.dialog(NewsDialog)
    dialog.title.setText(" ")
    dialog.submit()
    assert "needs a title" in dialog.accessibleDescription()
    dialog.title.setText("Atlas")
    dialog.submit()
    settle()
    assert titles(found)[0][0] == "Atlas"
    keys.back()
    found.take_focus()
    keys(Key.Key_C)
    assert not found.section.rows.rows[0].news.is_open
    assert not found.buttons[0].isEnabled()
    keys(Key.Key_C)
    assert found.section.rows.rows[0].news.is_open
    keys(Key.Key_Delete)
    assert all_news(desk.reader) == []
    assert found.empty.isVisible()


def test_todays_row_goes_on_with_the_round(
    keys: Keys, window: MainWindow, desk: DeskForTests, settle: Settle
) -> None:
    desk.add("Ann Lee")
    news(desk)
    window.show_place(ActionId.SHOW_TODAY)
    settle()
    today = window.panes.of(TodayPane)
    today.take_focus()
    keys(Key.Key_Return)
    letter = keys.dialog(LetterDialog)
    assert letter.text.toPlainText().startswith("Dear Ann Lee")
    assert window.panes.of(UpdatesPane).isVisible()


# ------------------------------------------------------------------------------------- the table


def cells(model: MatrixModel) -> list[list[str]]:
    return [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_table_says_who_knows_what_in_words_and_turns_by_keys(
    keys: Keys, window: MainWindow, desk: DeskForTests, settle: Settle
) -> None:
    ann, bo = desk.add("Ann Lee"), desk.add("Bo Moss")
    atlas, studio = news(desk), news(desk, "New studio", "moss")
    desk.do(choose_people, news_id=studio, person_ids=[ann], choice=Choice.LEFT_OUT)
    desk.do(choose_people, news_id=atlas, person_ids=[bo], choice=Choice.ADDED)
    pane = window.panes.of(UpdatesPane)
    window.show_place(ActionId.SHOW_UPDATES)
    table = pane.open_kind(WhoKnowsLeaf)
    settle()
    assert cells(table.model) == [["", "to tell"], ["to tell", "to tell"]]
    table.take_focus()
    keys(Key.Key_Right)
    keys(Key.Key_Space)
    assert cells(table.model)[0] == ["", "✓ knows"]
    index = table.table.currentIndex()
    assert (index.row(), index.column()) == (0, 1)
    said = table.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"Ann Lee: {ATLAS}: knows since 12 March 2026, heard of it otherwise"
    keys(Key.Key_Space)
    assert cells(table.model)[0] == ["", "to tell"]
    keys(Key.Key_Return)
    letter = keys.dialog(LetterDialog)
    letter.submit()
    assert keys.dialogs() == []  # one letter, and no round after it
    assert cells(table.model)[0] == ["", "✓ knows"]
    assert [entry.channel for entry in feed_page(desk.reader, ann)] == [Channel.MESSAGE]
    words = [action.text().partition("\t")[0] for action in table.menu().actions()]
    assert words == ["Write to them…", "Not told after all", "Show person"]
    keys.back()
    table.take_focus()
    keys(Key.Key_O)
    assert window.person_id == ann


def test_the_table_is_empty_until_an_update_has_an_audience_and_holds_its_place(
    window: MainWindow, desk: DeskForTests, settle: Settle
) -> None:
    window.show_place(ActionId.SHOW_UPDATES)
    table = window.panes.of(UpdatesPane).open_kind(WhoKnowsLeaf)
    settle()
    assert table.empty.isVisible()
    table.write()
    table.turn_over()
    table.show_current()
    ann = desk.add("Ann Lee")
    news_id = news(desk)
    settle()
    assert table.table.isVisible()
    assert table.model.data(QModelIndex()) is None
    header = table.model.headerData(0, Qt.Orientation.Horizontal)
    assert header == ATLAS
    desk.do(close_news, news_id=news_id)
    desk.do(delete_people, person_ids=[ann])
    settle()
    assert table.empty.isVisible()


def test_a_table_of_ten_thousand_people_asks_nothing_while_one_moves(
    desk: DeskForTests, bridge: Bridge
) -> None:
    for number in range(40):
        desk.add(f"Person {number:02} Lee")
    news(desk)
    model = MatrixModel()
    model.read(bridge)
    asked: list[str] = []
    real = bridge.reader.sql
    bridge.reader.sql = lambda query, values=(): asked.append(query) or real(query, values)
    try:
        assert len(cells(model)) == 40
        model.headerData(39, Qt.Orientation.Vertical)
    finally:
        del bridge.reader.sql
    assert asked == []
