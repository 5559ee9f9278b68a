"""What a reminder says: the task as its title, whom it is about and when it was due below."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from relationship_desk.desk.deliveries import Occurrence
from relationship_desk.domain.text import one_line

# Beats come every 20 s and a lost claim is taken up after 60: what comes within is punctual.
LATE_AFTER = timedelta(minutes=2)

_IN_A_DIGEST = 3
_DIGEST_WORDS = 48  # of each task in a digest


def title_of(occurrence: Occurrence) -> str:
    """The task, in one line."""
    return one_line(occurrence.text)


def body_of(occurrence: Occurrence, now: datetime, default_time: time, zone: tzinfo) -> str:
    """ "Ida Vale – due 09:00", or, late, "Ida Vale – was due Tuesday 3 March, 09:00"."""
    when = _when(occurrence, now, default_time, zone)
    name = one_line(occurrence.person_name)
    return f"{name} – {when}" if name else when[:1].upper() + when[1:]


def digest_title(count: int) -> str:
    """One line for many."""
    return f"{count} reminders are due"


def digest_body(occurrences: Sequence[Occurrence]) -> str:
    """The first few tasks with their people, and how many more wait in the inbox."""
    lines = [_in_digest(occurrence) for occurrence in occurrences[:_IN_A_DIGEST]]
    more = len(occurrences) - len(lines)
    return "\n".join([*lines, f"and {more} more in the inbox"] if more else lines)


def _in_digest(occurrence: Occurrence) -> str:
    name = one_line(occurrence.person_name, _DIGEST_WORDS // 2)
    text = one_line(occurrence.text, _DIGEST_WORDS)
    return f"{text} ({name})" if name else text


def _when(occurrence: Occurrence, now: datetime, default_time: time, zone: tzinfo) -> str:
    if occurrence.due_on is None:
        wall = occurrence.due_at.astimezone(zone)
        if now - occurrence.due_at < LATE_AFTER:
            return "snoozed until now"
        return f"was snoozed until {_moment(wall.date(), wall.time(), now.astimezone(zone).date())}"
    at = occurrence.due_time or default_time
    today = now.astimezone(zone).date()
    if now - datetime.combine(occurrence.due_on, at, tzinfo=zone) >= LATE_AFTER:
        return f"was due {_moment(occurrence.due_on, at, today)}"
    if occurrence.due_on == today:
        return f"due {at:%H:%M}"
    return f"due {_moment(occurrence.due_on, at, today)}"


def _moment(day: date, at: time, today: date) -> str:
    year = f" {day.year}" if day.year != today.year else ""
    weekday, month = calendar.day_name[day.weekday()], calendar.month_name[day.month]
    return f"{weekday} {day.day} {month}{year}, {at:%H:%M}"
