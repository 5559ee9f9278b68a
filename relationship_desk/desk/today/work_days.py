"""Days of the work with somebody in Today: a year more of it, and something completed.

Anniversaries are told a week before; both stay a few days, until there was contact.

Invariant: nobody is told to celebrate with somebody who grieves.
"""

from __future__ import annotations

from collections.abc import Iterator

from relationship_desk.desk.today.source import Asked, replies
from relationship_desk.domain.dates import date_in_words, earlier, later
from relationship_desk.domain.rhythm import SeasonKind
from relationship_desk.domain.standing import anniversaries, anniversary_words
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.store.circles import people_in_season
from relationship_desk.store.database import Connection
from relationship_desk.store.last_contact import last_contacts
from relationship_desk.store.living import living_people
from relationship_desk.store.standings import milestone_rows, standing_rows

STANDING, MILESTONE = "standing", "milestone"
_AHEAD, _AFTER = 7, 5  # days
_GOOD = "A good moment to say what the work together means to you."


class WorkDaysSource:
    """Of people who live and are not archived; what was answered stays answered."""

    name = "work day"

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        rows = [*_anniversaries(connection, asked), *_milestones(connection, asked)]
        people = sorted({row.person_id for row in rows if row.person_id is not None})
        living = set(living_people(connection, asked.on, people))
        grieving = people_in_season(connection, SeasonKind.GRIEF, asked.on, people)
        since = last_contacts(connection, asked.on, people)
        said = {source: replies(connection, source, asked) for source in (STANDING, MILESTONE)}

        def told(row: TodayRow) -> bool:
            reply = said[row.source].get((row.source_id, row.settles))
            last = since.get(row.person_id or 0)
            is_past = row.due_on is not None and row.due_on <= asked.on
            talked = is_past and last is not None and last >= (row.due_on or last)
            return not talked and not (reply and reply.hides(asked))

        return Offered(
            tuple(
                row
                for row in rows
                if row.person_id in living and row.person_id not in grieving and told(row)
            )
        )


def _anniversaries(connection: Connection, asked: Asked) -> Iterator[TodayRow]:
    on = asked.on
    for row in standing_rows(connection):
        for day, number in anniversaries(
            row.since_on, row.until_on, earlier(on, _AFTER), later(on, _AHEAD)
        ):
            words = anniversary_words(row.kind, number)
            yield TodayRow(
                TodayKind.OCCASION,
                STANDING,
                row.id,
                day.isoformat(),
                words[:1].upper() + words[1:],
                f"{row.person_name}: {words}, {date_in_words(day, on)}. {_GOOD}",
                Place.AHEAD if day > on else Place.THE_DAY,
                (day.toordinal(), row.id),
                day,
                None,
                row.person_id,
                row.person_name,
            )


def _milestones(connection: Connection, asked: Asked) -> Iterator[TodayRow]:
    on = asked.on
    for row in milestone_rows(connection, begin=earlier(on, _AFTER), end=on):
        yield TodayRow(
            TodayKind.OCCASION,
            MILESTONE,
            row.id,
            row.on.isoformat(),
            row.text,
            f"Reached with {row.person_name} {date_in_words(row.on, on)}. {_GOOD}",
            Place.THE_DAY,
            (row.on.toordinal(), row.id),
            row.on,
            None,
            row.person_id,
            row.person_name,
        )
