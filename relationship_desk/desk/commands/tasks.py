"""What a person can do with what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work


@dataclass(frozen=True, slots=True)
class TaskForm:
    """A task as edited. A time needs a date."""

    text: str
    person_id: int | None = None
    due_on: date | None = None
    due_time: time | None = None


def add_task(work: Work, now: datetime, *, form: TaskForm) -> int:
    """A new task; the id."""
    work.label = f"New task {_quoted(form.text)}"
    return work.insert(s.Task, created_at=to_text(now), **_columns(work, form))


def edit_task(work: Work, now: datetime, *, task_id: int, form: TaskForm) -> None:
    """Make a task what the form says. A new due time ends a snooze."""
    old = _task(work, task_id)
    work.label = f"Edit task {_quoted(form.text)}"
    work.coalesce_key = f"task {task_id}"
    new = _columns(work, form)
    if (old["due_on"], old["due_time"]) != (new["due_on"], new["due_time"]):
        new["snoozed_until"] = None
    work.update(s.Task, task_id, **new)


def complete_tasks(work: Work, now: datetime, *, task_ids: Sequence[int]) -> None:
    """Done."""
    _each(work, "Done:", task_ids, done_at=to_text(now), snoozed_until=None)


def reopen_tasks(work: Work, now: datetime, *, task_ids: Sequence[int]) -> None:
    """Not done after all."""
    _each(work, "Reopen", task_ids, done_at=None)


def snooze_tasks(work: Work, now: datetime, *, task_ids: Sequence[int], until: datetime) -> None:
    """Remind again at an instant; elapsed time, whatever the clocks do in between."""
    if until <= now:
        raise UserError("That moment has passed already; choose a later one.")
    _each(work, "Snooze", task_ids, snoozed_until=to_text(until))


def delete_tasks(work: Work, now: datetime, *, task_ids: Sequence[int]) -> int:
    """Remove tasks; how many there were."""
    work.label = f"Delete {_which(work, task_ids)}"
    return work.delete(s.Task, sorted(set(task_ids)))


def _each(work: Work, verb: str, task_ids: Sequence[int], **values: str | None) -> None:
    work.label = f"{verb} {_which(work, task_ids)}"
    for task_id in task_ids:
        _task(work, task_id)
        work.update(s.Task, task_id, **values)


def _task(work: Work, task_id: int) -> dict[str, object]:
    row = work.get(s.Task, task_id)
    if row is None:
        raise UserError("This task is not there any more; nothing was saved.")
    return row


def _columns(work: Work, form: TaskForm) -> dict[str, object]:
    text = form.text.strip()
    if not text:
        raise UserError("A task needs a few words. Type what is to be done.")
    if form.due_time is not None and form.due_on is None:
        raise UserError("A time needs a day: say on which day it is due.")
    if form.person_id is not None and work.get(s.Person, form.person_id) is None:
        raise UserError("This person is not there any more; nothing was saved.")
    return {
        "text": text,
        "person_id": form.person_id,
        "due_on": form.due_on.isoformat() if form.due_on else None,
        "due_time": form.due_time.strftime("%H:%M") if form.due_time else "",
    }


def _which(work: Work, ids: Sequence[int]) -> str:
    rows = work.rows(s.Task, ids)
    return _quoted(str(rows[0]["text"])) if len(rows) == 1 else f"{len(rows)} tasks"


def _quoted(text: str) -> str:
    return f"“{one_line(text, 40)}”"
