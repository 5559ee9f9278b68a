"""The days to come of what repeats, in words: "Next: Thu 26 Nov, Thu 10 Dec, Thu 24 Dec".

Invariant: these are the days on which it will remind, counted as the store counts them.
"""

from __future__ import annotations

import calendar
from datetime import date

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.recurrence import Repeat, Series, days_from, first_on_or_after
from relationship_desk.domain.recurrence_words import in_words, rule_in_words
from relationship_desk.domain.text import counted
from relationship_desk.store.tasks import TaskRow

_SHOWN = 3


def short_day(day: date, today: date) -> str:
    """ "Thu 26 Nov"; with the year where it is another."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{calendar.day_abbr[day.weekday()]} {day.day} {calendar.month_abbr[day.month]}{year}"


def next_words(repeat: Repeat, due_on: date | None, row: TaskRow | None, today: date) -> str:
    """The next three days; `row` is the task as it is stored, None for a new one.

    Raises `UserError` where it never comes.
    """
    if due_on is None:
        raise UserError("What repeats needs a first day: say on which day it is due.")
    if repeat.from_completion:
        rule = rule_in_words(repeat.rule)
        return f"Next: {short_day(due_on, today)}, then {rule} after it is done"
    days = _days(repeat, due_on, row, today)
    if not days:
        raise UserError("It ends before it comes for the first time. Choose a later end.")
    shown = ", ".join(short_day(day, today) for day in days[:_SHOWN])
    return f"Next: {shown}" + ("" if len(days) > _SHOWN else ", then it ends")


def repeat_line(row: TaskRow) -> str:
    """How a task repeats and how long before it is told: "every week, also 2 days before"."""
    words = [in_words(row.repeat)] if row.repeat is not None else []
    if row.lead_days:
        words.append(f"also {counted(row.lead_days, 'day')} before")
    return ", ".join(words)


def _days(repeat: Repeat, due_on: date, row: TaskRow | None, today: date) -> list[date]:
    """One more day than is shown, where there are so many."""
    anchor, begins, first = due_on, first_on_or_after(repeat.rule, due_on, today), due_on
    if row is not None and row.repeat == repeat and due_on in (row.due_on, row.anchor_on):
        anchor, begins = row.anchor_on or due_on, row.begins_on
        first = row.due_on or due_on
    if begins is None:
        return []
    series = Series(repeat.rule, anchor, begins, repeat.until, repeat.count)
    return days_from(series, max(first, begins), _SHOWN + 1)
