"""The window as a person uses it: with the keyboard, the menus and the mouse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.deliveries import claim_due
from relationship_desk.domain.errors import UserError
from relationship_desk.store.people import get_person
from relationship_desk.ui.actions import ACTIONS, ActionId
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.bug_report import BugReportDialog
from relationship_desk.ui.dialogs.erase import EraseDialog
from relationship_desk.ui.dialogs.palette import CommandPalette
from relationship_desk.ui.dialogs.tags import TagDialog
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.panes.base import LazyPane
from relationship_desk.ui.panes.timeline import TimelinePane
from relationship_desk.ui.places import PLACES, Place
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message
from relationship_desk.ui.window_state import WindowState
from tests.support.desks import DeskForTests

Settle = Callable[[], None]


@pytest.fixture
def people(desk: DeskForTests) -> dict[str, int]:
    """Three people."""
    return {name: desk.add(name) for name in ("Ann Lee", "Bram Oss", "Ida Vale")}


@pytest.fixture
def taken() -> list[Sequence[Path]]:
    """The files that the window was asked to import."""
    return []


@pytest.fixture
def window(
    desk: DeskForTests,
    people: dict[str, int],
    bridge: Bridge,
    theme: Theme,
    taken: list[Sequence[Path]],
    settle: Settle,
    qtbot: QtBot,
) -> Iterator[MainWindow]:
    state = WindowState(desk.paths.config)
    state.say_once("reminders")
    made = MainWindow(bridge, theme, desk.paths, state, lambda _, files: taken.append(files))
    made.show()
    made.activateWindow()
    settle()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def run(window: MainWindow, action_id: ActionId) -> None:
    action = window.actions_table[action_id]
    assert action.isEnabled(), f"{action_id} is not offered"
    action.trigger()


def said(window: MainWindow) -> str:
    return window.bar.current.text if window.bar.current else ""


def test_undo_and_redo_bear_the_name_of_what_they_take_back(
    window: MainWindow, people: dict[str, int], settle: Settle
) -> None:
    undo, redo = window.actions_table[ActionId.UNDO], window.actions_table[ActionId.REDO]
    window.show_person(people["Bram Oss"])

    run(window, ActionId.DELETE)
    settle()
    assert undo.text() == "Undo Delete Bram Oss"
    assert said(window) == "Deleted Bram Oss."

    run(window, ActionId.UNDO)
    settle()
    assert said(window) == "Taken back: Delete Bram Oss."
    assert redo.text() == "Redo Delete Bram Oss"

    run(window, ActionId.REDO)
    settle()
    assert said(window) == "Done again: Delete Bram Oss."
    assert not redo.isEnabled()


def test_the_bar_takes_back_exactly_what_it_speaks_of(
    window: MainWindow, people: dict[str, int], desk: DeskForTests, settle: Settle
) -> None:
    window.show_person(people["Bram Oss"])
    run(window, ActionId.DELETE)
    settle()
    message = window.bar.current
    assert message is not None
    assert message.on_action is not None
    desk.add("Somebody Else")

    message.on_action()
    settle()

    assert get_person(desk.reader, people["Bram Oss"], desk.clock.now().date()) is not None
    assert len(window.panes.people.model.ids) == 4


def test_several_people_are_deleted_together_and_come_back_together(
    window: MainWindow, people: dict[str, int], settle: Settle
) -> None:
    window.panes.people.list.select_first(2)

    run(window, ActionId.DELETE)
    settle()
    assert said(window) == "Deleted 2 people."
    assert list(window.panes.people.model.ids) == [people["Ida Vale"]]

    run(window, ActionId.UNDO)
    settle()
    assert len(window.panes.people.model.ids) == 3


def test_several_people_are_tagged_together(
    window: MainWindow, qtbot: QtBot, desk: DeskForTests, people: dict[str, int], settle: Settle
) -> None:
    window.panes.people.list.select_first(2)

    def fill_in() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TagDialog)
        line = dialog.findChild(QLineEdit)
        assert line is not None
        qtbot.keyClicks(line, "book fair")
        dialog.accept()

    _when_modal(fill_in)
    run(window, ActionId.TAG_PEOPLE)
    settle()

    assert desk.person(people["Ann Lee"]).tags == ("book fair",)
    assert desk.person(people["Bram Oss"]).tags == ("book fair",)
    assert desk.person(people["Ida Vale"]).tags == ()


def test_archived_people_leave_the_list_and_are_found_in_the_archive(
    window: MainWindow, people: dict[str, int], settle: Settle
) -> None:
    window.show_person(people["Ann Lee"])
    run(window, ActionId.ARCHIVE)
    settle()
    assert people["Ann Lee"] not in window.panes.people.model.ids

    run(window, ActionId.SHOW_ARCHIVE)
    window.show_person(people["Ann Lee"])
    assert list(window.panes.people.model.ids) == [people["Ann Lee"]]
    assert not window.actions_table[ActionId.ARCHIVE].isEnabled()

    run(window, ActionId.UNARCHIVE)
    settle()
    assert list(window.panes.people.model.ids) == []


def test_the_only_one_found_comes_back_in_front_when_undone(
    window: MainWindow, people: dict[str, int], settle: Settle
) -> None:
    window.panes.people.search.setText("ida")
    settle()
    window.show_person(people["Ida Vale"])
    run(window, ActionId.DELETE)
    settle()
    assert window.person_id is None
    run(window, ActionId.UNDO)
    settle()
    assert window.person_id == people["Ida Vale"]
    assert window.panes.people.selected_ids() == [people["Ida Vale"]]


def test_erasing_says_what_goes_and_asks_first(
    window: MainWindow, desk: DeskForTests, people: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    ann = people["Ann Lee"]
    desk.log(ann, text="alone")
    desk.log(ann, people["Bram Oss"], text="together")
    desk.task("call", ann)
    settle()
    window.show_person(ann)
    words: list[str] = []

    def refuse() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, EraseDialog)
        words.append(dialog.accessibleDescription())
        qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)

    def agree() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, EraseDialog)
        qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)

    _when_modal(refuse)
    run(window, ActionId.ERASE)
    settle()
    assert "1 entry of the timeline; 1 task" in words[0]
    assert "1 entry shared with others" in words[0]
    assert ann in window.panes.people.model.ids

    _when_modal(agree)
    run(window, ActionId.ERASE)
    settle()
    assert ann not in window.panes.people.model.ids
    assert said(window) == "Erased for good: Ann Lee."


def test_the_palette_runs_an_action_by_a_few_letters(
    window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    run(window, ActionId.PALETTE)
    [palette] = window.findChildren(CommandPalette)
    qtbot.keyClicks(palette.line, "timel")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    settle()

    assert window.actions_table[ActionId.SHOW_TIMELINE].isChecked()
    assert window.panes.of(TimelinePane).isVisible()


def test_no_two_entries_of_the_palette_read_the_same(window: MainWindow) -> None:
    run(window, ActionId.PALETTE)
    [palette] = window.findChildren(CommandPalette)
    rows = [palette.list.model().index(row, 0).data() for row in range(len(ACTIONS) - 1)]
    words = [row.split(", Ctrl")[0] for row in rows]
    palette.close()
    assert len(set(words)) == len(words)
    assert "Go to Archive" in words


def test_a_new_person_begins_with_an_empty_card(window: MainWindow, settle: Settle) -> None:
    run(window, ActionId.SHOW_INBOX)

    run(window, ActionId.NEW_PERSON)
    settle()

    assert window.panes.person.isVisible()
    assert window.panes.person.editing.is_open


def test_a_new_person_is_marked_in_the_list_though_a_search_would_hide_them(
    window: MainWindow, settle: Settle
) -> None:
    window.panes.people.search.setText("bram")
    settle()
    run(window, ActionId.NEW_PERSON)
    window.panes.person.editor.name.full.setText("Zoe Quill")
    run(window, ActionId.SAVE_PERSON)
    settle()

    people = window.panes.people
    assert people.search.text() == ""
    assert people.selected_ids() == [window.person_id]
    assert window.windowTitle().startswith("Zoe Quill")


def test_the_empty_desk_has_one_leading_button(
    window: MainWindow, people: dict[str, int], settle: Settle
) -> None:
    window.bridge.do(delete_people, lambda _: None, person_ids=list(people.values()))
    settle()
    leading = [
        button
        for button in window.findChildren(QPushButton)
        if button.property("kind") == "primary" and button.isVisible() and button.isEnabled()
    ]
    assert len(leading) == 1
    assert window.panes.person.isAncestorOf(leading[0])


def test_choosing_a_name_anywhere_puts_the_person_in_front(
    window: MainWindow, people: dict[str, int]
) -> None:
    run(window, ActionId.SHOW_TIMELINE)

    window.panes.of(TimelinePane).person_chosen.emit(people["Ida Vale"])

    assert window.panes.person.isVisible()
    assert window.person_id == people["Ida Vale"]
    assert window.windowTitle().startswith("Ida Vale")
    assert window.panes.people.selected_ids() == [people["Ida Vale"]]


def test_the_window_follows_what_another_program_deletes(
    window: MainWindow, desk: DeskForTests, people: dict[str, int], settle: Settle
) -> None:
    window.show_person(people["Ann Lee"])

    desk.do(delete_people, person_ids=list(people.values()))
    settle()

    assert window.person_id is None
    assert window.windowTitle() == "Relationship Desk"


def test_f6_walks_through_the_panes(window: MainWindow, settle: Settle) -> None:
    panes = window.panes
    around = [panes.people, panes.person, panes.tasks]
    panes.people.take_focus()
    visited = []
    for _ in range(3):
        run(window, ActionId.NEXT_PANE)
        settle()
        focused = QApplication.focusWidget()
        visited.append(next(p for p in around if focused is not None and p.isAncestorOf(focused)))

    assert visited == [panes.person, panes.tasks, panes.people]


def test_the_focus_comes_along_from_the_place_that_is_left(
    window: MainWindow, settle: Settle
) -> None:
    run(window, ActionId.SHOW_TIMELINE)
    window.panes.of(TimelinePane).log()
    settle()

    run(window, ActionId.SHOW_PEOPLE)
    settle()
    assert window.panes.people.list.hasFocus()

    run(window, ActionId.SHOW_TIMELINE)
    settle()
    assert window.panes.people.list.hasFocus(), "it was not in the place that was left"


def test_undo_in_an_empty_search_is_the_desks(
    window: MainWindow, people: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    window.show_person(people["Ann Lee"])
    run(window, ActionId.DELETE)
    settle()
    run(window, ActionId.FIND)

    qtbot.keyClick(window.panes.people.search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()

    assert people["Ann Lee"] in window.panes.people.model.ids


def test_undo_in_a_search_takes_back_what_was_typed(
    window: MainWindow, people: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    window.show_person(people["Ann Lee"])
    run(window, ActionId.DELETE)
    settle()
    run(window, ActionId.FIND)
    search = window.panes.people.search
    qtbot.keyClicks(search, "x")

    qtbot.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()

    assert search.text() == ""
    assert people["Ann Lee"] not in window.panes.people.model.ids


def test_a_users_mistake_is_said_in_the_bar_and_a_bug_shows_a_report(
    window: MainWindow, bridge: Bridge, settle: Settle
) -> None:
    bridge.tell(UserError("That is not there."))
    settle()
    assert said(window) == "That is not there."

    bridge.tell(ZeroDivisionError("odd"))
    settle()
    [report] = window.findChildren(BugReportDialog)
    assert "ZeroDivisionError" in report.text.toPlainText()
    report.close()
    settle()


def test_the_window_opens_where_it_was_closed(
    window: MainWindow,
    desk: DeskForTests,
    people: dict[str, int],
    bridge: Bridge,
    theme: Theme,
    settle: Settle,
) -> None:
    window.show_person(people["Ida Vale"])
    window.resize(800, 600)  # all the room that the offscreen screen has
    window.splitter.setSizes([230, 340, 230])
    sizes = window.splitter.sizes()
    window.close()
    settle()

    again = MainWindow(bridge, theme, desk.paths, WindowState(desk.paths.config), lambda *_: None)
    again.show()
    settle()

    assert again.person_id == people["Ida Vale"]
    assert again.splitter.sizes() == sizes
    again.close()
    again.deleteLater()


def test_a_damaged_memory_of_the_window_is_no_obstacle(
    desk: DeskForTests, people: dict[str, int], bridge: Bridge, theme: Theme, settle: Settle
) -> None:
    (desk.paths.config / "window.ini").write_bytes(
        b"[window]\ngeometry=@ByteArray(nonsense)\npanes=7\nperson=x\nplace=nowhere\n\xff\x00"
    )

    window = MainWindow(bridge, theme, desk.paths, WindowState(desk.paths.config), lambda *_: None)
    window.show()
    settle()

    assert window.person_id == people["Ann Lee"]
    window.close()
    window.deleteLater()


def test_the_window_opens_no_larger_than_the_screen(window: MainWindow) -> None:
    room = window.screen().availableSize()
    assert window.size().boundedTo(room) == window.size()


def test_nothing_is_wider_than_a_small_window(window: MainWindow, settle: Settle) -> None:
    window.resize(1024, 640)
    settle()

    assert window.width() == 1024
    assert window.height() == 640
    for pane in (window.panes.people, window.panes.person, window.panes.tasks):
        assert pane.width() >= pane.minimumSizeHint().width()
    right = window.panes.tasks
    assert right.mapTo(window, right.rect().topRight()).x() < 1024


def test_every_action_does_something(window: MainWindow) -> None:
    idle = [
        spec.id
        for spec in ACTIONS
        if window.actions_table[spec.id].receivers("2triggered(bool)") == 0
    ]

    assert idle == []


def test_no_shortcut_stands_in_the_table_twice() -> None:
    shortcuts = [spec.shortcut for spec in ACTIONS if spec.shortcut]

    assert len(shortcuts) == len(set(shortcuts))


def _when_modal(do: Callable[[], None]) -> None:
    """Do this in the event loop of the dialog that opens next."""

    def try_it() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            try:
                do()
            finally:
                dialog.close()
        else:
            QTimer.singleShot(0, try_it)

    QTimer.singleShot(0, try_it)


def test_no_menu_is_longer_than_a_small_screen_holds_and_none_shares_its_letter() -> None:
    menus = Counter(spec.menu for spec in ACTIONS)
    assert max(menus.values()) <= 16
    assert len({menu[0] for menu in menus}) == len(menus)


def test_the_inbox_counts_what_has_come_due_wherever_one_is(
    window: MainWindow, desk: DeskForTests, people: dict[str, int], settle: Settle
) -> None:
    inbox = window.navigation.button(window.actions_table[ActionId.SHOW_INBOX])
    assert inbox.count() == ""

    desk.task("call", people["Ann Lee"], due_on=desk.clock.now().date())
    settle()

    assert inbox.count() == "1"


def test_another_place_is_one_line(
    bridge: Bridge, theme: Theme, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    class Elsewhere(LazyPane):
        def read(self) -> None:
            self.set_waiting(self.waiting + 1)

    elsewhere = Place(ActionId.CHECK, Elsewhere)
    window = MainWindow(
        bridge, theme, desk.paths, WindowState(desk.paths.config), lambda *_: None,
        (*PLACES, elsewhere),
    )  # fmt: skip
    qtbot.addWidget(window)
    window.show()
    pane = window.panes.of(Elsewhere)
    desk.add("Ann Lee")
    settle()
    assert pane.waiting == 0, "what is not seen is not read"

    window.show_place(ActionId.CHECK)
    settle()

    assert pane.isVisible()
    assert pane.waiting == 1
    assert window.navigation.button(window.actions_table[ActionId.CHECK]).count() == "1"
    desk.add("Bram Oss")
    settle()
    assert pane.waiting == 2


@pytest.mark.parametrize("place", [ActionId.SHOW_TODAY, ActionId.SHOW_INBOX])
def test_an_action_is_for_whom_the_row_under_the_cursor_is_about(
    window: MainWindow, desk: DeskForTests, people: dict[str, int], settle: Settle,
    place: ActionId,
) -> None:  # fmt: skip
    ann, ida = people["Ann Lee"], people["Ida Vale"]
    today = window.bridge.today()
    desk.task("call about the atlas", ida, due_on=today)
    desk.task("file the notes", due_on=today)
    desk.do(claim_due, here=desk.composition.desk.circumstances(desk.reader), quiet=True)
    settle()
    window.show_person(ann)
    window.show_place(place)
    settle()
    pane = window._front.pane
    found = []
    for row in range(pane.model.rowCount()):
        pane.list.setCurrentIndex(pane.model.index(row))
        found.append(window.whom())
    assert sorted(found) == sorted([[ida], [ann]])  # a row about nobody: who is in front
    pane.list.setCurrentIndex(pane.model.index(found.index([ida])))
    run(window, ActionId.LOG)
    assert window.person_id == ida
    window.show_person(ann)
    assert window.whom() == [ann]


def test_the_buttons_below_the_list_are_for_those_selected_in_it_wherever_one_is(
    window: MainWindow, desk: DeskForTests, people: dict[str, int], settle: Settle, qtbot: QtBot
) -> None:
    desk.task("call about the atlas", people["Ida Vale"], due_on=window.bridge.today())
    settle()
    pane = window.panes.people
    flag = QItemSelectionModel.SelectionFlag
    for name, how in (("Ann Lee", flag.ClearAndSelect), ("Bram Oss", flag.Select)):
        place = pane.model.place_of(people[name])
        pane.list.selectionModel().select(pane.model.index(place, 0), how)
    window.show_place(ActionId.SHOW_TODAY)
    settle()
    window._front.pane.take_focus()
    assert window.whom() == [people["Ida Vale"]]

    archive = next(b for b in pane.bulk.findChildren(QPushButton) if b.text() == "Archive")
    qtbot.mouseClick(archive, Qt.MouseButton.LeftButton)
    settle()

    there = {name: desk.person(person_id).archived for name, person_id in people.items()}
    assert there == {"Ann Lee": True, "Bram Oss": True, "Ida Vale": False}


def test_a_message_is_answered_by_the_keyboard_which_goes_back_to_where_it_was(
    window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    done: list[str] = []
    message = Message(
        "Done.", Kind.SUCCESS, "Undo", lambda: done.append("undo"),
        "It was no contact", lambda: done.append("offer"),
    )  # fmt: skip
    search = window.panes.people.search
    for keys, answered in (
        ((Qt.Key.Key_Return,), ["offer"]),
        ((Qt.Key.Key_Tab, Qt.Key.Key_Return), ["undo"]),
        ((Qt.Key.Key_Escape,), []),
    ):
        done.clear()
        search.setFocus()
        window.bar.tell(message)
        qtbot.keyClick(window, Qt.Key.Key_F7)
        assert window.bar.isAncestorOf(QApplication.focusWidget())
        for key in keys:
            qtbot.keyClick(QApplication.focusWidget(), key)
        settle()
        assert done == answered
        assert window.bar.isHidden()
        assert search.hasFocus()
    run(window, ActionId.ANSWER_MESSAGE)  # nothing is said: the keyboard stays
    assert search.hasFocus()
