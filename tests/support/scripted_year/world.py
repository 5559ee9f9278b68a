"""Who the people of the scripted year are, and what happens to them by itself.

Invariant: one seed gives one world; nothing in it depends on whom the user contacts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from relationship_desk.domain.rhythm import READY_MADE, Rhythm

FIRST_DAY = date(2026, 1, 1)
SEED = 20260101

_GIVEN = "Ada Bo Cleo Dara Edda Fynn Göran Hedda Ilke Jón Kaia Lotte Mio Noor Olaf".split()
_FAMILY = "Vale Oss Brandt Quill Strand Gross Lind Penn Sato Wren".split()
# Of a hundred people so many follow each rhythm; what is left has none.
_SHARES = ((READY_MADE[0], 14), (READY_MADE[1], 27), (READY_MADE[2], 30), (READY_MADE[3], 22))
_BORN, _NAMED, _UNMET = 60, 12, 8  # of a hundred: have a birthday, a name day, were never met
_ANSWERS_BY_ITSELF = 0.12  # how often a rhythm's length somebody gets in touch unasked
LEAD_DAYS = 5  # of name days


@dataclass(slots=True)
class Somebody:
    """One person. `met`: the days of contact before the year, the newest first."""

    key: int
    name: str
    circle: str
    rhythm: Rhythm | None
    met: tuple[date, ...]
    born: date | None = None
    named: date | None = None
    added_on: date = FIRST_DAY
    gone_on: date | None = None  # into the archive, or died
    dies: bool = False
    paused: tuple[date, date] | None = None
    grieves: tuple[date, date] | None = None
    calls: set[date] = field(default_factory=set)  # gets in touch unasked

    @property
    def last_met(self) -> date | None:
        return self.met[0] if self.met else None

    def is_here(self, on: date) -> bool:
        """Whether they are among those to be in touch with, paused or not."""
        return self.added_on <= on and (self.gone_on is None or on < self.gone_on)

    def is_asked_about(self, on: date) -> bool:
        """Whether silence counts on that day."""
        resting = self.paused is not None and self.paused[0] <= on < self.paused[1]
        return self.rhythm is not None and self.is_here(on) and not resting

    def occasions(self, first: date, days: int) -> list[date]:
        """The days on which a word is welcome; in grief none is."""
        found = []
        for day in (first + timedelta(days=n) for n in range(days)):
            grieving = self.grieves is not None and self.grieves[0] <= day < self.grieves[1]
            for kept in (self.born, self.named):
                if kept and (kept.month, kept.day) == (day.month, day.day) and not grieving:
                    found.append(day)
        return [day for day in found if self.is_here(day)]


@dataclass(frozen=True, slots=True)
class World:
    """Everybody, and the days that are scripted for the user."""

    people: tuple[Somebody, ...]
    days: int
    away: tuple[date, date]  # the desk stays shut
    quiet: tuple[date, date]

    def day(self, number: int) -> date:
        return FIRST_DAY + timedelta(days=number)

    def works(self, on: date) -> bool:
        """Whether the user opens the desk: not on Sundays, nor while away."""
        return on.weekday() != 6 and not self.away[0] <= on < self.away[1]


def make_world(people: int = 150, days: int = 365, seed: int = SEED) -> World:
    """The world of a seed."""
    chance = Random(seed)
    names = [f"{given} {family}" for family in _FAMILY for given in _GIVEN][:people]
    everybody = [_somebody(key, name, days, chance) for key, name in enumerate(names)]
    _happen(everybody, days, chance)
    summer, autumn = FIRST_DAY + timedelta(days=196), FIRST_DAY + timedelta(days=280)
    return World(
        tuple(everybody), days, (summer, summer + timedelta(days=14)),
        (autumn, autumn + timedelta(days=7)),
    )  # fmt: skip


def _somebody(key: int, name: str, days: int, chance: Random) -> Somebody:
    circle, rhythm = "", None
    number = chance.randrange(100)
    for ready, share in _SHARES:
        if 0 <= number < share:
            circle, rhythm = ready.name, ready.rhythm
        number -= share
    met: tuple[date, ...] = ()
    if chance.randrange(100) >= _UNMET:
        length = rhythm.ideal_days if rhythm else 200
        silence = round(length * chance.uniform(0, 1.3))
        met = tuple(
            FIRST_DAY - timedelta(days=1 + silence + n * round(length * chance.uniform(0.9, 1.1)))
            for n in range(3)
        )
    found = Somebody(key, name, circle, rhythm, met)
    if chance.randrange(100) < _BORN:
        found.born = date(chance.randrange(1950, 2001), 1, 1) + timedelta(chance.randrange(365))
    if chance.randrange(100) < _NAMED:
        found.named = FIRST_DAY + timedelta(days=chance.randrange(365))
    if rhythm is not None:
        for day in (FIRST_DAY + timedelta(days=n) for n in range(days)):
            if chance.random() < _ANSWERS_BY_ITSELF / rhythm.ideal_days:
                found.calls.add(day)
    return found


def _happen(people: list[Somebody], days: int, chance: Random) -> None:
    """Some come in the course of the year, some go, some must be left alone for a while."""
    picked = iter(chance.sample(people, min(len(people), 16)))

    def day(first: int, last: int) -> date:
        return FIRST_DAY + timedelta(days=chance.randrange(first, last) * days // 365)

    for _ in range(6):
        late = next(picked)
        late.added_on, late.met = day(60, 200), ()
    for number in range(4):
        going = next(picked)
        going.gone_on, going.dies = day(100, 330), number == 0
    for _ in range(4):
        resting = next(picked)
        begin = day(30, 250)
        resting.paused = (begin, begin + timedelta(days=60))
    for _ in range(2):
        mourning = next(picked)
        begin = day(40, 200)
        mourning.grieves = (begin, begin + timedelta(days=90))
    for person in people:
        person.calls = {on for on in person.calls if person.is_here(on)}
