"""The user of the scripted year: opens the desk in the morning, reads Today, and does what is on
top of it; in the evening others get in touch by themselves.

Invariant: everything is written by the real commands; the same world gives the same year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from relationship_desk.desk.commands.circles import put_into_circles
from relationship_desk.desk.commands.occasions import OccasionForm, add_occasion
from relationship_desk.desk.commands.people import PersonForm, add_person, edit_person, set_archived
from relationship_desk.desk.commands.promises import PromiseForm, keep_promise, make_promise
from relationship_desk.desk.commands.rhythm_offers import keep_rhythm
from relationship_desk.desk.commands.seasons import begin_grief, begin_quiet, pause_people
from relationship_desk.desk.commands.tasks import TaskForm, add_task, complete_tasks
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.desk.commands.today import honour_occasion, skip_row, snooze_row
from relationship_desk.desk.today.queue import today_queue
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.contact import Contact, Detail, DetailKind, Name
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.occasions import OccasionKind
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.today import Place, Today, TodayKind, TodayRow
from relationship_desk.store.rhythm_offers import offers_of
from relationship_desk.store.work import Work
from tests.support.desks import DeskForTests
from tests.support.scripted_year.world import LEAD_DAYS, Somebody, World

_MORNING = time(9)
_SNOOZE_EVERY, _SKIP_EVERY = 11, 17  # days: then the first person of the queue is not contacted
_PROMISE_EVERY, _TASK_EVERY = 9, 6

Step = partial[Any]  # a command with its arguments, without `work` and `now`


@dataclass(slots=True)
class Lived:
    """What came of the year: the queue of each day, each day's contacts by key of person, and those
    of them that came of a task, whoever chooses whom to contact."""

    queues: dict[date, Today] = field(default_factory=dict)
    contacts: dict[date, list[int]] = field(default_factory=dict)
    tasks: dict[date, list[int]] = field(default_factory=dict)


def live(desk: DeskForTests, world: World, contacts_a_day: int, *, puts_off: bool = False) -> Lived:
    """Go through the whole year on a new desk. Who puts off snoozes or skips a row now and then."""
    return _Life(desk, world, contacts_a_day, puts_off).run()


class _Life:
    def __init__(
        self, desk: DeskForTests, world: World, contacts_a_day: int, puts_off: bool
    ) -> None:
        self._desk, self._world, self._most = desk, world, contacts_a_day
        self._puts_off = puts_off
        self._ids: dict[int, int] = {}
        self._keys: dict[int, int] = {}
        self._lived = Lived()

    def run(self) -> Lived:
        for number in range(self._world.days):
            on = self._world.day(number)
            moment = datetime.combine(on, _MORNING, tzinfo=ZoneInfo("UTC"))
            self._desk.clock.advance(moment - self._desk.clock.now())
            self._write([self._arrival(p) for p in self._world.people if p.added_on == on])
            self._write(self._facts(number, on))
            asked = Asked.whole_day(on, self._desk.clock.zone(), Preferences())
            queue = today_queue(self._desk.reader, asked)
            self._lived.queues[on] = queue
            steps = list(self._answers(number, on, queue)) if self._world.works(on) else []
            self._write([*steps, *self._calls(on)])
        return self._lived

    def _write(self, steps: Iterable[Step]) -> None:
        """Several commands as one operation, as a day of a demo is written down."""
        steps = list(steps)
        if steps:
            self._desk.do(_together, steps=steps)

    # ------------------------------------------------------------------------- what is by itself

    def _arrival(self, person: Somebody) -> Step:
        return partial(self._arrive, person=person)

    def _arrive(self, work: Work, now: datetime, *, person: Somebody) -> None:
        born = [str(person.born)] if person.born else []
        days = tuple(Detail(DetailKind.DATE, (day,), "birthday") for day in born)
        contact = Contact(Name(person.name), days)
        whom = add_person(work, now, contact=contact, region="DE")
        self._ids[person.key], self._keys[whom] = whom, person.key
        if person.circle:
            put_into_circles(work, now, person_ids=[whom], add=[person.circle])
        if person.named:
            rule = PartialDate(None, person.named.month, person.named.day)
            form = OccasionForm(OccasionKind.NAME_DAY, rule, lead_days=LEAD_DAYS)
            add_occasion(work, now, person_id=whom, form=form, region="DE")
        for day in person.met:
            log_interaction(work, now, form=InteractionForm((whom,), "before the year", day))

    def _facts(self, number: int, on: date) -> Iterator[Step]:
        if on == self._world.quiet[0]:
            yield partial(begin_quiet, from_on=on, until_on=self._world.quiet[1])
        for person in self._world.people:
            whom = self._ids.get(person.key)
            if whom is None:
                continue
            if person.gone_on == on:
                yield self._farewell(person, whom, on)
            if person.paused and person.paused[0] == on:
                yield partial(pause_people, person_ids=[whom], until=person.paused[1])
            if person.grieves and person.grieves[0] == on:
                begin, end = person.grieves
                yield partial(begin_grief, person_id=whom, from_on=begin, until_on=end)
        here = [p for p in self._world.people if p.key in self._ids and p.is_here(on)]
        if number % _PROMISE_EVERY == 4:
            promised = here[number * 7 % len(here)]
            form = PromiseForm(self._ids[promised.key], "the photos", due_on=on + timedelta(days=5))
            yield partial(make_promise, form=form)
        if number % _TASK_EVERY == 2:
            about = here[number * 13 % len(here)]
            form_of_task = TaskForm(
                f"task {number}", self._ids[about.key], on + timedelta(days=number % 4)
            )  # fmt: skip
            yield partial(add_task, form=form_of_task)

    def _farewell(self, person: Somebody, whom: int, on: date) -> Step:
        if not person.dies:
            return partial(set_archived, person_ids=[whom], archived=True)
        there = self._desk.person(whom)
        died = Detail(DetailKind.DATE, (on.isoformat(),), "death")
        details = (*((d.id, d.detail) for d in there.details), (None, died))
        form = PersonForm(there.name, details, there.tags)
        return partial(edit_person, person_id=whom, form=form, region="DE")

    def _calls(self, on: date) -> Iterator[Step]:
        """Who gets in touch unasked; on a day on which there was contact already, nobody does."""
        done = self._lived.contacts.setdefault(on, [])
        for person in self._world.people:
            if on in person.calls and person.key not in done and person.key in self._ids:
                done.append(person.key)
                yield self._log(person.key, on, Direction.THEIRS)

    # --------------------------------------------------------------------------- what the user does

    def _answers(self, number: int, on: date, queue: Today) -> Iterator[Step]:
        done = self._lived.contacts.setdefault(on, [])
        held_up = self._held_up(number)
        tasks = [row for row in queue.rows if row.kind is TodayKind.TASK]
        of_tasks = [self._keys[row.person_id] for row in tasks if row.person_id is not None]
        self._lived.tasks[on] = of_tasks
        for row in queue.rows:
            if row.kind is TodayKind.TASK:
                yield partial(complete_tasks, task_ids=[row.source_id])
            elif row.kind is TodayKind.RHYTHM:
                yield self._keep(row, on)
            elif row.place is Place.AHEAD:
                continue  # something to prepare; the word is for the day
            elif len(done) < self._most and row.person_id is not None:
                key = self._keys[row.person_id]
                if row.kind is TodayKind.PERSON and held_up:
                    yield self._put_off(row, held_up)
                    held_up = ""
                elif key not in done and key not in of_tasks:
                    done.append(key)
                    yield self._contact(row, key, on)
        done += [key for key in dict.fromkeys(of_tasks) if key not in done]

    def _held_up(self, number: int) -> str:
        """What keeps the user from the first person of this day."""
        if not self._puts_off:
            return ""
        if not (number + 1) % _SKIP_EVERY:
            return "skip"
        return "" if (number + 1) % _SNOOZE_EVERY else "snooze"

    def _contact(self, row: TodayRow, key: int, on: date) -> Step:
        if row.kind is TodayKind.PROMISE:
            return partial(keep_promise, promise_id=row.source_id)
        if row.kind is TodayKind.OCCASION:
            return partial(
                honour_occasion, **_named(row), person_id=self._ids[key], channel=Channel.EMAIL
            )
        return self._log(key, on, Direction.MUTUAL)

    def _put_off(self, row: TodayRow, how: str) -> Step:
        if how == "skip":
            return partial(skip_row, **_named(row))
        until = self._desk.clock.now() + timedelta(days=2)
        return partial(snooze_row, **_named(row), until=until)

    def _keep(self, row: TodayRow, on: date) -> Step:
        offer = offers_of(self._desk.reader, on, [row.source_id])[row.source_id]
        return partial(keep_rhythm, person_id=row.source_id, offer=offer)

    def _log(self, key: int, on: date, direction: Direction) -> Step:
        form = InteractionForm((self._ids[key],), "", on, None, Channel.CALL, direction)
        return partial(log_interaction, form=form)


def _together(work: Work, now: datetime, *, steps: list[Step]) -> None:
    for step in steps:
        step(work, now)
    work.label = "A day of the scripted year"


def _named(row: TodayRow) -> dict[str, Any]:
    return {
        "source": row.source, "source_id": row.source_id, "settles": row.settles,
        "title": row.title,
    }  # fmt: skip
