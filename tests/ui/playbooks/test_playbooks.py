"""Something happened, in the window: choosing, texts in three tones, starting, sending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.occasions import OccasionForm, add_occasion
from relationship_desk.desk.commands.seasons import begin_grief
from relationship_desk.desk.today.queue import today_queue
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.occasions import OccasionKind
from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.rhythm import SeasonKind
from relationship_desk.domain.today import TodayRow
from relationship_desk.store.circles import people_in_season
from relationship_desk.store.playbooks import draft_of, recent_playbooks
from relationship_desk.store.tasks import task_rows
from relationship_desk.store.timeline import feed_page
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.letters.dialog import LetterDialog
from relationship_desk.ui.occasions.section import OccasionsSection
from relationship_desk.ui.playbooks import editor as editor_module
from relationship_desk.ui.playbooks.actions import PlaybookActions
from relationship_desk.ui.playbooks.dialog import PlaybookDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests, email

# What the offscreen platform says of popups and dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Settle = Callable[[], None]
TODAY = date(2026, 3, 12)


class Room:
    """A window with the ways to playbooks, and Ida."""

    def __init__(self, desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme) -> None:
        self.ida = desk.add("Ida Vale", email("ida@vale.example"), given="Ida", family="Vale")
        self.window = QWidget()
        self.told: list[Message] = []
        self.edited: list[int] = []
        self.actions = actions
        self.ways = PlaybookActions(
            bridge,
            actions,
            theme,
            desk.paths,
            lambda: [self.ida],
            self.told.append,
            self.edited.append,
            self.window,
        )

    @property
    def dialog(self) -> PlaybookDialog:
        assert self.ways.dialog is not None
        return self.ways.dialog

    @property
    def letter(self) -> LetterDialog:
        return next(d for d in self.window.findChildren(LetterDialog) if d.isVisible())

    def begin(self, words: str) -> PlaybookDialog:
        self.actions[ActionId.HAPPENED].trigger()
        self.dialog.chooser.search.setText(words)
        return self.dialog


@pytest.fixture
def room(desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme, settle: Settle):
    made = Room(desk, bridge, actions, theme)
    yield made
    for dialog in (made.ways.dialog, made.ways.editor):
        if dialog is not None:
            made.window.deleteLater()
    made.window.deleteLater()
    settle()


def test_a_playbook_is_begun_with_the_keyboard_alone(
    room: Room, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    dialog = room.begin("")
    qtbot.keyClicks(dialog.chooser.search, "new job")
    qtbot.keyClick(dialog.chooser.search, Qt.Key.Key_Return)
    assert dialog.chooser.current().key == "new_job"
    qtbot.keyClicks(dialog.more["what"], "head of the archive")
    assert "head of the archive" in dialog.text.toPlainText()
    qtbot.keyClick(dialog.more["what"], Qt.Key.Key_Return)
    settle()

    rows = task_rows(desk.reader, room.ida)
    assert [row.due_on for row in rows] == [TODAY + timedelta(days=d) for d in (0, 30, 100)]
    assert rows[0].text == "Congratulate Ida on the new job"
    assert "head of the archive" in draft_of(desk.reader, rows[0].id).text
    assert recent_playbooks(desk.reader) == ["new_job"]
    assert room.told[-1].action == "Undo"
    room.told[-1].on_action()
    settle()
    assert task_rows(desk.reader, room.ida) == []


def test_grief_is_offered_and_begins_with_the_steps_as_one_change(
    room: Room, desk: DeskForTests, settle: Settle
) -> None:
    dialog = room.begin("close died")
    assert dialog.chooser.current().key == "bereavement"
    assert dialog.grief.isChecked()
    dialog.grief_until.set_value(date(2026, 9, 1))
    dialog.more["what"].setText("your mother")
    dialog.submit()
    settle()
    assert people_in_season(desk.reader, SeasonKind.GRIEF, TODAY) == {room.ida: date(2026, 9, 1)}
    assert room.letter.text.toPlainText().startswith("Dear Ida,\n\nI was very sorry")
    desk.undo()
    assert people_in_season(desk.reader, SeasonKind.GRIEF, TODAY) == {}
    assert task_rows(desk.reader, room.ida) == []


def test_grief_is_not_begun_where_the_offer_is_declined(
    room: Room, desk: DeskForTests, settle: Settle
) -> None:
    dialog = room.begin("close died")
    dialog.grief.setChecked(False)
    dialog.submit()
    settle()
    assert people_in_season(desk.reader, SeasonKind.GRIEF, TODAY) == {}
    assert len(task_rows(desk.reader, room.ida)) == 5


def test_cheer_for_somebody_who_grieves_is_questioned(room: Room, desk: DeskForTests) -> None:
    desk.do(begin_grief, person_id=room.ida, from_on=TODAY, until_on=date(2026, 6, 1))
    dialog = room.begin("promotion")
    assert "grieving until 1 June 2026" in dialog._careful.text()
    assert not dialog._careful.isHidden()
    dialog.chooser.search.setText("illness")
    assert dialog._careful.isHidden()


def test_what_was_typed_stays_with_its_step_and_tone(room: Room) -> None:
    dialog = room.begin("illness")
    dialog.tones.buttons[Tone.CLOSE].click()
    dialog.text.setPlainText("My own words.")
    dialog.tones.buttons[Tone.FORMAL].click()
    assert dialog.text.toPlainText() != "My own words."
    dialog.steps.setCurrentRow(1)
    dialog.steps.setCurrentRow(0)
    dialog.tones.buttons[Tone.CLOSE].click()
    assert dialog.text.toPlainText() == "My own words."


def test_a_day_that_is_not_understood_begins_nothing(
    room: Room, desk: DeskForTests, settle: Settle
) -> None:
    dialog = room.begin("illness")
    dialog.on.line.setText("some day")
    dialog.submit()
    settle()
    assert task_rows(desk.reader, room.ida) == []
    assert dialog.isVisible()


def test_playbooks_used_last_come_first(room: Room, settle: Settle) -> None:
    room.begin("graduation").submit()
    settle()
    assert room.begin("").chooser.titles()[0] == "A degree or a finished training"


def test_an_occasion_brings_its_playbook_its_day_and_what_is_known(
    room: Room, desk: DeskForTests, bridge: Bridge, theme: Theme
) -> None:
    form = OccasionForm(OccasionKind.BIRTHDAY, PartialDate(1986, 4, 2))
    desk.do(add_occasion, person_id=room.ida, form=form, region="DE")
    section = OccasionsSection(bridge, theme, room.window)
    section.playbook_wanted.connect(room.ways.open_for_occasion)
    section.show_person(room.ida)
    line = section.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    line.playbook.click()
    assert room.dialog.chooser.current().key == "big_birthday"
    assert room.dialog.on.value() == date(2026, 4, 2)
    assert room.dialog.more["years"].text() == "40"


def rows_of_today(desk: DeskForTests) -> list[TodayRow]:
    preferences = desk.composition.desk.preferences(desk.reader)
    asked = Asked.whole_day(TODAY, desk.clock.zone(), preferences)
    return list(today_queue(desk.reader, asked).rows)


@pytest.mark.parametrize(
    ("born", "says"),
    [
        ("1990-03-12", "All good wishes for your birthday."),
        ("1986-03-12", "40, and my warm wishes."),
        ("--03-12", "All good wishes for your birthday."),
    ],
)
def test_an_occasion_in_today_is_done_by_a_letter_of_its_playbook(
    room: Room, desk: DeskForTests, settle: Settle, born: str, says: str
) -> None:
    person = desk.add(
        "Ann Lee", Detail(DetailKind.DATE, (born,), "birthday"), given="Ann", family="Lee"
    )
    row = next(row for row in rows_of_today(desk) if row.person_id == person)
    room.ways.write(row)
    letter = room.letter
    assert letter.text.toPlainText().startswith("Dear Ann,")
    assert says in letter.text.toPlainText()
    assert "{" not in letter.text.toPlainText()
    letter.tones.buttons[Tone.FORMAL].click()
    assert "kind regards" in letter.text.toPlainText()
    letter.mail()
    assert feed_page(desk.reader, person) == []  # only the user knows whether it was sent
    letter.choose_channel(Channel.CALL)
    letter.text.setPlainText("Sang to her.")
    letter.submit()
    settle()
    [entry] = feed_page(desk.reader, person)
    assert (entry.text, entry.channel) == (f"{row.title}\nSang to her.", "call")
    assert person not in [row.person_id for row in rows_of_today(desk)]
    room.told[-1].on_action()
    settle()
    assert person in [row.person_id for row in rows_of_today(desk)]


def test_a_letter_for_an_occasion_that_is_left_comes_back_as_it_was(
    room: Room, desk: DeskForTests
) -> None:
    desk.add("Ann Lee", Detail(DetailKind.DATE, ("--03-12",), "birthday"))
    [row] = rows_of_today(desk)
    room.ways.write(row)
    first = room.letter
    first.text.setPlainText("Dear Ann, and")
    first.reject()
    room.ways.write(row)
    assert room.letter.text.toPlainText() == "Dear Ann, and"


def test_an_occasion_without_a_playbook_is_an_empty_letter(room: Room, desk: DeskForTests) -> None:
    form = OccasionForm(OccasionKind.OTHER, PartialDate(None, 3, 12), "Sailing day")
    desk.do(add_occasion, person_id=room.ida, form=form, region="DE")
    [row] = rows_of_today(desk)
    room.ways.write(row)
    assert room.letter.text.toPlainText() == ""


# ------------------------------------------------------------------------------------- sending


def _letter(room: Room, settle: Settle, words: str = "illness") -> LetterDialog:
    room.begin(words).submit()
    settle()
    return room.letter


def test_a_text_that_was_sent_stands_in_the_timeline_and_its_task_is_done(
    room: Room, desk: DeskForTests, settle: Settle
) -> None:
    letter = _letter(room, settle)
    letter.text.setPlainText("Get well.")
    letter.submit()
    settle()
    entry = feed_page(desk.reader, room.ida)[0]
    assert (entry.text, entry.channel, entry.direction) == ("Get well.", "message", "mine")
    assert len(task_rows(desk.reader, room.ida)) == 3
    room.told[-1].on_action()
    settle()
    assert feed_page(desk.reader, room.ida) == []
    assert len(task_rows(desk.reader, room.ida)) == 4


def test_the_mail_program_gets_address_subject_and_text(
    room: Room, settle: Settle, monkeypatch: pytest.MonkeyPatch, desk: DeskForTests
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    letter = _letter(room, settle)
    letter.text.setPlainText("A & B?\n100 % of it = yours")
    letter.mail()
    link = bytes(opened[0].toEncoded().data()).decode()
    assert link.startswith("mailto:ida@vale.example?subject=Thinking%20of%20you&body=A%20%26%20B")
    assert "%0D%0A100%20%25" in link
    assert letter.channel.currentData() == Channel.EMAIL
    assert feed_page(desk.reader, room.ida) == []  # only the user knows whether it was sent


def test_a_text_too_long_for_a_mail_link_goes_onto_the_clipboard(
    room: Room, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    letter = _letter(room, settle)
    letter.text.setPlainText("é" * 1000)
    letter.mail()
    assert opened == []
    assert QGuiApplication.clipboard().text() == "é" * 1000
    assert "on the clipboard" in letter.accessibleDescription()


def test_a_text_is_copied_and_saved_as_pdf(room: Room, settle: Settle, tmp_path: Path) -> None:
    letter = _letter(room, settle)
    letter.copy()
    assert QGuiApplication.clipboard().text() == letter.text.toPlainText()
    letter.save_pdf(tmp_path / "letter.pdf")
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF-")
    letter.save_pdf(tmp_path / "nowhere" / "letter.pdf")
    assert "could not be written" in letter.accessibleDescription()


def test_a_text_left_for_later_keeps_what_was_edited(
    room: Room, desk: DeskForTests, settle: Settle
) -> None:
    letter = _letter(room, settle)
    letter.text.setPlainText("Not yet finished")
    letter.reject()
    settle()
    assert draft_of(desk.reader, task_rows(desk.reader, room.ida)[0].id).text == "Not yet finished"


# --------------------------------------------------------------------------- one's own playbooks


def _press(widget: QWidget, words: str) -> None:
    next(b for b in widget.findChildren(QPushButton) if b.text() == words).click()


def test_a_playbook_is_changed_and_taken_back(
    room: Room, desk: DeskForTests, settle: Settle
) -> None:
    dialog = room.begin("illness")
    _press(dialog, "My playbooks…")
    editor = room.ways.editor
    editor.chooser.choose("illness")
    editor.tones.buttons[Tone.FRIENDLY].click()
    editor.text.setPlainText("[{first_name}, soup|Soup] is on its way.")
    editor.words.setText("Bring soup")
    editor.words.textEdited.emit("Bring soup")
    _press(editor, "Save")
    editor.reject()
    settle()
    assert dialog.text.toPlainText() == "Ida, soup is on its way."
    assert "illness.toml" in [path.name for path in desk.paths.playbooks.iterdir()]
    room.ways.edit_own()
    room.ways.editor.chooser.choose("illness")
    _press(room.ways.editor, "Reset")
    room.ways.editor.reject()
    settle()
    assert "soup" not in dialog.text.toPlainText()


def test_a_text_with_a_loose_brace_is_not_saved(room: Room, desk: DeskForTests) -> None:
    room.ways.edit_own()
    editor = room.ways.editor
    editor.chooser.choose("illness")
    editor.text.setPlainText("Dear {first_name}, get well.")
    assert "stands outside of brackets" in editor.accessibleDescription()
    _press(editor, "Save")
    assert "illness.toml, line" in editor.accessibleDescription()
    assert not desk.paths.playbooks.exists()


def test_a_playbook_of_ones_own_is_made_from_another(room: Room, settle: Settle) -> None:
    room.ways.edit_own()
    editor = room.ways.editor
    editor.chooser.choose("move")
    _press(editor, "New from this")
    _press(editor, "Add step")
    editor.days.setFocus()
    editor.days.setText("400")
    editor.days.textEdited.emit("400")
    _press(editor, "Save")
    editor.reject()
    settle()
    dialog = room.begin("mine")
    assert dialog.chooser.titles() == ["A move to another town (mine) (your own)"]
    assert dialog._steps[-1].on == TODAY + timedelta(days=400)


def test_what_was_typed_stays_with_its_playbook_and_leaving_asks(
    room: Room, desk: DeskForTests, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(editor_module, "ask", lambda *a: asked.append(a[2]) or len(asked) > 1)
    room.ways.edit_own()
    editor = room.ways.editor
    editor.chooser.choose("illness")
    editor.avoid.setText("Do not visit unasked.")
    editor.avoid.textEdited.emit("Do not visit unasked.")
    editor.chooser.search.setText("wedding")
    assert editor.title.text() == "A wedding"
    editor.chooser.search.clear()
    editor.chooser.choose("illness")
    assert editor.avoid.text() == "Do not visit unasked."
    assert editor.accessibleDescription() == "Not saved yet."
    editor.reject()
    assert editor.isVisible()
    editor.reject()
    assert not editor.isVisible()
    assert asked == [f"What you changed in “{editor.title.text()}” is not saved."] * 2
    assert not desk.paths.playbooks.exists()


def test_a_change_that_was_taken_back_by_hand_asks_nothing(room: Room) -> None:
    room.ways.edit_own()
    editor = room.ways.editor
    editor.chooser.choose("illness")
    as_it_came = editor.avoid.text()
    for words in ("Something else", as_it_came):
        editor.avoid.textEdited.emit(words)
    editor.reject()
    assert not editor.isVisible()


def test_saving_and_taking_away_can_be_undone(room: Room, desk: DeskForTests) -> None:
    own = desk.paths.playbooks / "illness.toml"
    room.ways.edit_own()
    editor = room.ways.editor
    editor.chooser.choose("illness")
    editor.title.textEdited.emit("Somebody is ill")
    save = next(b for b in editor.findChildren(QPushButton) if b.text() == "Save")
    assert save.shortcut() == QKeySequence("Ctrl+S")
    save.click()
    assert own.exists()
    _press(editor, "&Undo")
    assert not own.exists()
    editor.title.textEdited.emit("Somebody is ill")
    _press(editor, "Save")
    saved = own.read_bytes()
    _press(editor, "Reset")
    assert not own.exists()
    assert editor.title.text() != "Somebody is ill"
    _press(editor, "&Undo")
    assert own.read_bytes() == saved
    assert editor.title.text() == "Somebody is ill"
    assert editor.accessibleDescription() == "As it was before."


def test_a_step_with_nothing_to_send_leaves_the_fields_together(room: Room, settle: Settle) -> None:
    dialog = room.begin("big birthday")
    settle()
    gap = dialog.steps.mapTo(dialog, QPoint()).y() - dialog._title.mapTo(dialog, QPoint()).y()
    assert gap < dialog.height() // 3
    assert dialog._no_text.isVisible()
