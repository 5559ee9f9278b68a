"""What a task's reminders depend on, read from its row.

Invariant: a row that the desk itself would not write raises `Odd`, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from relationship_desk.domain.due import Plan, day_of, read_series
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import from_text
from relationship_desk.domain.recurrence import Repeat, Rule
from relationship_desk.domain.recurrence_words import parse_repeat_rule, rule_in_words

FROM_COMPLETION = "completion"
# After an occurrence that was put to sleep before it was due: it still reminds when it is.
EARLY = " early"

# The columns of `task` that `read_plan` asks for.
COLUMNS = (
    "due_on", "due_time", "snoozed_until", "created_at", "repeat", "repeat_from", "repeat_until",
    "repeat_count", "repeat_since", "lead_days", "snoozed_occurrence",
)  # fmt: skip


class Odd(Exception):
    """A row that cannot be read."""


def read_plan(row: Mapping[str, Any], answered: Iterable[str] = ()) -> Plan:
    """`answered`: the occurrences that are done or dismissed."""
    try:
        return _plan(row, frozenset(answered))
    except (ValueError, TypeError, OverflowError, UserError) as error:
        raise Odd from error


def read_repeat(row: Mapping[str, Any]) -> Repeat | None:
    """How a task repeats; None for one that comes once."""
    try:
        return _repeat(row)
    except (ValueError, TypeError, OverflowError, UserError) as error:
        raise Odd from error


def repeat_columns(repeat: Repeat | None) -> dict[str, Any]:
    """A repetition as columns of `task`."""
    if repeat is None:
        return {"repeat": "", "repeat_from": "", "repeat_until": None, "repeat_count": None}
    return {
        "repeat": rule_in_words(repeat.rule),
        "repeat_from": FROM_COMPLETION if repeat.from_completion else "",
        "repeat_until": repeat.until.isoformat() if repeat.until else None,
        "repeat_count": repeat.count,
    }


def _plan(row: Mapping[str, Any], answered: frozenset[str]) -> Plan:
    due_on = date.fromisoformat(row["due_on"]) if row["due_on"] else None
    repeat = _repeat(row)
    series = None
    if repeat is not None and due_on is not None:
        begins = date.fromisoformat(row["repeat_since"]) if row["repeat_since"] else due_on
        series = read_series(repeat, due_on, begins)
    lead_days, sleeping = row["lead_days"], row["snoozed_occurrence"]
    if not isinstance(lead_days, int):
        raise TypeError("lead days are a number")
    return Plan(
        due_on,
        time.fromisoformat(row["due_time"]) if row["due_time"] else None,
        lead_days,
        _instant(row["created_at"]) if lead_days else None,
        series,
        max(map(day_of, answered)) if answered and series is not None else None,
        answered if repeat is None else frozenset(),
        _instant(row["snoozed_until"]) if row["snoozed_until"] else None,
        day_of(sleeping) if sleeping else None,
        bool(sleeping) and not sleeping.endswith(EARLY),
    )


def _repeat(row: Mapping[str, Any]) -> Repeat | None:
    if not row["repeat"]:
        return None
    until = row["repeat_until"]
    return Repeat(
        _rule(row["repeat"]),
        row["repeat_from"] == FROM_COMPLETION,
        date.fromisoformat(until) if until else None,
        row["repeat_count"],
    )


@lru_cache(maxsize=512)
def _rule(text: str) -> Rule:
    return parse_repeat_rule(text)


def _instant(text: str) -> datetime:
    instant = from_text(text)
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant
