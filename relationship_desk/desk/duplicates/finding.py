"""Finds the pairs of people in the store who may be one.

Invariant: whoever is compared shares something, and no group is compared in more than linear time:
large ones fall apart by the words of the names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from relationship_desk.desk.duplicates.evidence import Key, Pair, Surroundings, judge
from relationship_desk.desk.duplicates.profiles import Profile, load_profiles
from relationship_desk.store.database import Connection

_ALL_PAIRS = 40  # of a larger group only those with a word of the name in common
_NEXT = 20  # of a larger group of one name, each with so many after
_COMMON_NAME = 4  # how many people make a first name common
_BREATH = 256


def find_duplicates(
    connection: Connection, checkpoint: Callable[[], None] = lambda: None
) -> list[Pair]:
    """Every pair that is likely one person and was not kept apart, the likeliest first.

    `checkpoint` is called on the way; it may raise `Cancelled`.
    """
    with connection.snapshot():
        people = load_profiles(connection, checkpoint)
        apart = set(connection.sql("SELECT person_id, other_id FROM apart"))
    return sorted(
        (pair for pair in pairs_of(people, checkpoint) if _ids(pair) not in apart),
        key=lambda pair: (-pair.score, pair.person_id, pair.other_id),
    )


def pairs_of(
    people: dict[int, Profile], checkpoint: Callable[[], None] = lambda: None
) -> Iterator[Pair]:
    """Every likely pair, in no order."""
    groups = _groups(people.values())
    first_names = Counter(person.written.given for person in people.values())
    around = Surroundings(
        {key: len(group) for key, group in groups.items()},
        lambda name: first_names[name] >= _COMMON_NAME,
    )
    met: set[tuple[int, int]] = set()
    for number, pair in enumerate(_candidates(people, groups)):
        if number % _BREATH == 0:
            checkpoint()
        if pair in met:
            continue
        met.add(pair)
        found = judge(people[pair[0]], people[pair[1]], around)
        if found is not None:
            yield found


def _ids(pair: Pair) -> tuple[int, int]:
    return pair.person_id, pair.other_id


def _groups(people: Iterable[Profile]) -> dict[Key, list[Profile]]:
    """Who shares what."""
    groups: dict[Key, list[Profile]] = defaultdict(list)
    for person in people:
        for key in _keys(person):
            groups[key].append(person)
    return groups


def _keys(person: Profile) -> set[Key]:
    keys: set[Key] = set()
    for kind, values in (
        ("email", person.emails),
        ("phone", person.phones),
        ("organisation", person.organisations),
        ("address", person.places),
        ("url", person.links),
        ("photo", person.photos),
    ):
        keys.update((kind, value) for value in values)
    keys.update(("birthday", (d.month, d.day)) for d in person.birthdays if d.month and d.day)
    if person.uid:
        keys.add(("uid", person.uid))
    return keys


def _candidates(
    people: dict[int, Profile], groups: dict[Key, list[Profile]]
) -> Iterator[tuple[int, int]]:
    for person in people.values():
        if person.maybe_same_as in people and person.maybe_same_as != person.id:
            yield _in_order(person.id, person.maybe_same_as)
    for group in groups.values():
        yield from _pairs_in(group)


def _pairs_in(group: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    if len(group) <= _ALL_PAIRS:
        for one, other in combinations(group, 2):
            yield _in_order(one.id, other.id)
        return
    by_word: dict[str, list[Profile]] = defaultdict(list)
    by_name: dict[frozenset[str], list[Profile]] = defaultdict(list)
    for person in group:
        by_name[person.written.words].append(person)
        for word in person.written.words:
            by_word[word].append(person)
    for alike in (*by_word.values(), *by_name.values()):
        if len(alike) <= _ALL_PAIRS:
            for one, other in combinations(alike, 2):
                yield _in_order(one.id, other.id)
    for alike in by_name.values():
        if len(alike) > _ALL_PAIRS:
            for at, one in enumerate(alike):
                for other in alike[at + 1 : at + 1 + _NEXT]:
                    yield _in_order(one.id, other.id)


def _in_order(one: int, other: int | None) -> tuple[int, int]:
    assert other is not None
    return (one, other) if one < other else (other, one)
