"""The whole desk into one file, and back between two windows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.clock import FixedClock
from relationship_desk.desk.full_export import export_desk
from relationship_desk.desk.ports import Cancelled
from relationship_desk.formats.desk_export import write_export
from relationship_desk.paths import Paths
from relationship_desk.ui import restoring
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.progress import ProgressDialog
from relationship_desk.ui.exporting_everything import ExportingEverything
from relationship_desk.ui.restoring import restored
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message
from tests.support.desks import DeskForTests, open_desk

Settle = Callable[[], None]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def said() -> list[Message]:
    return []


@pytest.fixture
def flow(
    desk: DeskForTests, bridge: Bridge, actions: Actions, theme: Theme, said: list[Message]
) -> Iterator[ExportingEverything]:
    window = QWidget()
    yield ExportingEverything(bridge, actions, theme, desk.paths.playbooks, said.append, window)
    window.deleteLater()


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    answer = str(path) if path is not None else ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (answer, ""))


def test_what_was_exported_is_said_and_comes_back(
    desk: DeskForTests, flow: ExportingEverything, actions: Actions, theme: Theme,
    said: list[Message], settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    desk.add("Ida Vale")
    out = tmp_path / "out.zip"
    choose(monkeypatch, out)

    actions[ActionId.EXPORT_EVERYTHING].trigger()
    settle()

    words = "1 person, 0 interactions, 0 tasks, 0 photos, 1 step of history"
    assert said == [Message(f"Exported to {out}: {words}.", Kind.SUCCESS)]
    assert flow.dialog is None
    message = restored(theme, Paths.under(tmp_path / "other"), out, desk.clock)
    assert message == Message("Restored out.zip.", Kind.SUCCESS)
    again = open_desk(tmp_path / "other", desk.clock)
    assert again.person(1).name.full == "Ida Vale"
    again.composition.close()


def test_no_file_chosen_writes_nothing(
    flow: ExportingEverything, actions: Actions, said: list[Message],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    choose(monkeypatch, None)

    actions[ActionId.EXPORT_EVERYTHING].trigger()

    assert (said, flow.dialog) == ([], None)


def test_the_desks_own_file_is_never_written_over(
    desk: DeskForTests, flow: ExportingEverything, actions: Actions, said: list[Message],
    settle: Settle, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    choose(monkeypatch, desk.paths.store)

    actions[ActionId.EXPORT_EVERYTHING].trigger()
    settle()

    assert [message.kind for message in said] == [Kind.WARNING]


def test_a_folder_that_cannot_be_written_is_told(
    flow: ExportingEverything, actions: Actions, said: list[Message], settle: Settle,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    choose(monkeypatch, tmp_path / "nowhere" / "out.zip")

    actions[ActionId.EXPORT_EVERYTHING].trigger()
    settle()

    [message] = said
    assert message.kind is Kind.ERROR
    assert "could not be written" in message.text


class Waiting:
    """A background that begins only when it is told to."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], None]] = []

    def in_background(self, job: Callable[[], object], then: Callable[[object], None],
                      otherwise: Callable[[BaseException], None]) -> None:  # fmt: skip
        def run() -> None:
            try:
                then(job())
            except Cancelled as error:
                otherwise(error)

        self.jobs.append(run)


def test_cancel_leaves_no_file(
    flow: ExportingEverything, bridge: Bridge, actions: Actions, said: list[Message], qtbot: QtBot,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    waiting = Waiting()
    monkeypatch.setattr(bridge, "in_background", waiting.in_background)
    choose(monkeypatch, tmp_path / "out.zip")
    actions[ActionId.EXPORT_EVERYTHING].trigger()
    dialog = flow.dialog
    assert dialog is not None
    actions[ActionId.EXPORT_EVERYTHING].trigger()  # shows the one that is open
    assert flow.dialog is dialog

    dialog.cancel.click()
    waiting.jobs[0]()

    assert said == [Message("Nothing was exported.", Kind.INFO)]
    assert not (tmp_path / "out.zip").exists()
    assert flow.dialog is None


def test_a_restore_is_cancelled_and_everything_is_as_it_was(
    desk: DeskForTests, theme: Theme, tmp_path: Path, clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    out = tmp_path / "out.zip"
    export_desk(desk.reader, write_export, out, clock.now(), playbooks=desk.paths.playbooks)
    paths = Paths.under(tmp_path / "other")
    there = open_desk(tmp_path / "other", clock)
    there.add("Ida Vale")
    there.composition.close()
    before = paths.store.read_bytes()

    class Impatient(ProgressDialog):
        def set_progress(self, done: int, total: int) -> None:
            super().set_progress(done, total)
            assert self.isVisible()
            self.cancel.click()

    monkeypatch.setattr(restoring, "ProgressDialog", Impatient)
    message = restored(theme, paths, out, clock)

    assert message.kind is Kind.INFO
    assert paths.store.read_bytes() == before


def test_what_is_no_backup_is_told(theme: Theme, tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "x").write_bytes(b"no backup")

    message = restored(theme, Paths.under(tmp_path / "other"), tmp_path / "x", clock)

    assert (message.kind, "not a backup" in message.text) == (Kind.ERROR, True)
