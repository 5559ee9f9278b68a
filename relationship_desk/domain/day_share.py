"""What of the queue is put before the user on one day: all that has its day, and a few prompts.

A prompt is what the desk thinks of by itself. The first of each part of the queue goes before the
second of any, so that no habit crowds out another; what is left over can be asked for.

Invariant: a day has no more than `PROMPTS` different ones, however many are answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from relationship_desk.domain.today import Place, Today, TodayRow

PROMPTS = 5
SHARE_WORDS = (
    "What has its day, what you promised and whom to thank is always here. Of what the desk thinks "
    f"of by itself there are {PROMPTS} a day at most, the first of each kind before the second of "
    "any; the others are behind one key."
)
_ITS_DAY = frozenset(
    {Place.THE_DAY, Place.TASK, Place.PROMISE, Place.THANKS, Place.STEP, Place.AHEAD}
)
_Key = tuple[str, int]


@dataclass(slots=True)
class DayShare:
    """Remembers which prompts were put before the user on this day."""

    on: date | None = None
    offered: frozenset[_Key] = frozenset()

    def of(self, today: Today, on: date) -> Today:
        """The queue of a day, with what is too much for it in `others`."""
        if on != self.on:
            self.on, self.offered = on, frozenset()
        prompts = [row for row in today.rows if row.place not in _ITS_DAY]
        self.offered = with_more(self.offered, prompts)
        held = {row.key for row in prompts} - self.offered
        return replace(
            today,
            rows=tuple(row for row in today.rows if row.key not in held),
            others=tuple(row for row in today.rows if row.key in held),
        )


def with_more(offered: frozenset[_Key], prompts: Sequence[TodayRow]) -> frozenset[_Key]:
    """Those that were offered, and as many more as the day has room for."""
    more = [row.key for row in _by_turns(prompts) if row.key not in offered]
    return offered | frozenset(more[: max(PROMPTS - len(offered), 0)])


def _by_turns(prompts: Iterable[TodayRow]) -> list[TodayRow]:
    """The first of each place in their order, then the second of each, and so on."""
    seen: dict[Place, int] = {}
    turns = []
    for row in prompts:
        turn = seen[row.place] = seen.get(row.place, 0) + 1
        turns.append((turn, row))
    return [row for _, row in sorted(turns, key=lambda pair: pair[0])]
