"""A section by keys and by mouse, whatever its rows are."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.theme import Mode, Theme
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb

Key = Qt.Key
Did = list[tuple[str, str]]

# What the offscreen platform says of popups is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@dataclass(frozen=True)
class Row:
    id: int
    words: str
    late: bool = False


ROWS = [Row(1, "the book"), Row(2, "the intro", late=True), Row(3, "the slides")]


@pytest.fixture
def did() -> Did:
    """What was done to which row."""
    return []


@pytest.fixture
def section(theme: Theme, did: Did, qtbot: QtBot) -> Section[Row]:
    def verb(name: str) -> object:
        return lambda row: did.append((name, row.words))

    made: Section[Row] = Section(
        theme,
        "Things",
        describe=lambda row: f"Thing: {row.words}",
        delegate=lambda view: LineDelegate(
            theme, view, lambda row: Line(row.words, "below", "tasks", warns=row.late)
        ),
        verbs=(
            Verb("Open…", verb("open"), OPEN_KEYS, opens=True),  # type: ignore[arg-type]
            Verb("Hurry", verb("hurry"), (Key.Key_H,), lambda row: row.late),  # type: ignore[arg-type]
            Verb("Remove", verb("remove"), REMOVE_KEYS, begins=True),  # type: ignore[arg-type]
        ),
        empty="No things yet.",
        add="New thing",
    )
    qtbot.addWidget(made)
    made.resize(300, 400)
    made.show()
    return made


def go_to(section: Section[Row], row: int) -> None:
    section.go_to(row)
    section.list.setFocus()


def menu_of(section: Section[Row], reason: QContextMenuEvent.Reason, at: QPoint) -> list[str]:
    view = section.list
    asked = QContextMenuEvent(reason, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), asked)
    [menu] = [m for m in section.findChildren(QMenu) if m.isVisible()]
    words = [action.text() for action in menu.actions()]
    menu.close()
    return words


def test_rows_are_counted_and_told(section: Section[Row]) -> None:
    section.show_rows(ROWS)

    assert [section.rows.index(i).data() for i in range(3)][1] == "Thing: the intro"
    assert section.list.isVisible()
    section.show_rows([])
    assert not section.list.isVisible()
    assert section._empty.isVisible()


def test_a_list_that_fills_its_place_says_large_that_it_is_empty_and_what_to_do(
    theme: Theme, qtbot: QtBot
) -> None:
    section: Section[Row] = Section(
        theme,
        "Things",
        describe=lambda row: row.words,
        delegate=lambda view: LineDelegate(theme, view, lambda row: Line(row.words)),
        verbs=(),
        empty="No things yet. Add one here.",
        add="New thing",
        icon="tasks",
        fills=True,
    )
    qtbot.addWidget(section)
    section.show_rows([])
    empty = section._empty
    assert isinstance(empty, EmptyState)
    assert empty.accessibleName() == "No things yet. Add one here."
    with qtbot.waitSignal(section.add_wanted):
        empty.button.click()
    section.show_rows([], searched=True)
    assert empty.accessibleName().startswith("No match")
    section.show_rows(ROWS)
    assert empty.isHidden()


@pytest.mark.parametrize(
    ("key", "done"),
    [
        (Key.Key_Return, "open"),
        (Key.Key_F2, "open"),
        (Key.Key_Delete, "remove"),
        (Key.Key_H, "hurry"),
    ],
)
def test_keys_act_on_the_row_under_the_cursor(
    section: Section[Row], did: Did, qtbot: QtBot, key: Qt.Key, done: str
) -> None:
    section.show_rows(ROWS)
    go_to(section, 2)

    qtbot.keyClick(section.list, key)

    assert did == [(done, "the intro")]


def test_what_does_not_fit_a_row_is_neither_done_nor_offered(
    section: Section[Row], did: Did, qtbot: QtBot
) -> None:
    section.show_rows(ROWS)
    go_to(section, 1)
    qtbot.keyClick(section.list, Key.Key_H)
    assert did == []

    at = section.list.visualRect(section.rows.index(0)).center()
    assert "Hurry\tH" not in menu_of(section, QContextMenuEvent.Reason.Mouse, at)


def test_the_menu_has_what_the_keys_do_for_the_row_under_the_mouse(section: Section[Row]) -> None:
    section.show_rows(ROWS)
    at = section.list.visualRect(section.rows.index(1)).center()

    words = menu_of(section, QContextMenuEvent.Reason.Mouse, at)

    assert words == ["Open…\tEnter", "Hurry\tH", "", "Remove\tDel"]
    assert section.current() == ROWS[1]


def test_the_menu_key_is_for_the_row_under_the_cursor(section: Section[Row]) -> None:
    section.show_rows(ROWS)
    go_to(section, 2)

    assert "Hurry\tH" in menu_of(section, QContextMenuEvent.Reason.Keyboard, QPoint(0, 0))


def test_a_double_click_opens(section: Section[Row], did: Did, qtbot: QtBot) -> None:
    section.show_rows(ROWS)
    at = section.list.visualRect(section.rows.index(2)).center()
    qtbot.mouseClick(section.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(section.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert did == [("open", "the slides")]


def test_the_cursor_goes_on_where_its_row_has_gone(section: Section[Row]) -> None:
    section.show_rows(ROWS)
    go_to(section, 2)
    section.show_rows([ROWS[0], ROWS[2]])
    assert section.current() == ROWS[2]
    section.show_rows([ROWS[2], ROWS[0]])
    assert section.current() == ROWS[2]
    section.show_rows([ROWS[0]])
    assert section.current() == ROWS[0]


def test_focus_goes_to_the_rows_else_to_the_button(section: Section[Row], qtbot: QtBot) -> None:
    section.activateWindow()
    section.take_focus()
    assert section.add_button.hasFocus()
    section.show_rows(ROWS)
    section.take_focus()
    assert section.list.hasFocus()
    assert section.current() == ROWS[0]
    with qtbot.waitSignal(section.add_wanted):
        qtbot.mouseClick(section.add_button, Qt.MouseButton.LeftButton)


def test_a_list_grows_with_its_rows(section: Section[Row]) -> None:
    section.show_rows(ROWS[:1])
    one = section.list.height()
    section.show_rows([Row(number, "thing") for number in range(30)])
    assert section.list.height() == 30 * one


@pytest.mark.parametrize("mode", list(Mode))
def test_a_late_row_has_a_sign_besides_its_colour(
    section: Section[Row], theme: Theme, mode: Mode
) -> None:
    theme.set_mode(mode)
    section.show_rows(ROWS[:2])
    picture = section.list.viewport().grab().toImage()
    half = picture.height() // 2
    calm = picture.copy(36, 0, 40, half)
    late = picture.copy(36, half, 40, half)
    assert calm != late
