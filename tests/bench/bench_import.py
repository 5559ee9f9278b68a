"""A whole import, from the bytes to the commit, against splitting the file; and taking it back."""

from __future__ import annotations

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
from tests.bench.bench_vcard import sample
from tests.bench.big_store import NOW
from tests.bench.harness import Figure, compare


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


def new_desk(folder: Path) -> Composition:
    """An empty desk that does everything at once."""
    return compose(Paths.under(folder), FixedClock(NOW), Inline())


def import_file(opened: Composition, path: Path) -> None:
    """Read, plan and write."""
    opened.desk.do(import_cards, plan=_plan(opened, path), region="DE").result()


def _plan(opened: Composition, path: Path) -> ImportPlan:
    return plan_paths(opened.reader, [path], READERS, "DE", lambda done, total: None)
