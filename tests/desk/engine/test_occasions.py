"""When occasions remind, through the engine: leap days, leads, the dead, grief, zones, entries."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationship_desk.clock import FixedClock
from relationship_desk.desk.commands.answers import DONE, SNOOZED
from relationship_desk.desk.commands.occasions import (
    OccasionForm,
    add_occasion,
    note_death,
    set_lead,
    set_leap_day,
)
from relationship_desk.desk.commands.people import delete_people, set_archived
from relationship_desk.desk.commands.reminders import answer_reminder
from relationship_desk.desk.commands.seasons import begin_grief, end_grief
from relationship_desk.desk.engine import Engine
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.occasion_rules import LeapDay, between, parse_rule
from relationship_desk.domain.occasions import NEVER, OccasionKind
from relationship_desk.store.occasions import OccasionRow, occasion_rows
from relationship_desk.store.timeline import feed_page
from relationship_desk.store.waiting import sleeping, waiting
from tests.support.desks import DeskForTests, open_desk
from tests.support.reminders import NINE, Popups, at, prefer

K = OccasionKind


def born(on: str) -> Detail:
    return Detail(DetailKind.DATE, (on,), "birthday")


def occasion(desk: DeskForTests, person_id: int, kind: OccasionKind, rule: str, **values: object):  # type: ignore[no-untyped-def]
    parsed = parse_rule(rule)
    assert parsed is not None
    form = OccasionForm(kind, parsed, **values)  # type: ignore[arg-type]
    return desk.do(add_occasion, person_id=person_id, form=form, region="DE")


def days_told(
    desk: DeskForTests, engine: Engine, popups: Popups, begin: date, end: date
) -> list[tuple[str, str]]:
    """The days on which popups came, one beat a day at noon and one at nine, with their titles."""
    found = []
    day = begin
    while day <= end:
        at(desk, datetime.combine(day, time(9), tzinfo=UTC))
        for _ in range(2):
            seen = len(popups.shown)
            engine.beat()
            found += [(day.isoformat(), n.title) for n in popups.shown[seen:]]
            desk.clock.advance(timedelta(hours=3))
        day += timedelta(days=1)
    return found


@pytest.mark.parametrize(
    ("name", "leap", "year", "told"),
    [
        ("r25", LeapDay.FEBRUARY, 2026, "2026-02-28"),
        ("r26", LeapDay.MARCH, 2026, "2026-03-01"),
        ("r27", LeapDay.FEBRUARY, 2028, "2028-02-29"),
        ("r27", LeapDay.MARCH, 2028, "2028-02-29"),
    ],
)
def test_r25_r26_r27_29_february_is_told_once_on_the_day_that_is_kept(
    desk: DeskForTests,
    engine: Engine,
    popups: Popups,
    name: str,
    leap: LeapDay,
    year: int,
    told: str,
) -> None:
    at(desk, datetime(year, 2, 1, tzinfo=UTC))
    ida = desk.add("Ida Vale", born("1988-02-29"))
    desk.do(set_leap_day, person_id=ida, leap=leap)
    age = {2026: "Birthday: turns thirty-eight", 2028: "Big birthday: turns forty"}[year]
    found = days_told(desk, engine, popups, date(year, 2, 20), date(year, 3, 10))
    assert found == [(told, age)]


def test_r28_the_last_monday_of_a_month_is_told_in_short_and_long_months(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    ida = desk.add("Ida Vale")
    occasion(desk, ida, K.OTHER, "last monday of may", label="the choir sings")
    found = days_told(desk, engine, popups, date(2026, 5, 1), date(2026, 6, 10))
    assert found == [("2026-05-25", "The choir sings")]


def test_r29_a_birth_year_long_ago_is_one_birthday_and_none_was_missed(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.add("Ida Vale", born("1900-03-05"))
    at(desk, datetime(2026, 3, 5, 9, tzinfo=UTC))
    engine.beat()
    engine.beat()
    [popup] = popups.shown
    assert (popup.title, popup.body) == (
        "Birthday: turns one hundred and twenty-six",
        "Ida Vale – today",
    )


def test_r29_days_before_somebody_was_entered_do_not_remind(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    ida = desk.add("Ida Vale", born("1986-03-02"))
    occasion(desk, ida, K.NAME_DAY, "--03-01")
    at(desk, datetime(2026, 3, 3, 12, tzinfo=UTC))
    engine.beat()
    assert popups.shown == []


@pytest.mark.parametrize(
    ("zone", "instant"),
    [
        ("Pacific/Kiritimati", "2026-04-11T19:00:00+00:00"),  # UTC+14
        ("Pacific/Niue", "2026-04-12T20:00:00+00:00"),  # UTC-11
        ("Asia/Kathmandu", "2026-04-12T03:15:00+00:00"),  # UTC+5:45
        ("America/St_Johns", "2026-04-12T11:30:00+00:00"),  # UTC-2:30 in summer
    ],
)
def test_r50_a_birthday_is_told_at_nine_of_the_local_day(
    desk: DeskForTests, engine: Engine, popups: Popups, zone: str, instant: str
) -> None:
    desk.clock.travel(ZoneInfo(zone))
    desk.add("Ida Vale", born("--04-12"))
    due = datetime.fromisoformat(instant)
    at(desk, due - timedelta(seconds=1))
    engine.beat()
    assert popups.shown == []
    at(desk, due)
    engine.beat()
    engine.beat()
    assert [(n.title, n.body) for n in popups.shown] == [("Birthday", "Ida Vale – today")]


def test_r39_r40_nothing_is_told_of_who_is_deleted_or_archived(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    ida, bo = desk.add("Ida Vale", born("--04-12")), desk.add("Bo Oss", born("--04-12"))
    occasion(desk, bo, K.NAME_DAY, "--04-12")
    desk.do(set_archived, person_ids=[ida], archived=True)
    desk.do(delete_people, person_ids=[bo])
    assert days_told(desk, engine, popups, date(2026, 4, 12), date(2026, 4, 13)) == []
    desk.undo()
    assert [
        t for _, t in days_told(desk, engine, popups, date(2026, 4, 13), date(2026, 4, 13))
    ] == [
        "Birthday",
        "Name day",
    ]


def test_with_a_lead_it_is_told_before_and_on_the_day(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    prefer(desk, occasion_leads=(("birthday", 7),))
    desk.add("Ida Vale", born("1986-04-12"))
    found = days_told(desk, engine, popups, date(2026, 4, 1), date(2026, 4, 20))
    assert found == [
        ("2026-04-05", "Big birthday: turns forty"),
        ("2026-04-12", "Big birthday: turns forty"),
    ]
    assert [n.body for n in popups.shown] == [
        "Ida Vale – in 7 days, Sunday 12 April 2026",
        "Ida Vale – today",
    ]


def test_a_lead_that_would_have_come_before_the_entry_is_not_told_later(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    prefer(desk, occasion_leads=(("birthday", 7),))
    desk.add("Ida Vale", born("--03-05"))  # the desk stands at 3 March
    assert days_told(desk, engine, popups, date(2026, 3, 3), date(2026, 3, 6)) == [
        ("2026-03-05", "Birthday")
    ]


def test_a_lead_before_the_turn_of_the_year_comes_in_the_old_one(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    ida = desk.add("Ida Vale", born("--01-02"))
    desk.do(set_lead, person_id=ida, kind=K.BIRTHDAY, days=5)
    found = days_told(desk, engine, popups, date(2026, 12, 20), date(2027, 1, 5))
    assert [day for day, _ in found] == ["2026-12-28", "2027-01-02"]


def test_never_is_silent_and_the_nearest_setting_wins(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    prefer(desk, occasion_leads=(("birthday", NEVER), ("name_day", NEVER)))
    ida = desk.add("Ida Vale", born("--04-12"))
    bo = desk.add("Bo Oss", born("--04-12"))
    occasion(desk, ida, K.NAME_DAY, "--04-13", lead_days=0)
    occasion(desk, bo, K.NAME_DAY, "--04-13")
    desk.do(set_lead, person_id=bo, kind=K.BIRTHDAY, days=0)
    days_told(desk, engine, popups, date(2026, 4, 10), date(2026, 4, 20))
    assert [(n.title, n.body) for n in popups.shown] == [
        ("Birthday", "Bo Oss – today"),
        ("Name day", "Ida Vale – today"),
    ]


def test_a_day_that_nobody_answered_lapses_after_a_month_and_comes_again_next_year(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.add("Ida Vale", born("1985-04-12"))
    late = datetime(2026, 5, 12, 8, tzinfo=UTC)
    at(desk, late)
    engine.beat()
    assert popups.shown[0].body == "Ida Vale – was Sunday 12 April 2026"
    assert _waiting(desk) == ["2026-04-12"]
    at(desk, late + timedelta(hours=1))
    engine.beat()
    assert _waiting(desk) == []
    at(desk, datetime(2027, 4, 12, 9, tzinfo=UTC))
    engine.beat()
    assert [n.title for n in popups.shown] == [
        "Birthday: turns forty-one",
        "Birthday: turns forty-two",
    ]


def test_the_day_itself_takes_the_place_of_a_lead_that_nobody_answered(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    ida = desk.add("Ida Vale", born("--04-12"))
    desk.do(set_lead, person_id=ida, kind=K.BIRTHDAY, days=3)
    at(desk, datetime(2026, 4, 9, 9, tzinfo=UTC))
    engine.beat()
    assert _waiting(desk) == ["2026-04-12 ahead"]
    at(desk, datetime(2026, 4, 12, 9, tzinfo=UTC))
    engine.beat()
    assert _waiting(desk) == ["2026-04-12"]
    assert [n.body for n in popups.shown] == [
        "Ida Vale – in 3 days, Sunday 12 April 2026",
        "Ida Vale – today",
    ]


def _waiting(desk: DeskForTests) -> list[str]:
    rows = desk.reader.sql(
        "SELECT occurrence FROM reminder WHERE next_due_at <= ?",
        (desk.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"),),
    )
    return [occurrence for (occurrence,) in rows]


def test_a_clock_that_was_set_back_tells_nothing_twice(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.add("Ida Vale", born("--04-12"))
    at(desk, datetime(2026, 6, 1, tzinfo=UTC))
    engine.beat()
    assert popups.shown == []
    at(desk, datetime(2026, 4, 12, 8, tzinfo=UTC))
    engine.beat()
    at(desk, datetime(2026, 4, 12, 9, tzinfo=UTC))
    engine.beat()
    at(desk, datetime(2026, 4, 10, 9, tzinfo=UTC))
    engine.beat()
    at(desk, datetime(2026, 4, 12, 9, tzinfo=UTC))
    engine.beat()
    assert len(popups.shown) == 1


def test_the_dead_are_remembered_and_not_congratulated(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    ida = desk.add("Ida Vale", born("1946-04-12"))
    occasion(desk, ida, K.WORK, "2006-04-13", label="Harbour Museum")
    desk.do(note_death, person_id=ida, on="2025-04-14", region="DE")
    found = days_told(desk, engine, popups, date(2026, 4, 10), date(2026, 4, 20))
    assert found == [("2026-04-14", "One year since the death")]
    desk.undo()
    assert [
        t for _, t in days_told(desk, engine, popups, date(2027, 4, 10), date(2027, 4, 20))
    ] == [
        "Birthday: turns eighty-one",
        "Twenty-one years at Harbour Museum",
    ]


def test_birthdays_of_the_dead_are_remembered_where_that_is_wished(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    prefer(desk, remember_birthdays=True)
    ida = desk.add("Ida Vale", born("1946-04-12"))
    desk.do(note_death, person_id=ida, on=None, region="DE")
    found = days_told(desk, engine, popups, date(2026, 4, 10), date(2026, 4, 20))
    assert found == [("2026-04-12", "Would have turned eighty")]


def test_grief_silences_cheer_and_no_remembrance(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    ida = desk.add("Ida Vale", born("--04-12"))
    occasion(desk, ida, K.REMEMBRANCE, "2025-04-13", label="her father's death")
    desk.do(begin_grief, person_id=ida, from_on=date(2026, 4, 1))
    assert days_told(desk, engine, popups, date(2026, 4, 10), date(2026, 4, 20)) == [
        ("2026-04-13", "One year since her father's death")
    ]
    desk.do(end_grief, person_id=ida, on=date(2026, 5, 1))
    assert [
        t for _, t in days_told(desk, engine, popups, date(2027, 4, 10), date(2027, 4, 20))
    ] == [
        "Birthday",
        "Two years since her father's death",
    ]


def test_a_grief_of_years_is_over_when_it_is_over(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    ida = desk.add("Ida Vale", born("--04-12"))
    desk.do(begin_grief, person_id=ida, from_on=date(2026, 3, 1), until_on=date(2031, 3, 1))
    for year in range(2026, 2032):
        at(desk, datetime(year, 4, 12, 9, tzinfo=UTC))
        engine.beat()
    assert [n.body for n in popups.shown] == ["Ida Vale – today"]


def test_a_month_is_told_on_its_first_and_as_a_month(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.add("Ida Vale", born("1986-04"))
    assert days_told(desk, engine, popups, date(2026, 3, 25), date(2026, 4, 20)) == [
        ("2026-04-01", "Big birthday: turns forty")
    ]
    assert popups.shown[0].body == "Ida Vale – this month"


def test_easter_is_told_on_its_own_day_each_year(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    ida = desk.add("Ida Vale")
    occasion(desk, ida, K.OTHER, "orthodox easter", label="Easter with the family")
    for year, day in ((2026, date(2026, 4, 12)), (2027, date(2027, 5, 2))):
        found = days_told(desk, engine, popups, day - timedelta(days=3), day + timedelta(days=3))
        assert found == [(day.isoformat(), "Easter with the family")], year


def test_an_occasion_that_cannot_be_read_is_told_once_and_stops_no_other(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    ida = desk.add("Ida Vale", born("--04-12"))
    odd = occasion(desk, ida, K.NAME_DAY, "--04-12", label="Ida's day")
    writer = desk.composition.store.writer()
    writer.sql("UPDATE occasion SET rule = 'some day'")
    writer.close()
    desk.clock.travel(ZoneInfo("Europe/Berlin"))
    at(desk, datetime(2026, 4, 12, 9, tzinfo=UTC))
    report = engine.beat()
    assert [n.title for n in popups.shown] == ["Birthday"]
    assert [(f.source, f.source_id, f.title) for f in report.failed] == [(*odd, "Ida's day")]
    assert not engine.beat()


def test_an_answer_settles_this_year_and_undo_brings_it_back_without_a_popup(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.add("Ida Vale", born("1986-04-12"))
    at(desk, datetime(2026, 4, 12, 9, tzinfo=UTC))
    engine.beat()
    answer(desk, DONE)
    assert _waiting(desk) == []
    desk.undo()
    assert _waiting(desk) == ["2026-04-12"]
    engine.beat()
    desk.redo()
    assert len(popups.shown) == 1
    at(desk, datetime(2027, 4, 12, 9, tzinfo=UTC))
    engine.beat()
    assert popups.titles[1:] == ["Birthday: turns forty-one"]


def test_what_was_answered_ahead_is_told_on_the_day_all_the_same(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    prefer(desk, occasion_leads=(("birthday", 7),))
    desk.add("Ida Vale", born("--04-12"))
    at(desk, datetime(2026, 4, 6, 9, tzinfo=UTC))
    engine.beat()
    answer(desk, DONE)
    assert _waiting(desk) == []
    prefer(desk, occasion_leads=(("birthday", 3),))
    found = days_told(desk, engine, popups, date(2026, 4, 7), date(2026, 4, 20))
    assert found == [("2026-04-12", "Birthday")]


def test_a_snooze_comes_again_and_one_past_the_day_is_overtaken_by_it(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    prefer(desk, occasion_leads=(("birthday", 7),))
    desk.add("Ida Vale", born("--04-12"))
    at(desk, datetime(2026, 4, 5, 9, tzinfo=UTC))
    engine.beat()
    until = datetime(2026, 4, 6, 18, tzinfo=UTC)
    answer(desk, SNOOZED, until)
    assert [row.due_at for row in sleeping(desk.reader, desk.clock.now())] == [until]
    at(desk, until)
    engine.beat()
    assert [n.body for n in popups.shown[1:]] == ["Ida Vale – in 6 days, Sunday 12 April 2026"]
    answer(desk, SNOOZED, datetime(2026, 4, 14, 18, tzinfo=UTC))
    at(desk, datetime(2026, 4, 12, 9, tzinfo=UTC))
    engine.beat()
    answer(desk, SNOOZED, datetime(2026, 4, 13, 18, tzinfo=UTC))
    found = days_told(desk, engine, popups, date(2026, 4, 13), date(2026, 4, 20))
    assert found == [("2026-04-14", "Birthday")]
    assert [n.body for n in popups.shown[2:]] == [
        "Ida Vale – today",
        "Ida Vale – was Sunday 12 April 2026",
    ]


def answer(desk: DeskForTests, kind: str, until: datetime | None = None) -> None:
    """Answer the one reminder that waits."""
    [row] = waiting(desk.reader, desk.clock.now())
    assert desk.do(
        answer_reminder,
        source=row.source,
        source_id=row.source_id,
        settles=row.settles,
        kind=kind,
        until=until,
    )


def test_done_on_the_day_is_contact_and_before_it_preparation(
    desk: DeskForTests, engine: Engine
) -> None:
    ida = desk.add("Ida Vale")
    occasion(desk, ida, K.NAME_DAY, "--04-12", lead_days=6)
    at(desk, datetime(2026, 4, 6, 12, tzinfo=UTC))
    engine.beat()
    answer(desk, DONE)
    assert feed_page(desk.reader, ida) == []
    at(desk, datetime(2026, 4, 12, 12, tzinfo=UTC))
    engine.beat()
    before = desk.facts()
    answer(desk, DONE)
    [entry] = feed_page(desk.reader, ida)
    assert (entry.text, entry.on, entry.channel) == ("Name day", date(2026, 4, 12), Channel.OTHER)
    desk.undo()
    assert desk.facts() == before


def test_a_birthday_that_is_noted_later_counts_from_then_on(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    ida = desk.add("Ida Vale")
    desk.clock.advance(timedelta(days=20))
    desk.edit(ida, details=((None, born("1986-03-10")),))
    engine.beat()
    assert popups.shown == []
    [detail] = desk.person(ida).details
    desk.edit(ida, details=((detail.id, born("1986-03-15")),))
    engine.beat()
    assert popups.shown == []
    desk.edit(ida, details=((detail.id, born("1986-03-25")),))
    found = days_told(desk, engine, popups, date(2026, 3, 24), date(2026, 3, 30))
    assert found == [("2026-03-25", "Big birthday: turns forty")]


def test_another_label_or_place_of_a_date_is_no_new_entry(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    ida = desk.add("Ida Vale", born("1986-03-10"))
    at(desk, datetime(2026, 3, 12, 12, tzinfo=UTC))
    [detail] = desk.person(ida).details
    main = born("1986-03-10")._replace(preferred=True)
    desk.edit(ida, details=((detail.id, main),))
    engine.beat()
    assert popups.titles == ["Big birthday: turns forty"]


@given(
    st.lists(st.integers(6 * 24, 20 * 24), min_size=60, max_size=80),
    st.sampled_from(["UTC", "Pacific/Kiritimati", "Pacific/Niue", "America/St_Johns"]),
    st.integers(0, 10),
)
@settings(max_examples=6)
def test_two_years_of_odd_beats_tell_every_day_and_every_lead_once(
    hours: list[int], zone: str, lead: int
) -> None:
    with TemporaryDirectory() as folder:
        clock = FixedClock(NINE, ZoneInfo(zone))
        desk = open_desk(Path(folder), clock)
        popups = Popups()
        engine = Engine(desk.composition.desk, popups)
        prefer(desk, occasion_leads=(("birthday", lead), ("other", lead)))
        for number, day in enumerate(("--01-01", "1988-02-29", "1950-12-31", "1990-06")):
            desk.add(f"Somebody {number}", born(day))
        easter = desk.add("Easter")
        occasion(desk, easter, K.OTHER, "easter+1", label="lunch")
        told: Counter[tuple[str, int, str]] = Counter()
        for pause in hours:
            clock.advance(timedelta(hours=pause))
            told.update((d.source, d.source_id, d.occurrence) for d in engine.beat().delivered)
        here = desk.composition.desk.circumstances(desk.reader)
        end = (clock.now().astimezone(ZoneInfo(zone)) - timedelta(hours=9)).date()
        begin = NINE.astimezone(ZoneInfo(zone)).date()
        rows = occasion_rows(desk.reader, end, here.preferences)
        wanted = [
            (row.source, row.id, _key(row, day))
            for row in rows
            for day in between(row.occasion.rule, begin, end, row.leap)
        ]
        assert len(wanted) >= 4
        assert all(told[key] == 1 for key in wanted)
        assert set(told.values()) == {1}
        desk.composition.close()


def _key(row: OccasionRow, day: date) -> str:
    is_month = isinstance(row.occasion.rule, PartialDate) and row.occasion.rule.day is None
    return f"{day:%Y-%m}" if is_month else day.isoformat()
