"""The best ways to somebody: me, people I know, people they know, at most three steps.

A way is a list of people: the first is somebody I know, each next one is tied to the one before,
and only the last is who was looked for. Fewer steps go first; then the way whose weakest step is
the surest; then the one whose ids are smaller. Invariant: whoever passes me on may be asked to.

Searched from the end, one ring of people at a time, because a shorter way is always better: where
three are found, no further ring is looked at. The last step is read from the side of those whom I
know where they are the fewer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from relationship_desk.domain.ties import Tie

HOPS = 3
WAYS = 3
_FIRST, _GROWTH, _MOST = 4, 4, 500  # people asked about in the first query, and in further ones

Ties = Mapping[int, Mapping[int, Tie]]
# How sure the weakest step is, below zero, and the people: of as many steps, the least is the best.
# Plain, because a ring may have thousands.
_Ranked = tuple[int, tuple[int, ...]]


class Network(Protocol):
    """Who is tied to whom, asked for many people at once."""

    def ties(self, ids: Iterable[int]) -> Ties:
        """To whom these people are tied, and by what."""

    def known(self, fewer_than: int) -> set[int] | None:
        """All whom I know; None where they are not as few, or it is not worth asking."""

    def near(self, ids: Iterable[int]) -> Mapping[int, int]:
        """Those of them whom I know, and how near it is with them, from 0 to 100."""

    def may_ask(self, ids: Iterable[int]) -> set[int]:
        """Those of them who may be asked to introduce me."""


@dataclass(frozen=True, slots=True)
class Way:
    """People from me on, and how sure the weakest step is."""

    people: tuple[int, ...]
    weakest: int


def best_ways(network: Network, ends: Iterable[int], *, count: int = WAYS) -> list[Way]:
    """The best ways to any of these people, the best first."""
    wanted = set(ends)
    known: list[_Ranked] = [(-n, (end,)) for end, n in network.near(sorted(wanted)).items()]
    best = sorted(known)[:count]
    # Each tail leads from somebody to an end; whoever I know among its beginners makes a way of it.
    tails: list[_Ranked] = [(-100, (end,)) for end in sorted(wanted)]
    for ring in range(1, HOPS):
        if len(best) >= count:
            break
        tails = sorted(_longer(network, tails, wanted, is_last=ring == HOPS - 1))
        best += _begun(network, tails, count - len(best))
    return [Way(people, -unsure) for unsure, people in best]


def _longer(
    network: Network, tails: Sequence[_Ranked], wanted: set[int], *, is_last: bool
) -> Iterator[_Ranked]:
    """The tails with one more person before them; not past somebody who cannot be asked."""
    asked = {people[0] for _, people in tails}
    asked &= wanted | network.may_ask(sorted(asked - wanted))
    known = network.known(len(asked)) if is_last else None
    ties = network.ties(sorted(asked)) if known is None else _ties_to(network, asked, known)
    for unsure, people in tails:
        for other, tie in ties.get(people[0], {}).items():
            if other not in wanted and other not in people:
                yield max(unsure, -tie.strength), (other, *people)


def _ties_to(network: Network, asked: set[int], known: set[int]) -> Ties:
    """The ties of these people to those whom I know, read from the other side."""
    found: dict[int, dict[int, Tie]] = defaultdict(dict)
    for other, ties in network.ties(sorted(known)).items():
        for one in ties.keys() & asked:
            found[one][other] = ties[one]
    return found


def _begun(network: Network, tails: Sequence[_Ranked], count: int) -> list[_Ranked]:
    """The best ways among these tails, which come sorted. No way is better than its tail, so the
    rest need not be asked about once the last of the best is better than the next tail."""
    best: list[_Ranked] = []
    start, size = 0, _FIRST
    while start < len(tails) and not (len(best) == count and best[-1] < tails[start]):
        some = tails[start : start + size]
        near = network.near(sorted({people[0] for _, people in some}))
        known = [(unsure, people) for unsure, people in some if people[0] in near]
        askable = network.may_ask(sorted({people[0] for _, people in known}))
        best += [
            (max(unsure, -near[people[0]]), people)
            for unsure, people in known
            if people[0] in askable
        ]
        best = sorted(best)[:count]
        start, size = start + size, min(size * _GROWTH, _MOST)
    return best
