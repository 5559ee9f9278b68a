"""Duplicates: how right and how complete the review list is, and what it costs against a bare read.

`python -m tests.bench.bench_duplicates [PEOPLE]` prints it alone; 1 where a target was missed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from relationship_desk.clock import FixedClock
from relationship_desk.desk.duplicates.finding import find_duplicates
from tests.bench.harness import Figure, compare, table
from tests.support.desks import NOON, DeskForTests, open_desk
from tests.support.labelled_people import add_all, labelled_people, precision_and_recall

_SEED = 2026
_PRECISION, _RECALL = 0.98, 0.90
_READS = (
    "SELECT * FROM person",
    "SELECT person_id, kind, label, value, match_key FROM detail",
)


def figures(folder: Path, people: int, repeats: int) -> Iterator[Figure]:
    """What finding costs in a store of so many made-up people, and how good it is."""
    desk = open_desk(folder, FixedClock(NOON))
    try:
        who = desk.do(add_all, people=labelled_people(people, _SEED))
        precision, recall = precision_and_recall(find_duplicates(desk.reader), who)
        good = precision >= _PRECISION and recall >= _RECALL
        yield compare(
            f"find the duplicates among {people:,} people",
            lambda: _read(desk),
            lambda: find_duplicates(desk.reader),
            repeats=repeats,
            target=None if good else 0,
            note=f"precision {precision:.3f} (at least {_PRECISION}), "
            f"recall {recall:.3f} (at least {_RECALL}); floor: read people and details",
        )
    finally:
        desk.composition.close()


def _read(desk: DeskForTests) -> int:
    return sum(len(desk.reader.sql(query)) for query in _READS)


def main() -> int:
    """Measure with 10,000 people, or as many as the first argument says."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as folder:
        measured = list(figures(Path(folder), people, repeats=3))
    print(table(measured))
    return 1 if any(figure.is_missed for figure in measured) else 0


if __name__ == "__main__":
    sys.exit(main())
