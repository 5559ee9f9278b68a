"""Entries of a calendar as an iCalendar file (RFC 5545), through the icalendar library.

Invariant: the same entries at the same instant give the same bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from icalendar import Alarm, Calendar, Event, Todo

from relationship_desk.desk.calendar_entries import Entry, Repeating, Yearly
from relationship_desk.domain.occasion_rules import LeapDay, NthWeekday, is_leap_day
from relationship_desk.domain.recurrence import Unit

PRODUCT = "-//Relationship Desk//Calendar//EN"
# How often those who subscribe look again (RFC 7986 section 5.7).
_LOOK_AGAIN = timedelta(hours=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = {
    Unit.DAY: "DAILY", Unit.WEEK: "WEEKLY", Unit.MONTH: "MONTHLY", Unit.YEAR: "YEARLY",
}  # fmt: skip
_LEAP_DAY = (2, 29)
_END = b"END:VCALENDAR"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # stands for the stamp of what is remembered
_REMEMBERED = 50_000  # entries
_SHORTEST_MONTH = 28  # days

Recurrence = dict[str, Any]  # the parts of an RRULE (RFC 5545 section 3.3.10)


class ICalendar:
    """See `desk.calendar_files.CalendarFormat`."""

    def write(self, name: str, entries: Iterable[Entry], now: datetime, *, todos: bool) -> bytes:
        """A VCALENDAR; tasks as VTODO or, for programs that show none, as VEVENT."""
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", _LOOK_AGAIN, {"VALUE": "DURATION"})
        head, end = calendar.to_ical().split(_END)
        stamp = _stamp_line(now)
        parts = [
            _component(entry, todos and entry.is_task).replace(_NO_STAMP, stamp)
            for entry in entries
        ]
        return b"".join([head, *parts, _END, end])

    def is_ours(self, written: bytes) -> bool:
        return f"PRODID:{PRODUCT}\r\n".encode() in written[:1000]

    def says_the_same(self, one: bytes, other: bytes) -> bool:
        return _without_stamps(one) == _without_stamps(other)


def _without_stamps(written: bytes) -> list[bytes]:
    return [line for line in written.split(b"\r\n") if not line.startswith(b"DTSTAMP:")]


def _stamp_line(instant: datetime) -> bytes:
    return f"\r\nDTSTAMP:{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}\r\n".encode()


_NO_STAMP = _stamp_line(_EPOCH)


# Most entries are the same after a change as before it, and the library takes its time for each.
@lru_cache(maxsize=_REMEMBERED)
def _component(entry: Entry, is_todo: bool) -> bytes:
    """One entry as it stands in a file, but for its stamp."""
    written: bytes = (_todo(entry) if is_todo else _event(entry)).to_ical()
    return written


def _event(entry: Entry) -> Event:
    event = Event()
    _add_common(event, entry)
    event.add("dtstart", _begin(entry))
    event.add("transp", "TRANSPARENT")  # it keeps nobody busy
    if entry.repeats is not None:
        event.add("rrule", _recurrence(entry))
    for day in entry.skips:
        event.add("exdate", _moment(day, entry.at))
    _add_alarms(event, entry, {})
    return event


def _todo(entry: Entry) -> Todo:
    """The occurrence that stands now: which one is next only the desk can tell, by the answers."""
    todo = Todo()
    _add_common(todo, entry)
    todo.add("due", _begin(entry))
    todo.add("status", "NEEDS-ACTION")
    _add_alarms(todo, entry, {"RELATED": "END"})
    return todo


def _add_common(component: Event | Todo, entry: Entry) -> None:
    component.add("uid", entry.uid)
    component.add("dtstamp", _EPOCH)
    component.add("summary", _plain(entry.title))
    component.add("categories", [entry.category])


def _add_alarms(component: Event | Todo, entry: Entry, parameters: dict[str, str]) -> None:
    for before in entry.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _plain(entry.title))
        alarm.add("trigger", before, parameters)
        component.add_component(alarm)


def _begin(entry: Entry) -> date | datetime:
    return _moment(entry.on, entry.at)


def _moment(day: date, at: time | None) -> date | datetime:
    """Without a zone: "floating" (RFC 5545 section 3.3.5)."""
    return day if at is None else datetime.combine(day, at)


def _recurrence(entry: Entry) -> Recurrence:
    repeats = entry.repeats
    if isinstance(repeats, Yearly):
        return _yearly(repeats, entry.on)
    assert isinstance(repeats, Repeating)
    found = _of_task(repeats)
    if repeats.until is not None:
        # The same kind of value as the beginning (RFC 5545 section 3.3.10).
        found["until"] = _moment(repeats.until, entry.at and time.max.replace(microsecond=0))
    return found


def _yearly(repeats: Yearly, on: date) -> Recurrence:
    rule = repeats.rule
    if isinstance(rule, NthWeekday):
        day = f"{rule.nth}{_WEEKDAYS[rule.weekday]}"
        return {"freq": "YEARLY", "bymonth": rule.month, "byday": day}
    if is_leap_day(rule):
        return _leap_day(repeats.leap)
    return {"freq": "YEARLY", "bymonth": on.month, "bymonthday": on.day}


def _leap_day(leap: LeapDay) -> Recurrence:
    """29 February, and in other years the last of February, or the day after: the 60th."""
    if leap is LeapDay.FEBRUARY:
        return {"freq": "YEARLY", "bymonth": 2, "bymonthday": -1}
    return {"freq": "YEARLY", "byyearday": 60}


def _of_task(repeats: Repeating) -> Recurrence:
    rule, anchor = repeats.rule, repeats.anchor
    found: Recurrence = {"freq": _FREQUENCIES[rule.unit]}
    if rule.unit is Unit.WEEK:
        found |= {"byday": [_WEEKDAYS[day] for day in rule.weekdays or (anchor.weekday(),)]}
        found["wkst"] = "MO"
    elif rule.unit is Unit.MONTH and rule.nth is not None:
        found["byday"] = f"{rule.nth}{_WEEKDAYS[rule.weekdays[0]]}"
    elif rule.unit is Unit.MONTH:
        found |= _day_of_month(rule.month_day or anchor.day)
    elif rule.unit is Unit.YEAR and (anchor.month, anchor.day) == _LEAP_DAY:
        found = _leap_day(rule.leap)
    elif rule.unit is Unit.YEAR:
        found |= {"bymonth": anchor.month, "bymonthday": anchor.day}
    return found | ({"interval": rule.interval} if rule.interval > 1 else {})


def _day_of_month(day: int) -> Recurrence:
    """That day, or the last one of a shorter month: the last of those that there are."""
    if day <= _SHORTEST_MONTH:
        return {"bymonthday": day}
    return {"bymonthday": list(range(_SHORTEST_MONTH, day + 1)), "bysetpos": -1}


def _plain(text: str) -> str:
    """Without characters that a content line may not hold (RFC 5545 section 3.1)."""
    return "".join(c for c in text if unicodedata.category(c) != "Cc")
