"""Whatever repeats falls, as other programs work it out, on the days that the desk has."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from relationship_desk.desk.calendar_entries import Entry, Repeating, Yearly
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.occasion_rules import LeapDay, NthWeekday, between, on_in
from relationship_desk.domain.recurrence import Rule, Series, Unit
from relationship_desk.formats.ics import ICalendar

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
_DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31)) | st.sampled_from(
    [date(2028, 2, 29), date(2027, 1, 31), date(2026, 12, 30)]
)
_EVERY = st.integers(1, 14)
_WEEK = st.sets(st.integers(0, 6), max_size=7).map(lambda days: tuple(sorted(days)))
_RULES = st.one_of(
    st.builds(Rule, st.just(Unit.DAY), _EVERY),
    st.builds(Rule, st.just(Unit.WEEK), _EVERY, _WEEK),
    st.builds(Rule, st.just(Unit.MONTH), _EVERY, month_day=st.none() | st.integers(1, 31)),
    st.builds(
        Rule,
        st.just(Unit.MONTH),
        _EVERY,
        st.integers(0, 6).map(lambda day: (day,)),
        st.sampled_from([1, 2, 3, 4, -1]),
    ),
    st.builds(Rule, st.just(Unit.YEAR), _EVERY, leap=st.sampled_from(LeapDay)),
)
_YEARLY = st.one_of(
    _DAYS.map(lambda day: PartialDate(None, day.month, day.day)),
    st.integers(1, 12).map(lambda month: PartialDate(None, month)),
    st.builds(NthWeekday, st.integers(1, 12), st.sampled_from([1, 2, 3, 4, -1]), st.integers(0, 6)),
)


def written(entry: Entry) -> Any:
    """The event as icalendar reads it back."""
    raw = ICalendar().write("Desk", [entry], NOW, todos=False)
    [event] = Calendar.from_ical(raw).subcomponents
    assert not event.errors
    return event


def days(event: Any, count: int) -> list[date]:
    """The first days of an event."""
    start = event.decoded("dtstart")
    begin = start if isinstance(start, datetime) else datetime.combine(start, time())
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=begin)
    return [moment.date() for moment, _ in zip(rule, range(count), strict=False)]


@given(rule=_RULES, anchor=_DAYS, at=st.none() | st.just(time(9, 30)), skipped=st.integers(0, 5))
def test_a_task_that_repeats(rule: Rule, anchor: date, at: time | None, skipped: int) -> None:
    series = Series(rule, anchor, anchor)
    expected: list[date] = []
    day: date | None = anchor - timedelta(days=1)
    while day is not None and len(expected) < 20 + skipped:
        day = series.first_after(day)
        expected += [day] if day is not None else []
    stands = expected[skipped:]  # those before were answered

    event = written(
        Entry("u", "t", "Task", stands[0], at, is_task=True, repeats=Repeating(rule, anchor, None))
    )

    assert days(event, 20) == stands


@given(rule=_RULES, anchor=_DAYS, at=st.none() | st.just(time(9, 30)), count=st.integers(1, 8))
def test_a_task_that_repeats_so_many_times(
    rule: Rule, anchor: date, at: time | None, count: int
) -> None:
    series = Series(rule, anchor, anchor, count=count)
    first, last = series.first_after(anchor - timedelta(days=1)), series.newest(date.max)
    assert first is not None

    event = written(
        Entry("u", "t", "Task", first, at, is_task=True, repeats=Repeating(rule, anchor, last))
    )

    found = days(event, 20)
    assert (len(found), found[-1]) == (count, last)


@given(
    rule=_YEARLY,
    leap=st.sampled_from(LeapDay),
    begun=st.integers(1900, 2030),
)
def test_an_occasion(rule: PartialDate | NthWeekday, leap: LeapDay, begun: int) -> None:
    first = on_in(rule, begun, leap)
    assert first is not None

    event = written(Entry("u", "t", "Birthday", first, repeats=Yearly(rule, leap)))

    until = date(begun + 30, 12, 31)
    expected = list(between(rule, first, until, leap))
    assert days(event, len(expected)) == expected
