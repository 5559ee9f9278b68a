"""Files come onto the desk: dropped, looked at, imported, taken back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.desk.threads import background_threads
from relationship_desk.desk.transfer.plan import Verdict
from relationship_desk.store.people import count_people, person_ids
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.import_preview import ImportDialog
from relationship_desk.ui.dialogs.import_table import ImportTable
from relationship_desk.ui.drop import DropZone
from relationship_desk.ui.importing import Importing
from relationship_desk.ui.last_report import LastReport
from relationship_desk.ui.rows import ROW_ROLE
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing
from relationship_desk.ui.widgets.bar import Bar
from tests.support.desks import DeskForTests, email

# What the offscreen platform says of popups and dialogs is no fault of ours.
pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    # Qt would rather make such events itself, and a test has no other way.
    pytest.mark.filterwarnings("ignore:Function. 'QD:DeprecationWarning"),
]


def card(name: str, *lines: str) -> str:
    body = "".join(f"{line}\r\n" for line in lines)
    return f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\n{body}END:VCARD\r\n"


class Room:
    """A window with a bar that takes drops, and the import that they start."""

    def __init__(self, bridge: Bridge, actions: Actions, theme: Theme, folder: Path) -> None:
        self.window = QWidget()
        self.window.resize(1024, 640)
        self.bar = Bar(theme, self.window)
        self.bridge = bridge
        self.folder = folder
        self.undoing = Undoing(bridge, actions, self.bar.tell, self.window)
        self.flow = Importing(bridge, theme, self.bar.tell, self.undoing.done, self.window)
        self.refused: list[str] = []
        self.failed: list[str] = []
        DropZone(self.window, theme, self.flow.start, self.refused.append, self.refused.append)
        bridge.failed.connect(self.failed.append)
        bridge.bug.connect(self.failed.append)
        self.window.show()

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def drop(self, *paths: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        keys = Qt.KeyboardModifier.NoModifier
        for event in (
            QDragEnterEvent(QPoint(9, 9), action, data, button, keys),
            QDropEvent(QPointF(9, 9), action, data, button, keys),
        ):
            QApplication.sendEvent(self.window, event)

    @property
    def dialog(self) -> ImportDialog:
        assert self.flow.dialog is not None, self.failed
        return self.flow.dialog

    @property
    def table(self) -> ImportTable:
        assert self.dialog.table is not None
        return self.dialog.table

    @property
    def said(self) -> str:
        return "" if self.bar.current is None else self.bar.current.text


@pytest.fixture
def room(
    qtbot: QtBot, bridge: Bridge, actions: Actions, theme: Theme, tmp_path: Path
) -> Iterator[Room]:
    made = Room(bridge, actions, theme, tmp_path)
    yield made
    made.window.close()
    made.window.deleteLater()


def settle(qtbot: QtBot) -> None:
    for _ in range(4):
        qtbot.wait(1)


def listed(table: ImportTable) -> list[str]:
    return [table.model.index(i).data() for i in range(table.model.rowCount())]


def names(table: ImportTable) -> list[str]:
    return [table.model.index(i).data(ROW_ROLE).name for i in range(table.model.rowCount())]


def test_a_dropped_file_is_looked_at_imported_and_taken_back(
    qtbot: QtBot, desk: DeskForTests, room: Room
) -> None:
    room.drop(room.file("friends.vcf", card("Ida Vale", "EMAIL:ida@x.example") + card("Bo Ray")))
    settle(qtbot)
    assert count_people(desk.reader) == 0
    assert room.dialog.isVisible()
    assert not room.dialog.isModal()
    assert room.dialog.go.text() == "Import 2 people"
    assert names(room.table) == ["Ida Vale", "Bo Ray"]
    qtbot.keyClick(room.dialog, Qt.Key.Key_Return)
    settle(qtbot)
    assert room.flow.dialog is None
    assert count_people(desk.reader) == 2
    shown = room.bar.current
    assert shown is not None
    assert (shown.text, shown.action) == ("2 people imported.", "Undo")
    assert shown.on_action is not None
    shown.on_action()
    settle(qtbot)
    assert count_people(desk.reader) == 0
    assert room.said == "Taken back: Import 2 people from friends.vcf."


def test_the_preview_sorts_cards_by_what_becomes_of_them(
    qtbot: QtBot, desk: DeskForTests, room: Room
) -> None:
    desk.add("Ida Vale", email("ida@x.example"))
    desk.add("Zoe Quill", email("zoe@x.example"))
    room.drop(
        room.file(
            "mixed.vcf",
            card("Ida Vale", "EMAIL:ida@x.example", "TEL:+49 40 123456")
            + card("Zoe Quill", "EMAIL:zoe@x.example")
            + card("Bo Ray")
            + "BEGIN:VCARD\r\nVERSION:3.0\r\n",
        )
    )
    settle(qtbot)
    table = room.table
    counts = {
        verdict: button.text() for verdict, button in table.filters.items() if button.isVisible()
    }
    assert counts == {
        None: "All  4",
        Verdict.NEW: "New  1",
        Verdict.UPDATED: "Update  1",
        Verdict.SAME: "Same  1",
        Verdict.UNREADABLE: "Unreadable  1",
    }
    table.filters[Verdict.UPDATED].click()
    [updated] = listed(table)
    assert updated.startswith("Ida Vale, Update: Adds phone +49 40 123456")
    table.filters[Verdict.UNREADABLE].click()
    [unreadable] = listed(table)
    assert "mixed.vcf" in unreadable
    assert "line" in unreadable
    table.filters[Verdict.NEW].click()
    assert names(table) == ["Bo Ray"]
    room.dialog.reject()


def decide(table: ImportTable, words: str) -> None:
    """Choose what becomes of the card in front, as the user does."""
    box = table.decision.one
    place = box.findText(words)
    assert place >= 0, [box.itemText(i) for i in range(box.count())]
    box.setCurrentIndex(place)
    box.activated.emit(place)


@pytest.fixture
def mixed(qtbot: QtBot, desk: DeskForTests, room: Room) -> ImportTable:
    """The preview of an update, of somebody who may be here, and of somebody new."""
    desk.add("Ida Vale", email("ida@x.example"))
    cards = (
        card("Ida Vale", "EMAIL:ida@x.example", "TEL:+49 40 123456"),
        card("Ida Vale", "NOTE:sails"),
        card("Bo Ray"),
    )
    room.drop(room.file("mixed.vcf", "".join(cards)))
    settle(qtbot)
    return room.table


def offered(table: ImportTable, place: int) -> list[str]:
    table.list.setCurrentIndex(table.model.index(place))
    return [table.decision.one.itemText(i) for i in range(table.decision.one.count())]


def test_each_card_offers_what_can_be_decided_over_it(room: Room, mixed: ImportTable) -> None:
    assert offered(mixed, 0) == ["Add to Ida Vale", "Add as new", "Leave out"]
    assert offered(mixed, 1) == [
        "Add as new, marked as perhaps here",
        "Add as new, without a mark",
        "Merge into Ida Vale",
        "Leave out",
    ]
    assert offered(mixed, 2) == ["Add as new", "Leave out"]
    room.dialog.reject()


def test_what_was_decided_is_what_comes_in_and_can_be_taken_back(
    qtbot: QtBot, desk: DeskForTests, room: Room, mixed: ImportTable
) -> None:
    before = desk.facts()
    mixed.list.setCurrentIndex(mixed.model.index(1))
    decide(mixed, "Merge into Ida Vale")
    assert room.dialog.go.text() == "Import 1 person"
    assert listed(mixed)[1].startswith("Ida Vale, Update: Adds note sails")
    mixed.list.setCurrentIndex(mixed.model.index(2))
    decide(mixed, "Leave out")
    assert room.dialog.go.text() == "Update 2 people"
    assert mixed.filters[Verdict.SKIPPED].text() == "Skipped  1"
    room.dialog.go.click()
    settle(qtbot)
    assert room.said == "2 people updated. 1 left out."
    [ida] = person_ids(desk.reader)
    assert {d.detail.text for d in desk.person(ida).details} == {
        "ida@x.example", "+49 40 123456", "sails",
    }  # fmt: skip
    desk.undo()
    settle(qtbot)
    assert desk.facts() == before


def test_all_that_are_listed_are_decided_over_at_once_and_back(
    room: Room, mixed: ImportTable
) -> None:
    proposed = mixed.plan
    actions = {action.text(): action for action in mixed.decision.menu.actions()}
    assert list(actions) == [
        "As proposed", "Add all as new", "Merge all into whom they are like", "Leave all out",
    ]  # fmt: skip
    actions["Leave all out"].trigger()
    assert mixed.plan.counts.skipped == 3
    assert not room.dialog.go.isVisible()
    assert "You leave out all that is new" in mixed.sentence.text()
    assert len(listed(mixed)) == 3
    actions["As proposed"].trigger()
    assert mixed.plan == proposed
    assert room.dialog.go.isVisible()
    mixed.filters[Verdict.NEW].click()
    assert [action.text() for action in mixed.decision.menu.actions()] == [
        "As proposed", "Leave all out",
    ]  # fmt: skip
    room.dialog.reject()


@pytest.mark.parametrize("leave", ["button", "escape", "close"])
def test_leaving_the_preview_leaves_nothing_behind(
    qtbot: QtBot, desk: DeskForTests, room: Room, leave: str
) -> None:
    before = desk.facts()
    room.drop(room.file("friends.vcf", card("Ida Vale")))
    settle(qtbot)
    if leave == "button":
        qtbot.mouseClick(room.dialog.cancel, Qt.MouseButton.LeftButton)
    elif leave == "escape":
        qtbot.keyClick(room.dialog, Qt.Key.Key_Escape)
    else:
        room.dialog.close()
    settle(qtbot)
    assert room.flow.dialog is None
    assert desk.facts() == before
    room.drop(room.file("friends.vcf", card("Ida Vale")))
    settle(qtbot)
    assert room.dialog.isVisible()
    room.dialog.reject()


def test_the_same_file_again_says_when_it_came_first(
    qtbot: QtBot, desk: DeskForTests, room: Room
) -> None:
    path = room.file("friends.vcf", card("Ida Vale"))
    room.drop(path)
    settle(qtbot)
    room.dialog.go.click()
    settle(qtbot)
    facts = desk.facts()
    room.drop(path)
    settle(qtbot)
    words = room.table.sentence.text()
    assert "came already on Thursday 12 March 2026, with friends.vcf" in words
    assert not room.dialog.go.isVisible()
    assert room.dialog.cancel.text() == "Close"
    room.dialog.cancel.click()
    settle(qtbot)
    assert desk.facts() == facts


def make_genomics(room: Room) -> Path:
    return room.file("sample.vcf", "##fileformat=VCFv4.2\n#CHROM\tPOS\n")


def make_empty(room: Room) -> Path:
    return room.file("empty.vcf", b"")


def make_text(room: Room) -> Path:
    return room.file("letter.vcf", "Dear Ida,\nhow are you?\n")


def make_folder(room: Room) -> Path:
    folder = room.folder / "folder.vcf"
    folder.mkdir()
    return folder


def make_nothing(room: Room) -> Path:
    return room.folder / "gone.vcf"


@pytest.mark.parametrize("make", [make_genomics, make_empty, make_text, make_folder, make_nothing])
def test_what_is_no_file_of_contacts_gets_one_sentence(
    qtbot: QtBot, desk: DeskForTests, room: Room, make: Callable[[Room], Path]
) -> None:
    before = desk.facts()
    path = make(room)
    room.drop(path)
    settle(qtbot)
    assert room.flow.dialog is None
    [sentence] = room.failed
    assert path.name in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert desk.facts() == before


def test_a_bad_file_among_good_ones_is_named_and_the_others_come_in(
    qtbot: QtBot, desk: DeskForTests, room: Room
) -> None:
    room.drop(make_genomics(room), room.file("good.vcf", card("Ida Vale")))
    settle(qtbot)
    assert any("sample.vcf" in label for label in room.table.refused)
    room.dialog.go.click()
    settle(qtbot)
    assert count_people(desk.reader) == 1


def test_a_second_drop_waits_until_the_first_is_answered(
    qtbot: QtBot, desk: DeskForTests, room: Room
) -> None:
    path = room.file("friends.vcf", card("Ida Vale"))
    room.drop(path)
    settle(qtbot)
    first = room.dialog
    room.drop(path)
    settle(qtbot)
    assert room.dialog is first
    assert "open already" in room.said
    first.reject()


def test_enter_on_cancel_cancels(qtbot: QtBot, desk: DeskForTests, room: Room) -> None:
    before = desk.facts()
    room.drop(room.file("friends.vcf", card("Ida Vale")))
    settle(qtbot)
    room.dialog.cancel.setFocus()
    qtbot.keyClick(room.dialog.cancel, Qt.Key.Key_Return)
    settle(qtbot)
    assert room.flow.dialog is None
    assert desk.facts() == before


def test_the_report_can_be_copied(qtbot: QtBot, room: Room) -> None:
    text = card("Ida Vale") + "BEGIN:VCARD\r\nVERSION:3.0\r\n"
    room.drop(room.file("friends.vcf", text))
    settle(qtbot)
    room.dialog.copy.click()
    report = QGuiApplication.clipboard().text()
    assert "friends.vcf, card 1, lines 1 to 4: Ida Vale: New." in report
    assert "friends.vcf, card 2, lines 5 to 6" in report
    assert "Unreadable" in report
    room.dialog.reject()


def test_markup_in_a_name_is_shown_as_it_is(qtbot: QtBot, room: Room) -> None:
    room.drop(room.file("odd.vcf", card("<b>Ida</b>")))
    settle(qtbot)
    assert names(room.table) == ["<b>Ida</b>"]
    room.dialog.reject()


# ------------------------------------------------------------------------------- with real threads


@pytest.fixture
def threaded(
    qtbot: QtBot, desk: DeskForTests, actions: Actions, theme: Theme, tmp_path: Path
) -> Iterator[Room]:
    """The same with reading in background threads, as in the program."""
    background = background_threads()
    bridge = Bridge(desk.composition.desk, desk.reader, desk.clock, background)
    made = Room(bridge, actions, theme, tmp_path)
    yield made
    background.close()
    made.window.close()
    made.window.deleteLater()
    bridge.close()
    bridge.deleteLater()


def many_cards(number: int) -> str:
    return "".join(card(f"Person {i}", f"EMAIL:p{i}@x.example") for i in range(number))


def test_reading_shows_how_far_it_is_and_the_desk_stays_usable(
    qtbot: QtBot, desk: DeskForTests, threaded: Room
) -> None:
    steps: list[int] = []
    threaded.drop(threaded.file("many.vcf", many_cards(3000)))
    threaded.dialog.progress.valueChanged.connect(steps.append)
    desk.add("Meanwhile")
    qtbot.waitUntil(lambda: threaded.dialog.table is not None, timeout=20_000)
    assert len(steps) > 3
    assert steps == sorted(steps) or steps[-1] <= 0
    threaded.dialog.reject()


def test_the_preview_grows_in_the_middle_of_the_window(qtbot: QtBot, threaded: Room) -> None:
    threaded.drop(threaded.file("many.vcf", many_cards(300)))
    threaded.dialog.show()
    qtbot.waitUntil(lambda: threaded.dialog.table is not None, timeout=20_000)
    middle = threaded.dialog.frameGeometry().center()
    apart = middle - threaded.window.frameGeometry().center()
    assert apart.manhattanLength() <= 4
    threaded.dialog.reject()


def test_cancel_while_reading_closes_at_once_and_stops_the_reading(
    qtbot: QtBot, desk: DeskForTests, threaded: Room
) -> None:
    before = desk.facts()
    threaded.drop(threaded.file("many.vcf", many_cards(20_000)))
    dialog = threaded.dialog
    # On the signal: asking for the value now and then can miss the whole of the reading.
    dialog.progress.valueChanged.connect(lambda value: value > 0 and dialog.cancel.click())
    qtbot.waitUntil(lambda: threaded.flow.dialog is None, timeout=20_000)
    done: list[int] = []
    threaded.bridge.in_background(lambda: 1, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=2_000)
    assert desk.facts() == before


def test_cancel_while_writing_leaves_nothing_behind(
    qtbot: QtBot, desk: DeskForTests, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.facts()
    room.drop(room.file("many.vcf", many_cards(600)))
    settle(qtbot)
    dialog = room.dialog
    # In this thread the write happens within the click, so Cancel comes as it begins.
    monkeypatch.setattr(dialog, "show_writing", dialog.cancel.click)
    dialog.go.click()
    settle(qtbot)
    assert room.flow.dialog is None
    assert desk.facts() == before
    assert room.failed == []
    assert room.said == ""


def test_people_edited_since_are_kept_and_named_when_an_import_is_taken_back(
    qtbot: QtBot, desk: DeskForTests, room: Room
) -> None:
    room.drop(room.file("friends.vcf", card("Ida Vale") + card("Bo Ray")))
    settle(qtbot)
    room.dialog.go.click()
    settle(qtbot)
    assert room.bar.current is not None
    undo = room.bar.current.on_action
    assert undo is not None
    [ida] = person_ids(desk.reader, "ida")
    desk.log(ida)
    undo()
    settle(qtbot)
    assert person_ids(desk.reader) == [ida]
    shown = room.bar.current
    assert shown is not None
    assert "Ida Vale was changed since then and kept." in shown.text
    assert shown.action == "Remove that one too"
    assert shown.on_action is not None
    shown.on_action()
    settle(qtbot)
    assert person_ids(desk.reader) == []


def test_the_report_of_the_last_import_is_kept_and_shown_when_asked_for(
    qtbot: QtBot, bridge: Bridge, actions: Actions, theme: Theme, tmp_path: Path
) -> None:
    window = QWidget()
    action = actions[ActionId.IMPORT_REPORT]
    report = LastReport(action, theme, window)
    assert not action.isEnabled()
    flow = Importing(
        bridge, theme, lambda _: None, lambda _words, _outcome: None, window, report.keep
    )
    path = tmp_path / "friends.vcf"
    path.write_text(card("Ida Vale") + "what?\r\n", encoding="utf-8", newline="")
    flow.start([path])
    settle(qtbot)
    assert flow.dialog is not None
    flow.dialog.go.click()
    settle(qtbot)
    action.trigger()
    assert report.dialog is not None
    text = report.dialog.text.toPlainText()
    assert text.startswith("Imported on Thursday 12 March 2026 at 17:00. 1 person imported.")
    assert "friends.vcf, card 1, lines 1 to 4: Ida Vale: New." in text
    assert "friends.vcf, card 2, line 5: (no name): Unreadable." in text
    assert "[what?]" in text
    report.dialog.copy.click()
    assert "Ida Vale" in QGuiApplication.clipboard().text()
    report.dialog.accept()
    assert report.dialog is None
    window.deleteLater()


def test_files_a_folder_and_an_archive_come_in_together(
    qtbot: QtBot, desk: DeskForTests, room: Room, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "bo.vcf").write_text(card("Bo Ray"), encoding="utf-8", newline="")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("jo.vcf", card("Jo Ek"))
        archive.writestr("t.csv", "First Name,Last Name,E-mail Address\nUte,Fa,ute@x.example\n")
    room.drop(room.file("ida.vcf", card("Ida Vale")), folder, tmp_path / "all.zip")
    settle(qtbot)
    if room.flow.choices.dialog is not None:
        room.flow.choices.dialog.reject()
    assert sorted(names(room.table)) == ["Bo Ray", "Ida Vale", "Jo Ek", "Ute Fa"]
    room.dialog.go.click()
    settle(qtbot)
    assert count_people(desk.reader) == 4
    desk.undo()
    assert count_people(desk.reader) == 0
