"""Events in Today: those to prepare, those of the day, and those of which nobody was noted yet."""

from __future__ import annotations

from datetime import date, timedelta

from relationship_desk.desk.today.source import Asked, replies
from relationship_desk.domain.dates import date_in_words, plain_date
from relationship_desk.domain.text import counted, one_line
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.store.database import Connection
from relationship_desk.store.events import EventRow, events_near

SOURCE = "event"
AHEAD_DAYS = 7  # how long before an event it asks to be prepared
_BEHIND_DAYS = 3  # how long after it whom one met there is still asked
_DAY = timedelta(days=1)


class EventsSource:
    """An event asks once before it, on each of its days, and once after it."""

    name = TodayKind.EVENT.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        on = asked.on
        said = replies(connection, SOURCE, asked)
        near = events_near(connection, _moved(on, -_BEHIND_DAYS), _moved(on, AHEAD_DAYS))
        rows = [row for event in near if (row := _row(event, on)) is not None]
        return Offered(
            tuple(
                row
                for row in rows
                if not (
                    (reply := said.get((row.source_id, row.settles))) is not None
                    and reply.hides(asked)
                )
            )
        )


def _row(event: EventRow, on: date) -> TodayRow | None:
    name, place = one_line(event.name), Place.THE_DAY
    if event.starts_on > on:
        place, settles = Place.AHEAD, event.starts_on - _DAY
        title = f"Prepare {name}"
        why = f"It begins {date_in_words(event.starts_on, on)}, on {plain_date(event.starts_on)}."
        if event.wanted:
            why += f" You would like to talk with {counted(event.wanted, 'person', 'people')}."
    elif event.ends_on >= on:
        title, settles = name, on
        days = (event.ends_on - event.starts_on).days + 1
        number = (on - event.starts_on).days + 1
        why = f"It is today, day {number} of {days}." if days > 1 else "It is today."
        why += _where(event)
    elif not event.met:
        title, settles = name, event.ends_on + _DAY
        ended = date_in_words(event.ends_on, on)
        why = f"It ended {ended}. Whom did you meet? A line each is enough."
    else:
        return None
    ahead = place is Place.AHEAD
    return TodayRow(
        TodayKind.EVENT,
        SOURCE,
        event.id,
        settles.isoformat(),
        title,
        why,
        place,
        (event.starts_on.toordinal() if ahead else -on.toordinal(), event.id),
        event.starts_on,
        event.form.starts_time,
    )


def _where(event: EventRow) -> str:
    at = f" at {event.form.starts_time:%H:%M}" if event.form.starts_time else ""
    place = f" {event.form.place}" if event.form.place else ""
    return f"{place}{at}." if place or at else ""


def _moved(on: date, days: int) -> date:
    try:
        return on + timedelta(days=days)
    except OverflowError:
        return on
