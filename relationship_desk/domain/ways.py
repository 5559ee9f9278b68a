"""The best ways to somebody: me, people I know, people they know, at most three steps.

A way is a list of people: the first is somebody I know, each next one is tied to the one before,
and only the last is who was looked for. Fewer steps go first; then the way whose weakest step is
the surest; then the one whose ids are smaller. Invariant: whoever passes me on may be asked to.

Searched from the end, one ring of people at a time, because a shorter way is always better: where
three are found, no further ring is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from relationship_desk.domain.ties import Tie

HOPS = 3
WAYS = 3
_AT_ONCE = 200  # people asked about in one query

Ties = Mapping[int, Mapping[int, Tie]]


class Network(Protocol):
    """Who is tied to whom, asked for many people at once."""

    def ties(self, ids: Iterable[int]) -> Ties:
        """To whom these people are tied, and by what."""

    def near(self, ids: Iterable[int]) -> Mapping[int, int]:
        """Those of them whom I know, and how near it is with them, from 0 to 100."""

    def may_ask(self, ids: Iterable[int]) -> set[int]:
        """Those of them who may be asked to introduce me."""


@dataclass(frozen=True, slots=True)
class Way:
    """People from me on, and how sure the weakest step is."""

    people: tuple[int, ...]
    weakest: int

    @property
    def rank(self) -> tuple[int, int, tuple[int, ...]]:
        """What ways are sorted by: the best is the least."""
        return len(self.people), -self.weakest, self.people


def best_ways(network: Network, ends: Iterable[int], *, count: int = WAYS) -> list[Way]:
    """The best ways to any of these people, the best first."""
    wanted = set(ends)
    found = [Way((end,), near) for end, near in network.near(sorted(wanted)).items()]
    # Each tail leads from somebody to an end; whoever I know among its beginners makes a way of it.
    tails = [Way((end,), 100) for end in sorted(wanted)]
    for _ in range(HOPS - 1):
        if len(found) >= count:
            break
        tails = sorted(_longer(network, tails, wanted), key=lambda tail: tail.rank)
        found += _begun(network, tails, count - len(found))
    return sorted(found, key=lambda way: way.rank)[:count]


def _longer(network: Network, tails: Sequence[Way], wanted: set[int]) -> Iterator[Way]:
    """The tails with one more person before them; not past somebody who cannot be asked."""
    asked = {tail.people[0] for tail in tails}
    begin = wanted | network.may_ask(sorted(asked - wanted))
    ties = network.ties(sorted(asked & begin))
    for tail in tails:
        for other, tie in ties.get(tail.people[0], {}).items():
            if other not in wanted and other not in tail.people:
                yield Way((other, *tail.people), min(tail.weakest, tie.strength))


def _begun(network: Network, tails: Sequence[Way], count: int) -> list[Way]:
    """The best ways among these tails, which come sorted. No way is surer than its tail, so the
    rest need not be asked about once the last of the best is as sure as the next tail."""
    best: list[Way] = []
    for start in range(0, len(tails), _AT_ONCE):
        if len(best) == count and best[-1].weakest >= tails[start].weakest:
            break
        some = tails[start : start + _AT_ONCE]
        near = network.near(sorted({tail.people[0] for tail in some}))
        known = [tail for tail in some if tail.people[0] in near]
        askable = network.may_ask(sorted({tail.people[0] for tail in known}))
        best += [
            Way(tail.people, min(tail.weakest, near[tail.people[0]]))
            for tail in known
            if tail.people[0] in askable
        ]
        best = sorted(best, key=lambda way: way.rank)[:count]
    return best
