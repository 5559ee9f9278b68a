"""How files are read is decided in the window: columns, separators, letters; and is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.domain.contact import DetailKind
from relationship_desk.formats.csv.meanings import MEANINGS
from relationship_desk.store.people import count_people, person_ids
from relationship_desk.store.readings import reading_rules
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.columns import Choice, ColumnsDialog
from relationship_desk.ui.dialogs.import_table import ImportTable
from relationship_desk.ui.dialogs.letters import LettersDialog
from relationship_desk.ui.import_words import report_text
from relationship_desk.ui.importing import Importing
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing
from relationship_desk.ui.widgets.bar import Bar
from tests.support.desks import DeskForTests

Settle = Callable[[], None]

pytestmark = [pytest.mark.qt_log_ignore("This plugin does not support")]

GUESSED = "Wer;Erreichbar;Stadtteil\nIda Vale;ida@x.example;Altona\nUte Fa;ute@x.example;Wedel\n"
UNKNOWN = "Alpha,Beta,Gamma\none,two,three\nfour,five,six\nseven,eight,nine\n"
KNOWN = "First Name,Last Name,Primary Email,Display Name,Nickname\nIda,Vale,ida@x.example,Ida V,I\n"
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jörg Müller\r\nEND:VCARD\r\n"


class Room:
    """A window, the import of one file, and the dialogs over it."""

    def __init__(
        self, desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme, path: Path
    ) -> None:
        self.desk = desk
        self.window = QWidget()
        self.window.resize(1100, 760)
        bar = Bar(theme, self.window)
        undoing = Undoing(bridge, actions, bar.tell, self.window)
        self.flow = Importing(bridge, theme, bar.tell, undoing.done, self.window)
        self.path = path
        self.window.show()

    def give(self, content: str | bytes, name: str = "people.csv") -> None:
        path = self.path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        self.flow.start([path])

    @property
    def table(self) -> ImportTable:
        assert self.flow.dialog is not None
        assert self.flow.dialog.table is not None
        return self.flow.dialog.table

    @property
    def columns(self) -> ColumnsDialog:
        assert isinstance(self.flow.choices.dialog, ColumnsDialog)
        return self.flow.choices.dialog

    @property
    def letters(self) -> LettersDialog:
        assert isinstance(self.flow.choices.dialog, LettersDialog)
        return self.flow.choices.dialog

    def press(self, words: str) -> None:
        [button] = [b for b in self.table.readings.buttons if b.text() == words]
        button.click()

    def bring_in(self) -> None:
        assert self.flow.dialog is not None
        self.flow.dialog.go.click()

    def facts(self) -> list[list[str]]:
        people = [self.desk.person(i) for i in person_ids(self.desk.reader)]
        return [[d.detail.text for d in person.details] for person in people]


@pytest.fixture
def room(
    desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme, tmp_path: Path
) -> Iterator[Room]:
    made = Room(desk, bridge, actions, theme, tmp_path)
    yield made
    if made.flow.dialog is not None:
        made.flow.dialog.reject()
    made.window.close()
    made.window.deleteLater()


def choose(field: Choice, words: str) -> None:
    """Choose as the keyboard does: the entry, and the signal of an entry that was chosen."""
    place = field.findText(words)
    assert place >= 0, words
    field.setCurrentIndex(place)
    field.activated.emit(place)


def test_a_guessed_table_asks_what_its_columns_mean_and_shows_the_first_people(
    room: Room, settle: Settle
) -> None:
    room.give(GUESSED)
    settle()
    dialog = room.columns
    assert [field.currentText() for field in dialog.meanings] == [
        "Full name", "E-mail", "No fact: kept with the card",
    ]  # fmt: skip
    assert "Ida Vale\ne-mail: ida@x.example" in dialog.people.text()
    choose(dialog.meanings[2], "City")
    assert "address: Altona" in dialog.people.text()
    dialog.go.click()
    settle()
    room.bring_in()
    settle()
    assert room.facts()[0] == ["ida@x.example", "Altona"]


def test_what_was_chosen_is_used_again_without_a_question_and_said(
    room: Room, settle: Settle
) -> None:
    room.give(GUESSED)
    settle()
    choose(room.columns.meanings[2], "City")
    room.columns.go.click()
    settle()
    room.bring_in()
    settle()
    room.give("Wer;Erreichbar;Stadtteil\nBo Oss;bo@x.example;Schenefeld\n", "next.csv")
    settle()
    assert room.flow.choices.dialog is None
    assert room.table.readings.sentences == ["next.csv: its columns are read as you decided"]
    assert room.table.plan.rows[0].item.contact.details[1].kind is DetailKind.ADDRESS  # type: ignore[union-attr]


def test_what_was_decided_can_be_forgotten(room: Room, settle: Settle, desk: DeskForTests) -> None:
    room.give(GUESSED)
    settle()
    choose(room.columns.meanings[2], "City")
    room.columns.go.click()
    settle()
    room.bring_in()
    settle()
    assert reading_rules(desk.reader)
    room.give(GUESSED.replace("Altona", "Ottensen"), "next.csv")
    settle()
    room.press("Columns…")
    room.columns.forget.click()
    settle()
    assert room.table.readings.sentences == ["next.csv: what its columns mean is a guess"]
    assert room.flow.choices.dialog is None
    room.bring_in()
    settle()
    assert reading_rules(desk.reader) == {}


def test_a_decision_is_forgotten_with_an_import_that_was_not_wanted(
    room: Room, settle: Settle
) -> None:
    room.give(GUESSED)
    settle()
    choose(room.columns.meanings[2], "City")
    room.columns.go.click()
    settle()
    assert room.flow.dialog is not None
    room.flow.dialog.reject()
    room.give(GUESSED)
    settle()
    assert room.columns.meanings[2].currentText() == "No fact: kept with the card"


def test_a_table_in_which_nobody_is_recognised_waits_for_its_columns(
    room: Room, settle: Settle
) -> None:
    room.give(UNKNOWN)
    settle()
    assert room.table.readings.sentences == [
        "people.csv: nobody was recognised, say what its columns mean"
    ]
    for field in room.columns.meanings:
        choose(field, "No fact: kept with the card")
    assert not room.columns.go.isEnabled()
    assert "Say which column is the name" in room.columns.hint.text()
    choose(room.columns.meanings[1], "Full name")
    assert room.columns.go.isEnabled()
    room.columns.go.click()
    settle()
    assert room.table.plan.counts.new == 3
    room.bring_in()
    settle()
    assert count_people(room.desk.reader) == 3


def test_a_known_table_asks_nothing_and_can_be_changed_all_the_same(
    room: Room, settle: Settle
) -> None:
    room.give(KNOWN)
    settle()
    assert room.flow.choices.dialog is None
    assert "a table of Thunderbird" in room.table.readings.sentences[0]
    room.press("Columns…")
    choose(room.columns.meanings[4], "Note")
    room.columns.go.click()
    settle()
    room.bring_in()
    settle()
    assert "I" in room.facts()[0]


def test_separator_and_header_are_tried_at_once(room: Room, settle: Settle) -> None:
    room.give("Ida Vale;ida@x.example\nUte Fa;ute@x.example\n")
    settle()
    dialog = room.columns
    assert dialog.header_row.currentText() == "No row names the columns"
    choose(dialog.separator, "Comma")
    assert len(dialog.meanings) == 1
    choose(dialog.separator, "Semicolon")
    choose(dialog.header_row, "No row names the columns")
    assert len(dialog.meanings) == 2
    assert "ida@x.example" in dialog.people.text()


def test_labels_are_for_what_can_have_several(room: Room, settle: Settle) -> None:
    room.give(GUESSED)
    settle()
    dialog = room.columns
    assert not dialog.labels[0].isVisible()
    dialog.labels[1].setCurrentText("work")
    dialog.labels[1].activated.emit(2)
    assert "work: ida@x.example" in dialog.people.text()


def test_every_meaning_can_be_chosen_and_never_loses_a_cell(room: Room, settle: Settle) -> None:
    room.give(GUESSED)
    settle()
    dialog = room.columns
    for meaning in MEANINGS:
        choose(dialog.meanings[2], meaning.words)
        people = dialog.look.people()
        assert people
    dialog.reject()


def test_letters_are_chosen_among_three_with_names_in_each(room: Room, settle: Settle) -> None:
    room.give(CARD.encode("mac_roman"), "old.vcf")
    settle()
    assert "old.vcf: its letters are read as" in room.table.readings.sentences[0]
    room.press("Letters…")
    assert len(room.letters.offers) == 3
    room.letters.offers["mac_roman"].click()
    room.letters.go.click()
    settle()
    assert [row.name for row in room.table.plan.rows] == ["Jörg Müller"]
    report = report_text(room.table.plan, UTC)
    assert "The letters of “old.vcf” are read as Western (Macintosh): Jörg Müller" in report
    room.bring_in()
    settle()
    room.give(CARD.encode("mac_roman"), "again.vcf")
    settle()
    assert room.table.plan.changes_nothing
    assert "as you decided" in room.table.readings.sentences[0]


def test_an_encoding_that_was_not_offered_can_be_chosen(room: Room, settle: Settle) -> None:
    room.give(CARD.encode("mac_roman"), "old.vcf")
    settle()
    room.press("Letters…")
    choose(room.letters.others, "Cyrillic (KOI8-R)")
    assert room.letters.codec == "koi8_r"
    first = next(iter(room.letters.offers.values()))
    first.click()
    assert room.letters.codec != "koi8_r"
    room.letters.reject()


def test_the_dialog_is_left_with_the_keyboard_alone(
    room: Room, settle: Settle, qtbot: QtBot
) -> None:
    room.give(GUESSED)
    settle()
    dialog = room.columns
    fields = [dialog.separator, dialog.header_row, *dialog.meanings, dialog.cancel, dialog.go]
    assert all(field.focusPolicy() & Qt.FocusPolicy.TabFocus for field in fields)
    assert all(f.accessibleName() for f in (*dialog.meanings, *dialog.labels, dialog.separator))
    qtbot.keyClick(dialog.go, Qt.Key.Key_Return)
    settle()
    assert room.flow.choices.dialog is None
    assert room.table.readings.sentences == ["people.csv: its columns are read as you decided"]


def test_return_does_what_the_button_with_the_focus_says(
    room: Room, settle: Settle, qtbot: QtBot
) -> None:
    room.give(GUESSED)
    settle()
    qtbot.keyClick(room.columns.cancel, Qt.Key.Key_Return)
    settle()
    assert room.flow.choices.dialog is None
    assert "as you decided" not in room.table.readings.sentences[0]
    [columns] = room.table.readings.buttons
    qtbot.keyClick(columns, Qt.Key.Key_Return)
    settle()
    assert isinstance(room.flow.choices.dialog, ColumnsDialog)
    room.columns.reject()
    assert room.facts() == []
