"""Reads of events: the list, one of them, who is there, and the editions of a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from relationship_desk.domain.events import EventForm, EventKind, Part
from relationship_desk.domain.money import stored_money
from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection

_SELECT = """
    SELECT e.id, e.series_id, coalesce(s.name, ''), e.uid, e.name, e.kind, e.starts_on, e.ends_on,
        e.starts_time, e.place, e.link, coalesce(o.name, e.host), e.cost, e.currency, e.goal_people,
        e.goal_insights, e.goal, e.notes,
        (SELECT count(DISTINCT coalesce(n.person_id, -n.id)) FROM encounter n
            WHERE n.event_id = e.id),
        (SELECT count(*) FROM event_person t WHERE t.event_id = e.id AND t.wanted)
    FROM event e LEFT JOIN event_series s ON s.id = e.series_id
    LEFT JOIN organisation o ON o.id = e.host_id
"""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event; `form` is what can be edited of it. `met`: how many people were met there, those
    who are not clear yet with them; `wanted`: with how many the user would like to talk."""

    id: int
    series_id: int | None
    form: EventForm
    met: int
    wanted: int

    @property
    def name(self) -> str:
        return self.form.name

    @property
    def starts_on(self) -> date:
        return self.form.starts_on

    @property
    def ends_on(self) -> date:
        return self.form.last_day

    def is_past(self, on: date) -> bool:
        return self.ends_on < on


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is at an event."""

    id: int
    person_id: int
    name: str
    part: Part
    wanted: bool
    why: str
    opening: str
    introducer_id: int | None
    introducer: str


def event_rows(connection: Connection) -> list[EventRow]:
    """All events, the one that begins first at the head."""
    return _rows(connection, "ORDER BY e.starts_on, e.ends_on, e.starts_time, e.id", ())


def get_event(connection: Connection, event_id: int) -> EventRow | None:
    """One event, or None."""
    return next(iter(_rows(connection, "WHERE e.id = ?", (event_id,))), None)


def editions(connection: Connection, event: EventRow) -> list[EventRow]:
    """The other events of the same series, the newest first."""
    if event.series_id is None:
        return []
    where = "WHERE e.series_id = ? AND e.id <> ? ORDER BY e.starts_on DESC, e.id DESC"
    return _rows(connection, where, (event.series_id, event.id))


def events_near(connection: Connection, first: date, last: date) -> list[EventRow]:
    """The events of which a day lies between these two, both with them."""
    where = "WHERE e.starts_on <= ? AND e.ends_on >= ? ORDER BY e.starts_on, e.id"
    return _rows(connection, where, (last.isoformat(), first.isoformat()))


def guests(connection: Connection, event_id: int) -> list[Guest]:
    """Who is there: hosts, speakers, then the others, by name."""
    rows = [
        Guest(row_id, person_id, name, Part(part), bool(wanted), why, opening, by, by_name or "")
        for row_id, person_id, name, part, wanted, why, opening, by, by_name in connection.sql(
            "SELECT t.id, t.person_id, p.full_name, t.part, t.wanted, t.why, t.opening, "
            "t.introducer_id, b.full_name FROM event_person t JOIN person p ON p.id = t.person_id "
            "JOIN person_index i ON i.id = p.id LEFT JOIN person b ON b.id = t.introducer_id "
            "WHERE t.event_id = ? ORDER BY i.sort_key, p.id",
            (event_id,),
        )
    ]
    order = (Part.HOST, Part.SPEAKER, Part.ATTENDING)
    return sorted(rows, key=lambda guest: order.index(guest.part))


def events_of_person(connection: Connection, person_id: int) -> list[EventRow]:
    """Where somebody is, was, or was met, the newest first."""
    where = (
        "WHERE e.id IN (SELECT event_id FROM event_person WHERE person_id = ? "
        "UNION SELECT event_id FROM encounter WHERE person_id = ?) "
        "ORDER BY e.starts_on DESC, e.id DESC"
    )
    return _rows(connection, where, (person_id, person_id))


def find_events(connection: Connection, words: str) -> list[EventRow]:
    """The events in which every word of this stands: in their name, place, host, series and notes,
    the names of who is there, and the lines of whom was met; the newest first."""
    wanted = fold(words).split()
    rows = _rows(connection, "ORDER BY e.starts_on DESC, e.id DESC", ())
    if not wanted:
        return rows
    texts: dict[int, list[str]] = {}
    for event_id, text in connection.sql(
        "SELECT n.event_id, n.line || ' ' || coalesce(p.full_name, n.name) FROM encounter n "
        "LEFT JOIN person p ON p.id = n.person_id UNION ALL "
        "SELECT t.event_id, p.full_name || ' ' || t.why || ' ' || t.opening FROM event_person t "
        "JOIN person p ON p.id = t.person_id"
    ):
        texts.setdefault(event_id, []).append(text)
    found = []
    for row in rows:
        form = row.form
        own = (form.name, form.series, form.kind.words, form.place, form.host, form.goal,
               form.notes)  # fmt: skip
        text = fold(" ".join((*own, *texts.get(row.id, ()))))
        if all(word in text for word in wanted):
            found.append(row)
    return found


def _rows(connection: Connection, rest: str, values: Sequence[Any]) -> list[EventRow]:
    return [_row(*row) for row in connection.sql(f"{_SELECT} {rest}", values)]


def _row(
    row_id: int, series_id: int | None, series: str, uid: str, name: str, kind: str,
    starts_on: str, ends_on: str, starts_time: str, place: str, link: str, host: str,
    cost: str, currency: str, goal_people: int | None, goal_insights: int | None, goal: str,
    notes: str, met: int, wanted: int,
) -> EventRow:  # fmt: skip
    first, last = date.fromisoformat(starts_on), date.fromisoformat(ends_on)
    form = EventForm(
        name,
        first,
        max(first, last),
        EventKind(kind),
        time.fromisoformat(starts_time) if starts_time else None,
        place,
        link,
        host,
        stored_money(cost, currency),
        goal_people,
        goal_insights,
        goal,
        notes,
        series,
        uid,
    )
    return EventRow(row_id, series_id, form, met, wanted)
