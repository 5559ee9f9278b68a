"""The computer wakes: the desk hears it at once, and not only at its next beat (N57)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.login_double import LoginDouble, login_double
from tests.support.waiting import eventually

# In a process of its own: libdbus reads the address of the system bus once in a process.
_LISTENER = """
import sys
import relationship_desk.ui
from PySide6.QtCore import QCoreApplication
from relationship_desk.ui.wake import Wake

application = QCoreApplication([])
wake = Wake()
wake.woke.connect(lambda: print("woke", flush=True))
print("hears" if wake.hears else "deaf", flush=True)
if wake.hears:
    application.exec()
wake.close()
"""


# The whole window; its clock runs over a due time while nothing beats, as it does in sleep.
_DESK = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from relationship_desk.app.session import Session
from relationship_desk.app.starting import start_qt
from relationship_desk.clock import FixedClock
from relationship_desk.desk.commands.tasks import TaskForm, add_task
from relationship_desk.notifiers.chain import Chain
from relationship_desk.paths import Paths
from relationship_desk.ui.single_instance import SingleInstance

application, theme = start_qt()
clock = FixedClock(datetime(2026, 3, 3, 8, tzinfo=UTC))
paths = Paths.under(Path(sys.argv[1]))
session = Session(theme, paths, clock, SingleInstance(paths), lambda *_: Chain([]))
session.beat.beaten.connect(lambda report: report and print("woke", flush=True))

def sleep():
    session.beat.beaten.disconnect(sleep)
    clock.advance(timedelta(hours=8))
    print("hears" if session.wake.hears else "deaf", flush=True)

def begun():
    session.beat.beaten.disconnect(begun)
    form = TaskForm("call Ida", due_on=clock.now().date())
    session.window.bridge.do(add_task, lambda _: session.beat.beaten.connect(sleep), form=form)

session.beat.beaten.connect(begun)
session.open()
application.exec()
"""


@dataclass(frozen=True, slots=True)
class Listener:
    """A process that says "woke"."""

    file: Path

    def said(self) -> list[str]:
        return self.file.read_text().split()


def listening(notes: Path, address: str, script: str = _LISTENER) -> Iterator[Listener]:
    with (
        notes.open("w") as out,
        subprocess.Popen(
            [sys.executable, "-c", script, str(notes.with_suffix(".desk"))],
            env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": address},
            stdout=out,
            cwd=Path(__file__).parents[2],
        ) as process,
    ):
        try:
            eventually(notes.read_text)
            yield Listener(notes)
        finally:
            process.kill()


@pytest.fixture
def login_and_listener(tmp_path: Path) -> Iterator[tuple[LoginDouble, Listener]]:
    with login_double() as (bus, login):
        for listener in listening(tmp_path / "said", bus.address):
            assert listener.said() == ["hears"]

            def is_heard(listener: Listener = listener) -> bool:
                login.wake()  # the bus takes a moment to know that somebody listens
                return "woke" in listener.said()

            eventually(is_heard)
            login.sleep()
            yield login, listener


def test_waking_is_heard_within_a_second_and_falling_asleep_is_none(
    login_and_listener: tuple[LoginDouble, Listener],
) -> None:
    login, listener = login_and_listener
    before = len(listener.said())
    login.sleep()
    begin = time.monotonic()
    login.wake()
    eventually(lambda: len(listener.said()) > before)
    assert time.monotonic() - begin < 1


def test_waking_beats_within_a_second(tmp_path: Path) -> None:
    with login_double() as (bus, login):
        for desk in listening(tmp_path / "said", bus.address, _DESK):
            assert desk.said() == ["hears"]
            begin = time.monotonic()
            login.wake()
            eventually(lambda desk=desk: "woke" in desk.said())  # type: ignore[misc]
            assert time.monotonic() - begin < 1


def test_without_a_system_bus_nothing_is_heard_and_nothing_breaks(tmp_path: Path) -> None:
    for listener in listening(tmp_path / "said", "unix:path=/nowhere/at/all"):
        assert listener.said() == ["deaf"]
