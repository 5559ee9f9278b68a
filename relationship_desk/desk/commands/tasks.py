"""What a person can do with what comes next.

Of a task that repeats one occurrence at a time is answered: the one that its reminder stands for,
and with it what was missed before. `occurrence` is that one's civil date, or date and time; an
answer to an occurrence that was answered since changes nothing.

What is done about a person stands in their timeline (`done_tasks`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from relationship_desk.desk.commands.answers import (
    DISMISSED,
    DONE,
    answers_to,
    put_answer,
)
from relationship_desk.desk.commands.done_tasks import take_back_done, write_done
from relationship_desk.domain.dates import plain_date
from relationship_desk.domain.due import Plan, day_of, instant_of
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.recurrence import Repeat, first_on_or_after, next_from_completion
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.task_plans import (
    EARLY,
    Odd,
    read_plan,
    read_repeat,
    repeat_columns,
)
from relationship_desk.store.work import Work

MOST_LEAD_DAYS = 365
_TASK = "task"


@dataclass(frozen=True, slots=True)
class TaskForm:
    """A task as edited. A time, a repetition and lead days need a date.

    A repetition has `due_on` as its anchor: the first day, or where the rule names other days, the
    first of those from there on.
    """

    text: str
    person_id: int | None = None
    due_on: date | None = None
    due_time: time | None = None
    repeat: Repeat | None = None
    lead_days: int = 0  # so many days before, a reminder comes too


def add_task(work: Work, now: datetime, *, form: TaskForm) -> int:
    """A new task; the id."""
    work.label = f"New task {_quoted(form.text)}"
    columns = _columns(work, form) | _begin(work, form)
    return work.insert(s.Task, created_at=to_text(now), **columns)


def edit_task(work: Work, now: datetime, *, task_id: int, form: TaskForm) -> None:
    """Make a task what the form says. A new due time ends a snooze.

    A repetition stays where it is anchored as long as neither it nor its day is another; the day
    of the occurrence that stands now is no new day.
    """
    old = _task(work, task_id)
    work.label = f"Edit task {_quoted(form.text)}"
    work.coalesce_key = f"task {task_id}"
    new = _columns(work, form)
    same_rule = all(old[column] == new[column] for column in repeat_columns(None))
    if form.repeat is not None and same_rule and new["due_on"] in _days_shown(work, old):
        del new["due_on"]
    else:
        new |= _begin(work, form)
    if any(old[column] != new.get(column, old[column]) for column in ("due_on", "due_time")):
        new |= _AWAKE
    work.update(s.Task, task_id, **new)


def complete_tasks(
    work: Work,
    now: datetime,
    *,
    task_ids: Sequence[int],
    occurrence: str | None = None,
    told: bool = False,
) -> None:
    """Done; of those that repeat the occurrence that stands now, or the one that is named.

    With `told`, another entry of the timeline tells of it already.
    """
    work.label = f"Done: {_which(work, task_ids)}"
    for task_id in task_ids:
        row = _task(work, task_id)
        if _answer(work, now, row, DONE, occurrence) and not told:
            write_done(work, now, row)


def skip_tasks(
    work: Work, now: datetime, *, task_ids: Sequence[int], occurrence: str | None = None
) -> None:
    """Leave out one occurrence of tasks that repeat."""
    work.label = f"Skip once: {_which(work, task_ids)}"
    for task_id in task_ids:
        row = _task(work, task_id)
        if not row["repeat"]:
            raise UserError("This task does not repeat, so there is nothing to skip.")
        _answer(work, now, row, DISMISSED, occurrence)


def finish_tasks(work: Work, now: datetime, *, task_ids: Sequence[int]) -> None:
    """Done for good, those that repeat too."""
    _each(work, "Done for good:", task_ids, done_at=to_text(now), **_AWAKE)


def reopen_tasks(work: Work, now: datetime, *, task_ids: Sequence[int]) -> None:
    """Not done after all. Of a repetition that has ended the last occurrence is open again."""
    for row in work.rows(s.Task, task_ids):
        take_back_done(work, row)
    _each(work, "Reopen", task_ids, done_at=None)
    for task_id in task_ids:
        plan = _plan(work, _task(work, task_id))
        answers = answers_to(work, _TASK, task_id)
        if plan is not None and plan.series is not None and plan.first() is None and answers:
            work.delete(s.Answer, [answers[-1]["id"]])


def snooze_tasks(
    work: Work,
    now: datetime,
    *,
    task_ids: Sequence[int],
    until: datetime,
    occurrence: str | None = None,
) -> None:
    """Remind again at an instant; elapsed time, whatever the clocks do in between."""
    if until <= now:
        raise UserError("That moment has passed already; choose a later one.")
    work.label = f"Snooze {_which(work, task_ids)}"
    for task_id in task_ids:
        row = _task(work, task_id)
        plan = _plan(work, row)
        sleeping = "" if plan is None else occurrence or _standing(work, task_id, plan) or ""
        if (
            plan is not None
            and plan.series is not None
            and (not sleeping or _is_settled(plan, sleeping))
        ):
            continue
        if plan is not None and sleeping and not _is_due(work, now, plan, sleeping):
            sleeping += EARLY
        work.update(s.Task, task_id, snoozed_until=to_text(until), snoozed_occurrence=sleeping)


def delete_tasks(work: Work, now: datetime, *, task_ids: Sequence[int]) -> int:
    """Remove tasks; how many there were."""
    work.label = f"Delete {_which(work, task_ids)}"
    return work.remove(s.Task, task_ids)


# ----------------------------------------------------------------------------------- occurrences

_AWAKE: dict[str, Any] = {"snoozed_until": None, "snoozed_occurrence": ""}


def _answer(
    work: Work, now: datetime, row: dict[str, Any], kind: str, occurrence: str | None
) -> bool:
    """Whether it was still to be answered."""
    task_id: int = row["id"]
    plan, repeat = _plan(work, row), _repeat(row)
    if plan is None or repeat is None or plan.due_on is None:
        is_open = row["done_at"] is None
        if occurrence is None or is_open:
            work.update(s.Task, task_id, done_at=to_text(now), **_AWAKE)
        return is_open
    if plan.series is None:
        stands = occurrence is None or day_of(occurrence) == plan.due_on
        if stands:
            _come_again(work, now, task_id, repeat)
        return stands
    settles = occurrence or _standing(work, task_id, plan)
    if settles is None or _is_settled(plan, settles):
        return False
    put_answer(work, now, _TASK, task_id, settles, kind)
    following = plan.series.first_after(day_of(settles))
    ended = {"done_at": to_text(now)} if following is None else {}
    work.update(s.Task, task_id, **ended, **_AWAKE)
    _say_when(work, following)
    return True


def _come_again(work: Work, now: datetime, task_id: int, repeat: Repeat) -> None:
    """Move a task that repeats from when it was done to its next day, or end it."""
    today = work.here.now.astimezone(work.here.zone).date()
    following = next_from_completion(repeat.rule, today)
    left = None if repeat.count is None else repeat.count - 1
    if following is None or left == 0 or (repeat.until and following > repeat.until):
        work.update(s.Task, task_id, done_at=to_text(now), **_AWAKE)
        return
    work.update(s.Task, task_id, due_on=following.isoformat(), repeat_count=left, **_AWAKE)
    _say_when(work, following)


def _say_when(work: Work, following: date | None) -> None:
    if following is not None and "“" in work.label:
        work.label += f" (again on {plain_date(following)})"


def _standing(work: Work, task_id: int, plan: Plan) -> str | None:
    """The occurrence that stands now: of which the inbox tells, else the first unanswered one."""
    found = work.connection.sql(
        "SELECT settles FROM reminder WHERE source = ? AND source_id = ? AND settles <> ''",
        (_TASK, task_id),
    )
    if found:
        return str(found[0][0])
    first = plan.first()
    return None if first is None else plan.settles(first)


def _is_due(work: Work, now: datetime, plan: Plan, settles: str) -> bool:
    clock = plan.due_time or work.here.preferences.reminder_time
    return instant_of(day_of(settles), clock, work.here.zone) <= now


def _is_settled(plan: Plan, settles: str) -> bool:
    return plan.settled is not None and day_of(settles) <= plan.settled


def _plan(work: Work, row: dict[str, Any]) -> Plan | None:
    """None for a row that cannot be read: it is treated as a task that comes once."""
    answers = answers_to(work, _TASK, row["id"])
    try:
        return read_plan(row, [a["occurrence"] for a in answers if a["kind"] != "snoozed"])
    except Odd:
        return None


def _repeat(row: dict[str, Any]) -> Repeat | None:
    try:
        return read_repeat(row)
    except Odd:
        return None


def _days_shown(work: Work, row: dict[str, Any]) -> set[object]:
    """The anchor, and the day of the occurrence that a list shows in its place."""
    plan = _plan(work, row)
    standing = None if plan is None else _standing(work, row["id"], plan)
    return {row["due_on"], standing[:10] if standing else None}


# ----------------------------------------------------------------------------------------- forms


def _each(work: Work, verb: str, task_ids: Sequence[int], **values: str | None) -> None:
    work.label = f"{verb} {_which(work, task_ids)}"
    for task_id in task_ids:
        _task(work, task_id)
        work.update(s.Task, task_id, **values)


def _task(work: Work, task_id: int) -> dict[str, Any]:
    row = work.get(s.Task, task_id)
    if row is None:
        raise UserError("This task is not there any more; nothing was saved.")
    return row


def _columns(work: Work, form: TaskForm) -> dict[str, Any]:
    text = form.text.strip()
    if not text:
        raise UserError("A task needs a few words. Type what is to be done.")
    if form.due_time is not None and form.due_on is None:
        raise UserError("A time needs a day: say on which day it is due.")
    if form.person_id is not None and work.get(s.Person, form.person_id) is None:
        raise UserError("This person is not there any more; nothing was saved.")
    _check_lead(form)
    return {
        "text": text,
        "person_id": form.person_id,
        "due_on": form.due_on.isoformat() if form.due_on else None,
        "due_time": form.due_time.strftime("%H:%M") if form.due_time else "",
        "lead_days": form.lead_days,
        **repeat_columns(form.repeat),
    }


def _check_lead(form: TaskForm) -> None:
    if not 0 <= form.lead_days <= MOST_LEAD_DAYS:
        raise UserError(f"A reminder can come 0 to {MOST_LEAD_DAYS} days before it is due.")
    if form.lead_days and form.due_on is None:
        raise UserError("A reminder before it is due needs a day: say on which day it is due.")
    if form.repeat is not None and form.lead_days >= form.repeat.rule.shortest_gap:
        raise UserError(
            "The reminder before would come when the one before that is due. "
            "Choose fewer days, or let it repeat less often."
        )


def _begin(work: Work, form: TaskForm) -> dict[str, Any]:
    """The first day that a repetition counts: what lies before it was made is left out."""
    if form.repeat is None:
        return {"repeat_since": ""}
    if form.due_on is None:
        raise UserError("What repeats needs a first day: say on which day it is due.")
    if form.repeat.from_completion:
        return {"repeat_since": ""}
    wall = work.here.now.astimezone(work.here.zone)
    today, clock = wall.date(), form.due_time or work.here.preferences.reminder_time
    rule = form.repeat.rule
    first = first_on_or_after(rule, form.due_on, today)
    if first == today and clock < wall.time():
        first = first_on_or_after(rule, form.due_on, today + timedelta(days=1))
    if first is None or (form.repeat.until is not None and first > form.repeat.until):
        raise UserError("It ends before it comes for the first time. Choose a later end.")
    return {"repeat_since": first.isoformat()}


def _which(work: Work, ids: Sequence[int]) -> str:
    rows = work.rows(s.Task, ids)
    return _quoted(str(rows[0]["text"])) if len(rows) == 1 else f"{len(rows)} tasks"


def _quoted(text: str) -> str:
    return f"“{one_line(text, 40)}”"
