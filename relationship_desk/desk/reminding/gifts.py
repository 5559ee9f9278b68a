"""Planned gifts as a source of reminders: in time to find one before its day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from relationship_desk.desk.reminding.source import DueRow, Occurrence, answered, on_one_day
from relationship_desk.domain.dates import date_in_words, plain_date
from relationship_desk.domain.gifts import think_on
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.store.database import Connection
from relationship_desk.store.gifts import gift_ids
from relationship_desk.store.living import living_people
from relationship_desk.store.work import Touched

_QUERY = """
    SELECT g.id, g.text, g.person_id, g.needed_on, g.lead_days
    FROM gift g JOIN person p ON p.id = g.person_id
    WHERE g.happened_on IS NULL AND g.needed_on IS NOT NULL AND p.archived_at IS NULL
"""


class GiftSource:
    """At the hour of reminders, its lead before the day on which it is needed; once. For people who
    live and are not archived."""

    name = "gift"
    unreadable = (
        "The day of this gift cannot be read, so it does not remind. "
        "Open the gift and set its day again."
    )

    def touched(self, connection: Connection, touched: Touched) -> set[int]:
        ids = {row_id for source, row_id in touched.answers if source == self.name}
        return ids | gift_ids(connection, sorted(touched.people))

    def rows(
        self, connection: Connection, ids: Sequence[int] | None, here: Circumstances
    ) -> Iterable[DueRow]:
        query = _QUERY
        if ids is not None:
            query += f" AND g.id IN ({', '.join('?' * len(ids))})"
        gifts = connection.sql(query, list(ids or ()))
        answers = answered(connection, self.name, ids)
        today = here.now.astimezone(here.zone).date()
        living = set(living_people(connection, today, sorted({gift[2] for gift in gifts})))
        for gift_id, text, person_id, needed_on, lead in gifts:
            if person_id not in living:
                continue
            title = f"Gift: {text}"
            try:
                day = date.fromisoformat(needed_on)
            except (ValueError, TypeError):
                yield DueRow(gift_id, title, person_id, None, "", "")
                continue
            answer, before = answers.get(gift_id, ()), think_on(day, lead)
            row = on_one_day(gift_id, title, person_id, before, day, answer, here)
            if row is not None:
                yield row

    def when(self, occurrence: Occurrence, here: Circumstances) -> str:
        today, on = here.now.astimezone(here.zone).date(), date.fromisoformat(occurrence.settles)
        return f"needed {date_in_words(on, today)}, on {plain_date(on)}"
