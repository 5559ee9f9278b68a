"""Other ways to choose whom to contact in the scripted year, at equal effort, and what to measure.

Each policy may contact as many people on a day as the user of the queue did on that day, and hears
of the same unasked calls and the same tasks. A policy sees rhythms, the days of contact, and who is
to be left alone; what it does not see are occasions, which none of these ways knows of.

Invariant: a policy never contacts the paused, the dead and the archived, and nobody twice a day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.support.scripted_year.living import Lived
from tests.support.scripted_year.world import SEED, Somebody, World

# As many as the rhythms of all these people ask for, and no more.
CONTACTS_A_DAY = 2
BELATED_DAYS = 3  # a word is welcome so long after an occasion

Contacts = dict[date, list[int]]
# Whom to contact, the first first, of those who may be; by the day of the last contact.
Choose = Callable[[date, list[Somebody], dict[int, date]], list[Somebody]]


def _overdue_days(person: Somebody, on: date, last: dict[int, date]) -> int:
    assert person.rhythm is not None
    since = last.get(person.key, person.added_on)
    return (on - since).days - person.rhythm.ideal_days


def most_overdue_first(on: date, people: list[Somebody], last: dict[int, date]) -> list[Somebody]:
    """Who is due, by how many days past the ideal one."""
    due = [p for p in people if p.key not in last or _overdue_days(p, on, last) >= 0]
    return sorted(due, key=lambda p: (-_overdue_days(p, on, last), p.key))


class FixedInterval:
    """Every so many days since the beginning, whatever happened meanwhile; first come, first
    served."""

    def __init__(self) -> None:
        self._next: dict[int, date] = {}

    def __call__(self, on: date, people: list[Somebody], last: dict[int, date]) -> list[Somebody]:
        for person in people:
            assert person.rhythm is not None
            begin = person.last_met or person.added_on
            step = timedelta(days=person.rhythm.ideal_days)
            turn = self._next.setdefault(person.key, begin + step)
            if last.get(person.key) == on - timedelta(days=1) and turn < on:
                while turn < on:
                    turn += step
                self._next[person.key] = turn
        due = [p for p in people if self._next[p.key] <= on]
        return sorted(due, key=lambda p: (self._next[p.key], p.key))


class AtRandom:
    """Anybody, by lot."""

    def __init__(self, seed: int = SEED) -> None:
        self._chance = Random(seed)

    def __call__(self, on: date, people: list[Somebody], last: dict[int, date]) -> list[Somebody]:
        return self._chance.sample(people, len(people))


POLICIES: dict[str, Callable[[], Choose]] = {
    "fixed interval": FixedInterval,
    "most overdue first": lambda: most_overdue_first,
    "at random": AtRandom,
}


def contacts_of(choose: Choose, world: World, lived: Lived) -> Contacts:
    """The contacts of the year by a policy, with the effort of the queue's user."""
    last = {p.key: p.last_met for p in world.people if p.last_met is not None}
    found: Contacts = {}
    for number in range(world.days):
        on = world.day(number)
        calls = [p.key for p in world.people if on in p.calls and p.is_here(on)]
        tasks = lived.tasks.get(on, ())
        calls = list(dict.fromkeys([*calls, *tasks]))
        mine = len([key for key in lived.contacts.get(on, ()) if key not in calls])
        free = [p for p in world.people if p.is_asked_about(on) and last.get(p.key) != on]
        chosen = [p.key for p in choose(on, free, dict(last))][:mine]
        found[on] = list(dict.fromkeys([*chosen, *calls]))
        last |= dict.fromkeys(found[on], on)
    return found


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of a policy: `kept`, the share of all days of all people that lay within the latest
    day of their rhythm; the longest silence beyond it; the share of occasions with a word."""

    contacts: int
    kept: float
    longest_silence: int
    honoured: float


def measure(world: World, contacts: Contacts) -> Measured:
    """The measures of one year."""
    days, within, longest = 0, 0, 0
    wanted = honoured = 0
    by_person: dict[int, set[date]] = {p.key: set() for p in world.people}
    for on, keys in contacts.items():
        for key in keys:
            by_person[key].add(on)
    for person in world.people:
        last = person.last_met or person.added_on
        for number in range(world.days):
            on = world.day(number)
            if on in by_person[person.key]:
                last = on
            if person.is_asked_about(on) and person.rhythm is not None:
                silence = (on - last).days
                days += 1
                within += silence <= person.rhythm.latest_days
                longest = max(longest, silence)
        for on in person.occasions(world.day(0), world.days - BELATED_DAYS):
            wanted += 1
            near = range(BELATED_DAYS + 1)
            said = (on + timedelta(days=n) in by_person[person.key] for n in near)
            honoured += any(said)
    return Measured(
        sum(map(len, contacts.values())), within / days, longest, honoured / max(wanted, 1)
    )


def compare(world: World, lived: Lived) -> dict[str, Measured]:
    """The queue and every other policy, by name."""
    found = {"our queue": measure(world, lived.contacts)}
    for name, make in POLICIES.items():
        found[name] = measure(world, contacts_of(make(), world, lived))
    return found
