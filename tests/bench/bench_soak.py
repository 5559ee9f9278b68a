"""Months of reminders whose process is killed again and again: what was lost, what came twice."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.bench.harness import Figure

_CHECKOUT = Path(__file__).parents[2]
_MONTHS = 12


def figures(folder: Path, cards: int, repeats: int) -> Iterator[Figure]:
    """A year of months that begin differently; counts, not seconds."""
    total: Counter[str] = Counter()
    for seed in range(_MONTHS):
        place = folder / str(seed)
        place.mkdir()
        ran = subprocess.run(
            [sys.executable, "-m", "tests.support.soak", str(place), str(seed)],
            cwd=_CHECKOUT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        for what, found in json.loads(ran.stdout).items():
            total[what] += len(found) if isinstance(found, list) else found
            for sentence in found if isinstance(found, list) else ():
                print(f"seed {seed}: {sentence}", file=sys.stderr)
    told, note = total["told"], f"{_MONTHS} months, {total['killed']:,} kills"
    yield Figure("reminders told, and lost", told, total["lost"], 0, note, unit="")
    yield Figure("told, and told wrongly", told, total["wrong"], 0, note, unit="")
    yield Figure("told, and told again after a kill", told, total["repeated"], None, note, unit="")
