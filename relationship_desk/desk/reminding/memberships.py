"""Memberships as a source of reminders: those of the user's own that renew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from relationship_desk.desk.reminding.source import Answer, DueRow, Occurrence, answered, on_one_day
from relationship_desk.domain.dates import date_in_words, earlier, plain_date
from relationship_desk.domain.organisations import Renewal
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.store.database import Connection
from relationship_desk.store.memberships import MembershipRow, membership_rows
from relationship_desk.store.work import Touched


class MembershipSource:
    """At the hour of reminders, as many days before its renewal as the user said; once."""

    name = "membership"
    unreadable = (
        "The day of this membership cannot be read, so it does not remind. "
        "Open the membership and set its day again."
    )

    def touched(self, connection: Connection, touched: Touched) -> set[int]:
        ids = {row_id for source, row_id in touched.answers if source == self.name}
        if touched.tables.isdisjoint({"membership", "organisation"}):
            return ids
        # There are few of them, and a row that is gone may still have a reminder.
        return ids | {
            row_id
            for (row_id,) in connection.sql(
                "SELECT id FROM membership UNION "
                "SELECT source_id FROM reminder WHERE source = 'membership'"
            )
        }

    def rows(
        self, connection: Connection, ids: Sequence[int] | None, here: Circumstances
    ) -> Iterable[DueRow]:
        answers = answered(connection, self.name, ids)
        for row in membership_rows(connection):
            if row.comes_up is not None and (ids is None or row.id in ids):
                due = _row(row, row.comes_up, answers.get(row.id, ()), here)
                if due is not None:
                    yield due

    def when(self, occurrence: Occurrence, here: Circumstances) -> str:
        today, on = here.now.astimezone(here.zone).date(), date.fromisoformat(occurrence.settles)
        return f"on {plain_date(on)}, {date_in_words(on, today)}"


def _row(
    membership: MembershipRow, renewal: Renewal, answers: Sequence[Answer], here: Circumstances
) -> DueRow | None:
    before = earlier(renewal.on, membership.lead_days)
    title = f"The membership in {membership.organisation} renews"
    return on_one_day(membership.id, title, None, before, renewal.on, answers, here)
