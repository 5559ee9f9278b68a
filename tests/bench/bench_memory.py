"""How much memory an import takes on top of the program at rest, in a process of its own.

`python -m tests.bench.bench_memory CARDS` prints the bytes at the peak, for one such process.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.bench_import import import_file, new_desk
from tests.bench.bench_vcard import write_sample
from tests.bench.harness import Figure

_CHECKOUT = Path(__file__).parents[2]
# Up to ten megabytes of cards twelve bytes of memory for one of the file, and beyond no more.
_MOST = 12
_FLAT_FROM = 10_000_000


def figures(folder: Path, cards: int, repeats: int) -> Iterator[Figure]:
    """The peak for this many cards, and for five times as many."""
    for number in (cards, 5 * cards):
        path = folder / f"{number}.vcf"
        write_sample(path, number)
        size = path.stat().st_size
        yield Figure(
            f"memory of importing {number:,} cards",
            size,
            _peak(path),
            _MOST * min(1.0, _FLAT_FROM / size),
            "floor: the file's size",
            unit="B",
        )


def _peak(path: Path) -> int:
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.bench_memory", str(path)],
        cwd=_CHECKOUT,
        stdout=subprocess.PIPE,
        check=True,
        timeout=600,
    )
    return int(told.stdout)


def main() -> None:
    """Import the file named on the command line, and print what it took."""
    path = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as folder:
        opened = new_desk(Path(folder))
        try:
            at_rest = _kib("VmRSS")
            import_file(opened, path)
            peak = _kib("VmHWM")
        finally:
            opened.close()
    print((peak - at_rest) * 1024)


def _kib(name: str) -> int:
    """What the kernel says of this process; `ru_maxrss` would still be that of who started it."""
    for line in Path("/proc/self/status").read_text().splitlines():
        key, _, value = line.partition(":")
        if key == name:
            return int(value.split()[0])
    raise LookupError(name)


if __name__ == "__main__":
    main()
