"""Five-minute favours: what could be done for somebody in a few minutes, found by stated rules.

1. Somebody looks for what stands on my shelf.
2. Somebody looks for what somebody else knows about.
3. Something new on my shelf is about what somebody is interested in.
4. Two people are interested in the same, and do not know each other.

A rule compares topics, folded; it never guesses from texts. Invariant: the same facts give the same
favours, in the same order; who was given something is not offered the same again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from relationship_desk.domain.text import fold

A_DAY = 2  # at most
NEW_FOR_DAYS = 30  # how long something on the shelf is new
COMMON = 12  # people who share an interest; what more share says little about two of them
_REST_DAYS = 7  # from one favour for somebody to the next


class Rule(IntEnum):
    """Which rule found it; the order in which they are offered."""

    SHELF = 1
    SOMEBODY_KNOWS = 2
    NEW_ON_THE_SHELF = 3
    SAME_INTEREST = 4


@dataclass(frozen=True, slots=True)
class Looking:
    """An open need."""

    id: int
    person_id: int
    text: str
    topics: frozenset[str]
    since_on: date


@dataclass(frozen=True, slots=True)
class OnShelf:
    """Something on my shelf. `person_id`: who it is, where it is somebody who helps."""

    id: int
    title: str
    topics: frozenset[str]
    added_on: date
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at, of one day.

    `people`: those for whom something may be done. `askable`: those of them who may be asked for
    something. `had`: (person, resource) given already. `served_on`: the last day on which something
    was given to a person.

    What is much to read is asked for only by the rule that needs it. `name` of a person.
    `interested`: who is interested in each folded topic, with the word that they have for it.
    `acquainted`: pairs who know each other, smaller id first.
    """

    on: date
    people: Set[int]
    askable: Set[int]
    needs: tuple[Looking, ...]
    shelf: tuple[OnShelf, ...]
    had: Set[tuple[int, int]]
    served_on: Mapping[int, date]
    name: Callable[[int], str]
    interested: Callable[[], Mapping[str, Mapping[int, str]]]
    acquainted: Callable[[], Set[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Favour:
    """One thing that could be done. `key` stays the same from day to day.

    `other_id`: the person who is brought in, `resource_id`: the thing on the shelf, `need_id`: what
    is looked for; each None where it has no part in it.
    """

    rule: Rule
    key: str
    person_id: int
    title: str
    why: str
    other_id: int | None = None
    resource_id: int | None = None
    need_id: int | None = None


def find_favours(facts: Facts, whom: Collection[int] | None = None) -> Iterator[Favour]:
    """All favours of the day, in their order, each found when it is asked for: there may be very
    many. For some people, or for anybody."""
    rested = {
        person_id
        for person_id in facts.people
        if (served_on := facts.served_on.get(person_id)) is None
        or (facts.on - served_on).days >= _REST_DAYS
    }
    if whom is not None:
        rested.intersection_update(whom)
    yield from _from_the_shelf(facts, rested)
    yield from _from_somebody(facts, rested)
    new = [t for t in facts.shelf if 0 <= (facts.on - t.added_on).days < NEW_FOR_DAYS]
    yield from _for_interests(facts, rested, new)
    yield from _same_interests(facts, rested)


def would_like(facts: Facts, resource_id: int) -> list[Favour]:
    """Who would like one thing on the shelf: those who look for it, then those whom it interests,
    each once; however new it is, and whatever they were given this week."""
    narrowed = replace(facts, shelf=tuple(t for t in facts.shelf if t.id == resource_id))
    found: dict[int, Favour] = {}
    for favour in (
        *_from_the_shelf(narrowed, facts.people),
        *_for_interests(narrowed, facts.people, narrowed.shelf),
    ):
        found.setdefault(favour.person_id, favour)
    return list(found.values())


def of_the_day(favours: Iterable[Favour]) -> list[Favour]:
    """The first of them, no more than a day can bear, and none twice about one person."""
    chosen: list[Favour] = []
    about: set[int] = set()
    for favour in favours:
        people = {favour.person_id} | ({favour.other_id} if favour.other_id is not None else set())
        if len(chosen) < A_DAY and not people & about:
            chosen.append(favour)
            about |= people
    return chosen


def _from_the_shelf(facts: Facts, whom: Collection[int]) -> Iterator[Favour]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, thing in enumerate(facts.shelf):
        for topic in _folded(thing.topics):
            places[topic].append(place)
    for need in _oldest_first(facts, whom):
        fitting = {place for topic in _folded(need.topics) for place in places.get(topic, ())}
        for thing in (facts.shelf[place] for place in sorted(fitting)):
            shared = _shared(need.topics, thing.topics)
            if (need.person_id, thing.id) in facts.had or thing.person_id == need.person_id:
                continue
            name = facts.name(need.person_id)
            yield Favour(
                Rule.SHELF,
                f"need {need.id} resource {thing.id}",
                need.person_id,
                f"Give {name} “{thing.title}”",
                f"{name} is looking for: {need.text}. It is on your shelf under {shared}.",
                thing.person_id,
                thing.id,
                need.id,
            )


def _from_somebody(facts: Facts, whom: Collection[int]) -> Iterator[Favour]:
    interested, acquainted = facts.interested(), facts.acquainted()
    for need in _oldest_first(facts, whom):
        helpers = {
            person_id: topic
            for topic in sorted(need.topics, key=fold, reverse=True)
            for person_id in interested.get(fold(topic), ())
        }
        for helper_id in sorted(helpers.keys() & facts.askable):
            if helper_id == need.person_id or _pair(helper_id, need.person_id) in acquainted:
                continue
            name, helper = facts.name(need.person_id), facts.name(helper_id)
            yield Favour(
                Rule.SOMEBODY_KNOWS,
                f"need {need.id} person {helper_id}",
                need.person_id,
                f"Introduce {name} to {helper}",
                f"{name} is looking for: {need.text}. {helper} knows about {helpers[helper_id]}.",
                helper_id,
                None,
                need.id,
            )


def _for_interests(facts: Facts, whom: Set[int], things: Iterable[OnShelf]) -> Iterator[Favour]:
    interested = facts.interested()
    for thing in sorted(things, key=lambda t: (-t.added_on.toordinal(), t.id)):
        topics = {
            person_id: topic
            for topic in sorted(thing.topics, key=fold, reverse=True)
            for person_id in interested.get(fold(topic), ())
        }
        for person_id in sorted(topics.keys() & whom):
            if person_id == thing.person_id or (person_id, thing.id) in facts.had:
                continue
            name = facts.name(person_id)
            yield Favour(
                Rule.NEW_ON_THE_SHELF,
                f"resource {thing.id} person {person_id}",
                person_id,
                f"Send {name} “{thing.title}”",
                f"{name} has to do with {topics[person_id]}, and it is on your shelf.",
                thing.person_id,
                thing.id,
            )


def _same_interests(facts: Facts, whom: Collection[int]) -> Iterator[Favour]:
    interested, acquainted = facts.interested(), facts.acquainted()
    told: set[tuple[int, int]] = set()
    for topic in sorted(interested):
        people = sorted(interested[topic].keys() & facts.askable)
        if len(people) > COMMON:
            continue
        for place, first in enumerate(people):
            if first not in whom:
                continue
            for second in people[place + 1 :]:
                if (first, second) in acquainted or (first, second) in told:
                    continue
                told.add((first, second))
                one, other = facts.name(first), facts.name(second)
                word = interested[topic][first]
                yield Favour(
                    Rule.SAME_INTEREST,
                    f"person {first} person {second}",
                    first,
                    f"Introduce {one} to {other}",
                    f"Both have to do with {word}, and nothing here says that they know each "
                    "other.",
                    second,
                )


def _oldest_first(facts: Facts, whom: Collection[int]) -> list[Looking]:
    there = [n for n in facts.needs if n.person_id in whom and n.since_on <= facts.on]
    return sorted(there, key=lambda need: (need.since_on, need.id))


def _folded(topics: Iterable[str]) -> set[str]:
    return {fold(topic) for topic in topics} - {""}


def _shared(one: frozenset[str], other: frozenset[str]) -> str:
    """The first topic, by its letters, that both have, as the first has it; or empty."""
    there = {fold(topic) for topic in other}
    return next((topic for topic in sorted(one, key=fold) if fold(topic) in there), "")


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)
