"""What comes of a year with our queue, and with other ways to choose, at equal effort.

No speed is measured: `floor` is the best of the other ways, `ours` the queue, in per cent of days
within the latest day of the rhythm, and of occasions with a word. Three worlds are lived through,
and their means compared: of one alone a day more or less is chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean

from relationship_desk.clock import FixedClock
from tests.bench.harness import Figure
from tests.support.desks import open_desk
from tests.support.scripted_year.living import live
from tests.support.scripted_year.policies import CONTACTS_A_DAY, Measured, compare
from tests.support.scripted_year.world import FIRST_DAY, SEED, make_world

_WORLDS = 3
_EVE = datetime.combine(FIRST_DAY, datetime.min.time(), tzinfo=UTC) - timedelta(hours=12)


def figures(folder: Path, _cards: int, _repeats: int) -> Iterator[Figure]:
    """Every figure of this file."""
    years = [_year(folder / str(seed), seed) for seed in range(SEED, SEED + _WORLDS)]
    effort = f"{CONTACTS_A_DAY} contacts a day"
    yield _figure(f"rhythms kept, {effort}", years, lambda m: 100 * m.kept, least=1)
    yield _figure("occasions with a word", years, lambda m: 100 * m.honoured, least=1)
    yield _figure("longest silence in days", years, lambda m: m.longest_silence)


def _year(folder: Path, seed: int) -> dict[str, Measured]:
    world = make_world(seed=seed)
    desk = open_desk(folder, FixedClock(_EVE))
    try:
        return compare(world, live(desk, world, CONTACTS_A_DAY))
    finally:
        desk.composition.close()


def _figure(
    name: str,
    years: list[dict[str, Measured]],
    measure: Callable[[Measured], float],
    least: float | None = None,
) -> Figure:
    means = {policy: fmean(measure(year[policy]) for year in years) for policy in years[0]}
    ours = means.pop("our queue")
    note = ", ".join(f"{policy} {mean:.2f}" for policy, mean in means.items())
    best = max(means.values()) if least else min(means.values())
    return Figure(name, round(best, 2), round(ours, 2), None, note, unit="", least=least)
