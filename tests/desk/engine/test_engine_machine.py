"""Days of sleep, flights, clock changes, crashes and failures: nothing is lost or told twice."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from relationship_desk.clock import FixedClock
from relationship_desk.desk.commands.tasks import complete_tasks, reopen_tasks, snooze_tasks
from relationship_desk.desk.engine import Engine
from relationship_desk.store.tasks import task_rows
from relationship_desk.store.waiting import waiting
from tests.support.desks import DeskForTests, open_desk
from tests.support.reminders import NINE, Popups, Power

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu")


class Reminders(RuleBasedStateMachine):
    """A desk, its engine, and a world that does not keep still."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FixedClock(NINE, ZoneInfo("UTC"))
        self.desk: DeskForTests = open_desk(Path(self.folder.name), self.clock)
        self.popups = Popups()
        self.told: Counter[tuple[int, str]] = Counter()

    @initialize()
    def a_first_task(self) -> None:
        self.desk.task("first", due_on=NINE.date())

    @rule(
        days=st.integers(-40, 40),
        at=st.none() | st.times(max_value=time(23, 59)),
    )
    def plan(self, days: int, at: time | None) -> None:
        on = (self.clock.now() + timedelta(days=days)).date()
        due_time = at.replace(second=0, microsecond=0) if at else None
        self.desk.task("task", due_on=on, due_time=due_time)

    @rule(seconds=st.integers(1, 100) | st.integers(3600, 40 * 86400))
    def time_passes(self, seconds: int) -> None:
        self.clock.advance(timedelta(seconds=seconds))

    @rule(seconds=st.integers(1, 3 * 86400))
    def the_clock_is_set_back(self, seconds: int) -> None:
        self.clock.advance(timedelta(seconds=-seconds))

    @rule(zone=st.sampled_from(ZONES))
    def fly(self, zone: str) -> None:
        self.clock.travel(ZoneInfo(zone))

    @rule()
    def beat(self) -> None:
        report = Engine(self.desk.composition.desk, self.popups).beat()
        self.told.update((d.source_id, d.occurrence) for d in report.delivered)

    @rule()
    def beat_without_a_daemon(self) -> None:
        self.popups.refuses = True
        self.beat()
        self.popups.refuses = False

    @rule()
    def crash_in_a_beat(self) -> None:
        def crash() -> None:
            raise Power

        self.popups.meanwhile = crash
        try:
            self.beat()
        except Power:
            self.desk.composition.close()
            self.desk = open_desk(Path(self.folder.name), self.clock)
        self.popups.meanwhile = lambda: None

    @precondition(lambda self: task_rows(self.desk.reader))
    @rule(data=st.data(), minutes=st.integers(1, 3000))
    def snooze(self, data: st.DataObject, minutes: int) -> None:
        task = data.draw(st.sampled_from([row.id for row in task_rows(self.desk.reader)]))
        until = self.clock.now() + timedelta(minutes=minutes)
        self.desk.do(snooze_tasks, task_ids=[task], until=until)

    @precondition(lambda self: task_rows(self.desk.reader))
    @rule(data=st.data())
    def finish(self, data: st.DataObject) -> None:
        task = data.draw(st.sampled_from([row.id for row in task_rows(self.desk.reader)]))
        self.desk.do(complete_tasks, task_ids=[task])

    @precondition(lambda self: task_rows(self.desk.reader, done=True))
    @rule(data=st.data())
    def reopen(self, data: st.DataObject) -> None:
        done = task_rows(self.desk.reader, done=True)
        task = data.draw(st.sampled_from([row.id for row in done]))
        self.desk.do(reopen_tasks, task_ids=[task])

    @invariant()
    def nothing_is_told_twice(self) -> None:
        assert all(times == 1 for times in self.told.values())

    @rule()
    def everything_due_is_told_soon(self) -> None:
        for _ in range(8):
            self.beat()
            self.clock.advance(timedelta(seconds=20))
        self.beat()
        # A claim of a crashed beat may lie a minute ahead where the clock was set back, and is
        # stale a minute after that, at the next beat.
        settled = self.clock.now() - timedelta(seconds=140)
        due = [r for r in waiting(self.desk.reader, self.clock.now()) if r.due_at <= settled]
        assert {row.state for row in due} <= {"shown"}
        assert {(row.source_id, row.occurrence) for row in due} <= set(self.told)

    def teardown(self) -> None:
        self.everything_due_is_told_soon()
        self.desk.composition.close()
        self.folder.cleanup()


TestReminders = Reminders.TestCase
TestReminders.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
