"""Opportunities in Today: the next step of one that is open, on its day or since before."""

from __future__ import annotations

from datetime import date

from relationship_desk.desk.today.source import Asked, replies
from relationship_desk.domain.dates import date_in_words, plain_date
from relationship_desk.domain.text import one_line
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.store.database import Connection
from relationship_desk.store.living import living_people
from relationship_desk.store.opportunities import OpportunityRow, steps_due

SOURCE = "opportunity"


class OpportunitiesSource:
    """Of those that are open; one with somebody who is archived or dead waits for nobody."""

    name = TodayKind.OPPORTUNITY.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        due = steps_due(connection, asked.on)
        people = sorted({row.person_id for row in due if row.person_id is not None})
        living = {None, *living_people(connection, asked.on, people)}
        said = replies(connection, SOURCE, asked)
        return Offered(
            tuple(
                _row(row, row.next_on, asked.on)
                for row in due
                if row.next_on is not None
                and row.person_id in living
                and not (
                    (reply := said.get((row.id, row.next_on.isoformat()))) and reply.hides(asked)
                )
            )
        )


def _row(row: OpportunityRow, due_on: date, on: date) -> TodayRow:
    title = one_line(row.title)
    when = "today" if due_on == on else f"{plain_date(due_on)}, {date_in_words(due_on, on)}"
    of = f" of “{title}”" if row.next_step else ""
    whom = f" with {row.whom}" if row.whom else ""
    return TodayRow(
        TodayKind.OPPORTUNITY,
        SOURCE,
        row.id,
        due_on.isoformat(),
        one_line(row.next_step) or title,
        f"The next step{of}{whom} was set for {when}.",
        Place.STEP,
        (due_on.toordinal(), row.id),
        due_on,
        None,
        row.person_id,
        row.person_name,
    )
