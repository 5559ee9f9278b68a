"""What a person can do with events and with the list of who is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relationship_desk.desk.commands.organisations import organisation_called
from relationship_desk.desk.commands.people import add_person
from relationship_desk.domain.contact import Contact, Name
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.events import EventForm, Part, series_name
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.text import fold, one_line
from relationship_desk.store import schema as s
from relationship_desk.store.people import matching_people, names_of
from relationship_desk.store.work import Work

_MOST_AT_ONCE = 500
_GONE = "This event is not there any more; nothing was saved."


@dataclass(frozen=True, slots=True)
class GuestForm:
    """Somebody who is at an event. Without `person_id` they are made, by `new_name`."""

    event_id: int
    person_id: int | None = None
    new_name: str = ""
    part: Part = Part.ATTENDING
    wanted: bool = False
    why: str = ""
    opening: str = ""
    introducer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What came of events from a file: those that are new, and those that were there already."""

    new: tuple[int, ...]
    known: tuple[int, ...]


def add_event(work: Work, now: datetime, *, form: EventForm) -> int:
    """A new event; the id. One without a series joins the events that are called the same but for
    the year."""
    form.check()
    series_id = _series(work, form.series) if form.series.strip() else _series_by_name(work, form)
    work.label = f"New event {_short(form.name)}"
    return work.insert(
        s.Event,
        series_id=series_id,
        host_id=_host(work, now, form),
        created_at=to_text(now),
        uid=form.uid,
        **_columns(form),
    )


def add_events(work: Work, now: datetime, *, forms: Sequence[EventForm]) -> Added:
    """Events from a calendar file in one step. One that the same file brought before, and that is
    on the same day, is known and stays as it is."""
    if len(forms) > _MOST_AT_ONCE:
        raise UserError(
            f"This calendar has {len(forms):,} events; at most {_MOST_AT_ONCE} come at once. "
            "Export the ones you want from your calendar, and try again."
        )
    new: list[int] = []
    known: list[int] = []
    for form in forms:
        there = work.ids_where(s.Event, "uid", [form.uid]) if form.uid else []
        same = [
            row["id"] for row in work.rows(s.Event, there)
            if row["starts_on"] == form.starts_on.isoformat()
        ]  # fmt: skip
        if same:
            known.append(same[0])
        else:
            new.append(add_event(work, now, form=form))
    if len(new) != 1:
        work.label = f"{len(new):,} new events"
    return Added(tuple(new), tuple(known))


def edit_event(work: Work, now: datetime, *, event_id: int, form: EventForm) -> None:
    """Make an event what the form says."""
    form.check()
    if work.get(s.Event, event_id) is None:
        raise UserError(_GONE)
    work.label = f"Edit {_short(form.name)}"
    work.coalesce_key = f"event {event_id}"
    series_id = _series(work, form.series) if form.series.strip() else None
    host_id = _host(work, now, form)
    work.update(s.Event, event_id, series_id=series_id, host_id=host_id, **_columns(form))
    _drop_empty_series(work)


def note_preparation(work: Work, now: datetime, *, event_id: int, notes: str) -> None:
    """What else there is to know before one goes."""
    row = work.get(s.Event, event_id)
    if row is None:
        raise UserError(_GONE)
    work.label = f"Notes for {_short(row['name'])}"
    work.coalesce_key = f"event notes {event_id}"
    work.update(s.Event, event_id, notes=notes.strip())


def delete_events(work: Work, now: datetime, *, event_ids: Sequence[int]) -> int:
    """Remove events with who was there and the follow-up; the people and what happened with them
    stay. How many there were."""
    ids = sorted(set(event_ids))
    rows = work.rows(s.Event, ids)
    work.label = f"Delete {_short(rows[0]['name'])}" if len(rows) == 1 else (
        f"Delete {len(rows)} events"
    )  # fmt: skip
    work.pinned = True
    gone = work.remove(s.Event, ids)
    _drop_empty_series(work)
    return gone


def put_guest(work: Work, now: datetime, *, form: GuestForm, region: str) -> int:
    """Say that somebody is at an event, or what is said of it already; the id of the row."""
    event = work.get(s.Event, form.event_id)
    if event is None:
        raise UserError(_GONE)
    person_id = form.person_id
    if person_id is None:
        person_id = add_person(work, now, contact=Contact(Name(form.new_name)), region=region)
    names = names_of(work.connection, [person_id])
    if person_id not in names:
        raise UserError("This person is not there any more; nothing was saved.")
    introducer = form.introducer_id
    if introducer is not None and (
        introducer == person_id or not names_of(work.connection, [introducer])
    ):
        raise UserError("Somebody else has to introduce you. Choose another person.")
    work.label = f"{_short(names[person_id])} at {_short(event['name'])}"
    values = {
        "part": form.part.value,
        "wanted": int(form.wanted),
        "why": form.why.strip(),
        "opening": form.opening.strip(),
        "introducer_id": introducer,
    }
    there = [
        row["id"]
        for row in work.rows(s.EventPerson, work.ids_where(s.EventPerson, "person_id", [person_id]))
        if row["event_id"] == form.event_id
    ]
    if there:
        work.coalesce_key = f"guest {there[0]}"
        work.update(s.EventPerson, there[0], **values)
        return int(there[0])
    return work.insert(s.EventPerson, event_id=form.event_id, person_id=person_id, **values)


def remove_guests(work: Work, now: datetime, *, guest_ids: Sequence[int]) -> int:
    """Take people off the list of who is there; how many there were."""
    ids = sorted(set(guest_ids))
    rows = work.rows(s.EventPerson, ids)
    names = names_of(work.connection, [row["person_id"] for row in rows])
    who = _short(next(iter(names.values()))) if len(names) == 1 else f"{len(rows)} people"
    work.label = f"{who} not at the event"
    return work.remove(s.EventPerson, ids)


def _columns(form: EventForm) -> dict[str, Any]:
    cost = form.cost
    return {
        "name": one_line(form.name),
        "kind": form.kind.value,
        "starts_on": form.starts_on.isoformat(),
        "ends_on": form.last_day.isoformat(),
        "starts_time": form.starts_time.strftime("%H:%M") if form.starts_time else "",
        "place": one_line(form.place),
        "link": form.link.strip(),
        "host": one_line(form.host),
        "cost": cost.stored if cost else "",
        "currency": cost.currency if cost else "",
        "goal_people": form.goal_people,
        "goal_insights": form.goal_insights,
        "goal": form.goal.strip(),
        "notes": form.notes.strip(),
    }


def _host(work: Work, now: datetime, form: EventForm) -> int | None:
    """The organisation that invites, made where the form says so; None where it is none or
    somebody, who stays in words."""
    folded = fold(form.host)
    if not folded:
        return None
    there = work.ids_where(s.Organisation, "folded", [folded])
    if there or not form.makes_host or _is_somebody(work, form.host):
        return there[0] if there else None
    return organisation_called(work, now, form.host)


def _is_somebody(work: Work, name: str) -> bool:
    return any(fold(found) == fold(name) for _, found in matching_people(work.connection, name))


def _series(work: Work, name: str) -> int:
    """The series of this name, made where there is none."""
    folded = fold(name)
    there = work.ids_where(s.EventSeries, "folded", [folded])
    return there[0] if there else work.insert(s.EventSeries, name=one_line(name), folded=folded)


def _series_by_name(work: Work, form: EventForm) -> int | None:
    """The series of events that are called the same but for the year; None where there is none."""
    base = series_name(form.name)
    if not base:
        return None
    there = work.ids_where(s.EventSeries, "folded", [fold(base)])
    if there:
        return there[0]
    alike = [
        (event_id, name)
        for event_id, name in work.connection.sql(
            "SELECT id, name FROM event WHERE series_id IS NULL"
        )
        if fold(series_name(name)) == fold(base)
    ]
    if not alike:
        return None
    series_id = _series(work, base)
    for event_id, _ in alike:
        work.update(s.Event, event_id, series_id=series_id)
    return series_id


def _drop_empty_series(work: Work) -> None:
    empty = work.connection.sql(
        "SELECT id FROM event_series WHERE id NOT IN "
        "(SELECT series_id FROM event WHERE series_id IS NOT NULL)"
    )
    work.delete(s.EventSeries, [row_id for (row_id,) in empty])


def _short(text: str) -> str:
    return one_line(text, 40)
