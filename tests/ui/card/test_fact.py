"""One fact of a card, by mouse, keyboard and menu."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from relationship_desk.ui.card.fact import FactRow
from relationship_desk.ui.theme import Mode, Theme

Settle = Callable[[], None]


@pytest.fixture
def fact(theme: Theme, qtbot: QtBot, settle: Settle) -> FactRow:
    """A web address, shown shorter than it is."""
    row = FactRow(
        theme,
        "link",
        "https://example.org/",
        "work",
        shown="example.org",
        link="https://example.org/",
        verb="Open",
        hint="A hint",
    )
    qtbot.addWidget(row)
    row.resize(300, 30)
    row.show()
    settle()
    return row


def words(fact: FactRow) -> list[str]:
    return [label.text() for label in fact.findChildren(QLabel) if label.text()]


def test_fact_shows_the_short_form_and_copies_the_whole(fact: FactRow, qtbot: QtBot) -> None:
    assert words(fact) == ["example.org", "work"]
    qtbot.keyClick(fact, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "https://example.org/"
    assert words(fact) == ["example.org", "copied"]
    fact._copied.timeout.emit()
    assert words(fact) == ["example.org", "work"]


def test_fact_says_what_it_is_and_what_keys_do(fact: FactRow) -> None:
    assert fact.accessibleName() == "work: https://example.org/"
    assert fact.accessibleDescription() == "Enter: Open. Ctrl+C copies."
    [button] = fact.findChildren(QToolButton)
    assert button.accessibleName() == "Open: https://example.org/"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_key_opens_the_link(fact: FactRow, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(fact.link_wanted) as wanted:
        qtbot.keyClick(fact, key)
    assert wanted.args == ["https://example.org/"]


def test_icon_opens_the_link(fact: FactRow, qtbot: QtBot) -> None:
    [button] = fact.findChildren(QToolButton)
    with qtbot.waitSignal(fact.link_wanted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_click_let_go_elsewhere_copies_nothing(fact: FactRow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("before")
    qtbot.mousePress(fact, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(fact, Qt.MouseButton.LeftButton, pos=QPoint(500, 500))
    assert QGuiApplication.clipboard().text() == "before"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_menu_opens_and_copies(fact: FactRow, qtbot: QtBot) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    fact.contextMenuEvent(event)
    [menu] = fact.findChildren(QMenu)
    go, copy = menu.actions()
    assert (go.text(), copy.text()) == ("Open", "Copy")
    with qtbot.waitSignal(fact.link_wanted):
        go.trigger()
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "https://example.org/"
    menu.close()


def test_hover_is_painted_in_both_schemes(fact: FactRow, theme: Theme) -> None:
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        fact.leaveEvent(None)  # the pointer may be anywhere
        calm = fact.grab().toImage()
        place = QPointF(5, 5)
        fact.enterEvent(QEnterEvent(place, place, place))
        hovered = fact.grab().toImage()
        assert calm != hovered


def test_fact_without_a_link_has_a_picture_and_copies_on_enter(theme: Theme, qtbot: QtBot) -> None:
    row = FactRow(theme, "cake", "12 April 1985", "birthday · 40 years old")
    qtbot.addWidget(row)
    assert not row.findChildren(QToolButton)
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "12 April 1985"
    qtbot.keyClick(row, Qt.Key.Key_X)
    assert row.accessibleDescription() == "Enter copies."
