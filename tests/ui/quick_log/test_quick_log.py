"""The quick-log line in the window, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.news import NewsForm, add_news
from relationship_desk.desk.commands.people import delete_people
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.store.news import known_by
from relationship_desk.store.people import count_people
from relationship_desk.store.promises import promise_rows
from relationship_desk.store.tasks import task_rows
from relationship_desk.store.timeline import feed_page
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.quick_log.dialog import QuickLogDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.window_state import WindowState
from tests.support.desks import DeskForTests, email

Settle = Callable[[], None]
Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
TODAY = date(2026, 3, 12)  # a Thursday
WEDNESDAY = date(2026, 3, 11)

# What the offscreen platform says of dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def ida(desk: DeskForTests) -> int:
    return desk.add("Ida Vale")


@pytest.fixture
def window(
    desk: DeskForTests, bridge: Bridge, theme: Theme, settle: Settle, ida: int
) -> Iterator[MainWindow]:
    made = MainWindow(bridge, theme, desk.paths, WindowState(desk.paths.config), lambda *_: None)
    made.show()
    made.activateWindow()
    settle()
    yield made
    if made.acts.quick_log.dialog is not None and _is_open(made.acts.quick_log.dialog):
        made.acts.quick_log.dialog.reject()
    made.panes.person.discard()
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _is_open(dialog: QuickLogDialog) -> bool:
    try:
        return dialog.isVisible()
    except RuntimeError:
        return False


class Keyboard:
    """Presses keys and counts them."""

    def __init__(self, qtbot: QtBot, window: MainWindow, settle: Settle) -> None:
        self._qtbot, self._window, self._settle = qtbot, window, settle
        self.strokes = 0

    @property
    def dialog(self) -> QuickLogDialog:
        dialog = self._window.acts.quick_log.dialog
        assert dialog is not None
        return dialog

    def open(self) -> QuickLogDialog:
        self._window.activateWindow()  # as a window manager does when a dialog has gone
        self._settle()
        self._qtbot.keyClick(self._window, Key.Key_L, CTRL)
        self.strokes += 1
        self._settle()
        return self.dialog

    def type(self, text: str) -> None:
        for letter in text:
            self._qtbot.keyClick(self.dialog.line, letter)
            self.strokes += 1

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self._qtbot.keyClick(self.dialog.line, key, modifier)
        self.strokes += 1
        self._settle()


@pytest.fixture
def keys(qtbot: QtBot, window: MainWindow, settle: Settle) -> Keyboard:
    return Keyboard(qtbot, window, settle)


def test_a_call_with_somebody_who_is_known_takes_at_most_25_keystrokes(
    keys: Keyboard, desk: DeskForTests, ida: int
) -> None:
    keys.open()
    keys.type("cal")
    keys.press(Key.Key_Right)  # called
    keys.type("ida ye")
    keys.press(Key.Key_Right)  # yesterday
    keys.type("re atlas")
    keys.press(Key.Key_Return)
    assert keys.strokes <= 25
    [entry] = feed_page(desk.reader, ida)
    assert (entry.on, entry.channel, entry.direction, entry.text) == (
        WEDNESDAY, Channel.CALL, Direction.MINE, "atlas",
    )  # fmt: skip


def test_enter_saves_everything_as_one_step_and_the_bar_takes_it_back(
    keys: Keyboard, window: MainWindow, desk: DeskForTests, settle: Settle, ida: int
) -> None:
    before = desk.facts()
    keys.open()
    keys.type("met ida re the fair; owe her the intro by friday; next: call in May; told: new job")
    keys.press(Key.Key_Return)
    [entry] = feed_page(desk.reader, ida)
    assert entry.text == "the fair\nTold: new job"
    [promise] = promise_rows(desk.reader, ida)
    assert (promise.text, promise.due_on, promise.made_in) == (
        "the intro", date(2026, 3, 13), entry.id,
    )  # fmt: skip
    [task] = task_rows(desk.reader, ida)
    assert (task.text, task.due_on) == ("call", date(2026, 5, 1))
    assert window.bar.current is not None
    assert window.bar.current.text == "Log a meeting with Ida Vale, and 2 more things."
    window.actions_table[ActionId.UNDO].trigger()
    settle()
    assert desk.facts() == before


def test_chips_tell_what_was_understood_and_what_holds_without_a_word(keys: Keyboard) -> None:
    dialog = keys.open()
    assert dialog.chip_words() == []
    keys.type("called ida re atlas; owe her the intro")
    assert dialog.chip_words() == [
        "Who: Ida Vale",
        "How: Call · I reached out",
        "When: Today",
        "What: “atlas”",
        "Promise: I owe Ida Vale: the intro · no reminder",
    ]


def test_a_line_without_a_channel_is_shown_as_a_note_that_does_not_count(keys: Keyboard) -> None:
    dialog = keys.open()
    keys.type("ida moved")
    assert "How: Note · does not count as contact" in dialog.chip_words()


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("called ida", "Today"),
        ("called ida at 16:30", "Today · 16:30"),
        ("called ida at 18:00", "Today · 18:00 · counts from now on"),
        ("met ida this evening", "Today"),
        ("met ida tomorrow", "tomorrow · counts from then on"),
        ("ida tomorrow moves to Bremen", "tomorrow"),
    ],
)  # it is 17:00
def test_the_preview_says_from_when_counts_what_is_to_come(
    keys: Keyboard, line: str, when: str
) -> None:
    dialog = keys.open()
    keys.type(line)
    assert f"When: {when}" in dialog.chip_words()


def test_a_first_name_is_completed_to_the_whole_one(keys: Keyboard, desk: DeskForTests) -> None:
    desk.add("Ann Lee")
    moss = desk.add("Ann Möss")
    dialog = keys.open()
    keys.type("called ann mo")
    assert dialog.line.offered == "ss"
    keys.press(Key.Key_Right)
    assert dialog.chip_words()[0] == "Who: Ann Möss"
    keys.press(Key.Key_Return)
    assert len(feed_page(desk.reader, moss)) == 1


def test_tab_goes_through_the_pieces_and_typing_replaces(
    keys: Keyboard, desk: DeskForTests
) -> None:
    desk.add("Leo Marr")
    dialog = keys.open()
    keys.type("called ida yesterday ")
    selected = []
    for _ in range(4):
        keys.press(Key.Key_Tab)
        selected.append(dialog.line.selectedText())
    assert selected == ["ida", "called", "yesterday", "ida"]
    keys.press(Key.Key_Backtab)
    assert dialog.line.selectedText() == "yesterday"
    keys.press(Key.Key_Tab)
    keys.type("leo")
    assert dialog.line.text() == "called leo yesterday "
    assert dialog.chip_words()[0] == "Who: Leo Marr"


def test_tab_selects_the_right_letters_behind_those_outside_the_first_plane(
    keys: Keyboard,
) -> None:
    dialog = keys.open()
    dialog.line.setText("called ida re 🙂🙂; next: call ")
    for _ in range(3):
        keys.press(Key.Key_Tab)
    assert dialog.line.selectedText() == "next: call"


def test_a_name_that_fits_several_is_asked_and_not_saved(
    keys: Keyboard, desk: DeskForTests
) -> None:
    desk.add("Ann Lee", email("lee@example.org"))
    moss = desk.add("Ann Moss")
    dialog = keys.open()
    keys.type("called ann ")
    assert dialog.chip_words()[0] == "Who: ann: which one?"
    keys.press(Key.Key_Return)
    assert dialog.hint() == "“ann” fits 2 people. Say which one."
    assert feed_page(desk.reader) == []
    keys.press(Key.Key_2, ALT)
    assert dialog.chip_words()[0] == "Who: Ann Moss"
    keys.press(Key.Key_Return)
    assert len(feed_page(desk.reader, moss)) == 1


def test_of_several_the_one_met_last_is_offered_first(keys: Keyboard, desk: DeskForTests) -> None:
    lee, moss = desk.add("Ann Lee"), desk.add("Ann Moss")
    desk.log(lee, on=date(2026, 3, 1))
    desk.log(moss, on=date(2026, 3, 9))
    dialog = keys.open()
    keys.type("called ann")
    assert dialog.line.offered == " Moss"
    offers = [b.text() for b in dialog.findChildren(QPushButton) if "Alt+" in b.text()]
    assert [words.split("   ")[1] for words in offers] == ["Ann Moss", "Ann Lee"]


def test_somebody_new_is_made_with_the_entry(keys: Keyboard, desk: DeskForTests) -> None:
    dialog = keys.open()
    keys.type("met Zoe Quill; owe her the slides ")
    assert dialog.chip_words()[0] == "Who: Zoe Quill: not here yet"
    keys.press(Key.Key_Return)
    assert dialog.hint() == "Nobody here is called “Zoe Quill”."
    assert count_people(desk.reader) == 1
    keys.press(Key.Key_N, ALT)
    assert dialog.chip_words()[0] == "Who: New: Zoe Quill"
    keys.press(Key.Key_Return)
    [entry] = feed_page(desk.reader)
    [promise] = promise_rows(desk.reader)
    assert [name for _, name in entry.people] == ["Zoe Quill"]
    assert promise.person_name == "Zoe Quill"
    desk.undo()
    assert count_people(desk.reader) == 1


def test_esc_leaves_and_what_was_typed_is_there_again(
    keys: Keyboard, desk: DeskForTests, settle: Settle
) -> None:
    keys.open()
    keys.type("met Zoe")
    keys.press(Key.Key_Escape)
    assert feed_page(desk.reader) == []
    assert keys.open().line.text() == "met Zoe"


def test_what_was_saved_is_gone_the_next_time(keys: Keyboard) -> None:
    keys.open()
    keys.type("met ida ")
    keys.press(Key.Key_Return)
    assert keys.open().line.text() == ""


def test_a_line_about_nobody_says_so(keys: Keyboard, desk: DeskForTests) -> None:
    dialog = keys.open()
    keys.press(Key.Key_Return)
    assert "Type what happened" in dialog.hint()
    keys.type("what a day")
    keys.press(Key.Key_Return)
    assert "about nobody" in dialog.hint()
    assert feed_page(desk.reader) == []


def test_what_is_offered_is_not_in_the_text_until_it_is_taken(keys: Keyboard) -> None:
    dialog = keys.open()
    keys.type("called id")
    assert (dialog.line.text(), dialog.line.offered) == ("called id", "a Vale")
    keys.press(Key.Key_Left)
    assert dialog.line.offered == ""
    keys.press(Key.Key_End)
    keys.press(Key.Key_Tab)
    assert dialog.line.text() == "called ida Vale "
    keys.type("re ca")
    assert dialog.line.offered == ""


def test_somebody_deleted_meanwhile_is_told_and_the_words_stay(
    keys: Keyboard, desk: DeskForTests, ida: int
) -> None:
    dialog = keys.open()
    keys.type("met ida ")
    desk.do(delete_people, person_ids=[ida])
    keys.press(Key.Key_Return)
    assert dialog.hint() == "Nobody here is called “ida”."
    assert dialog.line.text() == "met ida "


def test_the_field_on_the_card_has_its_own_key(
    keys: Keyboard, qtbot: QtBot, window: MainWindow, settle: Settle
) -> None:
    both = CTRL | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Key.Key_L, both)
    settle()
    assert window.acts.quick_log.dialog is None
    assert window.panes.person.timeline.entry.is_unfolded()


def test_what_was_told_is_an_update_and_alt_u_corrects_which(
    keys: Keyboard, desk: DeskForTests, ida: int
) -> None:
    atlas = desk.do(add_news, form=NewsForm("The atlas is out"))
    studio = desk.do(add_news, form=NewsForm("New studio"))
    dialog = keys.open()
    keys.type("met ida; told her: the atlas")
    assert dialog.chip_words()[-1] == "Told: Told your update: The atlas is out"
    assert "Alt+U goes through your updates." in dialog.hint()
    keys.press(Key.Key_U, ALT)
    assert dialog.chip_words()[-1] == "Told: Told your update: New studio"
    keys.press(Key.Key_U, ALT)
    assert dialog.chip_words()[-1] == "Told: Told: the atlas"
    keys.press(Key.Key_U, ALT)
    keys.press(Key.Key_Return)
    assert set(known_by(desk.reader, ida, TODAY)) == {atlas}
    assert studio != atlas


def test_what_fits_two_updates_stays_words_until_one_is_chosen(
    keys: Keyboard, desk: DeskForTests, ida: int
) -> None:
    first = desk.do(add_news, form=NewsForm("Atlas"))
    second = desk.do(add_news, form=NewsForm("Atlas, second edition"))
    dialog = keys.open()
    keys.type("met ida; told: atlas")
    assert dialog.chip_words()[-1] == "Told: Told: atlas · which of 2 updates?"
    keys.press(Key.Key_U, ALT)
    assert dialog.chip_words()[-1] == "Told: Told your update: Atlas, second edition"
    keys.press(Key.Key_Return)
    assert set(known_by(desk.reader, ida, TODAY)) == {second}
    keys.open()
    keys.type("met ida; told: atlas")
    keys.press(Key.Key_Return)
    assert first not in known_by(desk.reader, ida, TODAY)


def test_a_line_begins_about_somebody_and_today_stays_in_front(
    window: MainWindow, desk: DeskForTests, keys: Keyboard, settle: Settle, ida: int
) -> None:
    other = desk.add("Ida Vale")  # of the same name
    settle()
    window.show_place(ActionId.SHOW_TODAY)
    window.log_with(other)
    dialog = window.acts.quick_log.dialog
    assert dialog is not None
    assert dialog.line.text() == "met Ida Vale "
    keys.type("re the harbour")
    keys.press(Key.Key_Return)
    [entry] = feed_page(desk.reader, other)
    assert (entry.text, entry.channel) == ("the harbour", Channel.MET)
    assert feed_page(desk.reader, ida) == []
    assert window._front.place is ActionId.SHOW_TODAY


def test_a_line_begun_about_somebody_keeps_the_one_that_was_left(
    window: MainWindow, keys: Keyboard, ida: int
) -> None:
    keys.open()
    keys.type("met Zoe")
    keys.press(Key.Key_Escape)
    window.log_with(ida)
    keys.press(Key.Key_Escape)
    assert keys.open().line.text() == "met Zoe"
    keys.type(" Quill")
    assert keys.dialog.line.text() == "met Zoe Quill"


@pytest.mark.parametrize("name", ["Will of the Wisp", "The Harbour, Inc.", "owe me"])
def test_who_cannot_be_said_in_a_line_is_logged_with_on_their_page(
    window: MainWindow, desk: DeskForTests, settle: Settle, name: str
) -> None:
    odd = desk.add(name)
    settle()
    window.log_with(odd)
    dialog = window.acts.quick_log.dialog
    if dialog is not None:  # it could be said after all: then it is they who are meant
        assert [who.chosen.id for who in dialog.found.who] == [odd]
        dialog.reject()
    else:
        assert window.person_id == odd
