"""An update of one's own in Today: at most one row, for the newest that somebody is still to hear.

A round that nobody went on with for long is old news and stays away; let go, it comes again with
the next week. In a quiet season there is none.
"""

from __future__ import annotations

from datetime import date, timedelta

from relationship_desk.desk.news import Rounds
from relationship_desk.desk.today.source import Asked, replies
from relationship_desk.domain.news import Round
from relationship_desk.domain.text import one_line
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.store.circles import my_quiet_season
from relationship_desk.store.database import Connection
from relationship_desk.store.news import NewsRow, all_news, who_knows_of
from relationship_desk.store.people import names_of

SOURCE = "news"
_FRESH_DAYS = 60


class UpdatesSource:
    """The newest open one that has an audience and is not known to all of it."""

    name = TodayKind.UPDATE.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        on = asked.on
        news = all_news(connection, open_only=True)
        if not news or my_quiet_season(connection, on) is not None:
            return Offered(())
        week = (on - timedelta(days=min(on.weekday(), on.toordinal() - 1))).isoformat()
        said = replies(connection, SOURCE, asked)
        rounds = Rounds(connection, on)
        for one in news:
            reply = said.get((one.id, week))
            if reply is not None and reply.hides(asked):
                continue
            # What is cheap to know comes first: a round asks about everybody.
            if (on - _last_step(connection, one, asked)).days > _FRESH_DAYS:
                continue
            found = rounds.of(one)
            if found.to_tell:
                return Offered((_row(connection, one, found, week),))
        return Offered(())


def _last_step(connection: Connection, news: NewsRow, asked: Asked) -> date:
    made_on = news.created_at.astimezone(asked.zone).date()
    return max([made_on, *(k.on for k in who_knows_of(connection, news.id, asked.on).values())])


def _row(connection: Connection, news: NewsRow, found: Round, week: str) -> TodayRow:
    person_id = found.to_tell[0].person_id
    name = names_of(connection, [person_id])[person_id]
    return TodayRow(
        TodayKind.UPDATE,
        SOURCE,
        news.id,
        week,
        one_line(news.title),
        f"Your update: {found.words}. Next is {name}.",
        Place.UPDATE,
    )
