"""Tasks that repeat: when they come, what was missed, and what an answer settles."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest

from relationship_desk.desk.commands.people import delete_people, set_archived
from relationship_desk.desk.commands.reminders import answer_deliveries, answer_reminder
from relationship_desk.desk.commands.tasks import (
    TaskForm,
    add_task,
    complete_tasks,
    delete_tasks,
    edit_task,
    finish_tasks,
    reopen_tasks,
    skip_tasks,
    snooze_tasks,
)
from relationship_desk.desk.engine import Engine
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.recurrence import Repeat
from relationship_desk.domain.recurrence_words import parse_repeat_rule
from relationship_desk.store.tasks import TaskRow, agenda, get_task, task_rows
from relationship_desk.store.values import odd_value
from relationship_desk.store.waiting import sleeping, waiting
from tests.support.desks import NOON, TODAY, DeskForTests
from tests.support.reminders import NINE, Popups, at, states

BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)


def every(rule: str, *, after_done: bool = False, **end: object) -> Repeat:
    return Repeat(parse_repeat_rule(rule), after_done, **end)  # type: ignore[arg-type]


def daily(desk: DeskForTests, clock: time | None = time(9), **values: object) -> int:
    """A task of every day from the day on which it is made."""
    on = desk.clock.now().astimezone(desk.clock.zone()).date()
    values = {"repeat": every("every day"), "due_on": on, "due_time": clock} | values
    return desk.task("stretch", **values)


def row(desk: DeskForTests, task_id: int) -> TaskRow:
    found = get_task(desk.reader, task_id)
    assert found is not None
    return found


def local(on: date, clock: time, zone: tzinfo = BERLIN) -> datetime:
    return datetime.combine(on, clock, tzinfo=zone).astimezone(UTC)


def beat_at(desk: DeskForTests, engine: Engine, instant: datetime) -> int:
    """How many popups a beat at this instant brings."""
    at(desk, instant)
    return len(engine.beat().delivered)


def test_r03_ten_days_off_are_one_popup_that_says_how_many_were_missed(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    at(desk, NINE - timedelta(hours=1))
    daily(desk)
    at(desk, NINE + 10 * DAY)
    engine.beat()
    engine.beat()
    [popup] = popups.shown
    assert popup.body == "Due 09:00, missed 10 before"
    [inbox_row] = waiting(desk.reader, desk.clock.now())
    assert (inbox_row.missed, inbox_row.settles) == (10, "2026-03-13T09:00")


@pytest.mark.parametrize("hour", [time(9), None])
def test_r41_made_after_its_hour_it_comes_tomorrow_first_and_missed_nothing(
    desk: DeskForTests, engine: Engine, popups: Popups, hour: time | None
) -> None:
    at(desk, NOON)
    task = daily(desk, hour, due_on=TODAY - 31 * DAY)
    assert not engine.beat()
    assert row(desk, task).due_on == TODAY + DAY
    assert beat_at(desk, engine, NINE + DAY) == 1
    assert popups.shown[0].body == "Due 09:00"


def test_made_in_its_very_minute_it_comes_at_once(desk: DeskForTests, engine: Engine) -> None:
    at(desk, NINE)
    daily(desk)
    assert len(engine.beat().delivered) == 1


def test_r42_the_next_one_takes_the_place_of_the_one_that_nobody_answered(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    at(desk, NINE)
    daily(desk)
    engine.beat()
    assert beat_at(desk, engine, NINE + DAY - timedelta(seconds=1)) == 0
    assert popups.withdrawn == []
    assert beat_at(desk, engine, NINE + DAY) == 1
    assert popups.withdrawn == [popups.shown[0].tag]
    assert popups.shown[1].body == "Due 09:00, missed 1 before"
    assert states(desk) == [("stretch", "shown")]


def test_r43_a_snooze_past_the_next_one_is_superseded_by_it(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    at(desk, NINE)
    task = daily(desk)
    engine.beat()
    desk.do(snooze_tasks, task_ids=[task], until=NINE + DAY + timedelta(hours=3))
    assert states(desk) == []
    assert beat_at(desk, engine, NINE + DAY - timedelta(minutes=1)) == 0
    assert beat_at(desk, engine, NINE + DAY) == 1
    assert beat_at(desk, engine, NINE + DAY + timedelta(hours=4)) == 0
    assert [popup.body for popup in popups.shown[1:]] == ["Due 09:00, missed 1 before"]


def test_r49_a_snooze_that_ends_before_the_next_one_leaves_both(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    at(desk, NINE)
    task = daily(desk)
    engine.beat()
    desk.do(snooze_tasks, task_ids=[task], until=NINE + timedelta(hours=3))
    [asleep] = sleeping(desk.reader, desk.clock.now())
    assert (asleep.state, asleep.due_at) == ("snoozed", NINE + timedelta(hours=3))
    assert row(desk, task).snoozed_until == NINE + timedelta(hours=3)
    assert beat_at(desk, engine, NINE + timedelta(hours=3)) == 1
    assert beat_at(desk, engine, NINE + DAY) == 1
    assert row(desk, task).snoozed_until is None
    assert len(popups.shown) == 3


def test_r46_a_series_that_was_ended_while_it_slept_reminds_no_more(
    desk: DeskForTests, engine: Engine
) -> None:
    at(desk, NINE)
    task = daily(desk)
    engine.beat()
    desk.do(snooze_tasks, task_ids=[task], until=NINE + timedelta(hours=1))
    desk.do(finish_tasks, task_ids=[task])
    for days in range(3):
        assert beat_at(desk, engine, NINE + timedelta(hours=2) + days * DAY) == 0
    assert sleeping(desk.reader, desk.clock.now()) == []


def test_r16_an_hour_that_the_clocks_skip_comes_an_hour_later_once(
    desk: DeskForTests, engine: Engine
) -> None:
    desk.clock.travel(BERLIN)
    at(desk, local(date(2026, 3, 28), time(1)))
    task = daily(desk, time(2, 30))
    assert beat_at(desk, engine, local(date(2026, 3, 28), time(2, 30))) == 1
    desk.do(complete_tasks, task_ids=[task])
    gap = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 03:30 local
    assert beat_at(desk, engine, gap - timedelta(seconds=1)) == 0
    assert beat_at(desk, engine, gap) == 1
    assert beat_at(desk, engine, gap + timedelta(hours=1)) == 0


def test_r17_an_hour_that_comes_twice_comes_at_its_first_pass(
    desk: DeskForTests, engine: Engine
) -> None:
    desk.clock.travel(BERLIN)
    at(desk, datetime(2026, 10, 24, 22, 0, tzinfo=UTC))
    daily(desk, time(2, 30), due_on=date(2026, 10, 25))
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert beat_at(desk, engine, first) == 1
    assert beat_at(desk, engine, first + timedelta(hours=1)) == 0


@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25)])
def test_r18_nine_stays_nine_over_a_change_of_the_clocks(
    desk: DeskForTests, engine: Engine, change: date
) -> None:
    desk.clock.travel(BERLIN)
    at(desk, local(change - 2 * DAY, time(8)))
    daily(desk)
    for days in range(-2, 3):
        nine = local(change + days * DAY, time(9))
        assert beat_at(desk, engine, nine - timedelta(seconds=1)) == 0
        assert beat_at(desk, engine, nine) == 1


def test_r19_a_flight_west_after_it_came_does_not_bring_it_twice(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.clock.travel(BERLIN)
    at(desk, local(TODAY, time(9)))
    daily(desk)
    engine.beat()
    york = ZoneInfo("America/New_York")
    desk.clock.travel(york)
    assert not engine.beat()
    assert beat_at(desk, engine, local(TODAY, time(9), york)) == 0
    assert beat_at(desk, engine, local(TODAY + DAY, time(9), york)) == 1
    assert popups.shown[1].body == "Due 09:00, missed 1 before"


def test_r20_after_a_flight_east_it_comes_at_nine_there(desk: DeskForTests, engine: Engine) -> None:
    desk.clock.travel(BERLIN)
    at(desk, local(TODAY, time(9)))
    task = daily(desk)
    engine.beat()
    desk.do(complete_tasks, task_ids=[task])
    tokyo = ZoneInfo("Asia/Tokyo")
    desk.clock.travel(tokyo)
    nine = local(TODAY + DAY, time(9), tokyo)
    assert beat_at(desk, engine, nine - timedelta(seconds=1)) == 0
    assert beat_at(desk, engine, nine) == 1


def test_r21_the_day_that_samoa_skipped_is_no_error_and_no_repeat(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    apia = ZoneInfo("Pacific/Apia")
    desk.clock.travel(apia)
    at(desk, local(date(2011, 12, 29), time(8), apia))
    daily(desk)
    begin = desk.clock.now()
    for beats in range(3 * 24 * 3):
        at(desk, begin + beats * timedelta(minutes=20))
        engine.beat()
    assert len({popup.tag for popup in popups.shown}) == len(popups.shown)
    days = {popup.tag[7:17] for popup in popups.shown}
    assert days == {"2011-12-29", "2011-12-31", "2012-01-01"}
    assert popups.shown[1].body == "Due 09:00, missed 2 before"


def test_r22_a_clock_set_back_two_days_repeats_nothing_and_the_next_real_day_comes(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    at(desk, NINE)
    daily(desk)
    for days in range(4):
        assert beat_at(desk, engine, NINE + days * DAY) == 1
    for days in (1, 2, 3):
        assert beat_at(desk, engine, NINE + days * DAY) == 0
    assert beat_at(desk, engine, NINE + 4 * DAY) == 1


def test_r23_a_clock_a_year_ahead_leaves_one_record_and_no_flood(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    at(desk, NINE)
    task = daily(desk)
    engine.beat()
    desk.do(complete_tasks, task_ids=[task])
    assert beat_at(desk, engine, NINE + 365 * DAY) == 1
    assert desk.reader.sql("SELECT count(*) FROM delivery") == [(2,)]
    assert beat_at(desk, engine, NINE + timedelta(hours=1)) == 0
    assert states(desk) == []
    assert beat_at(desk, engine, NINE + DAY) == 1
    assert popups.shown[-1].body == "Due 09:00"


def test_r28_a_month_on_the_31st_clamps_and_returns(desk: DeskForTests, engine: Engine) -> None:
    at(desk, datetime(2026, 1, 30, 12, 0, tzinfo=UTC))
    rule = every("every month on the 31st")
    desk.task("pay the rent", due_on=date(2026, 1, 31), repeat=rule)
    came: list[str] = []
    for _ in range(100):
        came += [delivered.occurrence for delivered in engine.beat().delivered]
        desk.clock.advance(DAY)
    assert came == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]


def test_done_settles_one_occurrence_and_undo_brings_it_back_without_a_popup(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    at(desk, NINE)
    task = daily(desk)
    engine.beat()
    before = desk.facts()
    desk.do(complete_tasks, task_ids=[task])
    assert states(desk) == []
    assert (row(desk, task).due_on, row(desk, task).done_at) == (TODAY + DAY, None)
    assert beat_at(desk, engine, NINE + timedelta(hours=1)) == 0
    assert popups.withdrawn == [popups.shown[0].tag]
    desk.undo()
    assert desk.facts() == before
    assert states(desk) == [("stretch", "shown")]
    assert not engine.beat()
    desk.redo()
    assert beat_at(desk, engine, NINE + DAY) == 1


def test_done_settles_what_was_missed_before_too(desk: DeskForTests, engine: Engine) -> None:
    at(desk, NINE)
    task = daily(desk)
    at(desk, NINE + 5 * DAY)
    engine.beat()
    desk.do(complete_tasks, task_ids=[task])
    assert states(desk) == []
    assert row(desk, task).due_on == TODAY + 6 * DAY


def test_skipping_leaves_out_one_and_says_when_it_comes_again(
    desk: DeskForTests, engine: Engine
) -> None:
    at(desk, NINE - timedelta(hours=1))
    task = daily(desk)
    outcome = desk.composition.desk.do(skip_tasks, task_ids=[task]).result()
    assert outcome.label == "Skip once: “stretch” (again on 4 March 2026)"
    assert beat_at(desk, engine, NINE) == 0
    assert beat_at(desk, engine, NINE + DAY) == 1
    single = desk.task("once", due_on=TODAY)
    with pytest.raises(UserError, match="does not repeat"):
        desk.do(skip_tasks, task_ids=[single])


@pytest.mark.parametrize("end", [{"count": 3}, {"until": TODAY + 2 * DAY}])
def test_the_last_one_ends_the_series_and_reopening_brings_it_back(
    desk: DeskForTests, engine: Engine, end: dict[str, object]
) -> None:
    at(desk, NINE)
    task = daily(desk, repeat=every("every day", **end))
    for days in range(3):
        assert row(desk, task).done_at is None
        assert beat_at(desk, engine, NINE + days * DAY) == 1
        desk.do(complete_tasks, task_ids=[task])
    assert [done.id for done in task_rows(desk.reader, done=True)] == [task]
    assert row(desk, task).due_on == TODAY + 2 * DAY
    assert beat_at(desk, engine, NINE + 3 * DAY) == 0
    desk.do(reopen_tasks, task_ids=[task])
    assert row(desk, task).due_on == TODAY + 2 * DAY
    assert states(desk) == [("stretch", "shown")]


def test_a_series_that_ended_unanswered_stays_in_the_inbox(
    desk: DeskForTests, engine: Engine
) -> None:
    at(desk, NINE)
    daily(desk, repeat=every("every day", count=2))
    at(desk, NINE + 50 * DAY)
    [delivered] = engine.beat().delivered
    assert delivered.body == "Was due Wednesday 4 March, 09:00, missed 1 before"
    assert states(desk) == [("stretch", "shown")]


def test_finishing_ends_the_whole_series(desk: DeskForTests, engine: Engine) -> None:
    at(desk, NINE)
    task = daily(desk)
    desk.do(finish_tasks, task_ids=[task])
    assert beat_at(desk, engine, NINE + 3 * DAY) == 0
    desk.do(reopen_tasks, task_ids=[task])
    assert len(engine.beat().delivered) == 1


def test_from_completion_it_counts_from_the_day_it_was_done(
    desk: DeskForTests, engine: Engine
) -> None:
    at(desk, NINE - DAY)
    repeat = every("every 3 days", after_done=True, count=3)
    task = desk.task("water the fern", due_on=TODAY, repeat=repeat)
    assert beat_at(desk, engine, NINE) == 1
    assert beat_at(desk, engine, NINE + 20 * DAY) == 0
    before = desk.facts()
    desk.do(complete_tasks, task_ids=[task])
    assert row(desk, task).due_on == TODAY + 23 * DAY
    desk.undo()
    assert desk.facts() == before
    assert not engine.beat()
    desk.redo()
    assert beat_at(desk, engine, NINE + 23 * DAY) == 1
    desk.do(skip_tasks, task_ids=[task])
    assert row(desk, task).due_on == TODAY + 26 * DAY
    desk.do(complete_tasks, task_ids=[task])
    assert row(desk, task).done_at is not None


def test_lead_days_remind_before_and_on_the_day(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    at(desk, NOON)
    rule = every("every week")
    task = desk.task("clean", due_on=TODAY + 5 * DAY, due_time=time(18), lead_days=2, repeat=rule)
    assert beat_at(desk, engine, NINE + 3 * DAY) == 1
    assert popups.shown[0].body == "Due Sunday 8 March, 18:00"
    assert beat_at(desk, engine, NINE + 5 * DAY) == 0
    assert beat_at(desk, engine, NINE + 5 * DAY + timedelta(hours=9)) == 1
    assert popups.withdrawn == [popups.shown[0].tag]
    assert popups.shown[1].body == "Due 18:00"
    desk.do(complete_tasks, task_ids=[task])
    assert beat_at(desk, engine, NINE + 10 * DAY) == 1
    desk.do(complete_tasks, task_ids=[task])
    assert beat_at(desk, engine, NINE + 12 * DAY + timedelta(hours=9)) == 0


def test_a_lead_that_lay_behind_when_it_was_typed_is_none(
    desk: DeskForTests, engine: Engine
) -> None:
    at(desk, NOON)
    desk.task("buy a gift", due_on=TODAY + DAY, lead_days=5)
    assert not engine.beat()
    assert beat_at(desk, engine, NINE + DAY) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"lead_days": 1, "repeat": every("every day")},
        {"lead_days": 3, "repeat": every("every week on Mon and Thu")},
        {"lead_days": -1},
        {"lead_days": 400},
        {"lead_days": 1, "due_on": None},
        {"repeat": every("every day"), "due_on": None},
        {"repeat": every("every month", until=TODAY)},
    ],
)
def test_a_form_that_cannot_be_is_refused(desk: DeskForTests, values: dict[str, object]) -> None:
    with pytest.raises(UserError):
        desk.task("x", **({"due_on": TODAY - DAY} | values))
    assert task_rows(desk.reader) == []


def test_saving_the_form_as_it_is_shown_keeps_the_anchor(
    desk: DeskForTests, engine: Engine
) -> None:
    at(desk, datetime(2026, 1, 30, 12, 0, tzinfo=UTC))
    repeat = every("every month on the 31st")
    task = desk.task("pay the rent", due_on=date(2026, 1, 31), repeat=repeat)
    at(desk, datetime(2026, 2, 1, 12, 0, tzinfo=UTC))
    desk.do(complete_tasks, task_ids=[task])
    shown = row(desk, task)
    assert (shown.due_on, shown.anchor_on) == (date(2026, 2, 28), date(2026, 1, 31))
    form = TaskForm("pay rent", None, shown.due_on, shown.due_time, shown.repeat)
    desk.do(edit_task, task_id=task, form=form)
    assert row(desk, task).anchor_on == date(2026, 1, 31)
    desk.do(complete_tasks, task_ids=[task])
    assert row(desk, task).due_on == date(2026, 3, 31)
    moved = TaskForm("pay rent", None, date(2026, 5, 1), None, every("every month"))
    desk.do(edit_task, task_id=task, form=moved)
    assert row(desk, task).due_on == date(2026, 5, 1)
    desk.do(edit_task, task_id=task, form=TaskForm("pay rent", None, date(2026, 6, 2)))
    assert (row(desk, task).repeat, row(desk, task).due_on) == (None, date(2026, 6, 2))


def test_lists_show_the_day_that_stands(desk: DeskForTests, engine: Engine) -> None:
    at(desk, NINE - timedelta(hours=1))
    task = daily(desk)
    later = desk.task("later", due_on=TODAY + 2 * DAY)
    assert [(r.id, r.due_on) for r in task_rows(desk.reader)] == [
        (task, TODAY), (later, TODAY + 2 * DAY),
    ]  # fmt: skip
    desk.do(skip_tasks, task_ids=[task])
    end = datetime(2026, 3, 10, tzinfo=UTC)
    on = end.date() - DAY
    assert [(r.id, r.due_on) for r in agenda(desk.reader, on, end)] == [
        (later, TODAY + 2 * DAY), (task, on),
    ]  # fmt: skip
    assert agenda(desk.reader, TODAY, datetime(2026, 3, 4, tzinfo=UTC)) == []


def test_of_archived_people_the_first_unanswered_day_is_shown(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    at(desk, NINE - timedelta(hours=1))
    task = daily(desk, person_id=ida)
    desk.do(complete_tasks, task_ids=[task])
    desk.do(set_archived, person_ids=[ida], archived=True)
    assert [r.due_on for r in task_rows(desk.reader, ida)] == [TODAY + DAY]
    desk.do(complete_tasks, task_ids=[task])
    assert [r.due_on for r in task_rows(desk.reader, ida)] == [TODAY + 2 * DAY]


@pytest.mark.parametrize("what", ["task", "person"])
def test_what_is_deleted_takes_its_answers_along_and_undo_brings_them_back(
    desk: DeskForTests, engine: Engine, what: str
) -> None:
    ida = desk.add("Ida Vale")
    at(desk, NINE)
    task = daily(desk, person_id=ida)
    desk.do(complete_tasks, task_ids=[task])
    before = desk.facts()
    if what == "task":
        desk.do(delete_tasks, task_ids=[task])
    else:
        desk.do(delete_people, person_ids=[ida])
    assert desk.reader.sql("SELECT count(*) FROM answer") == [(0,)]
    assert beat_at(desk, engine, NINE + DAY) == 0
    at(desk, NINE)
    desk.undo()
    assert desk.facts() == before


def test_an_answer_touches_the_task_and_its_person(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    at(desk, NINE)
    task = daily(desk, person_id=ida)
    desk.heard.clear()
    desk.do(complete_tasks, task_ids=[task])
    desk.undo()
    for changes in desk.heard:
        assert (changes.people, changes.tasks, changes.deliveries) == ({ida}, {task}, True)


def test_a_snooze_before_the_due_time_leaves_the_due_time(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    task = desk.task("pack", due_on=date(2026, 3, 5), due_time=time(7))
    at(desk, NINE - timedelta(hours=1))
    desk.do(snooze_tasks, task_ids=[task], until=NINE)
    assert beat_at(desk, engine, NINE) == 1
    assert beat_at(desk, engine, datetime(2026, 3, 5, 7, 0, tzinfo=UTC)) == 1


@pytest.mark.parametrize("repeats", [True, False])
def test_r15_an_answer_that_comes_twice_or_to_nothing_is_ignored(
    desk: DeskForTests, engine: Engine, popups: Popups, repeats: bool
) -> None:
    at(desk, NINE)
    task = daily(desk) if repeats else desk.task("stretch", due_on=TODAY, due_time=time(9))
    engine.beat()
    about = popups.shown[0].about
    assert desk.do(answer_deliveries, delivery_ids=about, kind="done") == 1
    facts = desk.facts()
    assert desk.do(answer_deliveries, delivery_ids=about, kind="done") == 0
    assert desk.do(answer_deliveries, delivery_ids=[99], kind="done") == 0
    settles = "2026-03-03T09:00"
    for source_id in (task, 99):
        assert not desk.do(
            answer_reminder, source="task", source_id=source_id, settles=settles, kind="done"
        )
    assert desk.facts() == facts


def test_a_popup_that_was_overtaken_answers_nothing(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    at(desk, NINE)
    daily(desk)
    engine.beat()
    beat_at(desk, engine, NINE + DAY)
    for popup, answered in zip(popups.shown, (0, 1), strict=True):
        assert desk.do(answer_deliveries, delivery_ids=popup.about, kind="done") == answered


def test_a_popup_can_be_snoozed_and_dismissed(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    at(desk, NINE)
    daily(desk)
    desk.task("once", due_on=TODAY, due_time=time(9))
    engine.beat()
    both = [i for popup in popups.shown for i in popup.about]
    soon = NINE + timedelta(minutes=10)
    with pytest.raises(UserError):
        desk.do(answer_deliveries, delivery_ids=both, kind="snoozed", until=NINE)
    assert desk.do(answer_deliveries, delivery_ids=both, kind="snoozed", until=soon) == 2
    assert states(desk) == []
    assert beat_at(desk, engine, soon) == 2
    both = [i for popup in popups.shown[2:] for i in popup.about]
    assert desk.do(answer_deliveries, delivery_ids=both, kind="dismissed") == 2
    assert states(desk) == []
    assert [r.text for r in task_rows(desk.reader)] == ["once", "stretch"]
    desk.undo()
    assert sorted(states(desk)) == [("once", "shown"), ("stretch", "shown")]


def test_an_odd_rule_is_told_once_and_its_task_can_still_be_done(
    desk: DeskForTests, engine: Engine
) -> None:
    at(desk, NINE)
    task = daily(desk)
    writer = desk.composition.store.writer()
    writer.sql("UPDATE task SET repeat = 'FREQ=SECONDLY'")
    writer.close()
    [failure] = engine.beat().failed
    assert failure.source_id == task
    [odd] = waiting(desk.reader, desk.clock.now())
    assert (odd.state, odd.message) == ("disabled", failure.reason)
    assert row(desk, task).repeat is None
    desk.do(complete_tasks, task_ids=[task])
    assert row(desk, task).done_at is not None


def test_undoing_the_task_out_of_order_keeps_one_that_was_answered_since(
    desk: DeskForTests, engine: Engine
) -> None:
    ida = desk.add("Ida Vale")
    at(desk, NINE)
    outcome = desk.composition.desk.do(
        add_task, form=TaskForm("stretch", ida, TODAY, time(9), every("every day"))
    ).result()
    engine.beat()
    desk.do(complete_tasks, task_ids=[outcome.result])
    desk.undo(outcome.operation_id)
    assert row(desk, outcome.result).due_on == TODAY + DAY


def test_a_dismissed_snooze_without_a_date_is_over_and_its_task_stays(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    task = desk.task("think it over")
    at(desk, NINE - timedelta(hours=1))
    desk.do(snooze_tasks, task_ids=[task], until=NINE)
    assert beat_at(desk, engine, NINE) == 1
    assert desk.do(answer_deliveries, delivery_ids=popups.shown[0].about, kind="dismissed") == 1
    assert states(desk) == []
    assert [r.text for r in task_rows(desk.reader)] == ["think it over"]
    assert odd_value(desk.reader) == ""


def test_a_snooze_of_what_was_due_is_not_lost_on_a_flight_to_where_it_is_due_once_more(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.clock.travel(ZoneInfo("Pacific/Kiritimati"))
    at(desk, local(TODAY, time(9), ZoneInfo("Pacific/Kiritimati")))
    task = daily(desk)
    engine.beat()
    desk.do(snooze_tasks, task_ids=[task], until=desk.clock.now() + timedelta(minutes=10))
    desk.clock.travel(ZoneInfo("America/New_York"))
    assert beat_at(desk, engine, local(TODAY, time(9), ZoneInfo("America/New_York"))) == 1
    assert popups.shown[1].tag.startswith("task 1 snooze")
