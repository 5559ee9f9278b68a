"""When a task reminds and what it then says: clock, zone, snooze, quiet hours, what is gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from relationship_desk.clock import FixedClock
from relationship_desk.desk.commands.people import delete_people, set_archived
from relationship_desk.desk.commands.tasks import (
    TaskForm,
    complete_tasks,
    delete_tasks,
    edit_task,
    reopen_tasks,
    snooze_tasks,
)
from relationship_desk.desk.engine import Engine
from tests.support.desks import NOON, TODAY, DeskForTests, open_desk
from tests.support.reminders import NINE, Popups, at, in_inbox, prefer, states


def test_a_task_without_a_time_reminds_at_the_preferred_hour(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    prefer(desk, reminder_time=time(18, 30))
    desk.task("water the plants", due_on=TODAY)
    at(desk, NOON)
    engine.beat()
    assert popups.shown == []
    at(desk, datetime(2026, 3, 3, 18, 30, tzinfo=UTC))
    engine.beat()
    assert popups.shown[0].body == "Due 18:30"


def test_another_preferred_hour_moves_what_is_still_to_come(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.task("water the plants", due_on=TODAY)
    prefer(desk, reminder_time=time(8))
    engine.beat()
    assert popups.titles == ["water the plants"]
    prefer(desk, reminder_time=time(9))
    at(desk, NINE)
    engine.beat()
    assert len(popups.shown) == 1


def test_a_task_without_a_date_never_reminds(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.task("some day")
    at(desk, NINE + timedelta(days=3000))
    assert not engine.beat()
    assert popups.shown == []


def test_r02_three_days_late_it_says_the_original_due_time(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    ida = desk.add("Ida Vale")
    desk.task("call her", ida, due_on=TODAY, due_time=time(9))
    at(desk, NINE + timedelta(days=3))
    engine.beat()
    engine.beat()
    [popup] = popups.shown
    assert (popup.title, popup.body) == ("call her", "Ida Vale – was due Tuesday 3 March, 09:00")


def test_a_year_late_it_says_the_year(desk: DeskForTests, engine: Engine, popups: Popups) -> None:
    desk.task("call her", due_on=TODAY)
    at(desk, NINE + timedelta(days=365))
    engine.beat()
    assert popups.shown[0].body == "Was due Tuesday 3 March 2026, 09:00"


def test_r04_sleep_over_the_due_time_reminds_on_the_next_beat(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.task("call Ida", due_on=TODAY, due_time=time(9))
    engine.beat()
    desk.clock.advance(timedelta(hours=8))
    engine.beat()
    engine.beat()
    assert popups.titles == ["call Ida"]


def test_a_task_entered_after_its_due_time_reminds_once(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.task("forgotten", due_on=date(2020, 1, 1), due_time=time(9))
    engine.beat()
    engine.beat()
    assert popups.titles == ["forgotten"]


def test_r11_snooze_reminds_when_it_ends_and_not_a_minute_earlier(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    task = desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    engine.beat()
    desk.do(snooze_tasks, task_ids=[task], until=NINE + timedelta(minutes=30))
    assert in_inbox(desk) == []
    at(desk, NINE + timedelta(minutes=29))
    engine.beat()
    assert len(popups.shown) == 1
    at(desk, NINE + timedelta(minutes=30))
    engine.beat()
    engine.beat()
    assert popups.titles == ["call Ida", "call Ida"]
    assert popups.shown[1].body == "Was due Tuesday 3 March, 09:00"
    assert popups.shown[0].tag != popups.shown[1].tag


def test_r12_a_snooze_that_ended_while_the_desk_was_closed_reminds_at_once(
    desk: DeskForTests, engine: Engine, popups: Popups, second: DeskForTests
) -> None:
    task = desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    engine.beat()
    desk.do(snooze_tasks, task_ids=[task], until=NINE + timedelta(hours=1))
    desk.clock.advance(timedelta(hours=9))
    assert len(Engine(second.composition.desk, popups).beat().delivered) == 1


@pytest.mark.parametrize(
    ("late", "body"),
    [
        (timedelta(0), "Snoozed until now"),
        (timedelta(hours=2), "Was snoozed until Tuesday 3 March, 09:30"),
    ],
)
def test_a_snoozed_task_without_a_date_says_until_when(
    desk: DeskForTests, engine: Engine, popups: Popups, late: timedelta, body: str
) -> None:
    task = desk.task("think it over")
    until = NINE + timedelta(minutes=30)
    desk.do(snooze_tasks, task_ids=[task], until=until)
    at(desk, until + late)
    engine.beat()
    assert popups.shown[0].body == body


def test_a_task_snoozed_before_it_is_due_says_when_it_will_be(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    task = desk.task("pack", due_on=date(2026, 3, 5), due_time=time(7))
    desk.do(snooze_tasks, task_ids=[task], until=NINE)
    at(desk, NINE)
    engine.beat()
    assert popups.shown[0].body == "Due Thursday 5 March, 07:00"


def test_r14_done_reminds_never_again(desk: DeskForTests, engine: Engine, popups: Popups) -> None:
    task = desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    engine.beat()
    desk.do(complete_tasks, task_ids=[task])
    for _ in range(400):
        desk.clock.advance(timedelta(days=1))
        assert not engine.beat()
    assert in_inbox(desk) == []


def test_undoing_done_brings_the_row_back_without_a_second_popup(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    task = desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    engine.beat()
    desk.do(complete_tasks, task_ids=[task])
    desk.undo()
    assert states(desk) == [("call Ida", "shown")]
    assert not engine.beat()
    desk.do(complete_tasks, task_ids=[task])
    desk.do(reopen_tasks, task_ids=[task])
    assert not engine.beat()


def test_r15_done_twice_changes_nothing_more(desk: DeskForTests, engine: Engine) -> None:
    task = desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    engine.beat()
    desk.do(complete_tasks, task_ids=[task])
    first = desk.facts()
    desk.do(complete_tasks, task_ids=[task])
    assert desk.facts() == first


def test_a_new_due_time_reminds_anew(desk: DeskForTests, engine: Engine, popups: Popups) -> None:
    task = desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    engine.beat()
    form = TaskForm("call Ida", due_on=TODAY, due_time=time(11))
    desk.do(edit_task, task_id=task, form=form)
    assert not engine.beat()
    at(desk, NINE + timedelta(hours=2))
    engine.beat()
    assert popups.titles == ["call Ida", "call Ida"]


def test_r35_quiet_hours_hold_the_popup_and_not_the_inbox(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    prefer(desk, quiet_from=time(22), quiet_until=time(7))
    desk.task("call Ida", due_on=TODAY, due_time=time(23))
    at(desk, datetime(2026, 3, 3, 23, 0, tzinfo=UTC))
    assert not engine.beat()
    assert states(desk) == [("call Ida", "due")]
    at(desk, datetime(2026, 3, 4, 6, 59, 59, tzinfo=UTC))
    assert not engine.beat()
    at(desk, datetime(2026, 3, 4, 7, 0, tzinfo=UTC))
    engine.beat()
    assert [popup.body for popup in popups.shown] == ["Was due Tuesday 3 March, 23:00"]


def test_r39_a_deleted_person_takes_the_pending_reminders_along(
    desk: DeskForTests, engine: Engine
) -> None:
    ida = desk.add("Ida Vale")
    desk.task("call her", ida, due_on=TODAY)
    desk.do(delete_people, person_ids=[ida])
    at(desk, NINE)
    assert not engine.beat()
    assert in_inbox(desk) == []
    desk.undo()
    assert len(engine.beat().delivered) == 1


def test_r40_an_archived_person_is_silent(desk: DeskForTests, engine: Engine) -> None:
    ida = desk.add("Ida Vale")
    desk.task("call her", ida, due_on=TODAY)
    desk.do(set_archived, person_ids=[ida], archived=True)
    at(desk, NINE)
    assert not engine.beat()
    assert in_inbox(desk) == []
    desk.do(set_archived, person_ids=[ida], archived=False)
    assert len(engine.beat().delivered) == 1


@pytest.mark.parametrize("command", [complete_tasks, delete_tasks])
def test_r46_a_task_that_is_gone_while_snoozed_reminds_no_more(
    desk: DeskForTests, engine: Engine, command: Callable[..., object]
) -> None:
    task = desk.task("call Ida", due_on=TODAY)
    desk.do(snooze_tasks, task_ids=[task], until=NINE + timedelta(hours=1))
    desk.do(command, task_ids=[task])
    at(desk, NINE + timedelta(hours=2))
    assert not engine.beat()


def test_r46_a_task_whose_person_is_archived_while_it_sleeps_reminds_no_more(
    desk: DeskForTests, engine: Engine
) -> None:
    ida = desk.add("Ida Vale")
    task = desk.task("call her", ida, due_on=TODAY)
    desk.do(snooze_tasks, task_ids=[task], until=NINE + timedelta(hours=1))
    desk.do(set_archived, person_ids=[ida], archived=True)
    at(desk, NINE + timedelta(hours=2))
    assert not engine.beat()
    assert in_inbox(desk) == []


def test_r19_r20_n60_wall_times_float_with_the_traveller(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:  # for single tasks
    desk.clock.travel(ZoneInfo("Europe/Berlin"))
    desk.task("in the morning", due_on=TODAY, due_time=time(9))
    at(desk, NINE - timedelta(hours=1))
    engine.beat()
    assert popups.titles == ["in the morning"]
    desk.task("in the evening", due_on=TODAY, due_time=time(20))
    desk.clock.travel(ZoneInfo("America/New_York"))
    for _ in range(24 * 3):
        engine.beat()
        if len(popups.shown) == 2:
            break
        desk.clock.advance(timedelta(minutes=20))
    assert desk.clock.now() == datetime(2026, 3, 4, 1, 0, tzinfo=UTC)  # 20:00 in New York
    assert popups.titles == ["in the morning", "in the evening"]


def test_a_command_of_another_zone_leaves_no_task_behind_in_it(
    desk: DeskForTests, engine: Engine, popups: Popups, tmp_path: Path
) -> None:
    desk.clock.travel(ZoneInfo("Europe/Berlin"))
    engine.beat()
    elsewhere = open_desk(tmp_path / "data", FixedClock(desk.clock.now(), ZoneInfo("Asia/Tokyo")))
    elsewhere.task("call Ida", due_on=TODAY, due_time=time(9))
    elsewhere.composition.close()
    at(desk, NINE - timedelta(hours=1))  # 09:00 in Berlin
    engine.beat()
    assert popups.titles == ["call Ida"]


def test_r16_an_hour_that_the_clocks_skip_reminds_once(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:  # for a single task
    desk.clock.travel(ZoneInfo("Europe/Berlin"))
    desk.task("early bird", due_on=date(2026, 3, 29), due_time=time(2, 30))
    at(desk, datetime(2026, 3, 29, 1, 29, tzinfo=UTC))
    assert not engine.beat()
    at(desk, datetime(2026, 3, 29, 1, 30, tzinfo=UTC))  # 03:30 local
    engine.beat()
    engine.beat()
    assert popups.titles == ["early bird"]


def test_r17_an_hour_that_comes_twice_reminds_at_its_first_pass(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:  # for a single task
    desk.clock.travel(ZoneInfo("Europe/Berlin"))
    desk.task("early bird", due_on=date(2026, 10, 25), due_time=time(2, 30))
    at(desk, datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    engine.beat()
    desk.clock.advance(timedelta(hours=1))
    engine.beat()
    assert popups.titles == ["early bird"]


def test_r13_snooze_is_elapsed_time_over_the_october_change(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.clock.travel(ZoneInfo("Europe/Berlin"))
    begin = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)  # 02:00, an hour before the change
    at(desk, begin)
    task = desk.task("feed the owl")
    desk.do(snooze_tasks, task_ids=[task], until=begin + timedelta(minutes=120))
    at(desk, begin + timedelta(minutes=119))
    assert not engine.beat()
    at(desk, begin + timedelta(minutes=120))
    assert len(engine.beat().delivered) == 1


def test_a_quiet_day_holds_the_popup_until_the_next_day(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    prefer(desk, quiet_days=(1, 2))  # Tuesday and Wednesday
    desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    assert not engine.beat()
    assert states(desk) == [("call Ida", "due")]
    at(desk, datetime(2026, 3, 4, 23, 59, 59, tzinfo=UTC))
    assert not engine.beat()
    at(desk, datetime(2026, 3, 5, 0, 0, tzinfo=UTC))
    assert len(engine.beat().delivered) == 1


def test_a_quiet_day_is_the_users_own_day(desk: DeskForTests, engine: Engine) -> None:
    prefer(desk, quiet_days=(1,))
    desk.clock.travel(
        ZoneInfo("Pacific/Kiritimati")
    )  # 14 hours ahead: it is Tuesday, then soon not
    desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, datetime(2026, 3, 3, 9, 59, tzinfo=UTC))
    assert not engine.beat()
    at(desk, datetime(2026, 3, 3, 10, 0, tzinfo=UTC))
    assert len(engine.beat().delivered) == 1


@pytest.mark.parametrize("number", [1, 2, 40])
def test_r45_a_private_popup_names_nobody_and_nothing(
    desk: DeskForTests, engine: Engine, popups: Popups, number: int
) -> None:
    prefer(desk, private_popups=True)
    ida = desk.add("Ida Vale")
    for _ in range(number):
        desk.task("the test results", ida, due_on=TODAY)
    at(desk, NINE)
    report = engine.beat()
    [popup] = popups.shown
    assert popup.title == ("A reminder is due" if number == 1 else f"{number} reminders are due")
    words = f"{popup.title} {popup.body} {popup.tag} {report.delivered}"
    assert "Ida" not in words
    assert "results" not in words
    assert len(popup.about) == number
    assert len(in_inbox(desk)) == number


def test_a_digest_is_withdrawn_when_the_last_of_it_is_answered(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    tasks = [desk.task(f"task {number}", due_on=TODAY) for number in range(5)]
    at(desk, NINE)
    engine.beat()
    desk.do(complete_tasks, task_ids=tasks[:4])
    engine.beat()
    assert popups.withdrawn == []
    desk.do(complete_tasks, task_ids=tasks[4:])
    engine.beat()
    engine.beat()
    assert popups.withdrawn == [popups.shown[0].tag]


def test_popups_go_also_in_quiet_hours(desk: DeskForTests, engine: Engine, popups: Popups) -> None:
    task = desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    engine.beat()
    prefer(desk, quiet_from=time(9), quiet_until=time(10))
    desk.do(delete_tasks, task_ids=[task])
    engine.beat()
    assert popups.withdrawn == [popups.shown[0].tag]


def test_notifiers_that_cannot_withdraw_stop_nothing(
    desk: DeskForTests, engine: Engine, popups: Popups, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(tags: object) -> None:
        raise OSError("the bus is gone")

    monkeypatch.setattr(popups, "withdraw", broken)
    task = desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    engine.beat()
    desk.do(complete_tasks, task_ids=[task])
    desk.task("write", due_on=TODAY, due_time=time(9))
    engine.beat()
    assert popups.titles == ["call Ida", "write"]
