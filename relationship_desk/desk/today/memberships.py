"""Memberships in Today: those that renew soon, and once a year a look at what one gives.

Invariant: of one membership there is at most one row, and of looks at most one a day.
"""

from __future__ import annotations

from datetime import date

from relationship_desk.desk.today.source import Asked, replies
from relationship_desk.domain.dates import date_in_words, earlier, plain_date
from relationship_desk.domain.organisations import Renewal, Verdict
from relationship_desk.domain.text import one_line
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.store.database import Connection
from relationship_desk.store.memberships import MembershipRow, membership_rows, yields

SOURCE = "membership"


class MembershipsSource:
    """The user's own that go on: a renewal from its lead on, a look where a year has passed."""

    name = TodayKind.MEMBERSHIP.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        said = replies(connection, SOURCE, asked)
        renewals, looks = [], []
        for row in membership_rows(connection):
            if not row.is_current(asked.on):
                continue
            coming = row.comes_up
            if coming and earlier(coming.on, row.lead_days) <= asked.on:
                renewals.append(_renewal(row, coming, asked.on))
            elif row.review_on <= asked.on:
                looks.append(row)
        looks.sort(key=lambda row: (row.review_on, row.id))
        offered = [*renewals, *(_look(row, asked.on) for row in looks)]
        waiting = [
            row
            for row in offered
            if not ((reply := said.get((row.source_id, row.settles))) and reply.hides(asked))
        ]
        shown = [row for row in waiting if row.kind is TodayKind.MEMBERSHIP]
        first = next((row for row in waiting if row.kind is TodayKind.LOOK), None)
        if first is None:
            return Offered(tuple(shown))
        gave = yields(connection, asked.on).get(_organisation_of(looks, first.source_id))
        words = f"{first.why} It gave you {gave.words}." if gave else first.why
        return Offered((*shown, first._replace(why=words)))


def _organisation_of(rows: list[MembershipRow], membership_id: int) -> int:
    return next(row.organisation_id for row in rows if row.id == membership_id)


def _renewal(row: MembershipRow, renewal: Renewal, on: date) -> TodayRow:
    tense = "renews" if renewal.on >= on else "was to renew"
    when = f"{plain_date(renewal.on)}, {date_in_words(renewal.on, on)}"
    fee = f", for {row.fee}" if row.fee else ""
    why = f"It {tense} on {when}{fee}."
    if row.verdict is Verdict.DROP:
        why += " You wanted to let it go: this is the time to cancel."
    return TodayRow(
        TodayKind.MEMBERSHIP,
        SOURCE,
        row.id,
        renewal.on.isoformat(),
        f"Renew the membership in {one_line(row.organisation)}",
        why,
        Place.STEP,
        (renewal.on.toordinal(), row.id),
        renewal.on,
    )


def _look(row: MembershipRow, on: date) -> TodayRow:
    since = row.reviewed_on
    last = f"You last looked {date_in_words(since, on)}." if since else "A year has gone by."
    return TodayRow(
        TodayKind.LOOK,
        SOURCE,
        row.id,
        row.review_on.isoformat(),
        f"What does {one_line(row.organisation)} give you?",
        last,
        Place.LOOK,
        (row.review_on.toordinal(), row.id),
    )
