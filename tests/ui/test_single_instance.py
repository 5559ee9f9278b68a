"""One window per data folder; a second start hands its files over."""

from __future__ import annotations

import os
import socket
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from relationship_desk.domain.wanted import Wanted, encoded
from relationship_desk.paths import Paths
from relationship_desk.ui import single_instance
from relationship_desk.ui.single_instance import SingleInstance

_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="sockets of files")


@pytest.fixture
def paths() -> Iterator[Paths]:
    # Not under tmp_path: the name of a socket must be short.
    with tempfile.TemporaryDirectory() as folder:
        made = Paths.under(Path(folder) / "desk")
        made.create()
        yield made


@pytest.fixture
def first(paths: Paths) -> Iterator[SingleInstance]:
    instance = SingleInstance(paths)
    assert instance.acquire()
    yield instance
    instance.release()
    instance.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def hand_over(paths: Paths, wanted: Wanted, answers: list[bool]) -> Thread:
    """A second start, in a thread of its own as it waits for the first."""

    def run() -> None:
        second = SingleInstance(paths)
        assert not second.acquire()
        answers.append(second.hand_over(wanted, wait_ms=5000))

    thread = Thread(target=run)
    thread.start()
    return thread


def the_socket(paths: Paths) -> Path:
    return paths.data / "window" / "socket"


def stranger(paths: Paths) -> socket.socket:
    """Another program that has found the socket."""
    client = socket.socket(socket.AF_UNIX)
    client.connect(os.fspath(the_socket(paths)))
    client.setblocking(False)
    return client


def hung_up(client: socket.socket) -> bool:
    try:
        return client.recv(16) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted((Path("/tmp/a b.vcf"), Path("/tmp/ø.vcf"), Path(os.fsdecode(b"/tmp/\xff")))),
        Wanted(person_id=7),
        Wanted(token="_TIME123"),
        Wanted(),
    ],
    ids=["files", "person", "token", "window"],
)
def test_a_second_start_hands_over_what_it_wants(
    paths: Paths, first: SingleInstance, qtbot: QtBot, wanted: Wanted
) -> None:
    answers: list[bool] = []

    with qtbot.waitSignal(first.asked_for) as came:
        thread = hand_over(paths, wanted, answers)
    thread.join(5)

    assert came.args == [wanted]
    assert answers == [True]


def test_the_next_start_is_first_again_when_the_first_has_left(paths: Paths) -> None:
    one, two = SingleInstance(paths), SingleInstance(paths)
    assert one.acquire()
    assert not two.acquire()

    one.release()

    assert two.acquire()
    two.release()


def test_nobody_listening_is_told_and_not_waited_for_long(paths: Paths, qtbot: QtBot) -> None:
    assert not SingleInstance(paths).hand_over(Wanted(), wait_ms=100)


def test_more_files_than_fit_into_a_message_are_not_handed_over_in_part(
    paths: Paths, first: SingleInstance
) -> None:
    files = tuple(Path("/", "x" * 250, str(number)) for number in range(5000))

    assert not SingleInstance(paths).hand_over(Wanted(files), wait_ms=100)


@_UNIX
def test_the_socket_is_for_this_user_alone(paths: Paths, first: SingleInstance) -> None:
    found = the_socket(paths)

    assert stat.S_ISSOCK(found.lstat().st_mode)
    assert stat.S_IMODE(found.lstat().st_mode) == 0o600
    assert stat.S_IMODE(found.parent.lstat().st_mode) == 0o700


@_UNIX
def test_a_folder_that_others_may_enter_holds_no_socket(paths: Paths) -> None:
    the_socket(paths).parent.mkdir(mode=0o755)
    first = SingleInstance(paths)
    assert first.acquire()

    assert not the_socket(paths).exists()
    runtime = Path(os.environ["XDG_RUNTIME_DIR"], f"relationship-desk-{os.getuid()}")
    assert [stat.S_ISSOCK(file.lstat().st_mode) for file in runtime.iterdir()] == [True]
    first.release()


@_UNIX
def test_a_socket_left_by_one_that_was_killed_is_taken_away(paths: Paths, qtbot: QtBot) -> None:
    the_socket(paths).parent.mkdir(mode=0o700)
    left = socket.socket(socket.AF_UNIX)
    left.bind(os.fspath(the_socket(paths)))
    left.close()
    first = SingleInstance(paths)
    assert first.acquire()
    answers: list[bool] = []

    with qtbot.waitSignal(first.asked_for):
        thread = hand_over(paths, Wanted(), answers)
    thread.join(5)
    first.release()

    assert answers == [True]


@_UNIX
def test_a_data_folder_with_a_long_name_listens_elsewhere(tmp_path: Path, qtbot: QtBot) -> None:
    paths = Paths.under(tmp_path / ("long name " * 10))
    paths.create()
    first = SingleInstance(paths)
    assert first.acquire()
    answers: list[bool] = []

    with qtbot.waitSignal(first.asked_for):
        thread = hand_over(paths, Wanted(), answers)
    thread.join(5)
    first.release()

    assert answers == [True]


@_UNIX
@pytest.mark.parametrize("said", [b"not json\n", b'{"files": 1}\n', b"[1, 2]\n"])
def test_what_is_no_message_is_hung_up_on(
    paths: Paths, first: SingleInstance, qtbot: QtBot, said: bytes
) -> None:
    came: list[object] = []
    first.asked_for.connect(came.append)
    client = stranger(paths)
    client.sendall(said)

    qtbot.waitUntil(lambda: hung_up(client))
    client.close()

    assert not came


@_UNIX
def test_who_never_stops_talking_is_hung_up_on(
    paths: Paths, first: SingleInstance, qtbot: QtBot
) -> None:
    client = stranger(paths)

    def refused() -> bool:
        try:
            client.send(b"x" * 65536)
        except BlockingIOError:
            return False
        except ConnectionError:
            return True
        return False

    qtbot.waitUntil(refused)
    client.close()


@_UNIX
def test_who_says_nothing_holds_nobody_up_and_is_hung_up_on(
    paths: Paths, first: SingleInstance, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_PATIENCE_MS", 200)
    silent = stranger(paths)
    answers: list[bool] = []

    with qtbot.waitSignal(first.asked_for):
        thread = hand_over(paths, Wanted(), answers)
    thread.join(5)

    assert answers == [True]
    qtbot.waitUntil(lambda: hung_up(silent))
    silent.close()


@_UNIX
def test_a_crowd_of_clients_is_kept_small(
    paths: Paths, first: SingleInstance, qtbot: QtBot
) -> None:
    crowd = []
    for _ in range(20):
        crowd.append(stranger(paths))
        qtbot.wait(1)

    qtbot.waitUntil(lambda: sum(map(hung_up, crowd)) >= 10)
    for client in crowd:
        client.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only there the system tells who it is")
def test_another_user_is_hung_up_on(
    paths: Paths, first: SingleInstance, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = os.getuid()
    client = stranger(paths)
    came: list[object] = []
    first.asked_for.connect(came.append)
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)
    client.sendall(encoded(Wanted()))

    qtbot.waitUntil(lambda: hung_up(client))
    client.close()

    assert not came
