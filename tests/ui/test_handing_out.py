"""People dragged out of the list and copied: what other programs get, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from relationship_desk.desk.transfer.export import export_people
from relationship_desk.desk.transfer.files import plan_paths
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.formats import FORMATS, READERS
from relationship_desk.ui import handing_out
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.handing_out import HandingOut
from relationship_desk.ui.offered import offered
from relationship_desk.ui.panes.people import PeoplePane
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests, email, phone


class Hand:
    """A window that hands people out; what it said, and each drag's data while it lasted."""

    def __init__(self, desk: DeskForTests, bridge: Bridge, actions: Actions) -> None:
        self.desk = desk
        self.window = QWidget()
        self.whom: list[int] = []
        self.said: list[str] = []
        self.looked_at: list[dict[str, bytes]] = []
        self.files: list[tuple[str, bytes]] = []

        def look(drag: QDrag) -> None:
            data = drag.mimeData()
            self.looked_at.append({name: bytes(data.data(name).data()) for name in data.formats()})
            for url in data.urls():
                path = Path(url.toLocalFile())
                self.files.append((path.name, path.read_bytes()))
            drag.deleteLater()

        def tell(message: Message) -> None:
            self.said.append(message.text)

        self.out = HandingOut(
            bridge, actions, desk.paths.cache, lambda: self.whom, tell, self.window, look
        )

    @property
    def folder(self) -> Path:
        return self.desk.paths.cache / "dragged"

    def plan_of(self, data: QMimeData, bridge: Bridge) -> bool:
        """Whether importing the data would change nothing."""
        given = offered(data, "pasted text")
        return plan_paths(bridge.reader, given, READERS, "DE", lambda *_: None).changes_nothing


@pytest.fixture
def hand(desk: DeskForTests, bridge: Bridge, actions: Actions) -> Iterator[Hand]:
    desk.add("Ida Vale", email("ida@example.org"), Detail(DetailKind.TITLE, ("Curator",)))
    desk.add("Søren Łuk", phone("+49 40 1234567"))
    made = Hand(desk, bridge, actions)
    yield made
    if isValid(made.window):
        made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QGuiApplication.clipboard().clear()


def exported(hand: Hand, people: list[int], tmp_path: Path) -> bytes:
    out = tmp_path / "out.vcf"
    export_people(hand.desk.reader, FORMATS[0], out, person_ids=people, force=True)
    return out.read_bytes()


def test_a_person_dragged_out_is_a_file_a_card_and_a_text(hand: Hand, tmp_path: Path) -> None:
    hand.out.drag([1])
    [data] = hand.looked_at
    card = exported(hand, [1], tmp_path)
    assert data["text/vcard"] == data["text/x-vcard"] == card
    assert hand.files == [("1-ida-vale.vcf", card)]
    assert data["text/plain"].decode() == "Ida Vale\nCurator\ne-mail: ida@example.org\n"


def test_several_people_are_one_file(hand: Hand, tmp_path: Path) -> None:
    hand.out.drag([2, 1])
    [(name, data)] = hand.files
    assert name == "2-søren-łuk-and-1-more.vcf".translate({0xF8: "o", 0x142: "l"})
    assert data == exported(hand, [1, 2], tmp_path)
    assert data.count(b"BEGIN:VCARD") == 2


def test_the_files_go_with_the_window(hand: Hand) -> None:
    hand.out.drag([1])
    assert hand.folder.exists()
    hand.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not hand.folder.exists()


def test_copied_as_vcard_and_pasted_back_changes_nothing(
    hand: Hand, actions: Actions, bridge: Bridge, tmp_path: Path
) -> None:
    hand.whom = [1, 2]
    actions[ActionId.COPY_CARDS].trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert bytes(data.data("text/vcard").data()) == exported(hand, [1, 2], tmp_path)
    assert data.text().startswith("BEGIN:VCARD")
    assert hand.said == ["2 people copied as vCard."]
    assert hand.plan_of(data, bridge)


def test_what_was_dragged_out_comes_back_as_nothing_new(hand: Hand, bridge: Bridge) -> None:
    hand.out.drag([1, 2])
    data = QMimeData()
    data.setData("text/vcard", hand.looked_at[0]["text/vcard"])
    assert hand.plan_of(data, bridge)


def test_copied_as_text_reads_well(hand: Hand, actions: Actions) -> None:
    hand.whom = [1, 2]
    actions[ActionId.COPY_TEXT].trigger()
    assert QGuiApplication.clipboard().text() == (
        "Ida Vale\nCurator\ne-mail: ida@example.org\n\nSøren Łuk\nphone: +49 40 1234567\n"
    )


def test_too_many_people_are_told_and_nobody_is_nothing(
    hand: Hand, actions: Actions, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions[ActionId.COPY_TEXT].trigger()
    assert (hand.said, QGuiApplication.clipboard().text()) == ([], "")
    monkeypatch.setattr(handing_out, "PEOPLE_LIMIT", 1)
    hand.out.drag([1, 2])
    assert hand.looked_at == []
    assert "too many" in hand.said[0]


def test_a_file_that_cannot_be_made_is_told_and_the_card_goes_all_the_same(hand: Hand) -> None:
    hand.folder.parent.mkdir(parents=True, exist_ok=True)
    hand.folder.write_bytes(b"in the way")
    hand.out.drag([1])
    assert hand.files == []
    assert b"BEGIN:VCARD" in hand.looked_at[0]["text/vcard"]
    assert "was not made" in hand.said[0]


def test_moving_the_mouse_with_a_selected_person_begins_a_drag(
    hand: Hand,
    bridge: Bridge,
    actions: Actions,
    theme: Theme,
    qtbot: QtBot,
    settle: Callable[[], None],
) -> None:
    pane = PeoplePane(bridge, actions, theme)
    qtbot.addWidget(pane)
    pane.resize(280, 500)
    pane.show()
    settle()
    pane.list.drag_wanted.connect(lambda: hand.out.drag(pane.selected_ids()))
    port = pane.list.viewport()
    start = pane.list.visualRect(pane.model.index(0)).center()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for step in (10, 30, 60):
        QTest.mouseMove(port, start + QPoint(step, 0))
        settle()
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    assert [name for name, _ in hand.files][:1] == ["1-ida-vale.vcf"]
