"""The kit: tags, fields that take words, the bar, notes, empty states."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, Qt
from PySide6.QtGui import QAction, QPixmap
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.clock import FixedClock
from relationship_desk.ui.theme import Mode, Theme
from relationship_desk.ui.widgets.avatar import Avatar
from relationship_desk.ui.widgets.bar import Bar, Kind, Message
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.flow import FlowLayout
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.labels import SectionHeading
from relationship_desk.ui.widgets.menu_button import PopupMenuButton
from relationship_desk.ui.widgets.tab_row import TabRow
from relationship_desk.ui.widgets.tags import TagChip, TagEditor
from relationship_desk.ui.widgets.words import DateField, DueField, PartialDateField, TimeField

HTML = "<b>bold</b>"


# -- tags


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> TagEditor:
    made = TagEditor(theme)
    qtbot.addWidget(made)
    made.resize(300, 60)
    made.show()
    return made


def type_keys(qtbot: QtBot, editor: TagEditor, text: str) -> None:
    qtbot.keyClicks(editor.focusProxy(), text)


def test_tag_is_added_by_enter_and_by_comma(qtbot: QtBot, editor: TagEditor) -> None:
    told: list[tuple[str, ...]] = []
    editor.tags_changed.connect(told.append)
    type_keys(qtbot, editor, "museum")
    qtbot.keyClick(editor.focusProxy(), Qt.Key.Key_Return)
    type_keys(qtbot, editor, "book fair,")
    assert editor.tags() == ("museum", "book fair")
    assert told == [("museum",), ("museum", "book fair")]


def test_tag_is_kept_once_whatever_its_case(qtbot: QtBot, editor: TagEditor) -> None:
    editor.set_tags(["Café"])
    type_keys(qtbot, editor, "cafe,CAFÉ,")
    assert editor.tags() == ("Café",)


def test_backspace_in_the_empty_field_removes_the_last_tag(qtbot: QtBot, editor: TagEditor) -> None:
    editor.set_tags(["one", "two"])
    type_keys(qtbot, editor, "x")
    qtbot.keyClick(editor.focusProxy(), Qt.Key.Key_Backspace)
    assert editor.tags() == ("one", "two")
    qtbot.keyClick(editor.focusProxy(), Qt.Key.Key_Backspace)
    assert editor.tags() == ("one",)


def test_tag_still_being_typed_counts(qtbot: QtBot, editor: TagEditor) -> None:
    editor.set_tags(["one"])
    type_keys(qtbot, editor, "  two words ")
    assert editor.tags() == ("one", "two words")


def test_pasted_list_becomes_tags(qtbot: QtBot, editor: TagEditor) -> None:
    type_keys(qtbot, editor, "a, b; c")
    assert editor.tags() == ("a", "b", "c")


def test_cross_of_a_tag_removes_it(qtbot: QtBot, editor: TagEditor) -> None:
    editor.set_tags(["one", "two"])
    editor.findChildren(TagChip)[0].removed.emit("one")
    assert editor.tags() == ("two",)


def test_tag_with_markup_is_shown_as_it_is(qtbot: QtBot, theme: Theme) -> None:
    chip = TagChip(theme, HTML)
    qtbot.addWidget(chip)
    assert HTML in chip.accessibleName()


def test_flow_wraps_where_the_width_ends(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, 4)
    for _ in range(4):
        part = QWidget()
        part.setFixedSize(50, 20)
        flow.addWidget(part)
    assert flow.heightForWidth(220) == 20
    assert flow.heightForWidth(110) == 44
    assert flow.heightForWidth(50) == 92


def test_flow_sets_out_what_comes_after_something_went(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, 4)
    old = QPushButton("old")
    flow.addWidget(old)
    holder.resize(400, 60)
    holder.show()
    flow.removeWidget(old)
    old.hide()
    new = [QPushButton("one", holder), QPushButton("two", holder)]
    for button in new:
        button.show()
        QCoreApplication.processEvents()
        flow.addWidget(button)
    QCoreApplication.processEvents()
    assert new[0].geometry().right() < new[1].geometry().left()


# -- fields that take words


def test_date_field_reads_words_and_says_the_day(
    qtbot: QtBot, theme: Theme, clock: FixedClock
) -> None:
    field = DateField(theme, "Day", clock)
    qtbot.addWidget(field)
    field.line.setText("yesterday")
    assert field.value() == date(2026, 3, 11)
    assert field.hint() == "Wednesday 11 March 2026"
    assert field.is_understood()


def test_date_field_shows_what_it_does_not_understand(
    qtbot: QtBot, theme: Theme, clock: FixedClock
) -> None:
    field = DateField(theme, "Day", clock)
    qtbot.addWidget(field)
    field.line.setText("someday")
    assert field.value() is None
    assert not field.is_understood()
    assert "yesterday" in field.hint()
    assert field.line.property("wrong") is True
    field.line.setText("")
    assert field.is_understood()
    assert field.hint() == ""
    assert field.line.property("wrong") is False


def test_date_field_gives_back_the_value_it_was_given(
    qtbot: QtBot, theme: Theme, clock: FixedClock
) -> None:
    field = DateField(theme, "Day", clock)
    qtbot.addWidget(field)
    for day in (date(2026, 3, 11), date(2026, 3, 12), date(1999, 12, 31)):
        field.set_value(day)
        assert field.value() == day
    field.set_value(None)
    assert field.value() is None
    assert field.line.text() == ""


def test_due_field_reads_a_day_with_and_without_time(
    qtbot: QtBot, theme: Theme, clock: FixedClock
) -> None:
    field = DueField(theme, "Due", clock)
    qtbot.addWidget(field)
    field.line.setText("tomorrow 9:30")
    assert field.value() == (date(2026, 3, 13), time(9, 30))
    assert field.hint() == "Friday 13 March 2026, 9:30"
    for value in ((date(2026, 3, 13), None), (date(2027, 1, 2), time(15, 0))):
        field.set_value(value)
        assert field.value() == value


def test_time_field_reads_a_time(qtbot: QtBot, theme: Theme) -> None:
    field = TimeField(theme, "Time")
    qtbot.addWidget(field)
    field.line.setText("9:30")
    assert field.value() == time(9, 30)
    field.line.setText("25:00")
    assert not field.is_understood()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("12 April 1985", "1985-04-12"),
        ("12 April", "--04-12"),
        ("12. Apr. 1985", "1985-04-12"),
        ("April 12", "--04-12"),
        ("april 12, 1985", "1985-04-12"),
        ("April 12th 1985", "1985-04-12"),
        ("12.4.1985", "1985-04-12"),
        ("12.4.", "--04-12"),
        ("April 1985", "1985-04"),
        ("1985", "1985"),
        ("1985-04-12", "1985-04-12"),
        ("--02-29", "--02-29"),
        ("31 February", "31 February"),
        ("4/5/1985", "4/5/1985"),
        ("around Easter", "around Easter"),
    ],
)
def test_partial_date_field_stores_what_was_meant(
    qtbot: QtBot, theme: Theme, typed: str, stored: str
) -> None:
    field = PartialDateField(theme, "Birthday")
    qtbot.addWidget(field)
    field.line.setText(typed)
    assert field.value() == stored
    assert field.is_understood()


def test_partial_date_field_says_that_the_year_is_unknown(qtbot: QtBot, theme: Theme) -> None:
    field = PartialDateField(theme, "Birthday")
    qtbot.addWidget(field)
    field.set_value("--04-12")
    assert field.line.text() == "12 April"
    assert field.hint() == "12 April, year unknown"
    assert field.value() == "--04-12"


# -- notes


def test_note_grows_with_its_text_up_to_a_limit(qtbot: QtBot, theme: Theme) -> None:
    note = GrowingTextEdit(theme, "Note", most_lines=4)
    qtbot.addWidget(note)
    note.resize(200, 30)
    note.show()
    low = note.height()
    note.setPlainText("one\ntwo\nthree")
    higher = note.height()
    note.setPlainText("line\n" * 40)
    assert low < higher < note.height() < 3 * higher
    note.setPlainText("")
    assert note.height() == low


def test_note_is_submitted_by_control_enter_only(qtbot: QtBot, theme: Theme) -> None:
    note = GrowingTextEdit(theme, "Note")
    qtbot.addWidget(note)
    sent: list[str] = []
    note.submitted.connect(lambda: sent.append(note.toPlainText()))
    qtbot.keyClicks(note, "hello")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    assert not sent
    qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sent == ["hello\n"]


def test_note_takes_pasted_markup_as_its_plain_text(qtbot: QtBot, theme: Theme) -> None:
    note = GrowingTextEdit(theme, "Note")
    qtbot.addWidget(note)
    pasted = QMimeData()
    pasted.setHtml("<b>bold</b>")
    pasted.setText("plain <b>")
    note.insertFromMimeData(pasted)
    assert note.toPlainText() == "plain <b>"


# -- the bar


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> Bar:
    made = Bar(theme)
    qtbot.addWidget(made)
    return made


def test_bar_is_hidden_until_there_is_something_to_say(bar: Bar) -> None:
    assert bar.isHidden()
    bar.tell(Message("Saved."))
    assert not bar.isHidden()
    bar.close_current()
    assert bar.isHidden()
    assert bar.current is None


def test_bar_shows_the_newest_and_comes_back_to_what_must_be_read(bar: Bar) -> None:
    first, second = Message("One."), Message("Two.")
    wrong, worse = Message("Wrong.", Kind.WARNING), Message("Worse.", Kind.ERROR)
    bar.tell(first)
    bar.tell(second)
    assert bar.current == second
    bar.tell(wrong)
    bar.tell(worse)
    bar.tell(first)
    assert bar.current == first
    bar.close_current()
    assert bar.current == worse
    bar.tell(wrong)
    assert bar.current == wrong
    bar.close_current()
    assert bar.current == worse
    bar.close_current()
    assert bar.current is None


def test_bar_keeps_the_answer_to_what_was_done_before_what_nobody_asked_for(bar: Bar) -> None:
    undo, beat = Message("Deleted.", Kind.INFO, "Undo"), Message("No popup.", Kind.WARNING)
    bar.tell(undo)
    bar.tell_later(beat)
    bar.tell_later(beat)
    assert bar.current == undo
    bar.close_current()
    assert bar.current == beat
    bar.close_current()
    assert bar.current is None


def test_bar_says_the_same_error_once(bar: Bar) -> None:
    wrong = Message("Wrong.", Kind.ERROR)
    bar.tell(wrong)
    bar.tell(wrong)
    bar.close_current()
    assert bar.current is None


def test_bar_runs_its_action_and_closes(qtbot: QtBot, bar: Bar) -> None:
    done: list[str] = []
    bar.tell(Message("Ida was deleted.", Kind.SUCCESS, "Undo", lambda: done.append("undo")))
    button = next(b for b in bar.findChildren(QWidget) if getattr(b, "text", str)() == "Undo")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["undo"]
    assert bar.current is None


def test_bar_tells_its_kind_in_words_and_takes_no_markup(bar: Bar) -> None:
    bar.tell(Message(HTML, Kind.ERROR))
    assert bar.accessibleName().startswith("error:")
    assert HTML in bar.accessibleName()
    bar.clear()


# -- the small ones


def test_empty_state_says_what_to_do_and_does_it(qtbot: QtBot, theme: Theme) -> None:
    state = EmptyState(theme, "people", "Nobody here yet", "Add a person.", "New person")
    qtbot.addWidget(state)
    assert state.accessibleName() == "Nobody here yet. Add a person."
    with qtbot.waitSignal(state.acted, timeout=1000):
        qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    state.say("Nothing found", "Try fewer letters.")
    assert state.accessibleName() == "Nothing found. Try fewer letters."


def test_avatar_draws_initials_photo_and_nameless(qtbot: QtBot, theme: Theme) -> None:
    face = Avatar(theme, 40)
    qtbot.addWidget(face)
    face.show_person("Ida Vale")
    initials = face.grab().toImage()
    photo = QPixmap(20, 10)
    photo.fill(Qt.GlobalColor.red)
    face.show_person("Ida Vale", photo)
    pictured = face.grab().toImage()
    assert pictured.pixelColor(20, 20).name() == "#ff0000"
    assert initials != pictured
    face.show_person("")
    assert not face.grab().isNull()


def test_heading_shows_its_count(qtbot: QtBot) -> None:
    heading = SectionHeading("People")
    qtbot.addWidget(heading)
    heading.set_count(12345)
    assert "12,345" in [label.text() for label in heading.findChildren(QWidget) if label.text()]


def test_menu_button_holds_actions_and_separators(qtbot: QtBot, theme: Theme) -> None:
    button = PopupMenuButton(theme, "more", "More")
    qtbot.addWidget(button)
    archive, erase = QAction("Archive", button), QAction("Erase", button)
    button.set_actions([archive, None, erase])
    assert [action.text() for action in button.menu().actions()] == ["Archive", "", "Erase"]
    assert button.menu().actions()[1].isSeparator()
    assert button.accessibleName() == "More"


def test_widgets_redraw_when_the_scheme_changes(qtbot: QtBot, theme: Theme) -> None:
    face = Avatar(theme, 40)
    qtbot.addWidget(face)
    face.show_person("Ida Vale")
    light = face.grab().toImage()
    theme.set_mode(Mode.DARK)
    assert face.grab().toImage() != light


# -- lists that drop down


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("rows", [2, 7])
def test_a_short_list_that_drops_down_shows_all_its_rows(
    qtbot: QtBot, theme: Theme, rows: int
) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems([f"{days} days before, and on the day" for days in range(rows)])
    box.show()
    box.showPopup()
    view = box.view()
    last = view.visualRect(view.model().index(rows - 1, 0))
    assert view.viewport().rect().contains(last)
    box.hidePopup()


def test_tabs_stand_closer_before_they_scroll(
    qtbot: QtBot, theme: Theme, settle: Callable[[], None]
) -> None:
    row = TabRow()
    qtbot.addWidget(row)
    for words in ("Events", "Organisations", "Opportunities"):
        row.addTab(words)
    row.resize(2000, 40)
    row.show()
    wide = row.sizeHint().width()
    row.resize(wide - 10, 40)
    settle()
    assert row.sizeHint().width() < wide - 10
    row.resize(wide, 40)
    settle()
    assert row.sizeHint().width() == wide
