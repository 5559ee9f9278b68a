"""Answers to rows of Today that are not answers to a reminder: a row may stand there without one.

An answer goes into the same table as those to reminders, under the same occurrence, so that a
popup and the queue agree on what was said.
"""

from __future__ import annotations

from datetime import datetime

from relationship_desk.desk.commands.answers import DISMISSED, DONE, SNOOZED, put_answer
from relationship_desk.desk.commands.favours import answer_favour
from relationship_desk.desk.commands.tasks import skip_tasks, snooze_tasks
from relationship_desk.desk.commands.written import write_entry
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work

_TASK = "task"
_FAVOUR = "favour"  # is no row anywhere: its key stands for it
_GONE = "This is not there any more; nothing was changed."


def snooze_row(
    work: Work,
    now: datetime,
    *,
    source: str,
    source_id: int,
    settles: str,
    title: str,
    until: datetime,
) -> None:
    """Show a row again at that instant. `title` is what the history calls it."""
    if until <= now:
        raise UserError("That moment has passed already; choose a later one.")
    if source == _TASK:
        snooze_tasks(work, now, task_ids=[source_id], until=until)
        return
    if source == _FAVOUR:
        day = until.astimezone(work.here.zone).date()
        answer_favour(work, now, key=settles, title=title, until_on=day)
        return
    _there(work, source, source_id)
    put_answer(work, now, source, source_id, settles, SNOOZED, until)
    work.label = f"Snooze “{one_line(title, 40)}”"


def skip_row(
    work: Work, now: datetime, *, source: str, source_id: int, settles: str, title: str
) -> None:
    """Let this turn go: of a task that repeats the occurrence, of anything else the row. A task
    that comes once stays among the tasks; a person comes again after the length of their rhythm; a
    favour is never offered again."""
    if source == _FAVOUR:
        answer_favour(work, now, key=settles, title=title)
        return
    row = _there(work, source, source_id)
    if source == _TASK and row["repeat"]:
        skip_tasks(work, now, task_ids=[source_id])
        return
    if source == _TASK and row["due_on"] is None:
        work.update(s.Task, source_id, snoozed_until=None)
    else:
        put_answer(work, now, source, source_id, settles, DISMISSED)
    work.label = f"Skip “{one_line(title, 40)}”"


def honour_occasion(
    work: Work,
    now: datetime,
    *,
    source: str,
    source_id: int,
    settles: str,
    person_id: int,
    title: str,
    channel: Channel,
    text: str = "",
) -> int:
    """Something was said or sent for an occasion: writes it into the timeline, below what it was
    for; the entry's id."""
    _there(work, source, source_id)
    name = names_of(work.connection, [person_id]).get(person_id)
    if name is None:
        raise UserError(_GONE)
    words = f"{title}\n{text.strip()}".strip()
    entry_id = write_entry(
        work, now, person_id=person_id, text=words, channel=channel, direction=Direction.MINE
    )
    put_answer(work, now, source, source_id, settles, DONE)
    work.label = f"Write to {one_line(name, 40)}: {one_line(title, 40)}"
    return entry_id


def _there(work: Work, source: str, source_id: int) -> dict[str, object]:
    model = s.BY_TABLE.get(source)
    row = None if model is None else work.get(model, source_id)
    if row is None:
        raise UserError(_GONE)
    return row
