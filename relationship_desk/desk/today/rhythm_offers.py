"""A question in Today about a rhythm that does not fit: at most one a day, and after contact.

Asked is only about people with whom there was contact in the last days: then the gaps have just
become one longer, and one has them in mind. So few are looked at, however many there are.

Invariant: on a day on which a question was answered there is no other one.
"""

from __future__ import annotations

from datetime import date, timedelta

from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.attention import touched_before
from relationship_desk.domain.rhythm_offers import RhythmOffer, first_asked
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.store.circles import my_quiet_season
from relationship_desk.store.database import Connection
from relationship_desk.store.people import names_of
from relationship_desk.store.rhythm_offers import contacted_between, offers_of, reply_instants

SOURCE = "rhythm"
_FRESH_DAYS = 7


class RhythmOffersSource:
    """Of everybody with whom there was contact lately the one whose rhythm fits least."""

    name = TodayKind.RHYTHM.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        on = asked.on
        if any(asked.day_of(at) == on for at in reply_instants(connection)):
            return Offered(())
        if my_quiet_season(connection, on) is not None:
            return Offered(())
        lately = contacted_between(connection, _days_before(on), touched_before(on))
        found = first_asked(list(offers_of(connection, on, lately).items()))
        if found is None:
            return Offered(())
        person_id, question = found
        name = names_of(connection, [person_id])[person_id]
        return Offered((_row(person_id, name, question),))


def _row(person_id: int, name: str, question: RhythmOffer) -> TodayRow:
    return TodayRow(
        TodayKind.RHYTHM,
        SOURCE,
        person_id,
        "",
        "Another rhythm?",
        f"{question.question} {question.reason}",
        Place.QUESTION,
        (),
        None,
        None,
        person_id,
        name,
    )


def _days_before(on: date) -> date:
    return on - timedelta(days=min(_FRESH_DAYS, (on - date.min).days))
