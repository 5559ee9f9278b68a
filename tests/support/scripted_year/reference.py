"""The queue of each day of the scripted year as a text that is read, compared and reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby

from relationship_desk.domain.today import Place, Today, TodayRow

_WORDS = {
    Place.THE_DAY: "day",
    Place.TASK: "task",
    Place.PROMISE: "promise",
    Place.AHEAD: "ahead",
    Place.PAST_LATEST: "late",
    Place.DORMANT: "new",
    Place.PAST_IDEAL: "due",
    Place.QUESTION: "rhythm?",
}


def as_text(queues: Mapping[date, Today]) -> str:
    """One line a day: the rows in their order, by their part of the queue."""
    return "".join(f"{_line(on, queue)}\n" for on, queue in sorted(queues.items()))


def _line(on: date, queue: Today) -> str:
    parts = [
        f"{_WORDS.get(place, place.name.lower())} {', '.join(_row(row) for row in rows)}"
        for place, rows in groupby(queue.rows, key=lambda row: row.place)
    ]
    waiting = [sentence.split()[0] for sentence in queue.later]
    parts += [f"+{number}" for number in waiting]
    return f"{on.isoformat()} {on:%a}: {' | '.join(parts) or '-'}"


def _row(row: TodayRow) -> str:
    return f"{row.title} {row.person_name}" if row.place is Place.TASK else row.person_name
