"""`python -m tests.support.soak FOLDER SEED`: a month of reminders whose process is killed with
kill -9 again and again, at random moments; what came of it, as JSON.

Each life is a process of its own, forked from one that has opened nothing, so that a start costs no
import. The oracle knows no rules of the program: it walks over days, and reads the diary.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time as stopwatch
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from relationship_desk.domain.instants import from_text
from tests.support.soak_life import (
    BEGIN,
    LEAD_DAYS,
    MONTH,
    RHYTHM_DAYS,
    Plan,
    begin,
    diary_of,
    live,
    things_of,
)

_DAY = timedelta(days=1)
_MOST_STEPS = 6000  # of the interpreter, in the work of one beat that has something to do
_SECONDS = 60  # no life takes so long
_Thing = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Moment:
    """When a thing is told, under which key, and what an answer to it settles."""

    at: datetime
    key: str
    settles: str


@dataclass
class Soaked:
    """What a month came to. `lost` and `wrong` are sentences; there should be none.

    `told` counts every time that something was shown, `repeated` those of them that were not the
    first of their occurrence.
    """

    lives: int = 0
    killed: int = 0
    told: int = 0
    repeated: int = 0
    answered: int = 0
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Oracle:
    """What has to be told, and what was."""

    def __init__(self, folder: Path) -> None:
        self.result = Soaked()
        self.now = BEGIN
        self._file = diary_of(folder).open()
        self._things: dict[_Thing, tuple[str, str]] = {
            (source, source_id): (what, first)
            for source, source_id, what, first in json.loads(things_of(folder).read_text())
        }
        self._done: dict[_Thing, str] = {}  # what an answer settled
        self._asleep: dict[_Thing, tuple[str, str]] = {}  # what was put off, until when
        self._unsure: dict[_Thing, str] = {}  # an answer whose process died on the way
        self._tags: dict[tuple[str, int, str], str] = {}
        self._times: Counter[tuple[str, int, str]] = Counter()
        self._open: set[tuple[str, int, str]] = set()  # shown by a beat that has not ended
        self._cut_off: set[tuple[str, int, str]] = set()  # and never ended

    def follow(self) -> bool:
        """Read what the last life wrote; whether it died between a popup and its record."""
        for line in self._file:
            what, *values = json.loads(line)
            match what:
                case "begins":
                    self.now = from_text(values[0])
                case "ends":
                    self._open.clear()
                case "shown":
                    for source, source_id, key in values[1]:
                        self._shown(values[0], (source, source_id), key)
                case "meant":
                    self._unsure[values[0], values[1]] = values[2]
                case "answered":
                    self._answered((values[0], values[1]), *values[2:])
                case "talked":
                    self.result.answered += 1
                    del self._unsure["person", values[0]]
                    self._things["person", values[0]] = "rhythm", values[1]
                case "settled":
                    self.result.lost += self._untold()
        cut_off = bool(self._open)
        self._cut_off |= self._open
        self._open.clear()
        return cut_off

    def _shown(self, tag: str, thing: _Thing, key: str) -> None:
        one, wrong = (*thing, key), self.result.wrong
        self._times[one] += 1
        self.result.told += 1
        if self._times[one] > 1:
            self.result.repeated += 1
            if one not in self._cut_off:
                wrong.append(f"{one} was told again after its beat had ended")
            if self._times[one] > 2:
                wrong.append(f"{one} was told {self._times[one]} times")
            if self._tags[one] != tag:
                wrong.append(f"{one} came first as {self._tags[one]!r}, then as {tag!r}")
        self._tags.setdefault(one, tag)
        self._open.add(one)
        if key.startswith("snooze") or thing in self._unsure:
            return
        found = [moment for moment in self._moments(thing) if moment.key == key]
        if not found or found[0].at > self.now:
            wrong.append(f"{one} was told at {self.now}, before its time")
        elif found[0].settles <= self._done.get(thing, ""):
            wrong.append(f"{one} was told after its answer")

    def _answered(self, thing: _Thing, settles: str, kind: str, until: str) -> None:
        self.result.answered += 1
        self._unsure.pop(thing, None)
        self._asleep.pop(thing, None)
        if kind == "snoozed":
            self._asleep[thing] = settles, until
        else:
            self._done[thing] = settles

    def _untold(self) -> Iterator[str]:
        """What should have been told by now and never was."""
        for thing in self._things:
            moment = self._newest(thing)
            if moment is None or moment.settles <= self._unsure.get(thing, ""):
                continue
            keys = [key for *which, key in self._times if tuple(which) == thing]
            if not any(key.startswith(moment.key) for key in keys):
                self._times[(*thing, moment.key)] += 1  # so that it is said once
                yield f"{thing} {moment.key} was not told by {self.now}"

    def _newest(self, thing: _Thing) -> Moment | None:
        """The newest moment that has come and was not answered."""
        asleep, until = self._asleep.get(thing, ("", ""))
        moments = list(self._moments(thing))
        for place, moment in enumerate(moments):
            if moment.settles == asleep:
                moments[place] = Moment(from_text(until), f"snooze {until}", asleep)
        # A moment takes the place of those before it, also where it sleeps or they do.
        over = self._done.get(thing, "")
        come = [m for m in moments if m.at <= self.now and m.settles > over and m.settles >= asleep]
        return max(come, key=lambda moment: moment.settles, default=None)

    def _moments(self, thing: _Thing) -> Iterator[Moment]:
        what, first = self._things[thing]
        if what == "once":
            yield Moment(datetime.fromisoformat(f"{first}Z"), first, first)
        elif what == "birthday":
            day = date.fromisoformat(first)
            yield Moment(_nine(day - LEAD_DAYS * _DAY), f"{day} ahead", (day - _DAY).isoformat())
            yield Moment(_nine(day), first, first)
        elif what == "rhythm":
            day = date.fromisoformat(first) + RHYTHM_DAYS * _DAY
            yield Moment(_nine(day), day.isoformat(), day.isoformat())
        else:
            for number in range(MONTH.days + 40):
                day = BEGIN.date() + number * _DAY
                if _repeats_on(what, day):
                    key = f"{day}T{first}"
                    yield Moment(_nine(day), key, key)


def _repeats_on(rule: str, day: date) -> bool:
    return {
        "every day": True,
        "every 2 days": (day - BEGIN.date()).days % 2 == 0,
        "every week on Mon and Thu": day.weekday() in (0, 3),
        "every month on the 15th": day.day == 15,
    }[rule]


def _nine(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)


def soak(folder: Path, seed: int) -> Soaked:
    """A month in lives: half of them die after so many steps, a third after so much time."""
    chance = random.Random(seed)
    _run(lambda: begin(folder, seed), None)
    diary_of(folder).touch()
    oracle = Oracle(folder)
    takes, spared = 0.2, False
    while oracle.now < BEGIN + MONTH:
        away = timedelta(minutes=chance.choice([0, 0, 1, 2, 30, 120, 540]))
        steps = int(_MOST_STEPS ** chance.random()) if chance.random() < 0.5 else 0
        patience = None if steps or spared or chance.random() < 0.3 else chance.random() * takes
        begins = oracle.now + away + timedelta(seconds=20)
        plan = Plan(begins, chance.random(), chance.randint(2, 12), steps, spared)
        begun = stopwatch.perf_counter()
        killed = _run(lambda plan=plan: live(folder, plan), patience)  # type: ignore[misc]
        oracle.result.lives += 1
        oracle.result.killed += killed
        if not killed:
            takes = stopwatch.perf_counter() - begun
        spared = oracle.follow()
    # The last word is that of a life that nothing disturbs.
    _run(lambda: live(folder, Plan(oracle.now + _DAY, 0, 2)), None)
    oracle.follow()
    return oracle.result


def _run(job: Any, patience: float | None) -> bool:
    """Run the job in a process of its own; whether kill -9 ended it, ours or its own."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            job()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    watch = os.pidfd_open(child)
    try:
        ended, _, _ = select.select([watch], [], [], _SECONDS if patience is None else patience)
        if not ended:
            os.kill(child, signal.SIGKILL)
    finally:
        os.close(watch)
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) not in (0, -signal.SIGKILL):
        raise RuntimeError("a life ended in an error")
    if patience is None and not ended:
        raise RuntimeError("a life took too long")
    return os.WIFSIGNALED(status)


if __name__ == "__main__":
    print(json.dumps(asdict(soak(Path(sys.argv[1]), int(sys.argv[2])))))
