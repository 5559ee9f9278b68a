"""Batches of cards in Today: those with a day, from some weeks before it until all are sent."""

from __future__ import annotations

from datetime import date, timedelta

from relationship_desk.desk.today.source import Asked, replies
from relationship_desk.domain.dates import date_in_words, plain_date
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.store.batches import BatchRow, batch_rows
from relationship_desk.store.database import Connection

SOURCE = "card_batch"
_LEAD = timedelta(days=21)


class BatchesSource:
    """Those in which somebody has not got it yet."""

    name = TodayKind.BATCH.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        said = replies(connection, SOURCE, asked)
        return Offered(
            tuple(
                _row(batch, batch.due_on, asked.on)
                for batch in batch_rows(connection)
                if batch.due_on is not None
                and batch.sent < batch.people
                and batch.due_on - asked.on <= _LEAD
                and not (
                    (reply := said.get((batch.id, batch.due_on.isoformat()))) and reply.hides(asked)
                )
            )
        )


def _row(batch: BatchRow, due_on: date, on: date) -> TodayRow:
    when = f"{plain_date(due_on)}, {date_in_words(due_on, on)}"
    verb = "They are to be sent by" if due_on >= on else "They were to be sent by"
    return TodayRow(
        TodayKind.BATCH,
        SOURCE,
        batch.id,
        due_on.isoformat(),
        batch.title,
        f"{batch.sent} of {batch.people} sent. {verb} {when}.",
        Place.AHEAD if due_on > on else Place.THE_DAY,
        (due_on.toordinal(), batch.id),
        due_on,
    )
