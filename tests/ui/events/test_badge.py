"""Badge mode: ten people by keyboard alone, and what is not clear."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relationship_desk.store.encounters import encounters, unclear
from relationship_desk.store.promises import promise_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.events.badge import BadgeDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests
from tests.support.events import event, event_row

Key = Qt.Key
TODAY = date(2026, 3, 12)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

# Ten people of a day at a fair, as one types them on the train.
LINES = (
    "Ann Lee @Acme met at booth; wants intro to Bo; send slides",
    "Bo Ek @Harbour Museum talked about maps",
    "Cy Moss @Print House; looking for a binder; call him on Monday",
    "Dea Oren gave the talk on paper",
    "Eve Roth @Acme; I owe her the book",
    "Finn Ost, met at lunch",
    "Gia Pell @Quill; she'll send me the deck",
    "Hal Quist @Type Foundry; needs a translator",
    "Ida Vale came by; next: lunch on Friday",
    "? @Acme asked a good question",
)


@pytest.fixture
def said() -> list[Message]:
    return []


@pytest.fixture
def dialog(
    qtbot: QtBot, desk: DeskForTests, bridge: Bridge, theme: Theme, said: list[Message]
) -> BadgeDialog:
    desk.add("Ida Vale")
    event_id = event(desk, on=TODAY)
    dialog = BadgeDialog(bridge, theme, event_row(desk, event_id), said.append)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def lines(desk: DeskForTests) -> list[str]:
    return [row.line for row in reversed(encounters(desk.reader, 1))]


def test_ten_people_take_their_lines_and_ten_times_enter(
    qtbot: QtBot, desk: DeskForTests, dialog: BadgeDialog
) -> None:
    """Five minutes are 300 seconds: at a slow 150 keystrokes a minute there is room for 750."""
    strokes = steps = 0
    for line in LINES:
        qtbot.keyClicks(dialog.line, line)
        qtbot.keyClick(dialog.line, Key.Key_Return)
        strokes += len(line) + 1
        steps += 1
        assert dialog.line.text() == ""
    assert QApplication.focusWidget() in (dialog.line, None)

    assert lines(desk) == list(LINES)
    assert (steps, strokes <= 750) == (10, True), strokes
    assert desk.reader.sql("SELECT count(*) FROM person") == [(9,)]  # Ida Vale was here
    assert [row.line for row in unclear(desk.reader)] == [LINES[-1]]
    assert len(promise_rows(desk.reader)) == 4
    for _ in LINES:
        desk.undo()
    assert lines(desk) == []
    assert desk.reader.sql("SELECT count(*) FROM person") == [(1,)]


def test_the_line_is_shown_as_it_is_understood(qtbot: QtBot, dialog: BadgeDialog) -> None:
    qtbot.keyClicks(dialog.line, LINES[0])

    assert dialog.chip_words() == [
        "Who: New: Ann Lee",
        "Where from: Acme",
        "What: “met at booth”",
        "Looks for: Looks for intro to Bo",
        "Promise: I owe Ann Lee: send slides",
    ]
    dialog.line.clear()
    qtbot.keyClicks(dialog.line, "Ida Vale")
    assert dialog.chip_words() == ["Who: Ida Vale"]


def test_a_name_that_fits_several_waits_or_is_chosen_by_a_key(
    qtbot: QtBot, desk: DeskForTests, dialog: BadgeDialog, settle: Callable[[], None]
) -> None:
    ann = [desk.add("Ann Lee"), desk.add("Ann Lee")]
    settle()
    qtbot.keyClicks(dialog.line, "Ann Lee gave a talk")
    assert "fits 2 people" in dialog.hint()
    qtbot.keyClick(dialog.line, Key.Key_Return)
    settle()
    assert [row.name for row in unclear(desk.reader)] == ["Ann Lee"]

    qtbot.keyClick(dialog.line, Key.Key_Down)
    qtbot.keyClick(dialog.section.list, Key.Key_Return)
    assert dialog.line.text() == "Ann Lee gave a talk"
    qtbot.keyClick(dialog.line, Key.Key_Return)
    assert "Say who this was" in dialog.hint()
    qtbot.keyClick(dialog.line, Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(dialog.line, Key.Key_Return)
    settle()

    assert unclear(desk.reader) == []
    [row] = encounters(desk.reader, 1)
    assert row.person_id in ann
    assert dialog.line.text() == ""


def test_a_draft_becomes_somebody_new(
    qtbot: QtBot, desk: DeskForTests, dialog: BadgeDialog
) -> None:
    qtbot.keyClicks(dialog.line, "Leo? @Acme")
    qtbot.keyClick(dialog.line, Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert dialog.chip_words()[0] == "Who: New: Leo"
    qtbot.keyClick(dialog.line, Key.Key_Return)

    assert unclear(desk.reader) == []
    assert [row.name for row in encounters(desk.reader, 1)] == ["Leo"]


def test_a_line_is_taken_back_by_a_key_and_comes_again(
    qtbot: QtBot, desk: DeskForTests, dialog: BadgeDialog, said: list[Message],
    settle: Callable[[], None],
) -> None:  # fmt: skip
    qtbot.keyClicks(dialog.line, "Bo Ek @Acme")
    qtbot.keyClick(dialog.line, Key.Key_Return)
    settle()
    qtbot.keyClick(dialog.line, Key.Key_Down)
    qtbot.keyClick(dialog.section.list, Key.Key_Delete)
    settle()

    assert lines(desk) == []
    assert said[-1].text == "Take back “Bo Ek”."
    desk.undo()
    settle()
    assert [row.line for row in dialog.section.rows.rows] == ["Bo Ek @Acme"]


def test_an_empty_line_is_no_line(qtbot: QtBot, desk: DeskForTests, dialog: BadgeDialog) -> None:
    qtbot.keyClick(dialog.line, Key.Key_Return)
    qtbot.keyClicks(dialog.line, "  ")
    qtbot.keyClick(dialog.line, Key.Key_Return)

    assert lines(desk) == []
