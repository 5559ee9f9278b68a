"""The command behind the quick-log line: an entry and all that follows from it in one operation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from relationship_desk.desk.commands.gifts import GiftForm, note_gift
from relationship_desk.desk.commands.people import add_person
from relationship_desk.desk.commands.promises import PromiseForm, make_promise
from relationship_desk.desk.commands.tasks import TaskForm, add_task
from relationship_desk.desk.commands.thanks import KindnessForm, record_kindness
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.domain.contact import Contact, Name
from relationship_desk.store.work import Work


@dataclass(frozen=True, slots=True)
class QuickLogForm:
    """What a line comes to. People who are not here yet have ids below zero: the first of
    `new_people` is -1, the second -2; they are made in the same step."""

    entry: InteractionForm | None = None
    promises: tuple[PromiseForm, ...] = ()
    step: TaskForm | None = None
    new_people: tuple[str, ...] = ()
    kindnesses: tuple[KindnessForm, ...] = ()
    ideas: tuple[GiftForm, ...] = ()


@dataclass(frozen=True, slots=True)
class QuickLogged:
    """The ids of what was written."""

    entry_id: int | None
    promise_ids: tuple[int, ...]
    task_id: int | None
    people: tuple[int, ...]  # those who are new


def quick_log(work: Work, now: datetime, *, form: QuickLogForm, region: str) -> QuickLogged:
    """Write all of it, or nothing."""
    labels: list[str] = []
    new: list[int] = []
    for name in form.new_people:
        new.append(add_person(work, now, contact=Contact(Name(name)), region=region))
        labels.append(work.label)

    def there(person_id: int) -> int:
        return new[-person_id - 1] if person_id < 0 else person_id

    entry_id = task_id = None
    if form.entry is not None:
        people = tuple(there(person_id) for person_id in form.entry.people)
        entry_id = log_interaction(work, now, form=replace(form.entry, people=people))
        labels.insert(0, work.label)
    promise_ids: list[int] = []
    for promise in form.promises:
        mine = replace(promise, person_id=there(promise.person_id))
        promise_ids.append(make_promise(work, now, form=mine, made_in=entry_id))
        labels.append(work.label)
    for kindness in form.kindnesses:
        whom = there(kindness.person_id)
        kind = replace(kindness, person_id=whom, interaction_id=entry_id)
        record_kindness(work, now, form=kind)
        labels.append(work.label)
    for idea in form.ideas:
        note_gift(work, now, form=replace(idea, person_id=there(idea.person_id)), noted_in=entry_id)
        labels.append(work.label)
    if form.step is not None:
        person_id = form.step.person_id
        step = replace(form.step, person_id=None if person_id is None else there(person_id))
        task_id = add_task(work, now, form=step)
        labels.append(work.label)
    more = len(labels) - 1
    work.label = labels[0] if labels else ""
    if more > 0:
        work.label += f", and {more} more thing{'s' if more > 1 else ''}"
    return QuickLogged(entry_id, tuple(promise_ids), task_id, tuple(new))
