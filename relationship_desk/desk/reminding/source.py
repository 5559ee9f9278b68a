"""The port of what reminds: tasks, and whatever else has a date that comes.

A source is one module with a `ReminderSource` and one line in `sources.SOURCES`. It computes at
most one `DueRow` for each of its things; the engine does the rest (claim, popup, digest, retry,
quiet hours, withdrawal). Its things are rows of its own table, named by id.

How a row comes about, for a thing with many occurrences: find the newest moment that is due at
`now` and belongs to an occurrence that nobody has answered; where there is none, the first moment
to come. Compute both from the anchor and the rule, never from what was shown. `missed` counts the
unanswered occurrences before it. `valid_until` is the next moment after the row's own, `valid_from`
the row's own moment where an earlier clock would give another row: while the clock stays between
the two, the row need not be computed again, and a beat is one indexed query.

What the user answers is the user's fact. A source may keep it in its own columns; for one of many
occurrences there is the journaled table `answer` (see `answered`): done, dismissed or snoozed.

Invariant: an occurrence's key never depends on the zone, the default hour or the present moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from relationship_desk.domain.due import instant_of
from relationship_desk.domain.instants import from_text
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.store.database import Connection
from relationship_desk.store.work import Touched

CHUNK = 500


@dataclass(frozen=True, slots=True)
class DueRow:
    """What of one thing is due, or due next. `at` is None for facts that cannot be read."""

    source_id: int
    title: str  # what is said first, in one line
    person_id: int | None
    at: datetime | None
    occurrence: str  # the key: claimed and shown once. Of one thing no two moments share it
    settles: str  # the civil date or date and time of the occurrence that an answer settles
    missed: int = 0  # unanswered occurrences before this one
    valid_from: datetime | None = None  # None: however early the clock is
    valid_until: datetime | None = None  # None: for ever


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time at which one thing reminds, as it was claimed."""

    source: str
    source_id: int
    key: str
    settles: str
    due_at: datetime
    missed: int
    title: str
    person_id: int | None
    person_name: str  # empty where it is about nobody


class ReminderSource(Protocol):
    """One kind of thing that reminds."""

    name: str  # the table of its things: "task"
    unreadable: str  # a sentence: why such a thing does not remind, and what to do

    def touched(self, connection: Connection, touched: Touched) -> set[int]:
        """The ids whose row may be another after a command touched this."""
        ...

    def rows(
        self, connection: Connection, ids: Sequence[int] | None, here: Circumstances
    ) -> Iterable[DueRow]:
        """The rows of these things, or of all; at most `CHUNK` ids.

        None for what is silent: done, archived, deleted, without a date. Set-based: there may be
        10,000. Never raises for odd facts: that is a row with `at` None.
        """
        ...

    def when(self, occurrence: Occurrence, here: Circumstances) -> str:
        """When it is or was due, in words for the popup: "due 09:00"."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said to one occurrence."""

    occurrence: str
    kind: str  # "done", "dismissed" or "snoozed"
    until: str | None  # an instant as text, for a snooze


def on_one_day(
    source_id: int,
    title: str,
    person_id: int | None,
    tell_on: date,
    day: date,
    answers: Sequence[Answer],
    here: Circumstances,
) -> DueRow | None:
    """What belongs to one day and reminds once, at the hour of reminders of `tell_on`; again where
    it was snoozed, and no more where it was answered."""
    settles = key = day.isoformat()
    at = instant_of(tell_on, here.preferences.reminder_time, here.zone)
    answer = next((a for a in answers if a.occurrence == settles), None)
    if answer is not None:
        if answer.until is None:
            return None
        at, key = from_text(answer.until), f"snooze {answer.until} {settles}"
    return DueRow(source_id, title, person_id, at, key, settles)


def answered(
    connection: Connection, source: str, ids: Sequence[int] | None
) -> dict[int, list[Answer]]:
    """The answers to these things, or to all of a source, by id; occurrences in their order."""
    where, values = "source = ?", [source, *(ids or ())]
    if ids is not None:
        where += f" AND source_id IN ({', '.join('?' * len(ids))})"
    found: dict[int, list[Answer]] = {}
    for source_id, *columns in connection.sql(
        f"SELECT source_id, occurrence, kind, until FROM answer WHERE {where} "
        "ORDER BY source_id, occurrence",
        values,
    ):
        found.setdefault(source_id, []).append(Answer(*columns))
    return found
