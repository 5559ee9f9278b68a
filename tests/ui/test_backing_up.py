"""Backups in the window: on the beat, in their list, restored and deleted after a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.desk import keeping
from relationship_desk.desk.backup_files import Why, backup_files
from relationship_desk.desk.keeping import Keeper
from relationship_desk.domain.errors import StoreUnusable
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.backing_up import BackingUp
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.ask import AskDialog
from relationship_desk.ui.dialogs.backups import BackupsDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message
from tests.support.desks import DeskForTests
from tests.support.reminders import prefer

Settle = Callable[[], None]


@pytest.fixture
def said() -> list[Message]:
    return []


@pytest.fixture
def wanted() -> list[Path]:
    """What the window was asked to restore."""
    return []


@pytest.fixture
def backing(
    desk: DeskForTests,
    bridge: Bridge,
    actions: Actions,
    theme: Theme,
    said: list[Message],
    wanted: list[Path],
) -> Iterator[BackingUp]:
    window = QWidget()
    keeper = desk.composition.keeper
    made = BackingUp(keeper, bridge, actions, theme, said.append, window)
    made.restore_wanted.connect(wanted.append)
    yield made
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def dialog(
    backing: BackingUp, desk: DeskForTests, actions: Actions, settle: Settle, qapp: QApplication
) -> Iterator[BackupsDialog]:
    """The list of two backups, of one person and of two, the newer first."""
    for name in ("Ida Vale", "Bram Oss"):
        desk.add(name)
        desk.composition.keeper.make(Why.HAND)
    actions[ActionId.BACKUPS].trigger()
    settle()
    [opened] = [w for w in qapp.topLevelWidgets() if isinstance(w, BackupsDialog)]
    yield opened
    opened.reject()


def kinds(desk: DeskForTests) -> list[Why]:
    return [file.why for file in backup_files(desk.paths.backups)]


def answer(qtbot: QtBot, yes: bool) -> list[str]:
    """Answer the question that comes next; its words."""
    words: list[str] = []

    def press() -> None:
        question = QApplication.activeModalWidget()
        if not isinstance(question, AskDialog):
            QTimer.singleShot(0, press)
            return
        words.append(f"{question.windowTitle()} {question.accessibleDescription()}")
        qtbot.mouseClick(question.yes if yes else question.no, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press)
    return words


def column(dialog: BackupsDialog, number: int) -> list[str]:
    rows = (dialog.list.topLevelItem(i) for i in range(dialog.list.topLevelItemCount()))
    return [row.text(number) for row in rows if row is not None]


def test_the_beat_makes_one_a_day(backing: BackingUp, desk: DeskForTests, settle: Settle) -> None:
    desk.add("Ida Vale")
    for _ in range(3):
        backing.look()
        settle()
    assert kinds(desk) == [Why.DAILY]

    desk.add("Bram Oss")
    desk.clock.advance(timedelta(days=1))
    backing.look()
    settle()
    assert kinds(desk) == [Why.DAILY, Why.DAILY]


def test_one_that_failed_is_told_once_and_tried_again(
    backing: BackingUp,
    desk: DeskForTests,
    said: list[Message],
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tries: list[int] = []

    def full(*_: object) -> Path:
        tries.append(1)
        raise StoreUnusable("The disk is full.")

    desk.add("Ida Vale")
    with monkeypatch.context() as patched:
        patched.setattr(keeping, "copy_store", full)
        for _ in range(4):
            backing.look()
            settle()
            desk.clock.advance(timedelta(minutes=6))
    assert len(tries) == 2
    assert said == [Message("No backup was made by itself. The disk is full.", Kind.WARNING)]

    desk.clock.advance(timedelta(minutes=11))
    backing.look()
    settle()
    assert kinds(desk) == [Why.DAILY]


def test_what_could_not_be_backed_up_before_an_import_is_told(
    backing: BackingUp,
    desk: DeskForTests,
    said: list[Message],
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk.add("Ida Vale")
    prefer(desk, backup_folder=str(desk.paths.data / "nowhere"))
    desk.composition.keeper.before_command("import_cards")
    backing.look()
    settle()
    assert [message.kind for message in said] == [Kind.WARNING]
    assert "could not be copied" in said[0].text


def test_the_list_tells_of_each_when_why_who_and_whether_it_is_sound(
    dialog: BackupsDialog, desk: DeskForTests, settle: Settle
) -> None:
    assert column(dialog, 0) == ["Today 17:00", "Today 17:00"]
    assert column(dialog, 1) == ["Asked for", "Asked for"]
    assert column(dialog, 2) == ["2", "1"]
    assert column(dialog, 4) == ["Sound", "Sound"]

    backup_files(desk.paths.backups)[0].path.write_bytes(b"rotten")
    dialog.reload()
    settle()
    assert column(dialog, 2) == ["", "1"]
    assert column(dialog, 4) == ["Damaged", "Sound"]
    assert not dialog.back.isEnabled()


def test_back_up_now_adds_one(
    dialog: BackupsDialog, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.mouseClick(dialog.now, Qt.MouseButton.LeftButton)
    settle()
    assert column(dialog, 2) == ["2", "2", "1"]
    assert dialog.now.isEnabled()


def test_a_restore_is_asked_for_and_backs_up_what_is_there_first(
    dialog: BackupsDialog,
    desk: DeskForTests,
    wanted: list[Path],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    older = backup_files(desk.paths.backups)[1].path
    desk.add("Zoe Quill")
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))  # type: ignore[arg-type]
    words = answer(qtbot, yes=False)
    dialog.restore()
    assert wanted == []
    assert "It holds 1 person." in words[0]

    answer(qtbot, yes=True)
    dialog.restore()
    settle()
    assert wanted == [older]
    assert kinds(desk) == [Why.RESTORE, Why.HAND, Why.HAND]


def test_nothing_is_restored_where_what_is_there_cannot_be_backed_up(
    dialog: BackupsDialog,
    backing: BackingUp,
    desk: DeskForTests,
    bridge: Bridge,
    wanted: list[Path],
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> Path:
        raise StoreUnusable("The disk is full.")

    told: list[str] = []
    bridge.failed.connect(told.append)
    desk.add("Zoe Quill")
    monkeypatch.setattr(keeping, "copy_store", full)
    backing.restore(backup_files(desk.paths.backups)[0].path)
    settle()
    assert wanted == []
    assert told == ["The disk is full."]


def test_deleting_is_asked_for_and_spares_the_last_sound_one(
    dialog: BackupsDialog, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    answer(qtbot, yes=False)
    dialog.delete()
    settle()
    assert len(column(dialog, 0)) == 2

    answer(qtbot, yes=True)
    dialog.delete()
    settle()
    assert column(dialog, 2) == ["1"]

    answer(qtbot, yes=True)
    dialog.delete()
    settle()
    assert "last backup that is sound" in dialog.words.text()
    assert len(backup_files(desk.paths.backups)) == 1


def test_an_answer_that_comes_after_the_list_was_closed_is_nothing(
    desk: DeskForTests, bridge: Bridge, theme: Theme, settle: Settle
) -> None:
    keeper: Keeper = desk.composition.keeper
    closed = BackupsDialog(keeper, bridge, theme)
    closed.reject()
    settle()
    assert closed.list.topLevelItemCount() == 0
    closed.deleteLater()
