"""A form: what is missing is said, what was typed stays, and it is saved once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.commands.tasks import TaskForm, add_task
from relationship_desk.domain.errors import UserError
from relationship_desk.store.tasks import task_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from relationship_desk.ui.widgets.words import DateField
from tests.support.desks import DeskForTests

Settle = Callable[[], None]

# What the offscreen platform says of dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class TwoFields(FormDialog):
    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__(theme, "Two fields")
        self.words, self.day = QLineEdit(), DateField(theme, "Day", bridge.clock)
        self.add_row("Words", self.words)
        self.add_row("Day", self.day)

    def value(self) -> TaskForm | None:
        if self.words.text() == "no":
            raise UserError("Anything but that.")
        return TaskForm(self.words.text()) if self.all_understood(self.day) else None


@pytest.fixture
def ida(desk: DeskForTests) -> int:
    return desk.add("Ida Vale")


@pytest.fixture
def said() -> list[Message]:
    return []


@pytest.fixture
def form(
    theme: Theme, bridge: Bridge, ida: int, said: list[Message], settle: Settle
) -> Iterator[TwoFields]:
    made = TwoFields(theme, bridge)
    made.watch_person(bridge, ida)
    made.save_by(
        bridge,
        lambda form: bridge.desk.do(add_task, form=form),
        tell_done(bridge, said.append),
    )
    made.open()
    settle()
    yield made
    if isValid(made):
        made.reject()


def words(desk: DeskForTests) -> list[str]:
    return [row.text for row in task_rows(desk.reader)]


def test_enter_in_a_field_saves_once_and_closes(
    form: TwoFields, desk: DeskForTests, said: list[Message], qtbot: QtBot, settle: Settle
) -> None:
    qtbot.keyClicks(form.words, "call")
    qtbot.keyClick(form.words, Qt.Key.Key_Return)
    settle()

    assert words(desk) == ["call"]
    assert len(said) == 1
    assert said[0].on_action is not None
    said[0].on_action()
    settle()
    assert words(desk) == []


def test_what_a_form_refuses_is_said_and_stays(
    form: TwoFields, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.keyClicks(form.words, "no")
    form.submit()
    settle()

    assert form.isVisible()
    assert form.accessibleDescription() == "Anything but that."
    assert form.words.text() == "no"
    assert form.save.isEnabled()


def test_what_the_desk_refuses_is_said_and_stays(
    form: TwoFields, desk: DeskForTests, settle: Settle
) -> None:
    form.submit()
    settle()

    assert form.isVisible()
    assert form.accessibleDescription()
    assert form.save.isEnabled()


def test_a_field_that_makes_no_sense_is_in_focus(
    form: TwoFields, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    form.activateWindow()
    qtbot.keyClicks(form.words, "call")
    qtbot.keyClicks(form.day.line, "nonsense")
    form.submit()
    settle()

    assert words(desk) == []
    assert form.day.line.hasFocus()


def test_a_person_who_goes_meanwhile_is_told_and_so_is_their_return(
    form: TwoFields, bridge: Bridge, desk: DeskForTests, ida: int, settle: Settle
) -> None:
    desk.do(delete_people, person_ids=[ida])
    settle()
    assert "was deleted meanwhile" in form.accessibleDescription()

    bridge.undo()
    settle()
    assert form.accessibleDescription() == ""


class ManyFields(FormDialog):
    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Many fields")
        self.fields = [QLineEdit() for _ in range(60)]
        for number, field in enumerate(self.fields):
            self.add_row(f"Field {number}", field)

    def value(self) -> None:
        self.fields[0].setFocus()


def test_a_form_that_is_higher_than_the_screen_scrolls_to_whatever_is_in_focus(
    theme: Theme, qtbot: QtBot, settle: Settle
) -> None:
    form = ManyFields(theme)
    form.open()
    settle()
    first, last = form.fields[0], form.fields[-1]
    assert form.height() <= form.screen().availableGeometry().height()
    assert form.save.visibleRegion().boundingRect() == form.save.rect()
    assert last.visibleRegion().isEmpty()

    form.fields[-2].setFocus()
    qtbot.keyClick(form.fields[-2], Qt.Key.Key_Tab)
    assert last.visibleRegion().boundingRect() == last.rect()
    form.submit()
    assert first.visibleRegion().boundingRect() == first.rect()
    form.reject()
