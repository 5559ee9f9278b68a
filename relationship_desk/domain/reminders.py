"""What reminders depend on besides facts: circumstances, quiet times, and the groups of tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from relationship_desk.domain.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Under which reminders are computed: the instant, the user's zone, what the user has set."""

    now: datetime
    zone: tzinfo
    preferences: Preferences


def is_quiet(now: datetime, preferences: Preferences, zone: tzinfo) -> bool:
    """Whether `now` lies on a quiet day or in the quiet hours, which may run over midnight."""
    local = now.astimezone(zone)
    if local.weekday() in preferences.quiet_days:
        return True
    begin, end = preferences.quiet_from, preferences.quiet_until
    if begin is None or begin == end:
        return False
    wall = local.time()
    return begin <= wall < end if begin < end else wall >= begin or wall < end


SNOOZES: tuple[tuple[str, timedelta], ...] = (
    ("10 minutes", timedelta(minutes=10)),
    ("1 hour", timedelta(hours=1)),
    ("3 hours", timedelta(hours=3)),
    ("1 day", timedelta(days=1)),
    ("1 week", timedelta(weeks=1)),
)


class TaskGroup:
    """The headings under which tasks stand, in their order."""

    OVERDUE = "Overdue"
    TODAY = "Today"
    THIS_WEEK = "This week"
    LATER = "Later"
    DONE = "Done"


def task_group(due_on: date | None, done: bool, today: date, first_weekday: int) -> str:
    """Under which heading a task stands; without a date it is for later."""
    if done:
        return TaskGroup.DONE
    if due_on is None:
        return TaskGroup.LATER
    if due_on < today:
        return TaskGroup.OVERDUE
    if due_on == today:
        return TaskGroup.TODAY
    days_left = 6 - (today.weekday() - first_weekday) % 7
    return TaskGroup.THIS_WEEK if (due_on - today).days <= days_left else TaskGroup.LATER
