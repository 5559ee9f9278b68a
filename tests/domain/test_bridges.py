"""A bridge is whoever, taken away, leaves a group that I reach in no other way."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from relationship_desk.domain.bridges import GROUP, only_bridges

_person = st.integers(1, 9)
_pairs = st.sets(st.tuples(_person, _person).filter(lambda pair: pair[0] < pair[1]), max_size=14)


def _graph(pairs: set[tuple[int, int]]) -> dict[int, set[int]]:
    graph: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        graph[one].add(other)
        graph[other].add(one)
    return dict(graph)


def _reached(graph: dict[int, set[int]], known: set[int], without: int | None = None) -> set[int]:
    found: set[int] = set()
    open_ones = [i for i in known if i != without]
    while open_ones:
        person = open_ones.pop()
        if person not in found:
            found.add(person)
            open_ones += [i for i in graph.get(person, ()) if i != without]
    return found


@given(_pairs, st.sets(_person, max_size=4))
@settings(max_examples=400)
def test_bridges_equal_those_found_by_taking_each_away(
    pairs: set[tuple[int, int]], known: set[int]
) -> None:
    graph = _graph(pairs)
    expected = {}
    for person in sorted(_reached(graph, known)):
        behind = _reached(graph, known) - _reached(graph, known, person) - {person}
        if len(behind) >= GROUP:
            expected[person] = tuple(sorted(behind))
    assert only_bridges(graph, known) == expected


def test_two_ways_into_a_group_leave_no_bridge() -> None:
    one_way = _graph({(1, 3), (3, 4), (4, 5)})
    assert only_bridges(one_way, {1}) == {1: (3, 4, 5), 3: (4, 5)}
    assert only_bridges(one_way, {1, 5}) == {}


def test_a_long_chain_needs_no_deep_stack() -> None:
    chain = _graph({(i, i + 1) for i in range(1, 5000)})
    found = only_bridges(chain, {1})
    assert len(found) == 4998 - 1 + 1
    assert found[4998] == (4999, 5000)
