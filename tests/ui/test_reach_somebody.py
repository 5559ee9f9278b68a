"""How do I reach…: a person or an organisation is typed, the ways are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.relations import RelationForm, relate
from relationship_desk.desk.commands.seasons import begin_grief
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.relations import RelationKind as K
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.connections.reach import ReachActions, ReachDialog
from relationship_desk.ui.theme import Theme
from tests.support.desks import TODAY, DeskForTests

# What the offscreen platform says of popups is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

Settle = Callable[[], None]
Qk = Qt.Key


@pytest.fixture
def ida(desk: DeskForTests) -> int:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Oss")
    cy = desk.add("Cy Ray", Detail(DetailKind.ORGANISATION, ("Acme",)))
    desk.log(ida)
    desk.do(relate, form=RelationForm(ida, K.KNOWS, bo))
    desk.do(relate, form=RelationForm(bo, K.MANAGER, cy))
    return ida


@pytest.fixture
def shown() -> list[int]:
    """Who was put in front."""
    return []


@pytest.fixture
def opened(bridge: Bridge, theme: Theme, shown: list[int], settle: Settle) -> Iterator[ReachDialog]:
    dialog = ReachDialog(bridge, theme, None, shown.append)
    dialog.show()
    settle()
    yield dialog
    dialog.close()


def _type(dialog: ReachDialog, text: str) -> None:
    dialog.line.clear()
    QTest.keyClicks(dialog.line, text)
    QTest.keyClick(dialog.popup if dialog.popup.isVisible() else dialog.line, Qk.Key_Return)


def _ways(dialog: ReachDialog) -> list[str]:
    return [line.title for line in dialog.section.rows.rows]


def test_a_person_is_typed_and_the_ways_stand_below(
    opened: ReachDialog, ida: int, settle: Settle
) -> None:
    assert not opened.section.isVisible()
    _type(opened, "cy")
    settle()
    assert opened.line.text() == "Cy Ray"
    assert _ways(opened) == ["You → Ida Vale → Bo Oss → Cy Ray"]
    [line] = opened.section.rows.rows
    assert line.below == (
        "You were in touch 9 days ago with Ida Vale",
        "Ida Vale knows Bo Oss",
        "Bo Oss manages Cy Ray",
    )


def test_an_organisation_is_reached_through_the_best_person_there(
    opened: ReachDialog, ida: int, settle: Settle
) -> None:
    _type(opened, "acme")
    settle()
    assert _ways(opened) == ["You → Ida Vale → Bo Oss → Cy Ray"]


def test_the_first_on_the_way_is_shown_by_enter(
    opened: ReachDialog, shown: list[int], ida: int, settle: Settle
) -> None:
    _type(opened, "bo")
    settle()
    opened.section.take_focus()
    QTest.keyClick(opened.section.list, Qk.Key_Return)
    assert shown == [ida]
    assert _ways(opened) == ["You → Ida Vale → Bo Oss"]


def test_no_way_and_no_name_are_said(
    opened: ReachDialog, desk: DeskForTests, ida: int, settle: Settle
) -> None:
    desk.add("Far Away")
    _type(opened, "far")
    settle()
    assert "No way of three steps leads to Far Away yet" in opened.said.text()
    assert not opened.section.isVisible()
    _type(opened, "zzz")
    assert opened.said.text() == "Nobody and no organisation here is called that."


def test_who_is_not_asked_is_said_and_changes_are_followed(
    opened: ReachDialog, desk: DeskForTests, ida: int, settle: Settle
) -> None:
    _type(opened, "bo")
    settle()
    desk.do(begin_grief, person_id=ida, from_on=TODAY)
    settle()
    assert _ways(opened) == ["Not asked to pass you on: Ida Vale is grieving."]


def test_it_opens_for_who_is_in_front_and_stands_once(
    bridge: Bridge, theme: Theme, qtbot: QtBot, desk: DeskForTests, ida: int, settle: Settle
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    acts = ReachActions(bridge, theme, lambda: [ida], lambda _: None, window)
    acts.open()
    first = acts.dialog
    acts.open()
    settle()
    assert acts.dialog is not None
    assert acts.dialog is not first
    assert _ways(acts.dialog) == ["You → Ida Vale"]
    acts.dialog.close()
