"""One life of the reminders in the soak: a process that beats, answers, writes down what it showed,
and dies of kill -9 where the plan says so. The world it lives in, and how that begins.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

from relationship_desk.clock import FixedClock
from relationship_desk.compose import Composition, compose
from relationship_desk.desk.commands.circles import set_rhythm
from relationship_desk.desk.commands.occasions import set_lead
from relationship_desk.desk.commands.people import add_person
from relationship_desk.desk.commands.reminders import answer_reminder
from relationship_desk.desk.commands.tasks import TaskForm, add_task
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.desk.engine import Engine
from relationship_desk.desk.ports import Notification
from relationship_desk.desk.threads import Runner, writer_thread
from relationship_desk.domain.contact import Contact, Detail, DetailKind, Name
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.occasions import OccasionKind
from relationship_desk.domain.recurrence import Repeat
from relationship_desk.domain.recurrence_words import parse_repeat_rule
from relationship_desk.domain.rhythm import Rhythm
from relationship_desk.paths import Paths
from relationship_desk.store.waiting import waiting

T = TypeVar("T")

BEGIN = datetime(2026, 3, 1, 0, 30, tzinfo=UTC)
MONTH = timedelta(days=30)
BEAT = timedelta(seconds=20)
SETTLES_AFTER = 8  # beats: a lost claim is taken up when it is a minute old
LEAD_DAYS = 3
RHYTHM_DAYS = 6
REPEATS = ("every day", "every 2 days", "every week on Mon and Thu", "every month on the 15th")
_ONCE = 120
_PEOPLE = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """What one life is like. It ends by itself after `beats` more than settle it."""

    begins: datetime
    seed: float
    beats: int
    # It dies after so many steps of the interpreter in the work of a beat or an answer; never: 0.
    steps: int = 0
    spared: bool = False  # it does not die before it has settled


class Diary:
    """What happened, line by line, written before the next thing happens."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def write(self, what: str, *values: Any) -> None:
        os.write(self._file, (json.dumps([what, *values]) + "\n").encode())
        if what == "shown":  # a popup that was seen cannot be unseen
            os.fsync(self._file)


class Death:
    """Kills the process after some steps of the interpreter, counted over its threads."""

    def __init__(self, steps: int) -> None:
        self._left = steps
        self.armed = False

    def threatens(self, job: Callable[[], T]) -> Callable[[], T]:
        def run() -> T:
            if self._left and self.armed:
                sys.setprofile(self._step)
            try:
                return job()
            finally:
                sys.setprofile(None)

        return run

    def _step(self, frame: FrameType, event: str, argument: object) -> None:
        self._left -= 1
        if self._left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)


class Threatened:
    """The writer's thread, in which death may come in the middle of a transaction."""

    def __init__(self, inner: Runner, death: Death) -> None:
        self._inner = inner
        self._death = death

    def submit(self, job: Callable[[], T]) -> Future[T]:
        return self._inner.submit(self._death.threatens(job))

    def close(self) -> None:
        self._inner.close()


class Popups:
    """Shows by writing into the diary; death may come before, between and after."""

    def __init__(self, diary: Diary, composition: Composition, death: Death) -> None:
        self._diary = diary
        self._reader = composition.reader
        self._death = death

    def deliver(self, notifications: Iterable[Notification]) -> list[str | None]:
        return self._death.threatens(lambda: [self._show(each) for each in notifications])()

    def _show(self, popup: Notification) -> None:
        marks = ", ".join("?" * len(popup.about))
        told = self._reader.sql(
            f"SELECT source, source_id, occurrence FROM delivery WHERE id IN ({marks})",
            popup.about,
        )
        self._diary.write("shown", popup.tag, told)

    def withdraw(self, tags: Collection[str]) -> None:
        """Nothing is taken away from a diary."""

    def prefer(self, name: str) -> None:
        """There is only this one."""

    def close(self) -> None:
        """Nothing is held."""


def live(folder: Path, plan: Plan) -> None:
    """Open the desk, beat until the plan is over, and close it."""
    chance = random.Random(plan.seed)
    clock, death = FixedClock(plan.begins), Death(plan.steps)
    diary = Diary(diary_of(folder))
    composition = compose(Paths.under(folder), clock, Threatened(writer_thread(), death))
    engine = Engine(composition.desk, Popups(diary, composition, death))
    death.armed = not plan.spared
    for number in range(SETTLES_AFTER + plan.beats):
        diary.write("begins", to_text(clock.now()))
        engine.beat()
        diary.write("ends")
        if number >= SETTLES_AFTER:
            death.armed = True
            diary.write("settled")
            if chance.random() < 0.5:
                _answer(composition, diary, chance)
            minutes = chance.choice([0, 0, 5, 20])
            clock.advance(timedelta(minutes=minutes))
        clock.advance(BEAT)
    composition.close()


def _answer(composition: Composition, diary: Diary, chance: random.Random) -> None:
    """Somebody opens the inbox and answers one of its rows."""
    now = composition.clock.now()
    rows = waiting(composition.reader, now)
    if not rows:
        return
    row = chance.choice(rows)
    what = [row.source, row.source_id, row.settles]
    if row.source == "person":
        on = now.date()
        diary.write("meant", *what, "done", None)
        form = InteractionForm((row.source_id,), "talked", on, time(0))
        composition.desk.do(log_interaction, form=form).result()
        diary.write("talked", row.source_id, on.isoformat())
        return
    kind = chance.choice(["done", "dismissed", "snoozed"])
    until = now.replace(microsecond=0) + timedelta(minutes=chance.randint(1, 3000))
    put_off = until if kind == "snoozed" else None
    diary.write("meant", *what, kind, put_off and to_text(put_off))
    composition.desk.do(
        answer_reminder, source=row.source, source_id=row.source_id, settles=row.settles,
        kind=kind, until=put_off,
    ).result()  # fmt: skip
    diary.write("answered", *what, kind, put_off and to_text(put_off))


def begin(folder: Path, seed: int) -> None:
    """The world as it is on its first day; what it holds is written into `things.json`."""
    chance = random.Random(seed)
    clock = FixedClock(BEGIN)
    composition = compose(Paths.under(folder), clock, writer_thread())
    desk, today = composition.desk, BEGIN.date()
    things: list[tuple[str, int, str, str]] = []  # source, id, what it is, what that begins with
    for number in range(_ONCE):
        on = today + timedelta(days=chance.randint(-2, MONTH.days))
        hour = time(chance.randrange(24), chance.choice([0, 30]))
        form = TaskForm(f"once {number}", due_on=on, due_time=hour)
        task = desk.do(add_task, form=form).result().result
        things.append(("task", task, "once", f"{on}T{hour:%H:%M}"))
    for rule in REPEATS:
        form = TaskForm(rule, None, today, time(9), Repeat(parse_repeat_rule(rule)))
        things.append(("task", desk.do(add_task, form=form).result().result, rule, "09:00"))
    for number in range(_PEOPLE):
        # Whose birthday is done was talked to, so birthdays and rhythms are of different people.
        born = date(1980, 3, 5 + 3 * number)
        details = (Detail(DetailKind.DATE, (born.isoformat(),), "birthday"),)
        contact = Contact(Name(f"Born {number}"), details)
        person = desk.do(add_person, contact=contact, region="DE").result().result
        desk.do(set_lead, person_id=person, kind=OccasionKind.BIRTHDAY, days=LEAD_DAYS).result()
        [[detail]] = composition.reader.sql("SELECT id FROM detail WHERE person_id = ?", (person,))
        things.append(("detail", detail, "birthday", born.replace(year=2026).isoformat()))
        contact = Contact(Name(f"Rhythm {number}"))
        person = desk.do(add_person, contact=contact, region="DE").result().result
        last = today - timedelta(days=number)
        desk.do(log_interaction, form=InteractionForm((person,), "talked", last)).result()
        rhythm = Rhythm(RHYTHM_DAYS, 20)
        desk.do(set_rhythm, person_ids=[person], rhythm=rhythm).result()
        things.append(("person", person, "rhythm", last.isoformat()))
    composition.close()
    things_of(folder).write_text(json.dumps(things))


def diary_of(folder: Path) -> Path:
    return folder / "diary.jsonl"


def things_of(folder: Path) -> Path:
    return folder / "things.json"
