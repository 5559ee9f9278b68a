"""What a reminder says: what it is as its title, whom it is about and when it was due below."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from relationship_desk.desk.reminding.source import Occurrence
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.domain.text import one_line

# Beats come every 20 s and a lost claim is taken up after 60: what comes within is punctual.
LATE_AFTER = timedelta(minutes=2)

PRIVATE_BODY = "What it is about stands in the inbox."

_IN_A_DIGEST = 3
_DIGEST_WORDS = 48  # of each in a digest


def title_of(occurrence: Occurrence) -> str:
    """What it is, in one line."""
    return one_line(occurrence.title)


def body_of(occurrence: Occurrence, when: str) -> str:
    """ "Ida Vale – due 09:00"; of many that were missed, how many there were before."""
    if occurrence.missed:
        when = f"{when}, missed {occurrence.missed} before"
    name = one_line(occurrence.person_name)
    return f"{name} – {when}" if name else when[:1].upper() + when[1:]


def digest_title(count: int) -> str:
    """One line for many, or for one that nobody else may read."""
    return "A reminder is due" if count == 1 else f"{count} reminders are due"


def digest_body(occurrences: Sequence[Occurrence]) -> str:
    """The first few with their people, and how many more wait in the inbox."""
    lines = [_in_digest(occurrence) for occurrence in occurrences[:_IN_A_DIGEST]]
    more = len(occurrences) - len(lines)
    return "\n".join([*lines, f"and {more} more in the inbox"] if more else lines)


def _in_digest(occurrence: Occurrence) -> str:
    name = one_line(occurrence.person_name, _DIGEST_WORDS // 2)
    text = one_line(occurrence.title, _DIGEST_WORDS)
    return f"{text} ({name})" if name else text


def due_words(occurrence: Occurrence, here: Circumstances) -> str:
    """When an occurrence is or was due: "due 09:00", "was due Tuesday 3 March, 09:00".

    By the date, or date and time, that it settles; without one it is a snooze that has ended.
    """
    today = here.now.astimezone(here.zone).date()
    if not occurrence.settles:
        wall = occurrence.due_at.astimezone(here.zone)
        if here.now - occurrence.due_at < LATE_AFTER:
            return "snoozed until now"
        return f"was snoozed until {_moment(wall.date(), wall.time(), today)}"
    day, clock = wall_of(occurrence.settles)
    at = clock or here.preferences.reminder_time
    if here.now - datetime.combine(day, at, tzinfo=here.zone) >= LATE_AFTER:
        return f"was due {_moment(day, at, today)}"
    if day == today:
        return f"due {at:%H:%M}"
    return f"due {_moment(day, at, today)}"


def wall_of(settles: str) -> tuple[date, time | None]:
    """The civil date and the time of what an answer settles."""
    day, _, clock = settles.partition("T")
    return date.fromisoformat(day), time.fromisoformat(clock) if clock else None


def _moment(day: date, at: time, today: date) -> str:
    year = f" {day.year}" if day.year != today.year else ""
    weekday, month = calendar.day_name[day.weekday()], calendar.month_name[day.month]
    return f"{weekday} {day.day} {month}{year}, {at:%H:%M}"
