from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from relationship_desk.domain.due import Plan, Standing, standing
from relationship_desk.domain.preferences import (
    Preferences,
    from_stored,
    guess_preferences,
    stored_form,
)
from relationship_desk.domain.reminders import Circumstances, TaskGroup, is_quiet, task_group

NINE = time(9)
BERLIN = ZoneInfo("Europe/Berlin")


def _standing(plan: Plan, zone: ZoneInfo, hour: time = NINE) -> Standing | None:
    now = datetime(2010, 1, 1, tzinfo=UTC)
    return standing(plan, Circumstances(now, zone, Preferences(reminder_time=hour)))


def _due(day: date, clock: time | None, zone: ZoneInfo) -> datetime:
    due = _standing(Plan(day, clock), zone)
    assert due is not None
    return due.at


def test_a_task_without_a_time_reminds_at_the_hour_of_the_preferences() -> None:
    assert _due(date(2026, 1, 5), None, BERLIN) == datetime(2026, 1, 5, 8, tzinfo=UTC)
    assert _due(date(2026, 7, 5), None, BERLIN) == datetime(2026, 7, 5, 7, tzinfo=UTC)


def test_a_wall_time_that_the_spring_gap_skips_reminds_an_hour_later() -> None:
    at = _due(date(2026, 3, 29), time(2, 30), BERLIN)
    assert at.astimezone(BERLIN).time() == time(3, 30)


def test_a_wall_time_that_comes_twice_in_autumn_reminds_the_first_time() -> None:
    assert _due(date(2026, 10, 25), time(2, 30), BERLIN) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "zone", ["Pacific/Kiritimati", "Pacific/Niue", "Asia/Kathmandu", "America/St_Johns"]
)
def test_a_date_reminds_on_that_date_at_nine_wherever_one_is(zone: str) -> None:
    local = _due(date(2026, 5, 1), None, ZoneInfo(zone)).astimezone(ZoneInfo(zone))
    assert (local.date(), local.time()) == (date(2026, 5, 1), NINE)


def test_the_day_that_samoa_skipped_is_no_error() -> None:
    apia = ZoneInfo("Pacific/Apia")
    assert _due(date(2011, 12, 30), None, apia).tzinfo is UTC


def test_the_key_of_an_occurrence_does_not_depend_on_zone_or_default_hour() -> None:
    day = date(2026, 5, 1)
    keys = {
        due.occurrence
        for zone in (BERLIN, ZoneInfo("Asia/Tokyo"))
        for hour in (NINE, time(7))
        if (due := _standing(Plan(day), zone, hour))
    }
    assert keys == {"2026-05-01"}


def test_a_snooze_is_an_instant_of_its_own() -> None:
    until = datetime(2026, 5, 1, 10, tzinfo=UTC)
    due = _standing(Plan(date(2026, 5, 1), snoozed_until=until), BERLIN)
    assert due is not None
    assert due.at == until
    assert due.occurrence != "2026-05-01"


def test_a_task_without_a_date_never_reminds() -> None:
    assert _standing(Plan(None), BERLIN) is None


@pytest.mark.parametrize(
    ("hour", "quiet"), [(21, False), (22, True), (0, True), (6, True), (7, False), (12, False)]
)
def test_quiet_hours_run_over_midnight(hour: int, quiet: bool) -> None:
    preferences = Preferences(quiet_from=time(22), quiet_until=time(7))
    now = datetime(2026, 1, 5, hour, tzinfo=BERLIN)
    assert is_quiet(now, preferences, BERLIN) is quiet


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
    assert is_quiet(noon, Preferences(quiet_from=time(11), quiet_until=time(13)), UTC)
    assert not is_quiet(noon, Preferences(quiet_from=time(13), quiet_until=time(14)), UTC)
    assert not is_quiet(noon, Preferences(quiet_from=None), UTC)
    assert not is_quiet(noon, Preferences(quiet_from=time(12), quiet_until=time(12)), UTC)


@pytest.mark.parametrize(
    ("day", "group"),
    [
        (2, TaskGroup.OVERDUE),
        (3, TaskGroup.TODAY),
        (4, TaskGroup.THIS_WEEK),
        (8, TaskGroup.THIS_WEEK),
        (9, TaskGroup.LATER),
    ],
)
def test_tasks_stand_under_their_heading(day: int, group: str) -> None:
    tuesday = date(2026, 3, 3)
    assert task_group(date(2026, 3, day), False, tuesday, first_weekday=0) == group


def test_a_week_ends_where_the_user_says() -> None:
    tuesday = date(2026, 3, 3)
    sunday = date(2026, 3, 8)
    assert task_group(sunday, False, tuesday, first_weekday=6) == TaskGroup.LATER
    assert task_group(None, False, tuesday, 0) == TaskGroup.LATER
    assert task_group(sunday, True, tuesday, 0) == TaskGroup.DONE


@pytest.mark.parametrize(
    ("locale", "region", "first"),
    [
        ("de_DE.UTF-8", "DE", 0),
        ("en_US", "US", 6),
        ("ar_EG", "EG", 5),
        ("C", "US", 6),
        ("", "US", 6),
    ],
)
def test_preferences_are_guessed_from_the_locale(locale: str, region: str, first: int) -> None:
    guessed = guess_preferences(locale)
    assert (guessed.region, guessed.first_weekday) == (region, first)


def test_only_what_differs_is_stored_and_it_comes_back() -> None:
    defaults = Preferences()
    mine = Preferences(my_name="Me", reminder_time=time(8, 15), quiet_from=time(21))
    stored = stored_form(mine, defaults)
    assert stored == {"my_name": "Me", "reminder_time": "08:15", "quiet_from": "21:00"}
    assert from_stored(stored, defaults) == mine
    assert stored_form(defaults, defaults) == {}


def test_stored_values_that_do_not_fit_are_left_out() -> None:
    stored = {"my_name": 7, "reminder_time": "noon", "gone": 1, "quiet_from": None}
    assert from_stored(stored, Preferences(quiet_from=time(1))) == Preferences(quiet_from=None)
