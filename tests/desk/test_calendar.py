"""The calendar: occasions and tasks as other programs read them, parsed with icalendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar

from relationship_desk.clock import FixedClock
from relationship_desk.desk.calendar_files import (
    FILES,
    CalendarReport,
    export_calendar,
    keep_calendar_folder,
)
from relationship_desk.desk.commands.occasions import (
    OccasionForm,
    add_occasion,
    note_death,
    set_lead,
    set_leap_day,
)
from relationship_desk.desk.commands.people import set_archived
from relationship_desk.desk.commands.preferences import set_preferences
from relationship_desk.desk.commands.seasons import begin_grief
from relationship_desk.desk.commands.tasks import complete_tasks
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.occasion_rules import LeapDay, parse_rule
from relationship_desk.domain.occasions import OccasionKind
from relationship_desk.domain.recurrence import Repeat, first_on_or_after
from relationship_desk.domain.recurrence_words import parse_repeat_rule
from relationship_desk.formats.ics import ICalendar
from relationship_desk.store.occasions import occasion_rows
from tests.support.desks import NOON, TODAY, DeskForTests, open_desk

ICS = ICalendar()


def born(value: str, label: str = "birthday") -> Detail:
    return Detail(DetailKind.DATE, (value,), label)


def occasion(
    desk: DeskForTests, person_id: int, kind: OccasionKind, rule: str, **form: Any
) -> None:
    found = parse_rule(rule)
    assert found is not None
    form_ = OccasionForm(kind, found, **form)
    desk.do(add_occasion, person_id=person_id, form=form_, region="DE")


def here(desk: DeskForTests) -> Any:
    return desk.composition.desk.circumstances(desk.reader)


def exported(desk: DeskForTests, folder: Path, **options: Any) -> list[Any]:
    """The components of the one file, in its order."""
    out = folder / "out.ics"
    export_calendar(desk.reader, ICS, out, here(desk), force=True, **options)
    calendar = Calendar.from_ical(out.read_bytes())
    assert not calendar.errors
    return list(calendar.subcomponents)


def summaries(components: list[Any]) -> list[str]:
    return [str(component["summary"]) for component in components]


def days(component: Any, until: date) -> list[date]:
    """The days of an event as another program works them out, up to one."""
    start = component.decoded("dtstart")
    begin = start if isinstance(start, datetime) else datetime.combine(start, time())
    if "rrule" not in component:
        return [begin.date()]
    rule = rrulestr(component["rrule"].to_ical().decode(), dtstart=begin)
    skipped = component.exdates
    end = datetime.combine(until, time.max)
    found = [moment.date() for moment in rule.between(begin, end, inc=True)]
    return [day for day in found if day not in skipped]


def test_a_birthday_comes_back_every_year_from_the_day_of_birth(
    desk: DeskForTests, tmp_path: Path
) -> None:
    desk.add("Ida Vale", born("1985-04-12"))
    [event] = exported(desk, tmp_path)
    assert event.name == "VEVENT"
    assert str(event["summary"]) == "Ida Vale: birthday (1985)"
    assert event.decoded("dtstart") == date(1985, 4, 12)
    assert event.decoded("dtstamp") == desk.clock.now()
    assert event.decoded("rrule") == {"FREQ": ["YEARLY"], "BYMONTH": [4], "BYMONTHDAY": [12]}
    assert (event["transp"], event.categories) == ("TRANSPARENT", ["Birthday"])
    assert days(event, date(1987, 12, 31)) == [date(y, 4, 12) for y in (1985, 1986, 1987)]


@pytest.mark.parametrize(
    ("rule", "title", "starts"),
    [
        ("--04-12", "Ida Vale: name day", date(2026, 4, 12)),
        ("--05", "Ida Vale: name day, this month", date(2026, 5, 1)),
        ("second sunday of may", "Ida Vale: name day", date(2026, 5, 10)),
        ("last monday in may", "Ida Vale: name day", date(2026, 5, 25)),
        ("1604-04-12", "Ida Vale: name day", date(2026, 4, 12)),
        ("1850-04-12", "Ida Vale: name day (1850)", date(1900, 4, 12)),
    ],
)
def test_an_occasion_begins_on_its_own_day_and_falls_where_the_desk_has_it(
    desk: DeskForTests, tmp_path: Path, rule: str, title: str, starts: date
) -> None:
    occasion(desk, desk.add("Ida Vale"), OccasionKind.NAME_DAY, rule)
    [event] = exported(desk, tmp_path)
    assert str(event["summary"]) == title
    assert event.decoded("dtstart") == starts
    [row] = occasion_rows(desk.reader, TODAY, here(desk).preferences)
    found = days(event, date(2040, 12, 31))
    assert found == [row.day_in(year) for year in range(starts.year, 2041)]


@pytest.mark.parametrize("leap", list(LeapDay))
@pytest.mark.parametrize("born_on", ["1984-02-29", "--02-29"])
def test_a_leap_day_is_kept_where_the_person_keeps_it(
    desk: DeskForTests, tmp_path: Path, leap: LeapDay, born_on: str
) -> None:
    ida = desk.add("Ida Vale", born(born_on))
    desk.do(set_leap_day, person_id=ida, leap=leap)
    [event] = exported(desk, tmp_path)
    found = {day.year: day for day in days(event, date(2032, 12, 31))}
    other = date.fromisoformat(f"2027-{leap}")
    assert (found[2027], found[2028]) == (other, date(2028, 2, 29))


def test_days_around_easter_are_single_events_of_ten_years(
    desk: DeskForTests, tmp_path: Path
) -> None:
    occasion(desk, desk.add("Ida Vale"), OccasionKind.OTHER, "good friday", label="Good Friday")
    events = exported(desk, tmp_path)
    found = [event.decoded("dtstart") for event in events]
    assert found[:3] == [date(2025, 4, 18), date(2026, 4, 3), date(2027, 3, 26)]
    assert (len(found), len({str(event["uid"]) for event in events})) == (11, 11)
    assert summaries(events)[0] == "Ida Vale: Good Friday"
    assert not any("rrule" in event for event in events)


def test_the_dead_are_remembered_and_not_congratulated(desk: DeskForTests, tmp_path: Path) -> None:
    ida = desk.add("Ida Vale", born("1950-04-12"))
    desk.do(note_death, person_id=ida, on="2020-05-06", region="DE")
    assert summaries(exported(desk, tmp_path)) == ["Ida Vale: day of death (2020)"]
    preferences = here(desk).preferences
    desk.do(
        set_preferences,
        preferences=replace(preferences, remember_birthdays=True),
        defaults=desk.composition.desk.defaults,
    )
    assert set(summaries(exported(desk, tmp_path))) == {
        "Ida Vale: day of death (2020)",
        "Ida Vale: was born on this day (1950)",
    }


def test_who_is_archived_is_not_in_the_calendar(desk: DeskForTests, tmp_path: Path) -> None:
    ida = desk.add("Ida Vale", born("1985-04-12"))
    desk.task("call", ida, due_on=TODAY)
    desk.do(set_archived, person_ids=[ida], archived=True)
    assert exported(desk, tmp_path) == []


def test_reminders_ring_at_the_hour_on_the_day_and_so_many_days_before(
    desk: DeskForTests, tmp_path: Path
) -> None:
    ida = desk.add("Ida Vale", born("1985-04-12"))
    triggers = [alarm.decoded("trigger") for alarm in exported(desk, tmp_path)[0].walk("VALARM")]
    assert triggers == [timedelta(hours=9)]
    desk.do(set_lead, person_id=ida, kind=OccasionKind.BIRTHDAY, days=7)
    triggers = [alarm.decoded("trigger") for alarm in exported(desk, tmp_path)[0].walk("VALARM")]
    assert triggers == [timedelta(hours=9), timedelta(days=-7, hours=9)]
    desk.do(set_lead, person_id=ida, kind=OccasionKind.BIRTHDAY, days=-1)
    assert exported(desk, tmp_path)[0].walk("VALARM") == []


# ------------------------------------------------------------------------------------------ tasks


def test_tasks_are_to_dos_or_events_and_their_times_float(
    desk: DeskForTests, tmp_path: Path
) -> None:
    ida = desk.add("Ida Vale")
    desk.task("call", ida, due_on=date(2026, 3, 5), due_time=time(15, 30), lead_days=2)
    desk.task("pay", due_on=date(2026, 3, 6))
    desk.task("some day")
    desk.do(complete_tasks, task_ids=[desk.task("done", due_on=TODAY)])
    call, pay = exported(desk, tmp_path)
    assert (call.name, pay.name) == ("VTODO", "VTODO")
    assert summaries([call, pay]) == ["call (Ida Vale)", "pay"]
    assert call.decoded("due") == datetime.combine(date(2026, 3, 5), time(15, 30))
    assert pay.decoded("due") == date(2026, 3, 6)
    alarms = [(a.decoded("trigger"), a["trigger"].params) for a in call.walk("VALARM")]
    assert alarms == [
        (timedelta(), {"RELATED": "END"}),
        (timedelta(days=-2), {"RELATED": "END"}),
    ]
    events = exported(desk, tmp_path, todos=False)
    assert [event.name for event in events] == ["VEVENT", "VEVENT"]
    assert events[0].decoded("dtstart") == datetime.combine(date(2026, 3, 5), time(15, 30))
    assert [str(event["uid"]) for event in events] == [str(call["uid"]), str(pay["uid"])]


@pytest.mark.parametrize(
    ("words", "due_on"),
    [
        ("every 3 days", date(2026, 3, 5)),
        ("every 2 weeks on Mon and Thu", date(2026, 3, 5)),
        ("every week", date(2026, 3, 8)),
        ("every month on the 31st", date(2026, 3, 31)),
        ("every month on the 30th", date(2026, 3, 30)),
        ("every 2 months on the 29th", date(2026, 4, 29)),
        ("every month", date(2026, 3, 10)),
        ("every month on the last Friday", date(2026, 3, 27)),
        ("every 3 months on the second Tuesday", date(2026, 3, 10)),
        ("every year", date(2026, 4, 1)),
        ("every year", date(2028, 2, 29)),
        ("every year with 29 Feb as 1 Mar", date(2028, 2, 29)),
    ],
)
def test_a_repeating_task_falls_on_the_days_that_the_desk_has(
    desk: DeskForTests, tmp_path: Path, words: str, due_on: date
) -> None:
    rule = parse_repeat_rule(words)
    desk.task("water", due_on=due_on, repeat=Repeat(rule))
    [event] = exported(desk, tmp_path, todos=False)
    expected: list[date] = []
    day: date | None = due_on
    while day is not None and len(expected) < 40:
        expected.append(day)
        day = first_on_or_after(rule, due_on, day + timedelta(days=1))
    assert days(event, expected[-1]) == expected


def test_a_repetition_ends_when_the_desk_ends_it(desk: DeskForTests, tmp_path: Path) -> None:
    rule = parse_repeat_rule("every week")
    on = date(2026, 3, 5)
    desk.task("a", due_on=on, due_time=time(9), repeat=Repeat(rule, until=date(2026, 3, 19)))
    desk.task("b", due_on=on, repeat=Repeat(rule, count=3))
    desk.task("c", due_on=on, repeat=Repeat(rule, from_completion=True))
    found = {
        str(e["summary"]): days(e, date(2027, 1, 1)) for e in exported(desk, tmp_path, todos=False)
    }
    three = [on, date(2026, 3, 12), date(2026, 3, 19)]
    assert found == {"a": three, "b": three, "c": [on]}


# ---------------------------------------------------------------------------------- the whole file


def test_without_names_nothing_is_told_but_the_kind(desk: DeskForTests, tmp_path: Path) -> None:
    ida = desk.add("Ida Vale", born("1985-04-12"), born("2001-02-03", "met Bo Oss"))
    desk.task("call Bo Oss", ida, due_on=TODAY)
    found = exported(desk, tmp_path, names=False)
    assert sorted(summaries(found)) == ["Birthday", "Occasion", "Task"]
    text = (tmp_path / "out.ics").read_text("utf-8")
    assert not any(word in text for word in ("Ida", "Vale", "Bo", "Oss", "call", "met"))


@pytest.mark.parametrize(
    "name", ["Vale; Ida, \\ Bo", "“Ü” 張\U0001f642" * 20, "A\nBEGIN:VEVENT", "x\x07\x0by", "1: 2"]
)
def test_any_name_comes_back_as_it_is_on_one_line(
    desk: DeskForTests, tmp_path: Path, name: str
) -> None:
    desk.task(name, due_on=TODAY)
    [todo] = exported(desk, tmp_path)
    written = "".join(c for c in " ".join(name.split()) if c.isprintable() or c == " ")
    assert str(todo["summary"]) == written
    raw = (tmp_path / "out.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))


def test_uids_are_the_same_in_every_export_and_others_on_every_desk(
    desk: DeskForTests, tmp_path: Path
) -> None:
    def fill(one: DeskForTests) -> None:
        one.task("call", one.add("Ida Vale", born("1985-04-12")), due_on=TODAY)
        one.clock.advance(timedelta(seconds=1))

    fill(desk)
    first = [str(found["uid"]) for found in exported(desk, tmp_path)]
    desk.edit(1, name=desk.person(1).name._replace(full="Ida Stone"))
    desk.clock.advance(timedelta(days=400))
    later = exported(desk, tmp_path)
    assert [str(found["uid"]) for found in later] == first
    assert "Ida Stone" in str(later[0]["summary"])
    other = open_desk(tmp_path / "other", FixedClock(NOON + timedelta(minutes=1)))
    fill(other)
    assert not set(first) & {str(found["uid"]) for found in exported(other, tmp_path)}
    other.composition.close()


def test_an_export_never_overwrites_what_is_there(desk: DeskForTests, tmp_path: Path) -> None:
    (tmp_path / "out.ics").write_text("mine")
    with pytest.raises(UserError, match="exists already"):
        export_calendar(desk.reader, ICS, tmp_path / "out.ics", here(desk))
    assert (tmp_path / "out.ics").read_text() == "mine"


# -------------------------------------------------------------------------------------- the folder


def keep(desk: DeskForTests, folder: Path, **options: Any) -> CalendarReport:
    return keep_calendar_folder(desk.reader, ICS, folder, here(desk), **options)


def test_the_folder_has_a_file_for_each_kind(desk: DeskForTests, tmp_path: Path) -> None:
    ida = desk.add("Ida Vale", born("1985-04-12"), born("2010-06-07", "wedding"))
    desk.task("call", ida, due_on=TODAY)
    report = keep(desk, tmp_path)
    assert (report.written, report.unchanged) == (FILES, ())
    assert report.in_words() == "2 occasions and 1 task"
    found = {
        path.name: [
            (c.name, str(c["summary"])) for c in Calendar.from_ical(path.read_bytes()).subcomponents
        ]
        for path in tmp_path.glob("*.ics")
    }
    assert found == {
        "birthdays.ics": [("VEVENT", "Ida Vale: birthday (1985)")],
        "occasions.ics": [("VEVENT", "Ida Vale: wedding anniversary (2010)")],
        "tasks.ics": [("VTODO", "call (Ida Vale)")],
        "task-days.ics": [("VEVENT", "call (Ida Vale)")],
    }


def test_only_what_changed_is_written_again(desk: DeskForTests, tmp_path: Path) -> None:
    desk.add("Ida Vale", born("1985-04-12"))
    keep(desk, tmp_path)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.ics")}
    desk.clock.advance(timedelta(hours=1))
    assert keep(desk, tmp_path).written == ()
    assert before == {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.ics")}
    desk.task("call", due_on=TODAY)
    assert keep(desk, tmp_path).written == ("tasks.ics", "task-days.ics")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == sorted(FILES)


def test_a_file_of_somebody_else_is_not_touched(desk: DeskForTests, tmp_path: Path) -> None:
    (tmp_path / "tasks.ics").write_text("BEGIN:VCALENDAR\r\nPRODID:other\r\nEND:VCALENDAR\r\n")
    with pytest.raises(UserError, match="not written by Relationship Desk"):
        keep(desk, tmp_path)
    assert "other" in (tmp_path / "tasks.ics").read_text()
    assert not (tmp_path / "birthdays.ics").exists()


def test_a_folder_that_is_gone_is_told_and_not_made(desk: DeskForTests, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not there"):
        keep(desk, tmp_path / "gone")
    assert not (tmp_path / "gone").exists()


def test_days_in_grief_are_left_out_of_what_is_cheerful(desk: DeskForTests, tmp_path: Path) -> None:
    ida = desk.add("Ida Vale", born("--04-12"))
    desk.do(begin_grief, person_id=ida, from_on=TODAY, until_on=date(2027, 1, 1))
    [event] = exported(desk, tmp_path)
    assert days(event, date(2028, 12, 31)) == [date(2027, 4, 12), date(2028, 4, 12)]
