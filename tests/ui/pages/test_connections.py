"""The page of connections: by keys and mouse, the list and the ring say the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.circles import put_into_circles
from relationship_desk.desk.commands.relations import RelationForm, relate
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.relations import RelationKind as K
from relationship_desk.store.around import RING, Beside, Connections
from relationship_desk.store.relations import relations_of
from relationship_desk.store.ways import Ways
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.connections.dialog import RelationDialog
from relationship_desk.ui.connections.lines import Part
from relationship_desk.ui.connections.ring import EgoRing
from relationship_desk.ui.pages.connections import ConnectionsPage, count_relations
from relationship_desk.ui.theme import Mode, Theme
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests

Settle = Callable[[], None]
Qk = Qt.Key


@pytest.fixture
def page(
    bridge: Bridge, actions: Actions, theme: Theme, qtbot: QtBot, settle: Settle
) -> ConnectionsPage:
    made = ConnectionsPage(bridge, actions, theme)
    bridge.changed.connect(made.apply)
    qtbot.addWidget(made)
    made.resize(800, 420)
    made.show()
    made.activateWindow()
    settle()
    return made


def shown(page: ConnectionsPage, part: Part) -> list[tuple[str, str]]:
    rows = page.section.rows.rows
    return [(line.title, line.aside) for line in rows if line.part is part]


def _relate(desk: DeskForTests, one: int, kind: K, other: int) -> None:
    desk.do(relate, form=RelationForm(one, kind, other))


def _acme() -> Detail:
    return Detail(DetailKind.ORGANISATION, ("Acme",))


def test_nothing_yet_says_what_the_place_is_for(
    page: ConnectionsPage, desk: DeskForTests, settle: Settle
) -> None:
    page.show_person(desk.add("Ida Vale"))
    settle()
    assert page.section.isVisible()
    assert page.section.rows.rows == []
    assert not page.ring.isVisible()
    page.show_person(None)
    settle()
    assert not page.section.isVisible()


def test_relations_ways_and_who_was_seen_together_are_listed(
    page: ConnectionsPage, desk: DeskForTests, settle: Settle
) -> None:
    ida, bo, cy, di = (desk.add(name) for name in ("Ida Vale", "Bo Oss", "Cy Ray", "Di Far"))
    desk.log(bo, ida)
    _relate(desk, ida, K.PARENT, cy)
    _relate(desk, di, K.FRIEND, cy)
    page.show_person(ida)
    settle()

    assert shown(page, Part.RELATION) == [("Cy Ray", "Child")]
    assert shown(page, Part.BESIDE) == [("Bo Oss", "")]
    assert shown(page, Part.WAY) == [("You → Ida Vale", ""), ("You → Bo Oss → Ida Vale", "")]
    [note] = shown(page, Part.NOTE)
    assert note == ("Only through Ida Vale you reach Cy Ray and Di Far.", "")
    assert page.section.list.accessibleName() == "Connections"
    spoken = [line.spoken for line in page.section.rows.rows]
    assert "Cy Ray, Child, Through Ida Vale" in spoken
    assert count_relations(page.bridge, ida) == 1


def test_a_relation_is_written_down_edited_and_removed_by_keys(
    page: ConnectionsPage, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Oss")
    messages: list[Message] = []
    page.message.connect(messages.append)
    page.show_person(ida)
    settle()

    page.section.add_button.click()
    [dialog] = page.findChildren(RelationDialog)
    QTest.keyClick(dialog.save, Qk.Key_Space)
    assert "a relation needs two" in dialog.accessibleDescription()
    dialog.other.set_person(bo)
    dialog.kind.setCurrentText(K.PARENT.choice)
    QTest.keyClicks(dialog.since, "once upon")
    QTest.keyClick(dialog.since, Qk.Key_Return)
    assert "no date since when" in dialog.accessibleDescription()
    dialog.since.setText("2019")
    QTest.keyClick(dialog.since, Qk.Key_Return)
    settle()
    assert shown(page, Part.RELATION) == [("Bo Oss", "Child")]
    assert messages[-1].text == "Ida Vale is a parent of Bo Oss."

    page.take_focus()
    QTest.keyClick(page.section.list, Qk.Key_Return)
    dialog = page.findChildren(RelationDialog)[-1]
    assert (dialog.kind.currentText(), dialog.other.line.text(), dialog.since.text()) == (
        "is a parent of", "Bo Oss", "2019",
    )  # fmt: skip
    dialog.kind.setCurrentText(K.MENTOR.choice)
    dialog.save.click()
    settle()
    assert shown(page, Part.RELATION) == [("Bo Oss", "Mentee")]

    QTest.keyClick(page.section.list, Qk.Key_Delete)
    settle()
    assert shown(page, Part.RELATION) == []
    undo = messages[-1].on_action
    assert undo is not None
    undo()
    settle()
    assert shown(page, Part.RELATION) == [("Bo Oss", "Mentee")]
    assert relations_of(desk.reader, bo)[0].since_on == "2019"


def test_a_relation_that_cannot_be_is_said_in_the_form(
    page: ConnectionsPage, desk: DeskForTests, settle: Settle
) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Oss")
    _relate(desk, bo, K.PARENT, ida)
    page.show_person(ida)
    settle()
    page.add()
    [dialog] = page.findChildren(RelationDialog)
    dialog.other.set_person(bo)
    dialog.kind.setCurrentText(K.PARENT.choice)
    dialog.save.click()
    settle()
    assert "the other way round" in dialog.accessibleDescription()
    dialog.reject()


@pytest.mark.parametrize(("key", "said"), [(Qk.Key_Y, [("Bo Oss", "Colleague")]), (Qk.Key_N, [])])
def test_a_proposal_is_answered_by_one_key(
    page: ConnectionsPage,
    desk: DeskForTests,
    settle: Settle,
    key: Qt.Key,
    said: list[tuple[str, str]],
) -> None:
    ida, _ = desk.add("Ida Vale", _acme()), desk.add("Bo Oss", _acme())
    page.show_person(ida)
    settle()
    assert shown(page, Part.PROPOSAL) == [("Bo Oss", "Colleague?")]
    assert shown(page, Part.RELATION) == []

    page.take_focus()
    QTest.keyClick(page.section.list, key)
    settle()

    assert shown(page, Part.PROPOSAL) == []
    assert shown(page, Part.RELATION) == said


def test_who_was_seen_together_can_be_said_to_be_something(
    page: ConnectionsPage, desk: DeskForTests, settle: Settle
) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Oss")
    desk.log(ida, bo)
    page.show_person(ida)
    settle()
    page.section.go_to((Part.BESIDE, bo))
    QTest.keyClick(page.section.list, Qk.Key_E)
    [dialog] = page.findChildren(RelationDialog)
    assert dialog.other.person_id() == bo
    dialog.save.click()
    settle()
    assert shown(page, Part.RELATION) == [("Bo Oss", "Knows")]
    assert shown(page, Part.BESIDE) == []


def test_somebody_is_opened_from_list_and_ring(
    page: ConnectionsPage, desk: DeskForTests, settle: Settle
) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Oss")
    _relate(desk, ida, K.FRIEND, bo)
    chosen: list[int] = []
    page.person_chosen.connect(chosen.append)
    page.show_person(ida)
    settle()

    page.section.go_to((Part.RELATION, relations_of(desk.reader, ida)[0].id))
    QTest.keyClick(page.section.list, Qk.Key_O)
    face = page.ring.centre_of(bo).toPoint()
    QTest.mouseDClick(page.ring, Qt.MouseButton.LeftButton, pos=face)
    assert chosen == [bo, bo]


def test_the_ring_says_what_the_list_says_and_marks_who_has_the_cursor(
    page: ConnectionsPage, desk: DeskForTests, settle: Settle
) -> None:
    ida, bo, cy = (desk.add(name) for name in ("Ida Vale", "Bo Oss", "Cy Ray"))
    desk.do(put_into_circles, person_ids=[bo], add=["Every 3 weeks"])
    desk.log(bo)
    _relate(desk, ida, K.FRIEND, bo)
    _relate(desk, bo, K.KNOWS, cy)
    page.show_person(bo)
    settle()
    assert page.ring.accessibleName() == "Picture: who is around Bo Oss"
    assert page.ring.accessibleDescription() == (
        "Ida Vale, Friend, Through Bo Oss; Cy Ray, Knows, Through Bo Oss"
    )
    page.show_person(ida)
    settle()
    assert page.ring.accessibleDescription().startswith("Bo Oss, Friend, Mild, 46")

    plain = page.ring.grab().toImage()
    QTest.mouseClick(page.ring, Qt.MouseButton.LeftButton, pos=page.ring.centre_of(bo).toPoint())
    line = page.section.current()
    assert line is not None
    assert (line.part, line.person_id) == (Part.RELATION, bo)
    assert page.ring.grab().toImage() != plain
    assert page.ring.face_at(QPointF(1, 1)) is None


def test_the_ring_shows_the_photo_of_who_has_one(theme: Theme, qtbot: QtBot) -> None:
    red = QPixmap(8, 8)
    red.fill("red")
    ring = EgoRing(theme, {"abc": red}.get)
    qtbot.addWidget(ring)
    ring.resize(300, 300)
    around = (Beside(2, "Bo Oss", "", "", True, True, None, ""),)
    found = Connections(1, "Ida Vale", (), (), Ways(()), around, 0, 0, None)
    ring.show_connections(found, {1: "", 2: "abc"})
    picture = ring.grab().toImage()
    assert picture.pixelColor(ring.centre_of(2).toPoint()) == QColor("red")
    assert picture.pixelColor(150, 150 - theme.px(20)) != QColor("red")


def test_a_crowd_is_a_readable_number_and_how_many_more(
    page: ConnectionsPage, desk: DeskForTests, settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    for number in range(RING + 3):
        _relate(desk, ida, K.KNOWS, desk.add(f"P{number:02}"))
    page.show_person(ida)
    settle()
    assert page.ring.accessibleDescription().endswith("and 3 more")
    assert len(shown(page, Part.RELATION)) == RING + 3
    assert shown(page, Part.BESIDE) == []
    desk.log(ida, desk.add("Seen With"))
    settle()
    assert shown(page, Part.BESIDE) == [("and 1 more", "")]


def test_a_narrow_page_shows_the_list_alone(
    page: ConnectionsPage, desk: DeskForTests, settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    _relate(desk, ida, K.KNOWS, desk.add("Bo Oss"))
    page.show_person(ida)
    settle()
    assert page.ring.isVisible()
    page.resize(400, 420)
    settle()
    assert not page.ring.isVisible()
    assert page.section.isVisible()


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_the_ring_is_drawn_in_each_scheme(
    page: ConnectionsPage, desk: DeskForTests, theme: Theme, settle: Settle, mode: Mode
) -> None:
    ida = desk.add("Ida Vale")
    _relate(desk, ida, K.KNOWS, desk.add("Bo Oss"))
    page.show_person(ida)
    theme.set_mode(mode)
    settle()
    image = page.ring.grab().toImage()
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    assert middle != image.pixelColor(2, 2)


def test_the_menu_offers_what_the_keys_do(
    page: ConnectionsPage, desk: DeskForTests, settle: Settle
) -> None:
    ida = desk.add("Ida Vale", _acme())
    desk.add("Bo Oss", _acme())
    page.show_person(ida)
    settle()
    menu: QMenu = page.section.menu(page.section.rows.rows[0])
    assert [action.text() for action in menu.actions()] == [
        "Yes, write it down\tY", "No, do not ask again\tN", "Show person\tO",
    ]  # fmt: skip
    menu.deleteLater()


def test_another_person_replaces_the_first_at_once(
    page: ConnectionsPage, desk: DeskForTests, settle: Settle
) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Oss")
    _relate(desk, ida, K.KNOWS, bo)
    page.show_person(ida)
    settle()
    page.show_person(bo)
    settle()
    assert shown(page, Part.RELATION) == [("Ida Vale", "Knows")]
