"""The best ways are those that trying every way finds, in the order that is stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationship_desk.domain.ties import Tie, TieKind
from relationship_desk.domain.ways import HOPS, WAYS, Way, best_ways

_PEOPLE = range(1, 8)


class Small:
    """A network of few people, held in memory."""

    def __init__(
        self,
        strengths: Mapping[tuple[int, int], int],
        known: Mapping[int, int],
        silent: Iterable[int] = (),
    ) -> None:
        self.both = {**strengths, **{(b, a): s for (a, b), s in strengths.items()}}
        self.acquainted, self.silent = dict(known), set(silent)

    def ties(self, ids: Iterable[int]) -> dict[int, dict[int, Tie]]:
        return {
            i: {b: Tie(s, TieKind.RELATION, 1) for (a, b), s in self.both.items() if a == i}
            for i in ids
        }

    def known(self, fewer_than: int) -> set[int] | None:
        return set(self.acquainted) if len(self.acquainted) < fewer_than else None

    def near(self, ids: Iterable[int]) -> dict[int, int]:
        return {i: self.acquainted[i] for i in ids if i in self.acquainted}

    def may_ask(self, ids: Iterable[int]) -> set[int]:
        return set(ids) - self.silent


def by_trying_all(network: Small, ends: set[int]) -> list[Way]:
    """Every list of people up to the length, those that are ways kept, sorted as it is stated."""
    found = []
    for length in range(1, HOPS + 1):
        for people in permutations(_PEOPLE, length):
            first, last = people[0], people[-1]
            steps = list(pairwise(people))
            if (
                first in network.acquainted
                and last in ends
                and not ends.intersection(people[:-1])
                and not network.silent.intersection(people[:-1])
                and all(step in network.both for step in steps)
            ):
                weakest = min([network.acquainted[first], *(network.both[step] for step in steps)])
                found.append(Way(people, weakest))
    return sorted(found, key=lambda w: (len(w.people), -w.weakest, w.people))[:WAYS]


_person = st.sampled_from(_PEOPLE)
_strength = st.integers(0, 4)


@given(
    st.dictionaries(
        st.tuples(_person, _person).filter(lambda pair: pair[0] < pair[1]), _strength, max_size=21
    ),
    st.dictionaries(_person, _strength, max_size=7),
    st.sets(_person, max_size=3),
    st.sets(_person, min_size=1, max_size=3),
)
@settings(max_examples=400)
def test_the_best_ways_equal_those_found_by_trying_all(
    strengths: dict[tuple[int, int], int], known: dict[int, int], silent: set[int], ends: set[int]
) -> None:
    network = Small(strengths, known, silent)
    assert best_ways(network, ends) == by_trying_all(network, ends)


def test_whom_i_know_is_the_shortest_way_and_no_end_is_an_intermediate() -> None:
    network = Small({(1, 2): 50, (2, 3): 50}, {1: 90, 2: 10})
    assert [way.people for way in best_ways(network, {2})] == [(2,), (1, 2)]
    assert [way.people for way in best_ways(network, {2, 3})] == [(2,), (1, 2)]


def test_nobody_is_further_than_three_steps_away() -> None:
    chain = {(i, i + 1): 50 for i in range(1, 5)}
    network = Small(chain, {1: 50})
    assert [way.people for way in best_ways(network, {3})] == [(1, 2, 3)]
    assert best_ways(network, {4}) == []


def test_fewer_steps_go_before_surer_ones_and_those_before_smaller_ids() -> None:
    network = Small({(1, 4): 10, (2, 4): 80, (3, 4): 80, (3, 5): 99}, {1: 99, 2: 60, 3: 60, 5: 99})
    assert [way.people for way in best_ways(network, {4})] == [(2, 4), (3, 4), (1, 4)]


@pytest.mark.parametrize("silent", [1, 2])
def test_who_cannot_be_asked_stands_on_no_way_but_may_be_its_end(silent: int) -> None:
    network = Small({(1, 2): 50, (2, 3): 50}, {1: 50}, {silent})
    assert best_ways(network, {3}) == []
    assert [way.people for way in best_ways(network, {silent})][:1] == (
        [(1,)] if silent == 1 else [(1, 2)]
    )


def test_many_beginners_are_asked_about_in_parts_until_no_better_one_can_come() -> None:
    asked: list[int] = []

    class Counting(Small):
        def near(self, ids: Iterable[int]) -> dict[int, int]:
            wanted = list(ids)
            asked.extend(wanted)
            return super().near(wanted)

    network = Counting({(i, 5000): 60 for i in range(1, 3001)}, dict.fromkeys(range(1, 3001), 90))
    assert [way.people for way in best_ways(network, {5000})] == [(1, 5000), (2, 5000), (3, 5000)]
    assert len(asked) < 500


@pytest.mark.parametrize("surer", [4, 20, 200])
def test_of_ways_as_sure_the_smaller_ids_go_first_however_many_are_asked_before(surer: int) -> None:
    many = range(100, 100 + surer)
    network = Small({(i, 1): 90 for i in many} | {(2, 1): 60}, dict.fromkeys(many, 60) | {2: 95})
    assert [way.people for way in best_ways(network, {1})] == [(2, 1), (100, 1), (101, 1)]
