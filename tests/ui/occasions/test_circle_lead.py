"""How long before the occasions of a circle's people, in the dialog of circles."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.circles import change_circle, delete_circle
from relationship_desk.domain.occasions import NEVER
from relationship_desk.store.occasions import circle_leads
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.circles import CirclesDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests

Settle = Callable[[], None]


@pytest.fixture
def circle(desk: DeskForTests) -> int:
    """A circle called Friends."""
    desk.do(change_circle, name="Friends")
    [(found,)] = desk.reader.sql("SELECT id FROM circle")
    return int(found)


@pytest.fixture
def dialog(
    bridge: Bridge,
    actions: Actions,
    theme: Theme,
    qtbot: QtBot,
    settle: Settle,
    circle: int,
) -> Iterator[CirclesDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    said: list[Message] = []
    made = CirclesDialog(bridge, theme, Undoing(bridge, actions, said.append, window), window)
    made.show()
    yield made
    made.close()
    settle()


def test_the_lead_of_a_circle_is_set_as_soon_as_it_is_chosen(
    desk: DeskForTests, dialog: CirclesDialog, circle: int, settle: Settle
) -> None:
    assert not dialog.lead.isEnabled()
    dialog.list.setCurrentRow(0)
    assert dialog.lead.isEnabled()
    assert dialog.lead.box.days() is None
    for days in (7, NEVER, None):
        box = dialog.lead.box
        box.setCurrentIndex(0 if days is None else box.findData(days))
        box.activated.emit(box.currentIndex())
        settle()
        assert circle_leads(desk.reader).get(circle) == days
    desk.undo()
    settle()
    assert dialog.lead.box.days() == NEVER
    dialog.begin_new()
    assert not dialog.lead.isEnabled()


def test_a_circle_that_comes_back_has_its_lead(
    desk: DeskForTests, dialog: CirclesDialog, circle: int, settle: Settle
) -> None:
    dialog.list.setCurrentRow(0)
    dialog.lead.box.choose(11)
    dialog.lead.box.activated.emit(dialog.lead.box.currentIndex())
    desk.do(delete_circle, circle_id=circle)
    settle()
    desk.undo()
    settle()
    dialog.list.setCurrentRow(0)
    assert dialog.lead.box.currentText() == "11 days before, and on the day"
