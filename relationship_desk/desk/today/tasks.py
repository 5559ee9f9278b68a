"""Tasks in Today: those that are due on the day or were before, and are not done."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from relationship_desk.desk.today.source import Asked, replies
from relationship_desk.domain.dates import date_in_words, plain_date
from relationship_desk.domain.due import settling
from relationship_desk.domain.text import one_line
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.store.database import Connection
from relationship_desk.store.tasks import TaskRow, agenda

SOURCE = "task"


class TasksSource:
    """Of people who are not archived, and of nobody; what sleeps or was skipped is left out."""

    name = TodayKind.TASK.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        return Offered(
            tuple(
                _row(task, number, asked.on)
                for number, task in enumerate(due_tasks(connection, asked))
            )
        )


def due_tasks(connection: Connection, asked: Asked) -> list[TaskRow]:
    """The tasks themselves, soonest first."""
    said = replies(connection, SOURCE, asked)
    return [
        task
        for task in agenda(connection, asked.on, asked.awake_at)
        if (reply := said.get((task.id, settles_of(task)))) is None or not reply.hides(asked)
    ]


def settles_of(task: TaskRow) -> str:
    """The occurrence that an answer settles; empty for a task without a date."""
    return "" if task.due_on is None else settling(task.due_on, task.due_time)


def _row(task: TaskRow, number: int, on: date) -> TodayRow:
    about: dict[str, Any] = {"person_id": task.person_id, "person_name": task.person_name}
    return TodayRow(
        TodayKind.TASK,
        SOURCE,
        task.id,
        settles_of(task),
        one_line(task.text),
        _why(task.due_on, task.due_time, on),
        Place.TASK,
        (number,),
        task.due_on,
        task.due_time,
        has_text=task.has_text and task.person_id is not None,
        **about,
    )


def _why(due_on: date | None, at: time | None, on: date) -> str:
    if due_on is None:
        return "You asked to be reminded of it again."
    if due_on == on:
        return f"It is due today at {at:%H:%M}." if at else "It is due today."
    return f"It was due {date_in_words(due_on, on)}, on {plain_date(due_on)}."
