"""Two simulated years of sleeps, flights, clock jumps, crashes and failures, against an oracle.

The oracle knows nothing of rules, series or rows: it walks over days and asks of each whether it is
one. What must hold: nothing before its time, nothing twice (but what was shown when the power
failed, under the same tag), and after one good beat nothing that is due is untold.
"""

from __future__ import annotations

import calendar
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from relationship_desk.clock import FixedClock
from relationship_desk.desk.commands.reminders import answer_reminder
from relationship_desk.desk.engine import Engine
from relationship_desk.desk.ports import Notification
from relationship_desk.desk.reminding.schedule import outdated, schedule_all
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.recurrence import Repeat
from relationship_desk.domain.recurrence_words import parse_repeat_rule
from relationship_desk.store.database import Connection
from relationship_desk.store.waiting import waiting
from tests.support.desks import open_desk
from tests.support.reminders import BEAT, Popups, Power

BEGIN = datetime(2027, 6, 1, 0, 30, tzinfo=UTC)
YEARS = timedelta(days=731)
DAY = timedelta(days=1)
DEFAULT_HOUR = time(9)
ZONES = tuple(
    map(
        ZoneInfo,
        (
            "UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati",
            "Pacific/Niue", "America/St_Johns", "Australia/Lord_Howe",
        ),
    )
)  # fmt: skip


@dataclass
class Thing:
    """A task as the oracle sees it."""

    is_on: Callable[[date], bool]
    clock: time | None
    begins: date
    settled: date = date.min
    asleep: tuple[date, datetime] | None = None
    after_done: int = 0  # days after completion, for what repeats from then
    over: bool = False

    def key(self, day: date) -> str:
        return f"{day}T{self.clock:%H:%M}" if self.clock else f"{day}"

    def due(self, day: date, zone: tzinfo) -> datetime:
        return datetime.combine(day, self.clock or DEFAULT_HOUR, tzinfo=zone).astimezone(UTC)

    def newest(self, now: datetime, zone: tzinfo) -> date | None:
        """The newest unanswered day that is due."""
        day = now.astimezone(zone).date() + DAY
        while day >= self.begins and day > self.settled:
            if self.is_on(day) and self.due(day, zone) <= now:
                return day
            day -= DAY
        return None

    def missed_before(self, day: date) -> int:
        first = max(self.begins, self.settled + DAY if self.settled > date.min else self.begins)
        days = (first + n * DAY for n in range((day - first).days))
        return sum(1 for other in days if self.is_on(other))


class Watching(Popups):
    """Popups that look up what they stand for, and may lose power right after they were shown."""

    def __init__(self) -> None:
        super().__init__()
        self.look_up: Callable[[Notification], Iterable[tuple[int, str]]] = lambda _: ()
        self.counts: Counter[tuple[int, str]] = Counter()
        self.tags: dict[tuple[int, str], str] = {}
        self.new: list[tuple[int, str, Notification]] = []
        self.dies_after = False

    def deliver(self, notifications: Iterable[Notification]) -> list[str | None]:
        given = list(notifications)
        results = super().deliver(given)
        for notification, result in zip(given, results, strict=True):
            if result is None:
                for task_id, key in self.look_up(notification):
                    self.counts[task_id, key] += 1
                    self.new.append((task_id, key, notification))
        if self.dies_after:
            raise Power
        return results


@dataclass
class World:
    """One desk, its engine, and a life that does not keep still."""

    folder: Path
    chance: random.Random
    clock: FixedClock = field(default_factory=lambda: FixedClock(BEGIN, ZONES[0]))
    things: dict[int, Thing] = field(default_factory=dict)
    lost: Counter[tuple[int, str]] = field(default_factory=Counter)  # shown, and not recorded
    died: bool = False  # and nothing was settled since

    def __post_init__(self) -> None:
        self.desk = open_desk(self.folder, self.clock)
        self.popups = Watching()
        self.popups.look_up = self._about

    def _about(self, notification: Notification) -> list[tuple[int, str]]:
        marks = ", ".join("?" * len(notification.about))
        return self.desk.reader.sql(  # type: ignore[no-any-return]
            f"SELECT source_id, occurrence FROM delivery WHERE id IN ({marks})", notification.about
        )

    # ---------------------------------------------------------------------------------- what is

    def plan(self, rule: str, is_on: Callable[[date], bool], clock: time | None) -> None:
        on = self.clock.now().date()
        repeat = Repeat(parse_repeat_rule(rule))
        task = self.desk.task(rule, due_on=on, due_time=clock, repeat=repeat)
        self.things[task] = Thing(is_on, clock, on)

    def plan_after_done(self, days: int) -> None:
        on = self.clock.now().date()
        repeat = Repeat(parse_repeat_rule(f"every {days} days"), from_completion=True)
        task = self.desk.task("after done", due_on=on, repeat=repeat)
        self.things[task] = Thing(lambda day: day == on, None, on, after_done=days)

    def plan_once(self) -> None:
        days, hour = self.chance.randint(-5, 60), self.chance.choice([None, 0, 9, 23])
        on = self.clock.now().date() + days * DAY
        clock = None if hour is None else time(hour, 30)
        task = self.desk.task("once", due_on=on, due_time=clock)
        self.things[task] = Thing(lambda day: day == on, clock, on)

    # ------------------------------------------------------------------------------ what happens

    def beat(self) -> None:
        Engine(self.desk.composition.desk, self.popups).beat()

    def live(self) -> None:
        """Something happens, perhaps; then the machine runs on for a while, and beats."""
        what = self.chance.random()
        if what < 0.10:
            self.clock.travel(self.chance.choice(ZONES))
        elif what < 0.14:
            self.clock.advance(-timedelta(seconds=self.chance.randint(1, 3 * 86400)))
        elif what < 0.16:
            self.a_wrong_year()
        elif what < 0.22:
            self.power_fails()
        elif what < 0.26:
            self.no_daemon()
        elif what < 0.32:
            self.plan_once()
        elif what < 0.62:
            self.answer()
        self.settle()

    def a_wrong_year(self) -> None:
        """The clock is far ahead, a beat believes it, then it is corrected."""
        wrong = timedelta(days=self.chance.randint(30, 400))
        self.clock.advance(wrong)
        self.settle()
        self.clock.advance(-wrong)

    def power_fails(self) -> None:
        """Between claim and popup, or between popup and record."""
        self.popups.dies_after = self.chance.random() < 0.5
        if not self.popups.dies_after:
            self.popups.meanwhile = _die
        self.clock.advance(timedelta(hours=self.chance.randint(0, 30)))
        try:
            self.beat()
        except Power:
            self.died = True
            for task_id, key, _ in self.popups.new:
                self.lost[task_id, key] += 1
            self.desk.composition.close()
            self.desk = open_desk(self.folder, self.clock)
        self.popups.dies_after, self.popups.meanwhile = False, lambda: None
        self.look()

    def no_daemon(self) -> None:
        self.popups.refuses = True
        self.clock.advance(timedelta(hours=self.chance.randint(0, 30)))
        self.beat()
        self.popups.refuses = False

    def answer(self) -> None:
        """Somebody opens the inbox."""
        now = self.clock.now()
        rows = waiting(self.desk.reader, now)
        if not rows:
            return
        row = self.chance.choice(rows)
        thing = self.things[row.source_id]
        kind = self.chance.choice(["done", "done", "dismissed", "snoozed"])
        until = now + timedelta(minutes=self.chance.randint(1, 3000))
        changed = self.desk.do(
            answer_reminder,
            source="task",
            source_id=row.source_id,
            settles=row.settles,
            kind=kind,
            until=until if kind == "snoozed" else None,
        )
        assert changed
        if self.chance.random() < 0.2:
            self.desk.undo()
            return
        day = date.fromisoformat(row.settles[:10])
        if kind == "snoozed":
            thing.asleep = day, until
            return
        thing.asleep = None
        if not thing.after_done:
            thing.settled = day
            return
        thing.begins = now.astimezone(self.clock.zone()).date() + thing.after_done * DAY
        following = thing.begins
        thing.is_on = lambda other: other == following

    # --------------------------------------------------------------------------- what must hold

    def settle(self) -> None:
        """Time goes on, with or without the machine; then a beat or a few, and all is told."""
        self.clock.advance(timedelta(seconds=self.chance.choice([1, 30, 7200, 86400, 4 * 86400])))
        # A claim of a lost beat is taken up when it is a minute old, or lies a minute ahead.
        for _ in range(8 if self.died else 0):
            self.beat()
            self.look()
            self.clock.advance(BEAT)
        self.died = False
        self.beat()
        self.look()
        self.nothing_is_untold()
        self.the_schedule_is_what_a_new_one_would_be()

    def look(self) -> None:
        """What was shown just now: not early, not twice, and with what was missed."""
        now, zone = self.clock.now(), self.clock.zone()
        for task_id, key, popup in self.popups.new:
            thing = self.things[task_id]
            assert self.popups.counts[task_id, key] <= 1 + self.lost[task_id, key], key
            if self.popups.counts[task_id, key] > 1 and not popup.tag.startswith("digest"):
                assert popup.tag == self.popups.tags.get((task_id, key), popup.tag)
            if not popup.tag.startswith("digest"):
                self.popups.tags.setdefault((task_id, key), popup.tag)
            if key.startswith("snooze"):
                assert key <= f"snooze {to_text(now)}"
                continue
            day = date.fromisoformat(key[:10])
            assert thing.due(day, zone) <= now
            if len(popup.about) == 1:
                told = re.search(r"missed (\d+) before", popup.body)
                assert int(told[1]) if told else thing.missed_before(day) == 0
                assert not told or int(told[1]) == thing.missed_before(day)
        self.popups.new.clear()

    def nothing_is_untold(self) -> None:
        now, zone = self.clock.now(), self.clock.zone()
        inbox = {row.source_id: row for row in waiting(self.desk.reader, now)}
        for task_id, thing in self.things.items():
            day = thing.newest(now, zone)
            asleep = thing.asleep
            if asleep is not None and (day is None or day <= asleep[0]):
                day, key = asleep[0], f"snooze {to_text(asleep[1])}"
                if now < asleep[1] or _superseded(thing, asleep, zone):
                    assert task_id not in inbox
                    continue
            elif day is None:
                assert task_id not in inbox
                continue
            else:
                key = thing.key(day)
            assert self.popups.counts[task_id, key], (task_id, key, now, zone)
            assert (inbox[task_id].occurrence, inbox[task_id].state) == (key, "shown")
            assert inbox[task_id].missed == thing.missed_before(day)

    def the_schedule_is_what_a_new_one_would_be(self) -> None:
        desk, reader = self.desk.composition.desk, self.desk.reader
        before, here = reader.sql(_SCHEDULE), desk.circumstances(reader)
        assert outdated(reader, here.now) == {}

        def anew(connection: Connection) -> None:
            with connection.transaction():
                schedule_all(connection, here)

        desk.maintain(anew).result()
        assert reader.sql(_SCHEDULE) == before


_SCHEDULE = "SELECT * FROM reminder ORDER BY source, source_id"


def _die() -> None:
    raise Power


def _superseded(thing: Thing, asleep: tuple[date, datetime], zone: tzinfo) -> bool:
    """Whether the next day of the series comes before the snooze ends."""
    day, until = asleep
    for _ in range(1500):
        day += DAY
        if thing.is_on(day):
            return thing.due(day, zone) <= until
    return False


def _last_of_month(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


@pytest.mark.parametrize("seed", range(2))
def test_two_years_of_a_restless_life_lose_nothing_and_repeat_nothing(
    seed: int, tmp_path: Path
) -> None:
    world = World(tmp_path / "data", random.Random(seed))
    world.plan("every day", lambda day: True, time(9))
    world.plan("every day", lambda day: True, time(2, 30))
    world.plan("every week on Mon and Thu", lambda day: day.weekday() in (0, 3), time(18, 30))
    world.plan("every month on the 31st", _last_of_month, None)
    world.plan(
        "every 2 months on the last Friday",
        lambda day: day.weekday() == 4 and (day + 7 * DAY).month != day.month
        and (day.month - BEGIN.month) % 2 == 0,
        time(12),
    )  # fmt: skip
    world.plan_after_done(3)
    lived = 0
    while world.clock.now() < BEGIN + YEARS:
        world.live()
        lived += 1
    world.desk.composition.close()
    assert lived > 100
    assert sum(world.popups.counts.values()) > 100
