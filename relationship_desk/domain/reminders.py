"""When a task reminds: from what the user set, the zone and the preferences; never from the past.

Wall-clock times float with the traveller; a snooze is elapsed time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from relationship_desk.domain.instants import to_text
from relationship_desk.domain.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Under which reminders are computed: the instant, the user's zone, what the user has set."""

    now: datetime
    zone: tzinfo
    preferences: Preferences


@dataclass(frozen=True, slots=True)
class Due:
    """One occurrence: the instant (UTC) and the key that makes it fire only once."""

    at: datetime
    occurrence: str


def due_of_task(
    due_on: date | None,
    due_time: time | None,
    snoozed_until: datetime | None,
    default_time: time,
    zone: tzinfo,
) -> Due | None:
    """When an open task reminds next; None where it has no date.

    The key is the wall time as the user set it, so that neither a flight nor another default hour
    makes a shown occurrence fire again. A wall time that does not exist (a spring gap) is read
    with the offset before the gap, one that exists twice is its first pass (PEP 495, fold=0).
    """
    if snoozed_until is not None:
        return Due(snoozed_until, f"snooze {to_text(snoozed_until)}")
    if due_on is None:
        return None
    wall = datetime.combine(due_on, due_time or default_time, tzinfo=zone)
    key = due_on.isoformat() if due_time is None else wall.strftime("%Y-%m-%dT%H:%M")
    return Due(wall.astimezone(UTC), key)


def is_quiet(now: datetime, preferences: Preferences, zone: tzinfo) -> bool:
    """Whether `now` lies in the quiet hours, which may run over midnight."""
    begin, end = preferences.quiet_from, preferences.quiet_until
    if begin is None or begin == end:
        return False
    wall = now.astimezone(zone).time()
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
