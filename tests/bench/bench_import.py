"""A whole import, from the bytes to the commit, against splitting the file; taking it back; and
how long somebody who cancels may wait.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from relationship_desk.clock import FixedClock
from relationship_desk.compose import Composition, compose
from relationship_desk.desk.commands.imports import import_cards
from relationship_desk.desk.threads import Inline
from relationship_desk.desk.transfer.files import plan_paths
from relationship_desk.desk.transfer.plan import ImportPlan
from relationship_desk.formats import READERS
from relationship_desk.paths import Paths
from tests.bench.bench_vcard import sample, write_sample
from tests.bench.big_store import NOW
from tests.bench.harness import Figure, compare, quickest, seconds

_MORE = 5  # times as many cards, to see whether the time grows in step
_TWICE = 2  # what takes half a minute
_AT_ONCE = 0.1  # seconds within which whoever cancels is heard


def figures(folder: Path, cards: int, repeats: int) -> Iterator[Figure]:
    """Every figure of this file; files and stores are made in `folder`."""
    path = folder / "cards.vcf"
    path.write_bytes(sample(cards))

    def floor() -> None:
        path.read_bytes().split(b"\r\n")

    # A store for each run: the same cards come in only once.
    stores = [new_desk(folder / f"store-{number}") for number in range(repeats + 1)]
    try:
        empty = iter(stores)
        yield compare(
            f"preview {cards:,} cards",
            floor,
            lambda: _plan(stores[0], path),
            repeats=repeats,
            target=60,
            note="floor: read the file and split it at line ends",
        )
        yield compare(
            f"import {cards:,} cards into an empty desk",
            floor,
            lambda: import_file(next(empty), path),
            repeats=repeats,
            target=120,
            note="same floor",
        )
        yield from _waits(folder, path)
        mixed = folder / "mixed.vcf"
        write_sample(mixed, cards, mixed=True)
        yield _whole(folder, mixed, f"import {cards:,} cards of 2.1, 3.0 and 4.0", repeats)
        large = folder / "large.vcf"
        write_sample(large, _MORE * cards)
        whole = _whole(folder, large, f"import {_MORE * cards:,} cards", _TWICE)
        yield whole
        once = _whole(folder, path, "", repeats)
        yield Figure(
            f"import {_MORE * cards:,} cards, in step with their number",
            _MORE * once.ours,
            whole.ours,
            1.3,
            f"floor: {_MORE} times {cards:,} cards",
        )
        yield compare(
            f"import the same {cards:,} cards again",
            floor,
            lambda: import_file(stores[0], path),
            repeats=repeats,
            note="nothing is new; same floor",
        )
        full = iter(stores)
        yield compare(
            f"undo the import of {cards:,} cards",
            floor,
            lambda: next(full).desk.undo().result(),
            repeats=repeats,
            note="same floor",
        )
    finally:
        for store in stores:
            store.close()


def _whole(folder: Path, path: Path, name: str, repeats: int) -> Figure:
    """An import, each time into a desk of its own."""
    floor = quickest(lambda: path.read_bytes().split(b"\r\n"), repeats)
    desks = (folder / f"desk-{path.stem}-{number}" for number in range(repeats))
    return Figure(name, floor, min(_into(desk, path) for desk in desks), 120, "floor: split")


def _into(folder: Path, path: Path) -> float:
    """How long one import into an empty desk takes."""
    opened = new_desk(folder)
    try:
        return seconds(lambda: import_file(opened, path))
    finally:
        opened.close()


class _Chances:
    """Hears each chance to cancel, and keeps the longest time between two."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()

    def __call__(self, done: int = 0, total: int | None = None) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def _waits(folder: Path, path: Path) -> Iterator[Figure]:
    """How long a click on Cancel may go unheard, while the file is read and while it is written."""
    opened = new_desk(folder / "desk-cancel")
    try:
        reading = _Chances()
        plan = plan_paths(opened.reader, [path], READERS, "DE", reading)
        writing = _Chances()
        opened.desk.do_watched(writing, import_cards, plan=plan, region="DE").result()
    finally:
        opened.close()
    for name, chances in (("preview", reading), ("import", writing)):
        yield Figure(
            f"longest wait for Cancel in the {name} of {len(plan.rows):,} cards",
            _AT_ONCE,
            chances.longest,
            1,
            "floor: 100 ms; once",
        )


def new_desk(folder: Path) -> Composition:
    """An empty desk that does everything at once."""
    return compose(Paths.under(folder), FixedClock(NOW), Inline())


def import_file(opened: Composition, path: Path) -> None:
    """Read, plan and write."""
    opened.desk.do(import_cards, plan=_plan(opened, path), region="DE").result()


def _plan(opened: Composition, path: Path) -> ImportPlan:
    return plan_paths(opened.reader, [path], READERS, "DE", lambda done, total: None)
