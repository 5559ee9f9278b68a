"""Tasks as a source of reminders: those that come once, and those that repeat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from relationship_desk.desk.reminder_texts import due_words
from relationship_desk.desk.reminding.source import CHUNK, DueRow, Occurrence, answered
from relationship_desk.domain.due import standing
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.store.database import Connection
from relationship_desk.store.task_plans import COLUMNS, Odd, read_plan
from relationship_desk.store.work import Touched

TASK = "task"
_QUERY = f"""
    SELECT t.id, t.text, t.person_id, {", ".join(f"t.{column}" for column in COLUMNS)}
    FROM task t LEFT JOIN person p ON p.id = t.person_id
    WHERE t.done_at IS NULL AND p.archived_at IS NULL
"""


class TaskSource:
    """Open tasks with a date, of people who are not archived."""

    name = TASK
    unreadable = (
        "The date of this task cannot be read, so it does not remind. "
        "Open the task and set its date again."
    )

    def touched(self, connection: Connection, touched: Touched) -> set[int]:
        ids = set(touched.tasks)
        people = sorted(touched.people)
        for start in range(0, len(people), CHUNK):
            chunk = people[start : start + CHUNK]
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
        for task_id, text, person_id, *columns in connection.sql(query, ids or ()):
            settled = (a.occurrence for a in answers.get(task_id, ()) if a.kind != "snoozed")
            row = dict(zip(COLUMNS, columns, strict=True))
            try:
                found = _row(task_id, text, person_id, row, settled, here)
            except (Odd, OverflowError):
                title = text if isinstance(text, str) else ""
                found = DueRow(task_id, title, person_id, None, "", "")
            if found is not None:
                yield found

    def when(self, occurrence: Occurrence, here: Circumstances) -> str:
        return due_words(occurrence, here)


def _row(
    task_id: int,
    text: object,
    person_id: int | None,
    row: dict[str, Any],
    settled: Iterable[str],
    here: Circumstances,
) -> DueRow | None:
    if not isinstance(text, str):
        raise Odd
    now = standing(read_plan(row, settled), here)
    if now is None:
        return None
    return DueRow(
        task_id, text, person_id, now.at, now.occurrence, now.settles, now.missed,
        now.valid_from, now.valid_until,
    )  # fmt: skip
