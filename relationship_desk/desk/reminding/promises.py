"""Promises as a source of reminders: those of mine that have a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from relationship_desk.desk.reminder_texts import due_words
from relationship_desk.desk.reminding.source import DueRow, Occurrence, answered, on_one_day
from relationship_desk.domain.promises import Owing
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.store.database import Connection
from relationship_desk.store.promises import promise_ids
from relationship_desk.store.work import Touched

_QUERY = """
    SELECT m.id, m.text, m.person_id, m.due_on FROM promise m JOIN person p ON p.id = m.person_id
    WHERE m.direction = ? AND m.due_on IS NOT NULL AND m.done_at IS NULL AND p.archived_at IS NULL
"""


class PromiseSource:
    """What I owe on a day, to people who are not archived; at the hour of reminders, once."""

    name = "promise"
    unreadable = (
        "The day of this promise cannot be read, so it does not remind. "
        "Open the promise and set its day again."
    )

    def touched(self, connection: Connection, touched: Touched) -> set[int]:
        ids = {row_id for source, row_id in touched.answers if source == self.name}
        return ids | promise_ids(connection, sorted(touched.people))

    def rows(
        self, connection: Connection, ids: Sequence[int] | None, here: Circumstances
    ) -> Iterable[DueRow]:
        query = _QUERY
        if ids is not None:
            query += f" AND m.id IN ({', '.join('?' * len(ids))})"
        answers = answered(connection, self.name, ids)
        for promise_id, text, person_id, due_on in connection.sql(
            query, [Owing.MINE.value, *(ids or ())]
        ):
            try:
                day = date.fromisoformat(due_on)
            except (ValueError, TypeError):
                yield DueRow(promise_id, _title(text), person_id, None, "", "")
                continue
            answer = answers.get(promise_id, ())
            row = on_one_day(promise_id, _title(text), person_id, day, day, answer, here)
            if row is not None:
                yield row

    def when(self, occurrence: Occurrence, here: Circumstances) -> str:
        return due_words(occurrence, here)


def _title(text: object) -> str:
    return f"You promised: {text}" if isinstance(text, str) else "You promised something"
