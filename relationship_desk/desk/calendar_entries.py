"""Occasions and tasks as entries of a calendar, for other programs to show.

Wall-clock times and days have no zone: they float with the traveller, as in the desk itself.

Invariant: an entry has the same uid in every export, and no other desk has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta, tzinfo
from uuid import UUID, uuid5

from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.occasion_rules import (
    EasterDay,
    LeapDay,
    NthWeekday,
    first_year,
    on_in,
)
from relationship_desk.domain.occasions import NEVER, OccasionKind
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.recurrence import Rule, Series
from relationship_desk.domain.text import one_line
from relationship_desk.store.calendar_names import TaskName, task_names, uids_of_people
from relationship_desk.store.database import Connection
from relationship_desk.store.occasions import OccasionRow, occasion_rows
from relationship_desk.store.tasks import TaskRow, task_rows

# Of our own making, so that no other program makes the same uid of the same words.
_NAMESPACE = UUID("6d3f0c0e-5b0e-4c8a-9a43-0d4f5f1f7a55")
_YEARS_BACK, _YEARS_AHEAD = 1, 10  # for what is written day by day: Easter, days of grief
_OLDEST = 1900  # calendars are not tested with earlier years
_WITHOUT_NAMES = {OccasionKind.OTHER: "occasion"}


@dataclass(frozen=True, slots=True)
class Yearly:
    """Every year by this rule; a month alone counts from its first."""

    rule: PartialDate | NthWeekday
    leap: LeapDay


@dataclass(frozen=True, slots=True)
class Repeating:
    """By the rule of a task, counted from its anchor, up to a day."""

    rule: Rule
    anchor: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: on a day, or at a time of it. `alarms` are from the day's begin or that time."""

    uid: str
    title: str
    category: str  # "Birthday", "Task"
    on: date
    at: time | None = None
    is_task: bool = False
    repeats: Yearly | Repeating | None = None
    skips: tuple[date, ...] = ()  # days of the repetition on which it is not
    alarms: tuple[timedelta, ...] = ()


def occasion_entries(
    connection: Connection, today: date, zone: tzinfo, preferences: Preferences, *, names: bool
) -> list[Entry]:
    """What comes back every year, of everybody who is not archived; see `_title` for `names`."""
    uids = uids_of_people(connection)
    return [
        entry
        for row in occasion_rows(connection, today, preferences)
        if not (row.archived or row.silent)
        for entry in _of_occasion(row, uids[row.person_id], today, zone, preferences, names)
    ]


def is_birthday(entry: Entry) -> bool:
    """Whether it stands in the calendar of birthdays."""
    return entry.category == _category(OccasionKind.BIRTHDAY)


def _of_occasion(
    row: OccasionRow,
    person_uid: str,
    today: date,
    zone: tzinfo,
    preferences: Preferences,
    names: bool,
) -> Iterator[Entry]:
    rule = row.occasion.rule
    mark = f"{row.source} {row.id} {person_uid}"
    alarms = () if row.lead_days == NEVER else _alarms(preferences.reminder_time, row.lead_days)
    around = [
        day
        for year in range(today.year - _YEARS_BACK, today.year + _YEARS_AHEAD)
        if (day := row.day_in(year)) is not None
    ]
    entry = Entry(
        _uid(mark), _title(row, names), _category(row.occasion.kind), today, alarms=alarms
    )
    if isinstance(rule, EasterDay):
        for day in filter(row.is_told_on, around):
            yield replace(entry, uid=_uid(f"{mark} {day.year}"), on=day)
        return
    # A day of its own, whatever year it is now: else every year would bring another series.
    begun = max(_OLDEST, first_year(rule) or row.entered_at.astimezone(zone).year)
    first = on_in(rule, begun, row.leap)
    if first is not None:
        skips = tuple(day for day in around if day >= first and not row.is_told_on(day))
        yield replace(entry, on=first, repeats=Yearly(rule, row.leap), skips=skips)


def _title(row: OccasionRow, names: bool) -> str:
    """ "Ida Vale: birthday (1985)"; without names only what kind of day it is, for labels may be
    names too."""
    occasion = row.occasion
    if not names:
        return _category(occasion.kind)
    words = occasion.title
    if occasion.kind is OccasionKind.BIRTHDAY and occasion.of_the_dead:
        words = "was born on this day"
    if isinstance(occasion.rule, PartialDate) and occasion.rule.day is None:
        words = f"{words}, this month"
    year = first_year(occasion.rule)
    return one_line(f"{row.person_name}: {words}" + (f" ({year})" if year is not None else ""))


def _category(kind: OccasionKind) -> str:
    return _WITHOUT_NAMES.get(kind, kind.words).capitalize()


def task_entries(connection: Connection, preferences: Preferences, *, names: bool) -> list[Entry]:
    """The open tasks that have a date, of everybody who is not archived, soonest first."""
    marks = task_names(connection)
    return [
        _of_task(row, row.due_on, marks[row.id], preferences, names)
        for row in task_rows(connection)
        if row.due_on is not None and row.id in marks
    ]


def _of_task(
    row: TaskRow, due_on: date, mark: TaskName, preferences: Preferences, names: bool
) -> Entry:
    about = f" ({row.person_name})" if row.person_name else ""
    ring_at = None if row.due_time else preferences.reminder_time
    return Entry(
        _uid(f"task {row.id} {mark.created_at}"),
        one_line(f"{row.text}{about}") if names else "Task",
        "Task",
        due_on,
        row.due_time,
        is_task=True,
        repeats=_repeating(row, mark),
        alarms=_alarms(ring_at, row.lead_days),
    )


def _repeating(row: TaskRow, mark: TaskName) -> Repeating | None:
    """How it goes on from the day that stands; what counts from completion has no other day yet."""
    repeat, anchor = row.repeat, row.anchor_on or row.due_on
    if repeat is None or repeat.from_completion or anchor is None:
        return None
    until = repeat.until
    if repeat.count is not None:
        series = Series(repeat.rule, anchor, mark.begins or anchor, None, repeat.count)
        until = series.newest(date.max)
    return Repeating(repeat.rule, anchor, until)


def _alarms(ring_at: time | None, lead_days: int) -> tuple[timedelta, ...]:
    """At the hour, or at the time itself, on the day and so many days before."""
    at = timedelta(hours=ring_at.hour, minutes=ring_at.minute) if ring_at else timedelta()
    return (at, *([at - timedelta(days=lead_days)] if lead_days else []))


def _uid(mark: str) -> str:
    return str(uuid5(_NAMESPACE, mark))
