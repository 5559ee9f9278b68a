"""The follow-up of events in Today: to whom of those one met a few lines are due, a few a day.

Invariant: nobody is asked about twice, whatever events they were met at, nor while they are in
mourning or paused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from relationship_desk.desk.today.source import Asked, replies
from relationship_desk.domain.follow_up import LAPSES_AFTER
from relationship_desk.domain.rhythm import SeasonKind
from relationship_desk.domain.text import counted, one_line
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.store.circles import people_in_season
from relationship_desk.store.database import Connection
from relationship_desk.store.encounters import Card, cards
from relationship_desk.store.living import living_people

SOURCE = "encounter"
A_DAY = 3  # no more than so many at once; the rest are a sentence


class FollowUpsSource:
    """Those to whom the first, the second or the third touch is due."""

    name = TodayKind.FOLLOW_UP.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        on = asked.on
        since = on - timedelta(days=min(LAPSES_AFTER, (on - date.min).days))
        newest = _newest(cards(connection, on, met_since=since))
        ids = sorted(newest)
        away = {
            *people_in_season(connection, SeasonKind.GRIEF, on, ids),
            *people_in_season(connection, SeasonKind.PAUSE, on, ids),
        }
        there = [i for i in living_people(connection, on, ids) if i not in away]
        said = replies(connection, SOURCE, asked)
        due = []
        for person_id in there:
            card = newest[person_id]
            touch_on = card.follow_up.next_touch_on
            if touch_on is None or not card.follow_up.is_due(on):
                continue
            reply = said.get((card.row.id, touch_on.isoformat()))
            if reply is None or not reply.hides(asked):
                due.append((touch_on, card))
        due.sort(key=lambda one: (one[0], one[1].row.id))
        done = sum(any(t.on == on and t.by_me for t in c.follow_up.touches)
                   for c in newest.values())  # fmt: skip
        places = max(0, A_DAY - done)
        rows = tuple(_row(card, touch_on, on) for touch_on, card in due[:places])
        return Offered(rows, _later(card for _, card in due[places:]))


def _newest(found: Iterable[Card]) -> dict[int, Card]:
    """Of each person the card of the event at which they were met last."""
    newest: dict[int, Card] = {}
    for card in found:
        if card.row.person_id is not None:
            newest[card.row.person_id] = card  # they come in the order of the meetings
    return newest


def _later(found: Iterable[Card]) -> str:
    events = Counter(card.row.event for card in found)
    if not events:
        return ""
    number = sum(events.values())
    people = counted(number, "more person", "more people")
    event = one_line(events.most_common(1)[0][0], 40) if len(events) == 1 else "events"
    verb = "waits" if number == 1 else "wait"
    return f"{people} from {event} {verb} for a few lines: the board of the event has all of them."


def _row(card: Card, touch_on: date, on: date) -> TodayRow:
    row = card.row
    return TodayRow(
        TodayKind.FOLLOW_UP,
        SOURCE,
        row.id,
        touch_on.isoformat(),
        f"Follow up with {one_line(row.name)}",
        card.follow_up.why(one_line(row.event), on),
        Place.FOLLOW_UP,
        (touch_on.toordinal(), row.id),
        touch_on,
        None,
        row.person_id,
        row.name,
    )
