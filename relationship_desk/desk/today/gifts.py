"""Gifts in Today: those that are needed on a day, from so many days before as they take."""

from __future__ import annotations

from datetime import date

from relationship_desk.desk.today.source import Asked, replies
from relationship_desk.domain.dates import later
from relationship_desk.domain.gifts import think_on, why_now
from relationship_desk.domain.occasions import LONGEST_LEAD
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.store.database import Connection
from relationship_desk.store.gifts import GiftRow, gifts_needed
from relationship_desk.store.living import living_people

SOURCE = "gift"


class GiftsSource:
    """For people who live and are not archived; a late one stays until it was given."""

    name = TodayKind.GIFT.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        needed = [
            (gift, gift.needed_on)
            for gift in gifts_needed(connection, later(asked.on, LONGEST_LEAD))
            if gift.needed_on is not None and think_on(gift.needed_on, gift.lead_days) <= asked.on
        ]
        living = set(living_people(connection, asked.on, sorted({g.person_id for g, _ in needed})))
        said = replies(connection, SOURCE, asked)
        return Offered(
            tuple(
                _row(gift, day, asked.on)
                for gift, day in needed
                if gift.person_id in living
                and not ((reply := said.get((gift.id, day.isoformat()))) and reply.hides(asked))
            )
        )


def _row(gift: GiftRow, day: date, on: date) -> TodayRow:
    return TodayRow(
        TodayKind.GIFT,
        SOURCE,
        gift.id,
        day.isoformat(),
        f"Gift: {gift.text}",
        why_now(day, on, gift.occasion),
        Place.AHEAD if day > on else Place.THE_DAY,
        (day.toordinal(), gift.id),
        day,
        None,
        gift.person_id,
        gift.person_name,
    )
