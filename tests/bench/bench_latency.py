"""How late the window answers while cards come in: a timer of 10 ms tells how late it fires.

`python -m tests.bench.bench_latency FILE` imports it in a window and prints the lateness of each
tick, in seconds, as JSON.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from relationship_desk.app.session import Session
from relationship_desk.app.starting import start_qt
from relationship_desk.clock import SystemClock
from relationship_desk.domain.wanted import Wanted
from relationship_desk.notifiers import pick
from relationship_desk.paths import Paths
from relationship_desk.ui.dialogs.import_preview import ImportDialog
from relationship_desk.ui.importing import Importing
from relationship_desk.ui.single_instance import SingleInstance
from tests.bench.bench_vcard import write_sample
from tests.bench.harness import Figure

_CHECKOUT = Path(__file__).parents[2]
_TICK_MS = 10
_MOST = 5  # ticks: 50 ms
_REST_MS = 1500


def figures(folder: Path, cards: int, repeats: int) -> Iterator[Figure]:
    """The 99th percentile and the median, from the first byte read to the last row shown."""
    path = folder / "cards.vcf"
    write_sample(path, cards)
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.bench_latency", str(path)],
        cwd=_CHECKOUT,
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
        capture_output=True,  # Qt tells beside it what a platform without a screen cannot do
        check=True,
        timeout=600,
    )
    late = json.loads(told.stdout)
    tick = _TICK_MS / 1000
    for name, value, target in (
        ("99 of 100 ticks", statistics.quantiles(late, n=100)[98], _MOST),
        ("every second tick", statistics.median(late), None),
        ("every tick", max(late), None),
    ):
        yield Figure(
            f"lateness while {cards:,} cards come in, {name}",
            tick,
            value,
            target,
            "floor: a tick of 10 ms",
        )


def main() -> None:
    """Open the window on an empty desk with the file, agree to the import, and leave."""
    started = start_qt()
    assert started is not None
    application, theme = started
    from PySide6.QtCore import Qt, QTimer

    with tempfile.TemporaryDirectory(prefix="desk-bench-") as folder:
        paths = Paths.under(Path(folder))
        paths.create()
        instance = SingleInstance(paths)
        assert instance.acquire()
        session = Session(theme, paths, SystemClock(), instance, pick)
        session.open(Wanted())
        late: list[float] = []
        agreed: list[ImportDialog] = []
        done: list[float] = []
        last = 0.0

        def tick() -> None:
            nonlocal last
            now = time.perf_counter()
            late.append(max(0.0, now - last - _TICK_MS / 1000))
            last = now
            flow = session.window.findChild(Importing)
            dialog = flow.dialog if isinstance(flow, Importing) else None
            if dialog is not None and dialog.plan is not None and not agreed:
                agreed.append(dialog)
                dialog.go.click()
            elif agreed and dialog is None and not done:
                done.append(now)
            elif done and now - done[0] > _REST_MS / 1000:
                ticking.stop()
                session.window.quit()

        ticking = QTimer(session.window)
        ticking.setTimerType(Qt.TimerType.PreciseTimer)
        ticking.timeout.connect(tick)

        def begin() -> None:
            nonlocal last
            last = time.perf_counter()
            ticking.start(_TICK_MS)
            session.window.import_files([Path(sys.argv[1])])

        # The window is there and has come to rest before anything is measured.
        QTimer.singleShot(_REST_MS, session.window, begin)
        application.exec()
        session.close()
        instance.release()
    print(json.dumps(late))


if __name__ == "__main__":
    main()
