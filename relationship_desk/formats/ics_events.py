"""Events out of an iCalendar file (RFC 5545), as programs and sites for meetings give them.

Invariant: whatever the file says, the result is events that can be kept, or a `UserError`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Calendar

from relationship_desk.domain.errors import InputUnreadable, UserError
from relationship_desk.domain.events import EventForm, EventKind
from relationship_desk.domain.text import fold, one_line

# What the library and the calendar raise for what cannot be: days after 9999, zones of nowhere.
_ODD = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)
_LONGEST_NOTE = 4000  # characters
_FIRST_YEAR, _LAST_YEAR = 1900, 9998
# Words of a title or a category by which the kind is known, in the order in which they are tried.
_KINDS = (
    (EventKind.FAIR, ("fair", "messe", "expo", "salon", "feria")),
    (EventKind.ONLINE, ("webinar", "online", "remote")),
    (EventKind.DINNER, ("dinner", "lunch", "breakfast", "reception")),
    (EventKind.MEETUP, ("meetup", "meet-up", "user group", "stammtisch", "drinks")),
    (EventKind.CONFERENCE, ("conference", "congress", "summit", "konferenz", "kongress", "con")),
)


def read_events(content: bytes, source: str, zone: tzinfo, today: date) -> list[EventForm]:
    """The events of a calendar, in the user's zone. Of one that repeats the next time is taken.

    Raises `InputUnreadable` where the file is none, or has no event in it.
    """
    try:
        calendars = Calendar.from_ical(content, multiple=True)
        found = [
            form
            for calendar in calendars
            for component in calendar.walk("VEVENT")
            if (form := _readable(component, zone, today)) is not None
        ]
    except _ODD as error:
        raise InputUnreadable(
            f"“{source}” cannot be read as a calendar. Export the event once more, and try again."
        ) from error
    if not found:
        raise InputUnreadable(f"“{source}” has no event in it that could be kept.")
    return sorted(found, key=lambda form: (form.starts_on, form.last_day, form.name))


def _readable(component: Any, zone: tzinfo, today: date) -> EventForm | None:
    """One event; None also for one that makes no sense, so that the others come all the same."""
    try:
        return _event(component, zone, today)
    except _ODD:
        return None


def _text(component: Any, name: str) -> str:
    """The words of a property; of one that stands there twice the first."""
    value = component.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return "" if value is None else str(value)


def _event(component: Any, zone: tzinfo, today: date) -> EventForm | None:
    """One event; None for what was cancelled, has no day, or lies out of reach."""
    start = _decoded(component, "dtstart")
    if start is None or fold(_text(component, "status")) == "cancelled":
        return None
    begin = _local(start, zone)
    end = _end(component, start, begin, zone)
    begin_again = _again(component, begin, today)
    end += begin_again - begin
    first = begin_again.date()
    last = max(first, end.date())
    name = one_line(_text(component, "summary")) or "Event without a name"
    link = _link(component)
    form = EventForm(
        name,
        first,
        last,
        _kind(component, name, link),
        begin_again.time().replace(second=0, microsecond=0) if _has_time(start) else None,
        one_line(_text(component, "location")),
        link,
        _host(component),
        notes=_text(component, "description").strip()[:_LONGEST_NOTE],
        uid=one_line(_text(component, "uid")),
    )
    try:
        form.check()
    except UserError:
        return None
    return form if _FIRST_YEAR <= first.year <= last.year <= _LAST_YEAR else None


def _decoded(component: Any, name: str) -> date | datetime | None:
    if component.get(name) is None:
        return None
    value = component.decoded(name)
    return value if isinstance(value, date) else None  # a datetime is a date


def _has_time(value: date) -> bool:
    return isinstance(value, datetime)


def _local(value: date, zone: tzinfo) -> datetime:
    """The wall time where the user is; of a whole day its midnight."""
    if isinstance(value, datetime):
        local = value.astimezone(zone) if value.tzinfo is not None else value
        return local.replace(tzinfo=None)
    return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - wall time


def _end(component: Any, start: date, begin: datetime, zone: tzinfo) -> datetime:
    """The last moment: the end of a file lies behind it, a whole day or a moment."""
    end = _decoded(component, "dtend")
    if end is not None:
        until = _local(end, zone)
    elif component.get("duration") is not None:
        until = begin + component.decoded("duration")
    else:
        return begin
    step = timedelta(minutes=1) if _has_time(start) else timedelta(days=1)
    return max(begin, until - step)


def _again(component: Any, begin: datetime, today: date) -> datetime:
    """Of what repeats and began before today the next time; else the first."""
    rule = component.get("rrule")
    if rule is None or begin.date() >= today:
        return begin
    if isinstance(rule, list):
        rule = rule[0]
    words = ";".join(
        part for part in rule.to_ical().decode().split(";") if not part.startswith("UNTIL=")
    )
    until = rule.get("until", [None])[0]
    midnight = datetime(today.year, today.month, today.day)  # noqa: DTZ001 - wall time
    found = rrulestr(words, dtstart=begin).after(midnight, inc=True)
    if found is None or (isinstance(until, date) and _day(until) < found.date()):
        return begin
    return found


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _link(component: Any) -> str:
    for name in ("conference", "url", "x-google-conference", "x-microsoft-skypeteamsmeetingurl"):
        words = _text(component, name).strip()
        if fold(words).startswith(("http://", "https://")):
            return words
    return ""


def _host(component: Any) -> str:
    organizer = component.get("organizer")
    params = getattr(organizer, "params", {})
    return one_line(str(params.get("CN", "")))


def _kind(component: Any, name: str, link: str) -> EventKind:
    text = fold(f"{name} {_categories(component)}")
    words = text.replace(",", " ").split()
    for kind, known in _KINDS:
        if any(word in words or (" " in word and word in text) for word in known):
            return kind
    if link and not _text(component, "location").strip():
        return EventKind.ONLINE
    return EventKind.OTHER


def _categories(component: Any) -> str:
    found = component.get("categories")
    each: Iterable[Any] = found if isinstance(found, list) else [found] if found else []
    return " ".join(str(word) for one in each for word in getattr(one, "cats", [one]))
