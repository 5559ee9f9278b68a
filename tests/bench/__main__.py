"""`python -m tests.bench`: every figure in one run, as one table."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from relationship_desk.compose import Composition
from relationship_desk.paths import Paths
from tests.bench import (
    bench_beats,
    bench_duplicates,
    bench_export,
    bench_giving,
    bench_import,
    bench_lanes,
    bench_latency,
    bench_memory,
    bench_networking,
    bench_peers,
    bench_policies,
    bench_reads,
    bench_soak,
    bench_start,
    bench_today,
    bench_vcard,
    bench_ways,
    bench_writes,
)
from tests.bench.big_store import Size, big_store, keep_tasks
from tests.bench.harness import Figure, table

_SLOW_REPEATS = 5  # of what takes seconds, whatever was asked for

_TASKS_OF_A_PERSON = 200  # with which the window opens

_ON_STORE: dict[str, Callable[[Composition, int], Iterator[Figure]]] = {
    "reads": bench_reads.figures,
    "writes": bench_writes.figures,
    "export": bench_export.figures,
    "lanes": bench_lanes.figures,
    "today": bench_today.figures,
    "ways": bench_ways.figures,
    "networking": bench_networking.figures,
    "giving": bench_giving.figures,
    "beats": bench_beats.figures,
}
_ON_CARDS: dict[str, Callable[[Path, int, int], Iterator[Figure]]] = {
    "vcard": bench_vcard.figures,
    "import": bench_import.figures,
    "memory": bench_memory.figures,
    "latency": bench_latency.figures,
    "peers": bench_peers.figures,
    "duplicates": bench_duplicates.figures,
    "policies": bench_policies.figures,
    "soak": bench_soak.figures,
}
_ONLY_IF_ASKED = ("soak",)  # it takes minutes, and measures no speed
_NAMES = ("start", *_ON_STORE, *_ON_CARDS)


def main(argv: list[str] | None = None) -> int:
    """Measure and print; 1 where a target was missed."""
    args = _parser().parse_args(argv)
    size = Size(args.people, args.entries, args.reminders)
    chosen = args.only or [name for name in _NAMES if name not in _ONLY_IF_ASKED]
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as folder:
        measured = _measure(Path(folder), size, args.cards, chosen, args.repeats)
        figures = list(_told(measured))
    print(f"{size.people:,} people, {size.entries:,} timeline entries, {args.cards:,} cards")
    print()
    print(table(figures))
    return 1 if any(figure.is_missed for figure in figures) else 0


def _measure(
    folder: Path, size: Size, cards: int, chosen: Sequence[str], repeats: int
) -> Iterator[Figure]:
    slowly = min(repeats, _SLOW_REPEATS)
    if "start" in chosen or any(name in chosen for name in _ON_STORE):
        opened = big_store(Paths.under(folder / "store"), size)
        try:
            for name in chosen:
                if name in _ON_STORE:
                    yield from _ON_STORE[name](opened, repeats)
            keep_tasks(opened, _TASKS_OF_A_PERSON)
        finally:
            opened.close()
    if "start" in chosen:
        yield from bench_start.figures(folder / "store", slowly)
    for name in chosen:
        if name in _ON_CARDS:
            place = folder / name
            place.mkdir()
            yield from _ON_CARDS[name](place, cards, slowly)


def _told(figures: Iterator[Figure]) -> Iterator[Figure]:
    """Say on the way what is being measured: the larger sizes take minutes."""
    for figure in figures:
        print(f"{figure.name} …", file=sys.stderr, flush=True)
        yield figure


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tests.bench", description=__doc__)
    standard = Size()
    parser.add_argument("--people", type=int, default=standard.people, metavar="N")
    parser.add_argument("--entries", type=int, default=standard.entries, metavar="N")
    parser.add_argument("--reminders", type=int, default=standard.reminders, metavar="N")
    parser.add_argument("--cards", type=int, default=10_000, metavar="N")
    parser.add_argument("--repeats", type=int, default=15, metavar="N")
    parser.add_argument("--only", action="append", choices=_NAMES, help="may be given again")
    return parser


if __name__ == "__main__":
    sys.exit(main())
