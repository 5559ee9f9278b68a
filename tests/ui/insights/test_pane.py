"""The place Insights: pictures that are tables too, kept as files, and one person's warmth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.circles import set_rhythm
from relationship_desk.domain.rhythm import Rhythm
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.insights.pane import InsightsPane
from relationship_desk.ui.theme import Mode, Theme
from relationship_desk.ui.widgets.bar import Kind, Message
from tests.support.desks import DeskForTests

Settle = Callable[[], None]
CONTACTS = 1


@pytest.fixture
def pane(
    bridge: Bridge, actions: Actions, theme: Theme, qtbot: QtBot, desk: DeskForTests,
    settle: Settle,
) -> InsightsPane:  # fmt: skip
    desk.log(desk.add("Ida Vale"), on=desk.clock.now().date())
    made = InsightsPane(bridge, actions, theme)
    bridge.changed.connect(made.apply)
    qtbot.addWidget(made)
    made.resize(700, 640)
    made.show()
    settle()
    return made


def test_every_figure_is_shown_and_follows_the_desk(
    pane: InsightsPane, desk: DeskForTests, settle: Settle
) -> None:
    titles = [view.figure.title for view in pane.views if view.figure is not None]
    assert titles[:2] == ["The four habits", "Contacts day by day"]
    assert len(titles) == len(pane.views)
    figure = pane.views[CONTACTS].figure
    assert figure is not None
    assert figure.rows[-1][1] == 1
    desk.log(1, on=desk.clock.now().date())
    settle()
    figure = pane.views[CONTACTS].figure
    assert figure is not None
    assert figure.rows[-1][1] == 2


def test_a_picture_is_a_table_by_keys(pane: InsightsPane, qtbot: QtBot, settle: Settle) -> None:
    view = pane.views[CONTACTS]
    view.as_table.setFocus()
    qtbot.keyClick(view.as_table, Qt.Key.Key_Space)
    settle()
    assert view.table.isVisible()
    assert not view.drawing.isVisible()
    assert view.table.hasFocus()
    figure = view.figure
    assert figure is not None
    assert view.table.rowCount() == len(figure.rows)
    assert view.table.item(view.table.rowCount() - 1, 1).text() == "1"
    view.as_table.click()
    assert view.drawing.isVisible()


def test_what_is_empty_says_so_and_offers_no_file(pane: InsightsPane) -> None:
    thanks = pane.views[2]
    assert thanks.figure is not None
    assert thanks.figure.is_empty
    assert not thanks.more.isEnabled()


def test_picture_and_table_are_saved(pane: InsightsPane, tmp_path: Path) -> None:
    said: list[Message] = []
    pane.message.connect(said.append)
    view = pane.views[CONTACTS]
    view.save(tmp_path / "c.png")
    view.save(tmp_path / "c.csv")
    assert QImage(str(tmp_path / "c.png")).width() == 1920
    assert (tmp_path / "c.csv").read_text("utf-8").startswith("Day,Contacts")
    view.save(tmp_path / "no" / "c.csv")
    assert [message.kind for message in said] == [Kind.SUCCESS, Kind.SUCCESS, Kind.ERROR]


def test_the_warmth_of_one_person_is_drawn_once_somebody_is_chosen(
    pane: InsightsPane, desk: DeskForTests, settle: Settle
) -> None:
    assert not pane.warmth.isVisible()
    pane.person.set_person(1)
    assert pane.warmth.figure is not None
    assert "Without a rhythm" in pane.warmth.figure.says
    desk.do(set_rhythm, person_ids=[1], rhythm=Rhythm(30, 45))
    settle()
    assert pane.warmth.figure.rows[-1][1] > 0


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_a_drawing_keeps_inside_its_place_at_any_width(
    pane: InsightsPane, theme: Theme, mode: Mode, settle: Settle
) -> None:
    theme.set_mode(mode)
    for width in (340, 700, 1400):
        pane.resize(width, 640)
        settle()
        drawing = pane.views[CONTACTS].drawing
        image = drawing.grab().toImage()
        assert image.height() >= drawing.height()
        assert drawing.width() <= width
