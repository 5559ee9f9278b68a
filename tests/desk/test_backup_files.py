"""Which backups there are, how they are called, and which of them may go."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.desk.backup_files import (
    BackupFile,
    Why,
    backup_files,
    new_name,
    superfluous,
)


def nine(year: int, month: int, day: int) -> datetime:
    """The wall time at nine."""
    return datetime.combine(date(year, month, day), time(9))


NINE = nine(2026, 3, 3)


def file(at: datetime, number: int, why: Why = Why.DAILY) -> BackupFile:
    return BackupFile(Path(f"desk-{number}"), at, why, number, 1)


def daily(days: int) -> list[BackupFile]:
    """One a day, the newest first."""
    return [file(NINE - timedelta(days=day), days - day) for day in range(days)]


def left(files: list[BackupFile]) -> list[datetime]:
    gone = {f.path for f in superfluous(files)}
    return [f.at for f in files if f.path not in gone]


def test_a_name_carries_a_number_that_grows_though_the_clock_is_set_back(tmp_path: Path) -> None:
    first = new_name(tmp_path, NINE, Why.DAILY)
    first.touch()
    second = new_name(tmp_path, NINE - timedelta(days=30), Why.IMPORT)
    second.touch()

    assert first.name == "desk-20260303-090000-daily-1.sqlite3"
    assert second.name == "desk-20260201-090000-before-import-2.sqlite3"
    assert [f.path for f in backup_files(tmp_path)] == [second, first]


def test_files_of_others_are_none_of_it(tmp_path: Path) -> None:
    for name in (
        "desk.sqlite3",
        "desk-20260303-090000-daily-1.sqlite3.new",
        "desk-20260303-090000-secret-1.sqlite3",
        "desk-20261303-090000-daily-1.sqlite3",
        "my desk-20260303-090000-daily-1.sqlite3",
    ):
        (tmp_path / name).touch()
    assert backup_files(tmp_path) == []
    assert backup_files(tmp_path / "nowhere") == []


def test_seven_days_four_weeks_and_twelve_months_stay() -> None:
    kept = left(daily(800))
    days = [NINE - timedelta(days=day) for day in range(7)]
    assert kept[:7] == days
    # 3 March 2026 is a Tuesday: the last backups of the three weeks before are of Sundays.
    sundays = [nine(2026, 3, 1), nine(2026, 2, 22), nine(2026, 2, 15)]
    assert set(sundays) <= set(kept)
    ends = [nine(2026, 2, 28), nine(2026, 1, 31), nine(2025, 4, 30)]
    assert set(ends) <= set(kept)
    assert min(kept) == nine(2025, 4, 30)
    assert len(kept) == 7 + 2 + 10  # two of the weeks and two of the months are among the days


def test_what_was_made_within_a_day_stays_and_of_an_older_day_only_the_last() -> None:
    files = [
        file(NINE, 5, Why.IMPORT),
        file(NINE - timedelta(hours=1), 4, Why.IMPORT),
        file(NINE - timedelta(hours=2), 3),
        file(NINE - timedelta(days=3), 2, Why.MERGE),
        file(NINE - timedelta(days=3, hours=1), 1),
    ]
    assert [f.number for f in superfluous(files)] == [1]


def test_what_the_user_asked_for_and_what_a_restore_set_aside_never_go() -> None:
    old = NINE - timedelta(days=4000)
    files = [*daily(20), file(old, 0, Why.HAND), file(old, 0, Why.RESTORE)]
    assert not {Why.HAND, Why.RESTORE} & {f.why for f in superfluous(files)}


@given(st.lists(st.tuples(st.integers(-5000, 5000), st.sampled_from(list(Why))), max_size=60))
def test_the_newest_never_goes_and_little_is_left(steps: list[tuple[int, Why]]) -> None:
    files = [
        BackupFile(Path(str(n)), NINE + timedelta(hours=7 * hours), why, n, 1)
        for n, (hours, why) in enumerate(steps)
    ][::-1]
    gone = superfluous(files)
    if files:
        assert files[0] not in gone
    kept = [f for f in files if f not in gone and f.why not in (Why.HAND, Why.RESTORE)]
    assert len(kept) <= 7 + 4 + 12 + 10 + 2
