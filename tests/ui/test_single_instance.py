"""One window per data folder; a second start hands its files over."""

from __future__ import annotations

import os
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from relationship_desk.paths import Paths
from relationship_desk.ui.single_instance import SingleInstance

_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="sockets of files")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    made = Paths.under(tmp_path / "desk")
    made.create()
    return made


@pytest.fixture
def first(paths: Paths) -> Iterator[SingleInstance]:
    instance = SingleInstance(paths)
    assert instance.acquire()
    yield instance
    instance.release()
    instance.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def hand_over(paths: Paths, files: list[Path], answers: list[bool]) -> Thread:
    """A second start, in a thread of its own as it waits for the first."""

    def run() -> None:
        second = SingleInstance(paths)
        assert not second.acquire()
        answers.append(second.hand_over(files, wait_ms=5000))

    thread = Thread(target=run)
    thread.start()
    return thread


def test_a_second_start_hands_its_files_over(
    paths: Paths, first: SingleInstance, qtbot: QtBot
) -> None:
    answers: list[bool] = []
    files = [Path("/tmp/a b.vcf"), Path("/tmp/ø.vcf")]

    with qtbot.waitSignal(first.files_handed_over) as came:
        thread = hand_over(paths, files, answers)
    thread.join(5)

    assert came.args == [files]
    assert answers == [True]


def test_a_second_start_without_files_asks_for_the_window(
    paths: Paths, first: SingleInstance, qtbot: QtBot
) -> None:
    answers: list[bool] = []

    with qtbot.waitSignal(first.files_handed_over) as came:
        thread = hand_over(paths, [], answers)
    thread.join(5)

    assert came.args == [[]]
    assert answers == [True]


def test_the_next_start_is_first_again_when_the_first_has_left(paths: Paths) -> None:
    one, two = SingleInstance(paths), SingleInstance(paths)
    assert one.acquire()
    assert not two.acquire()

    one.release()

    assert two.acquire()
    two.release()


def test_nobody_listening_is_told_and_not_waited_for_long(paths: Paths, qtbot: QtBot) -> None:
    assert not SingleInstance(paths).hand_over([], wait_ms=100)


@_UNIX
def test_the_socket_is_for_this_user_alone(paths: Paths, first: SingleInstance) -> None:
    [found] = [f for f in paths.data.iterdir() if stat.S_ISSOCK(f.lstat().st_mode)]

    assert stat.S_IMODE(found.lstat().st_mode) & 0o077 == 0


@_UNIX
def test_a_data_folder_with_a_long_name_listens_elsewhere(tmp_path: Path, qtbot: QtBot) -> None:
    paths = Paths.under(tmp_path / ("long name " * 10))
    paths.create()
    first = SingleInstance(paths)
    assert first.acquire()
    answers: list[bool] = []

    with qtbot.waitSignal(first.files_handed_over):
        thread = hand_over(paths, [], answers)
    thread.join(5)
    first.release()
    first.deleteLater()

    assert answers == [True]


@_UNIX
@pytest.mark.parametrize("said", [b"not json\n", b'{"files": 1}\n', b"[1, 2]\n"])
def test_what_is_no_list_of_files_is_not_taken(
    paths: Paths, first: SingleInstance, qtbot: QtBot, said: bytes
) -> None:
    came: list[object] = []
    first.files_handed_over.connect(came.append)
    stranger = socket.socket(socket.AF_UNIX)
    [found] = [f for f in paths.data.iterdir() if stat.S_ISSOCK(f.lstat().st_mode)]
    stranger.connect(os.fspath(found))
    stranger.sendall(said)
    stranger.setblocking(False)

    def hung_up() -> bool:
        try:
            return stranger.recv(16) == b""
        except BlockingIOError:
            return False
        except ConnectionError:
            return True

    qtbot.waitUntil(hung_up)
    stranger.close()

    assert not came
