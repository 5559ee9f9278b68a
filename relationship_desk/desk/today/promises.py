"""Promises in Today, of people who live: what I owe, on its day or since; what they do, once its
day is over."""

from __future__ import annotations

from datetime import date

from relationship_desk.desk.today.source import Asked, replies
from relationship_desk.domain.dates import date_in_words, plain_date
from relationship_desk.domain.promises import Owing
from relationship_desk.domain.text import one_line
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.store.database import Connection
from relationship_desk.store.living import living_people
from relationship_desk.store.promises import PromiseRow, promises_due

SOURCE = "promise"


class PromisesSource:
    """Those that have a day. Mine go before theirs, which only ask whether it came."""

    name = TodayKind.PROMISE.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        due = promises_due(connection, asked.on)
        living = set(living_people(connection, asked.on, sorted({p.person_id for p in due})))
        said = replies(connection, SOURCE, asked)
        return Offered(
            tuple(
                _row(promise, promise.due_on, asked.on)
                for promise in due
                if promise.due_on is not None
                and promise.person_id in living
                and not (
                    (reply := said.get((promise.id, promise.due_on.isoformat())))
                    and reply.hides(asked)
                )
            )
        )


def _row(promise: PromiseRow, due_on: date, on: date) -> TodayRow:
    name, is_mine = promise.person_name, promise.direction is Owing.MINE
    day = "today" if due_on == on else f"{plain_date(due_on)}, {date_in_words(due_on, on)}"
    why = f"You promised it to {name}" if is_mine else f"{name} promised it to you"
    return TodayRow(
        TodayKind.PROMISE,
        SOURCE,
        promise.id,
        due_on.isoformat(),
        one_line(promise.text),
        f"{why} for {day}.",
        Place.PROMISE,
        (not is_mine, due_on.toordinal(), promise.id),
        due_on,
        None,
        promise.person_id,
        promise.person_name,
    )
