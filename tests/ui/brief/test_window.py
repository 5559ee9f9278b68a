"""The brief in the window, and the question after a meeting; by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from relationship_desk.desk.commands.people import delete_people
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.kinds import Channel
from relationship_desk.store.timeline import feed_page
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.theme import Mode, Theme
from relationship_desk.ui.window_state import WindowState
from tests.support.desks import TODAY, DeskForTests

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Settle = Callable[[], None]


@pytest.fixture
def ida(desk: DeskForTests) -> int:
    return desk.add("Ida <b>Vale</b>", Detail(DetailKind.TITLE, ("Curator",)))


@pytest.fixture
def window(
    desk: DeskForTests, ida: int, bridge: Bridge, theme: Theme, settle: Settle
) -> Iterator[MainWindow]:
    state = WindowState(desk.paths.config)
    state.say_once("reminders")
    made = MainWindow(bridge, theme, desk.paths, state, lambda *_: None)
    made.show()
    made.activateWindow()
    made.show_person(ida)
    settle()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opened(window: MainWindow, qtbot: QtBot, settle: Settle) -> QWidget:
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    settle()
    dialog = window.acts.briefs.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def test_a_key_opens_the_brief_of_who_is_in_front(
    window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    opened(window, qtbot, settle)
    dialog = window.acts.briefs.dialog
    assert dialog is not None
    assert "Ida <b>Vale</b>\nCurator\n" in dialog.page.toPlainText()
    assert dialog.page.accessibleName() == "Brief: Ida <b>Vale</b>"
    assert dialog.page.hasFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settle()


def test_the_brief_follows_what_changes_and_goes_with_its_person(
    window: MainWindow, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    opened(window, qtbot, settle)
    dialog = window.acts.briefs.dialog
    assert dialog is not None
    desk.log(ida, text="lunch at the pier", on=TODAY)
    settle()
    assert "lunch at the pier" in dialog.page.toPlainText()
    desk.do(delete_people, person_ids=[ida])
    settle()
    assert not isValid(dialog) or not dialog.isVisible()


def test_the_page_is_copied_as_plain_text(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    opened(window, qtbot, settle)
    dialog = window.acts.briefs.dialog
    assert dialog is not None
    qtbot.keyClick(dialog.page, Qt.Key.Key_Tab)
    assert dialog.copy.hasFocus()
    qtbot.keyClick(dialog.copy, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text().startswith("Ida <b>Vale</b>\nCurator\nBrief for ")
    assert dialog.copy.text() == "Copied"


def test_the_page_is_saved_as_a_pdf(
    window: MainWindow, qtbot: QtBot, settle: Settle, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    opened(window, qtbot, settle)
    dialog = window.acts.briefs.dialog
    assert dialog is not None
    out, asked = tmp_path / "ida.pdf", list[str]()

    def choose(_parent: QWidget, _title: str, proposed: str, _filter: str) -> tuple[str, str]:
        asked.append(Path(proposed).name)
        return str(out), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    dialog.pdf.click()
    settle()
    assert out.read_bytes().startswith(b"%PDF-")
    assert asked == ["brief-ida-b-vale-b-2026-03-12.pdf"]
    assert window.bar.current is not None
    assert window.bar.current.text == f"The brief is saved in {out}."


def test_the_page_has_the_colours_of_the_scheme(
    window: MainWindow, theme: Theme, qtbot: QtBot, settle: Settle
) -> None:
    opened(window, qtbot, settle)
    dialog = window.acts.briefs.dialog
    assert dialog is not None

    def ink() -> str:
        return (
            dialog.page.document()
            .begin()
            .begin()
            .fragment()
            .charFormat()
            .foreground()
            .color()
            .name()
        )

    assert ink() == theme.colours.text
    theme.set_mode(Mode.DARK)
    settle()
    assert ink() == theme.colours.text


def test_the_brief_is_offered_only_for_somebody(
    window: MainWindow, desk: DeskForTests, ida: int, settle: Settle
) -> None:
    assert window.actions_table[ActionId.BRIEF].isEnabled()
    desk.do(delete_people, person_ids=[ida])
    settle()
    assert not window.actions_table[ActionId.BRIEF].isEnabled()


def offered(window: MainWindow) -> QPushButton | None:
    for button in window.bar.findChildren(QPushButton):
        if button.text() == "Write down what happened" and button.isVisible():
            return button
    return None


def test_after_a_call_the_bar_offers_to_write_it_down(
    window: MainWindow, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    task = desk.task("Call re atlas", ida, due_on=TODAY)
    window.show_person(desk.add("Somebody Else"))
    settle()
    window.panes.tasks.verbs.complete([task])
    settle()
    button = offered(window)
    assert button is not None
    assert window.bar.current is not None
    assert window.bar.current.action == "Undo"
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settle()
    entry = window.panes.person.timeline.entry
    assert window.person_id == ida
    assert entry.text.hasFocus()
    assert entry.channels.channel() is Channel.CALL
    qtbot.keyClicks(entry.text, "the atlas goes to print")
    qtbot.keyClick(entry.text, Qt.Key.Key_Return)
    settle()
    [row] = feed_page(desk.reader, ida)
    assert (row.text, row.channel) == ("the atlas goes to print", Channel.CALL)


@pytest.mark.parametrize("text", ["Send the slides", "Recall the parcel"])
def test_what_is_no_meeting_asks_nothing(
    window: MainWindow, desk: DeskForTests, ida: int, settle: Settle, text: str
) -> None:
    window.panes.tasks.verbs.complete([desk.task(text, ida)])
    settle()
    assert window.bar.current is not None
    assert offered(window) is None


def test_a_meeting_with_nobody_asks_nothing(
    window: MainWindow, desk: DeskForTests, settle: Settle
) -> None:
    window.panes.tasks.verbs.complete([desk.task("Lunch")])
    settle()
    assert offered(window) is None
