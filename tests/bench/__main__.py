"""`python -m tests.bench`: every figure in one run, as one table."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from relationship_desk.compose import Composition
from relationship_desk.paths import Paths
from tests.bench import bench_reads, bench_start, bench_writes
from tests.bench.big_store import Size, big_store
from tests.bench.harness import Figure, table

_SLOW_REPEATS = 5  # of what takes seconds, whatever was asked for

_ON_STORE: dict[str, Callable[[Composition, int], Iterator[Figure]]] = {
    "reads": bench_reads.figures,
    "writes": bench_writes.figures,
}
_NAMES = ("start", *_ON_STORE)


def main(argv: list[str] | None = None) -> int:
    """Measure and print; 1 where a target was missed."""
    args = _parser().parse_args(argv)
    size = Size(args.people, args.entries, args.reminders)
    chosen = args.only or _NAMES
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as folder:
        figures = list(_measure(Path(folder), size, chosen, args.repeats))
    print(f"{size.people:,} people, {size.entries:,} timeline entries")
    print()
    print(table(figures))
    return 1 if any(figure.is_missed for figure in figures) else 0


def _measure(folder: Path, size: Size, chosen: list[str], repeats: int) -> Iterator[Figure]:
    opened = big_store(Paths.under(folder / "store"), size)
    try:
        for name in chosen:
            if name in _ON_STORE:
                yield from _told(_ON_STORE[name](opened, repeats))
    finally:
        opened.close()
    if "start" in chosen:
        yield from _told(bench_start.figures(folder / "store", min(repeats, _SLOW_REPEATS)))


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
    parser.add_argument("--repeats", type=int, default=15, metavar="N")
    parser.add_argument("--only", action="append", choices=_NAMES, help="may be given again")
    return parser


if __name__ == "__main__":
    sys.exit(main())
