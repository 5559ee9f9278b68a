"""`python -m tests.bench.idle`: what the program costs while nobody touches it.

Processor: the real program under Xvfb with 10,000 people, its own ticks in /proc over a minute.
Memory: a window whose clock is moved from beat to beat through a week; how much the process grows.
"""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from relationship_desk.compose import Composition
from relationship_desk.paths import Paths
from tests.bench.big_store import NOW, Size, big_store, keep_tasks
from tests.support.display import x_server

_CHECKOUT = Path(__file__).parents[2]
_SETTLE_SECONDS = 45  # the start, the first beats and the first backup
_MOST_PERCENT = 0.3
_MOST_GROWTH = 8 * 1024  # KiB in a week
_TASKS = 200
_BEAT = timedelta(seconds=20)


def main(argv: list[str] | None = None) -> int:
    """Measure and print; 1 where one of the two is above its target."""
    parser = argparse.ArgumentParser("python -m tests.bench.idle", description=__doc__)
    parser.add_argument("--people", type=int, default=10_000, metavar="N")
    parser.add_argument("--seconds", type=int, default=60, metavar="N")
    parser.add_argument("--beats", type=int, default=7 * 24 * 180, metavar="N")
    parser.add_argument("--in-background", action="store_true", help="without its window")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="desk-idle-") as folder:
        paths = Paths.under(Path(folder) / "desk")
        opened = big_store(paths, Size(people=args.people, reminders=_TASKS))
        keep_tasks(opened, _TASKS)
        _put_off(opened)
        opened.close()
        percent = _processor(paths, args.seconds, args.in_background)
        print(f"processor while idle: {percent:.2f} % of one core over {args.seconds} s")
        growth, seconds = _memory(paths, args.beats)
        print(
            f"memory over {args.beats:,} beats: {growth:+,} KiB "
            f"({seconds / args.beats * 1e3:.1f} ms a beat)"
        )
    return 1 if percent > _MOST_PERCENT or growth > _MOST_GROWTH else 0


def _put_off(opened: Composition) -> None:
    """Ten years on: popups that come due, and find nobody to show them, are not idleness."""
    connection = opened.store.writer()
    try:
        with connection.transaction():
            connection.sql("UPDATE task SET due_on = date(due_on, '+10 years')")
            connection.sql("DELETE FROM engine_state")  # so that the first beat works it out anew
    finally:
        connection.close()


def _processor(paths: Paths, seconds: int, in_background: bool) -> float:
    with x_server() as display, tempfile.TemporaryDirectory() as home:
        env = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": home,
            "PYTHONPATH": str(_CHECKOUT),
        }
        env.pop("DBUS_SESSION_BUS_ADDRESS", None)
        words = ["--data-dir", str(paths.data), *(["--background"] if in_background else [])]
        with subprocess.Popen([sys.executable, "-m", "relationship_desk", *words], env=env) as desk:
            try:
                time.sleep(_SETTLE_SECONDS)
                before = _ticks(desk.pid)
                time.sleep(seconds)
                used = _ticks(desk.pid) - before
            finally:
                desk.terminate()
    return used / os.sysconf("SC_CLK_TCK") / seconds * 100


def _ticks(pid: int) -> int:
    """User and system time of all threads (proc(5), fields 14 and 15 of stat)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _memory(paths: Paths, beats: int) -> tuple[int, float]:
    """How many KiB the process grew, and the seconds it took."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QEventLoop

    from relationship_desk.app.session import Session
    from relationship_desk.app.starting import start_qt
    from relationship_desk.clock import FixedClock
    from relationship_desk.notifiers import pick
    from relationship_desk.ui.single_instance import SingleInstance

    qt = start_qt()
    assert qt is not None
    _, theme = qt
    clock = FixedClock(NOW)
    session = Session(theme, paths, clock, SingleInstance(paths), pick)
    session.open()
    session.beat.monotonic = lambda: clock.now().timestamp()
    turn = QEventLoop()
    session.beat.beaten.connect(lambda _: turn.quit())
    # The first day fills what is filled once: caches, the pages of the store.
    first = min(beats, 24 * 180)
    for _ in range(first):
        _beat(session, clock, turn)
    before, begin = _resident(), time.perf_counter()
    for _ in range(beats):
        _beat(session, clock, turn)
    growth, seconds = _resident() - before, time.perf_counter() - begin
    session.close()
    gc.enable()
    return growth, seconds


def _beat(session: object, clock: object, turn: object) -> None:
    clock.advance(_BEAT)  # type: ignore[attr-defined]
    session.beat.beat()  # type: ignore[attr-defined]
    turn.exec()  # type: ignore[attr-defined]


def _resident() -> int:
    """The resident set in KiB (proc(5), statm)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


if __name__ == "__main__":
    sys.exit(main())
