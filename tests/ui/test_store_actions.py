"""Back up, restore and check, as the menus offer them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.compose import compose
from relationship_desk.desk.threads import Inline
from relationship_desk.paths import Paths
from relationship_desk.store.people import count_people
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.ask import AskDialog
from relationship_desk.ui.dialogs.where import WhereDialog
from relationship_desk.ui.store_actions import StoreActions
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message
from tests.support.desks import DeskForTests

Settle = Callable[[], None]


@pytest.fixture
def said() -> list[Message]:
    return []


@pytest.fixture
def offered(
    desk: DeskForTests,
    bridge: Bridge,
    actions: Actions,
    theme: Theme,
    said: list[Message],
) -> Iterator[StoreActions]:
    window = QWidget()
    yield StoreActions(bridge, actions, theme, desk.paths, said.append, window)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def choose(monkeypatch: pytest.MonkeyPatch, function: str, path: Path) -> None:
    """Let the system's file dialog answer this."""
    monkeypatch.setattr(QFileDialog, function, lambda *_, **__: (str(path), ""))


def in_dialog(kind: type[QDialog], do: Callable[[QDialog], None]) -> None:
    """Do this in the dialog that opens next, and close it."""

    def try_it() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(0, try_it)
            return
        try:
            assert isinstance(dialog, kind)
            do(dialog)
        finally:
            dialog.close()

    QTimer.singleShot(0, try_it)


def test_a_backup_holds_what_the_desk_holds(
    offered: StoreActions,
    desk: DeskForTests,
    actions: Actions,
    said: list[Message],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settle: Settle,
) -> None:
    desk.add("Ida Vale")
    out = Paths.under(tmp_path / "other")
    out.create()
    choose(monkeypatch, "getSaveFileName", out.store)

    actions[ActionId.BACK_UP].trigger()
    settle()

    assert said == [Message(f"Backed up and verified: {out.store}", Kind.SUCCESS)]
    copy = compose(out, desk.clock, Inline())
    assert count_people(copy.reader) == 1
    copy.close()


def test_a_backup_never_overwrites(
    offered: StoreActions,
    bridge: Bridge,
    actions: Actions,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settle: Settle,
) -> None:
    there = tmp_path / "thesis.sqlite3"
    there.write_text("my thesis")
    choose(monkeypatch, "getSaveFileName", there)
    failures: list[str] = []
    bridge.failed.connect(failures.append)

    actions[ActionId.BACK_UP].trigger()
    settle()

    assert there.read_text() == "my thesis"
    assert "exists already" in failures[0]


def test_restoring_is_asked_for_and_then_left_to_the_program(
    offered: StoreActions,
    actions: Actions,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    backup = tmp_path / "backup.sqlite3"
    choose(monkeypatch, "getOpenFileName", backup)
    wanted: list[Path] = []
    offered.restore_wanted.connect(wanted.append)

    in_dialog(AskDialog, lambda dialog: dialog.reject())
    actions[ActionId.RESTORE].trigger()
    assert wanted == []

    def agree(dialog: QDialog) -> None:
        assert isinstance(dialog, AskDialog)
        assert "set aside" in dialog.accessibleDescription()
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)

    in_dialog(AskDialog, agree)
    actions[ActionId.RESTORE].trigger()
    assert wanted == [backup]


def test_an_unpacked_export_is_chosen_by_its_document(
    offered: StoreActions,
    actions: Actions,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    folder = tmp_path / "my desk"
    choose(monkeypatch, "getOpenFileName", folder / "desk.json")
    wanted: list[Path] = []
    offered.restore_wanted.connect(wanted.append)
    titles: list[str] = []

    def agree(dialog: QDialog) -> None:
        assert isinstance(dialog, AskDialog)
        titles.append(dialog.windowTitle())
        qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)

    in_dialog(AskDialog, agree)
    actions[ActionId.RESTORE].trigger()

    assert wanted == [folder]
    assert titles == ["Restore my desk?"]


def test_a_check_of_a_sound_store_says_so(
    offered: StoreActions, actions: Actions, said: list[Message], settle: Settle
) -> None:
    actions[ActionId.CHECK].trigger()
    settle()

    assert said == [Message("The store is sound: every page, every link.", Kind.SUCCESS)]


def test_where_names_the_store_and_the_backups(
    offered: StoreActions, actions: Actions, desk: DeskForTests
) -> None:
    shown: list[str] = []

    in_dialog(
        WhereDialog,
        lambda dialog: shown.extend(line.text() for line in dialog.findChildren(QLineEdit)),
    )
    actions[ActionId.WHERE].trigger()

    assert str(desk.paths.store) in shown
    assert str(desk.paths.backups) in shown
