"""What a person can do with a playbook: begin it for somebody, and say that a text was sent.

Invariant: the tasks of one beginning are one step of Undo, and so is a text with its task.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from relationship_desk.desk.commands.seasons import begin_grief
from relationship_desk.desk.commands.tasks import TaskForm, add_task, complete_tasks
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.playbooks import Planned
from relationship_desk.store import schema as s
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work


def start_playbook(
    work: Work,
    now: datetime,
    *,
    person_id: int,
    key: str,
    title: str,
    steps: Sequence[Planned],
    grief_from: date | None = None,
    grief_until: date | None = None,
) -> list[int]:
    """Make the steps tasks of the person; their ids. With `grief_from` they grieve from then on."""
    if not steps:
        raise UserError("There is no step left to begin; nothing was changed.")
    ids = []
    for step in steps:
        task_id = add_task(work, now, form=TaskForm(step.words, person_id, step.on))
        via = step.via.value if step.via is not None else ""
        work.update(s.Task, task_id, playbook=key, draft=step.text.strip(), draft_via=via)
        ids.append(task_id)
    if grief_from is not None:
        begin_grief(work, now, person_id=person_id, from_on=grief_from, until_on=grief_until)
    name = names_of(work.connection, [person_id]).get(person_id, "")
    work.label = f"Begin “{title}” for {name}"
    return ids


def keep_draft(work: Work, now: datetime, *, task_id: int, text: str) -> None:
    """Keep the text of a task as it was edited."""
    row = work.get(s.Task, task_id)
    if row is None:
        raise UserError("This task is not there any more; nothing was saved.")
    work.label = "Edit a text to send"
    work.coalesce_key = f"draft {task_id}"
    work.update(s.Task, task_id, draft=text.strip())


def note_sent(
    work: Work,
    now: datetime,
    *,
    person_id: int,
    text: str,
    channel: Channel,
    on: date,
    task_id: int | None = None,
) -> int:
    """A text was sent: it stands in the timeline, and its task is done. The entry's id."""
    if task_id is not None:
        keep_draft(work, now, task_id=task_id, text=text)
        complete_tasks(work, now, task_ids=[task_id], told=True)
    form = InteractionForm((person_id,), text, on, None, channel, Direction.MINE)
    entry_id = log_interaction(work, now, form=form)
    work.coalesce_key = ""
    work.label = f"Sent to {names_of(work.connection, [person_id])[person_id]}"
    return entry_id
