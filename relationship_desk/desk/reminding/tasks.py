"""Tasks as a source of reminders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from relationship_desk.desk.reminder_texts import due_words
from relationship_desk.desk.reminding.source import DueRow, Occurrence, answered
from relationship_desk.domain.instants import from_text
from relationship_desk.domain.reminders import Circumstances, due_of_task
from relationship_desk.store.database import Connection
from relationship_desk.store.work import Touched

_CHUNK = 500
_QUERY = """
    SELECT t.id, t.text, t.person_id, t.due_on, t.due_time, t.snoozed_until
    FROM task t LEFT JOIN person p ON p.id = t.person_id
    WHERE t.done_at IS NULL AND p.archived_at IS NULL
"""


class TaskSource:
    """Open tasks with a date, of people who are not archived."""

    name = "task"
    unreadable = (
        "The date of this task cannot be read, so it does not remind. "
        "Open the task and set its date again."
    )

    def touched(self, connection: Connection, touched: Touched) -> set[int]:
        ids = set(touched.tasks)
        people = sorted(touched.people)
        for start in range(0, len(people), _CHUNK):
            chunk = people[start : start + _CHUNK]
            query = f"SELECT id FROM task WHERE person_id IN ({', '.join('?' * len(chunk))})"
            ids.update(task_id for (task_id,) in connection.sql(query, chunk))
        return ids

    def rows(
        self, connection: Connection, ids: Sequence[int] | None, here: Circumstances
    ) -> Iterable[DueRow]:
        query = _QUERY
        if ids is not None:
            query += f" AND t.id IN ({', '.join('?' * len(ids))})"
        answers = answered(connection, self.name, ids)
        for columns in connection.sql(query, ids or ()):
            try:
                row = _row(columns, here)
            except (ValueError, TypeError, OverflowError):
                task_id, text, person_id, *_ = columns
                yield DueRow(
                    task_id, text if isinstance(text, str) else "", person_id, None, "", ""
                )
                continue
            if row is None or any(
                a.occurrence == row.settles for a in answers.get(row.source_id, ())
            ):
                continue
            yield row

    def when(self, occurrence: Occurrence, here: Circumstances) -> str:
        return due_words(occurrence, here)


def _row(columns: Sequence[Any], here: Circumstances) -> DueRow | None:
    """Raises `ValueError`, `TypeError` or `OverflowError` for what the desk would not write."""
    task_id, text, person_id, due_on, due_time, snoozed_until = columns
    if not isinstance(text, str):
        raise TypeError("not a text")
    day = date.fromisoformat(due_on) if due_on else None
    clock = time.fromisoformat(due_time) if due_time else None
    until = from_text(snoozed_until) if snoozed_until else None
    if until is not None and until.tzinfo is None:
        raise ValueError("an instant needs a zone")
    due = due_of_task(day, clock, until, here.preferences.reminder_time, here.zone)
    if due is None:
        return None
    settles = "" if day is None else due_on if clock is None else f"{due_on}T{due_time}"
    return DueRow(task_id, text, person_id, due.at, due.occurrence, settles)
