"""What happens in the sample year, as steps that run the real commands.

Invariant: a step knows people and tasks by its own keys; ids of the store come only when it runs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Protocol

from relationship_desk.desk.commands.circles import change_circle
from relationship_desk.desk.commands.people import add_person, set_archived, tag_people
from relationship_desk.desk.commands.tasks import TaskForm, add_task, complete_tasks, snooze_tasks
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.domain.contact import Contact
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.recurrence import Repeat
from relationship_desk.domain.rhythm import Rhythm

REGION = "DE"
CIRCLES = {
    "Monthly": Rhythm(30, 45),
    "Every season": Rhythm(91, 120),
    "Every year": Rhythm(365, 450),
}


class Run(Protocol):
    """Runs one command at the step's instant; what the command returns."""

    def __call__(self, command: Any, /, **arguments: Any) -> Any: ...


@dataclass(slots=True)
class Ids:
    """The ids that the store gave, by key."""

    people: dict[int, int] = field(default_factory=dict)
    tasks: dict[int, int] = field(default_factory=dict)


class Step(Protocol):
    """One thing that was written down, and when."""

    @property
    def at(self) -> datetime: ...

    def perform(self, run: Run, ids: Ids) -> None: ...


@dataclass(frozen=True, slots=True)
class Meet:
    """A new person."""

    at: datetime
    key: int
    contact: Contact
    circle: str  # a key of `CIRCLES`, or empty

    def perform(self, run: Run, ids: Ids) -> None:
        person_id = ids.people[self.key] = run(add_person, contact=self.contact, region=REGION)
        if self.circle:
            days = CIRCLES[self.circle]
            run(change_circle, name=self.circle, rhythm=days, add=[person_id])


@dataclass(frozen=True, slots=True)
class Log:
    """An entry of the timeline."""

    at: datetime
    people: tuple[int, ...]
    text: str
    on: date
    time: time | None
    channel: Channel
    direction: Direction

    def perform(self, run: Run, ids: Ids) -> None:
        people = tuple(ids.people[key] for key in self.people)
        form = InteractionForm(
            people, self.text, self.on, self.time, self.channel, self.direction
        )  # fmt: skip
        run(log_interaction, form=form)


@dataclass(frozen=True, slots=True)
class Plan:
    """A new task."""

    at: datetime
    key: int
    person: int | None
    text: str
    due_on: date | None = None
    due_time: time | None = None
    repeat: Repeat | None = None
    lead_days: int = 0

    def perform(self, run: Run, ids: Ids) -> None:
        person = None if self.person is None else ids.people[self.person]
        form = TaskForm(self.text, person, self.due_on, self.due_time, self.repeat, self.lead_days)
        ids.tasks[self.key] = run(add_task, form=form)


@dataclass(frozen=True, slots=True)
class Finish:
    """A task that was done."""

    at: datetime
    key: int

    def perform(self, run: Run, ids: Ids) -> None:
        run(complete_tasks, task_ids=[ids.tasks[self.key]])


@dataclass(frozen=True, slots=True)
class PutOff:
    """A task that was snoozed."""

    at: datetime
    key: int
    until: datetime

    def perform(self, run: Run, ids: Ids) -> None:
        run(snooze_tasks, task_ids=[ids.tasks[self.key]], until=self.until)


@dataclass(frozen=True, slots=True)
class Archive:
    """People who went into the archive."""

    at: datetime
    people: tuple[int, ...]

    def perform(self, run: Run, ids: Ids) -> None:
        run(set_archived, person_ids=[ids.people[key] for key in self.people], archived=True)


@dataclass(frozen=True, slots=True)
class Label:
    """People who were given a tag."""

    at: datetime
    people: tuple[int, ...]
    tag: str

    def perform(self, run: Run, ids: Ids) -> None:
        run(tag_people, person_ids=[ids.people[key] for key in self.people], add=[self.tag])
