"""The sample year: who was met when, what was said, and what is still to do.

Invariant: nothing is written down after `now`, and nobody is met before they were added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from random import Random

from relationship_desk.demo.data import Cast
from relationship_desk.demo.people import Sketch
from relationship_desk.demo.steps import Archive, Finish, Label, Log, Meet, Plan, PutOff, Step
from relationship_desk.demo.wording import Wording
from relationship_desk.domain.kinds import Channel, Direction

YEAR = timedelta(days=366)
# So many people are new this week, and so many in the archive.
_NEW = 5
_GONE = 6

_CHANNELS = {
    Channel.MET: 24, Channel.CALL: 20, Channel.MESSAGE: 20, Channel.EMAIL: 16, Channel.VIDEO: 10,
    Channel.EVENT: 6, Channel.NOTE: 5, Channel.SOCIAL: 4, Channel.LETTER: 3, Channel.OTHER: 2,
}  # fmt: skip
_TIMED = frozenset({Channel.CALL, Channel.MESSAGE, Channel.EMAIL, Channel.VIDEO})
_EVENTS = 22
# How many days ago one met somebody of whom the rhythm says otherwise: Today asks about it.
_OFTEN = (2, 32, 65, 96, 125, 157, 188)
_TOLD_ENOUGH = 10

# Tasks to do: how many days from today, at what time, and how many of each.
_OPEN: tuple[tuple[int | None, time | None], ...] = (
    (-9, None), (-1, None), (0, time(9, 0)), (0, time(11, 30)), (0, time(16, 45)), (0, None),
    (1, None), (1, time(10, 0)), (2, None), (3, time(14, 30)), (4, None), (5, None),
    (7, None), (8, None), (10, time(9, 30)), (12, None), (14, None), (18, None), (21, None),
    (25, time(19, 0)), (31, None), (45, None), (60, None), (None, None), (None, None), (None, None),
)  # fmt: skip
_DONE = 90
_SNOOZED = 2


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days as they lie around now."""

    now: datetime
    zone: tzinfo

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def day(self, days: int) -> date:
        """So many days from today."""
        return self.today + timedelta(days=days)

    def instant(self, on: date, at: time) -> datetime:
        """That moment of the user's wall clock, or now where it has not come yet."""
        return min(datetime.combine(on, at, tzinfo=self.zone), self.now)


def year(
    people: Sequence[Sketch], cast: Cast, wording: Wording, calendar: Calendar, chance: Random
) -> list[Step]:
    """Every step, in the order of time."""
    maker = _Year(people, cast, wording, calendar, chance)
    steps = [*maker.people_steps(), *maker.entries(), *maker.tasks()]
    return sorted(maker.with_a_question(steps), key=lambda step: step.at)


class _Year:
    def __init__(
        self,
        people: Sequence[Sketch],
        cast: Cast,
        wording: Wording,
        calendar: Calendar,
        chance: Random,
    ) -> None:
        self._people = people
        self._cast = cast
        self._wording = wording
        self._calendar = calendar
        self._chance = chance
        self._by_name = {sketch.contact.name.full: key for key, sketch in enumerate(people)}
        met = [key for key, sketch in enumerate(people) if sketch.meetings > 1 and not sketch.told]
        self._new = frozenset(chance.sample(met, _NEW))
        quiet = [key for key, sketch in enumerate(people) if sketch.rhythm == "" and sketch.she]
        self._gone = tuple(key for key in quiet if not people[key].told)[:_GONE]
        self._known = [key for key in met if key not in self._new]
        # What is done about somebody is contact, so nobody who was never met is among these.
        self._busy = [k for k in self._known if people[k].rhythm not in ("", "Every year")]

    def people_steps(self) -> Iterator[Step]:
        """Everybody, most of them on the first day."""
        start = self._calendar.now - YEAR
        for key, sketch in enumerate(self._people):
            if key in self._new:
                days = self._chance.randrange(1, 9)
                at = self._calendar.instant(self._calendar.day(-days), self._moment(9, 19))
                yield Meet(at, key, sketch.contact, sketch.rhythm)
                yield self._entry((key,), -days, Channel.MET, at)
            else:
                yield Meet(start, key, sketch.contact, sketch.rhythm)
        yield Archive(
            self._calendar.instant(self._calendar.day(-6), time(21, 5)), self._gone
        )  # fmt: skip
        fair = tuple(self._chance.sample(self._known, 4))
        yield Label(self._calendar.instant(self._calendar.day(-5), time(17, 50)), fair, "Book fair")

    def entries(self) -> Iterator[Step]:
        """What happened."""
        told: dict[int, int] = {}
        for entry in self._cast.entries:
            keys = tuple(self._by_name[name] for name in entry.people)
            for key in keys:
                told[key] = told.get(key, 0) + 1
            on = self._calendar.day(-entry.days)
            at = self._calendar.instant(on, entry.at or time(20, 15))
            # On the day of a real clock it may not be that late yet.
            moment = entry.at if at < self._calendar.now else None
            yield Log(at, keys, entry.text, on, moment, entry.channel, entry.direction)
        for key, sketch in enumerate(self._people):
            if key in self._new:
                continue
            for days in self._days(sketch, told.get(key, 0)):
                channel = self._chance.choices(list(_CHANNELS), list(_CHANNELS.values()))[0]
                yield self._entry((key,), -days, channel)
        for _ in range(_EVENTS):
            yield self._together()

    def with_a_question(self, steps: Sequence[Step]) -> list[Step]:
        """The steps, but that one person is met more often than their rhythm says."""
        company = {k for s in steps if isinstance(s, Log) and len(s.people) > 1 for k in s.people}
        yearly = (k for k in self._known if self._people[k].rhythm == "Every year")
        often = next(k for k in yearly if k not in company)
        kept = [s for s in steps if not (isinstance(s, Log) and s.people == (often,))]
        return [*kept, *(self._entry((often,), -days, Channel.CALL) for days in _OFTEN)]

    def _days(self, sketch: Sketch, told: int) -> list[int]:
        """How many days ago one met this person."""
        if sketch.told:
            return self._chance.sample(range(180, 360), max(0, _TOLD_ENOUGH - told))
        number = round(sketch.meetings * self._chance.uniform(0.7, 1.3))
        if sketch.rhythm == "" and self._chance.random() < 0.5:
            number = 0
        return self._chance.sample(range(1, 364), number)

    def _entry(
        self, keys: tuple[int, ...], days: int, channel: Channel, at: datetime | None = None
    ) -> Log:
        sketch = self._people[keys[0]]
        slots = self._wording.of_person(sketch.first, sketch.she, sketch.organisation)
        direction, sentence = self._wording.next_of(self._wording.words.interactions[channel])
        if channel is Channel.NOTE:
            direction = Direction.MINE
        moment = self._moment(8, 20)
        on = self._calendar.day(days)
        return Log(
            at or self._calendar.instant(on, moment),
            keys,
            self._wording.fill(sentence, slots),
            on,
            moment if channel in _TIMED and self._chance.random() < 0.7 else None,
            channel,
            direction,
        )

    def _together(self) -> Log:
        keys = tuple(self._chance.sample(self._known, self._chance.randrange(3, 7)))
        on = self._calendar.day(-self._chance.randrange(3, 360))
        text = self._wording.fill(self._wording.next_of(self._wording.words.together), {})
        at = self._calendar.instant(on, time(22, 0))
        return Log(at, keys, text, on, None, Channel.EVENT, Direction.MUTUAL)

    def tasks(self) -> Iterator[Step]:
        """What is to do, and what was done."""
        keys = iter(range(10_000))
        for task in self._cast.tasks:
            key = next(keys)
            due = None if task.days is None else self._calendar.day(task.days)
            made = self._calendar.now - timedelta(days=max(3, 4 - min(task.days or 0, 0)))
            yield Plan(
                made, key, self._by_name[task.person], task.text, due, task.at, task.repeat,
                task.lead_days,
            )  # fmt: skip
            if task.done:
                yield Finish(made + timedelta(hours=9), key)
        for days, at in _OPEN:
            made = self._calendar.now - timedelta(
                days=self._chance.randrange(1, 20) - min(days or 0, 0)
            )
            due = None if days is None else self._calendar.day(days)
            yield self._plan(made, next(keys), self._wording.words.open_tasks, due, at)
        for _ in range(_SNOOZED):
            key = next(keys)
            now = self._calendar.now
            due = self._calendar.day(-2)
            yield self._plan(
                now - timedelta(days=12), key, self._wording.words.open_tasks, due, None
            )
            yield PutOff(now - timedelta(hours=20), key, now + timedelta(days=2, minutes=40))
        for _ in range(_DONE):
            key = next(keys)
            days = self._chance.randrange(2, 350)
            made = self._calendar.now - timedelta(days=days, minutes=self._chance.randrange(600))
            due = self._calendar.day(-days + self._chance.randrange(0, 2))
            yield self._plan(made, key, self._wording.words.done_tasks, due, None)
            yield Finish(made + timedelta(hours=self._chance.randrange(2, 40)), key)

    def _plan(
        self,
        made: datetime,
        key: int,
        sentences: tuple[str, ...],
        due: date | None,
        at: time | None,
    ) -> Plan:
        person = self._chance.choice(self._busy)
        sketch = self._people[person]
        slots = self._wording.of_person(sketch.first, sketch.she, sketch.organisation)
        text = self._wording.fill(self._wording.next_of(sentences), slots)
        return Plan(made, key, person, text, due, at)

    def _moment(self, first_hour: int, last_hour: int) -> time:
        return time(
            self._chance.randrange(first_hour, last_hour), self._chance.randrange(0, 60, 5)
        )  # fmt: skip
