"""Contacts go into a file, and what will not fit is said before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.imports import import_cards
from relationship_desk.desk.transfer.files import plan_paths
from relationship_desk.formats import FORMATS
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.export import ExportDialog, Form
from relationship_desk.ui.exporting import Exporting
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message
from tests.support.desks import DeskForTests, email

# What the offscreen platform says of popups and dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Room:
    """A window from which contacts are exported into `target`; None cancels the file dialog."""

    def __init__(self, bridge: Bridge, actions: Actions, theme: Theme) -> None:
        self.window = QWidget()
        self.told: list[Message] = []
        self.selected: list[int] = []
        self.target: Path | None = None
        self.action = actions[ActionId.EXPORT]
        self.flow = Exporting(
            bridge, actions, theme, lambda: self.selected, self.told.append, self.window,
            lambda _parent, _name: self.target,
        )  # fmt: skip

    @property
    def dialog(self) -> ExportDialog:
        assert self.flow.dialog is not None
        return self.flow.dialog

    def said(self) -> list[str]:
        return [message.text for message in self.told]


@pytest.fixture
def room(bridge: Bridge, actions: Actions, theme: Theme) -> Iterator[Room]:
    made = Room(bridge, actions, theme)
    yield made
    made.window.deleteLater()


def settle(qtbot: QtBot) -> None:
    for _ in range(4):
        qtbot.wait(1)


def test_everybody_is_written_and_it_is_said_where(
    qtbot: QtBot, desk: DeskForTests, room: Room, tmp_path: Path
) -> None:
    desk.add("Ida Vale", email("ida@x.example"))
    desk.add("Bo Ray")
    room.target = tmp_path / "contacts.vcf"
    room.action.trigger()
    assert room.dialog.isVisible()
    assert room.dialog.words() == "Everything fits."
    assert not room.dialog.chosen.isVisible()
    qtbot.keyClick(room.dialog, Qt.Key.Key_Return)
    settle(qtbot)
    assert room.flow.dialog is None
    text = room.target.read_text(encoding="utf-8")
    assert text.count("BEGIN:VCARD") == 2
    assert "ida@x.example" in text
    assert room.said() == [f"2 cards exported to {room.target}."]


def test_those_who_are_selected_can_be_exported_alone(
    qtbot: QtBot, desk: DeskForTests, room: Room, tmp_path: Path
) -> None:
    ida = desk.add("Ida Vale")
    desk.add("Bo Ray")
    room.selected, room.target = [ida], tmp_path / "ida.vcf"
    room.action.trigger()
    assert room.dialog.chosen.text() == "Only Ida Vale"
    room.dialog.chosen.click()
    room.dialog.go.click()
    settle(qtbot)
    assert room.target.read_text(encoding="utf-8").count("BEGIN:VCARD") == 1
    assert room.said() == [f"1 card exported to {room.target}."]


def test_what_will_not_fit_is_listed_before_anything_is_written(
    qtbot: QtBot, desk: DeskForTests, room: Room, tmp_path: Path
) -> None:
    old = tmp_path / "old.vcf"
    old.write_bytes(
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ida Vale\r\nN:Vale;Ida;;;\r\n"
        b"LABEL:On the label\r\nMAILER:PigeonMail\r\nEND:VCARD\r\n"
    )
    plan = plan_paths(desk.reader, [old], FORMATS, "DE", lambda _done, _total: None)
    desk.do(import_cards, plan=plan, region="DE")
    room.target = tmp_path / "contacts.vcf"
    room.action.trigger()
    room.dialog.forms["4.0"].click()
    settle(qtbot)
    assert "will not fit" in room.dialog.words()
    assert "Ida Vale: vCard 4.0 has no place for" in room.dialog.losses.toPlainText()
    assert not room.target.exists()
    room.dialog.forms["as_read"].click()
    assert room.dialog.words() == "Everything fits."
    assert not room.dialog.losses.isVisible()
    room.dialog.reject()


@pytest.mark.parametrize(("form", "cell"), [("table", "+49 40 123"), ("safe_table", "'+49 40 123")])
def test_a_table_says_what_it_leaves_out_and_is_written(
    qtbot: QtBot, desk: DeskForTests, room: Room, tmp_path: Path, form: Form, cell: str
) -> None:
    old = tmp_path / "old.vcf"
    old.write_bytes(
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ida Vale\r\nN:Vale;Ida;;;\r\n"
        b"TEL:+49 40 123\r\nMAILER:PigeonMail\r\nEND:VCARD\r\n"
    )
    plan = plan_paths(desk.reader, [old], FORMATS, "DE", lambda _done, _total: None)
    desk.do(import_cards, plan=plan, region="DE")
    room.target = tmp_path / "contacts.csv"
    room.action.trigger()
    room.dialog.forms[form].click()
    settle(qtbot)
    assert "Ida Vale: A table has no place for other lines" in room.dialog.losses.toPlainText()
    room.dialog.go.click()
    settle(qtbot)
    [header, row] = room.target.read_text(encoding="utf-8-sig").splitlines()
    assert header.startswith("Full Name,")
    assert cell in row.split(",")
    assert room.said() == [f"1 row exported to {room.target}."]


def test_leaving_the_file_dialog_goes_back_to_the_question(
    qtbot: QtBot, desk: DeskForTests, room: Room
) -> None:
    desk.add("Ida Vale")
    room.action.trigger()
    room.dialog.go.click()
    settle(qtbot)
    assert room.dialog.isVisible()
    room.dialog.reject()
    assert room.flow.dialog is None
    assert room.told == []


def test_an_empty_desk_says_that_nobody_is_there(
    qtbot: QtBot, desk: DeskForTests, room: Room, tmp_path: Path
) -> None:
    room.target = tmp_path / "contacts.vcf"
    room.action.trigger()
    room.dialog.go.click()
    settle(qtbot)
    assert room.said() == ["There is nobody to export. Nothing was written."]
    assert room.told[0].kind is Kind.ERROR
    assert not room.target.exists()


def test_a_folder_that_cannot_be_written_is_said(
    qtbot: QtBot, desk: DeskForTests, room: Room, tmp_path: Path
) -> None:
    desk.add("Ida Vale")
    room.target = tmp_path / "gone" / "contacts.vcf"
    room.action.trigger()
    room.dialog.go.click()
    settle(qtbot)
    [sentence] = room.said()
    assert "could not be written" in sentence


def test_the_desks_own_file_is_never_replaced(qtbot: QtBot, desk: DeskForTests, room: Room) -> None:
    desk.add("Ida Vale")
    room.target = desk.paths.store
    before = room.target.stat().st_size
    room.action.trigger()
    room.dialog.go.click()
    settle(qtbot)
    assert room.said() == ["That is the desk's own file. Choose another name."]
    assert room.target.stat().st_size == before
    assert room.dialog.isVisible()
    room.dialog.reject()
