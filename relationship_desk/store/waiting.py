"""Reads of the inbox: reminders of every kind that have come, and those that sleep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from relationship_desk.domain.instants import from_text, to_text
from relationship_desk.store.database import Connection

# The key of a snooze begins with this, whatever the source.
_SLEEPS = "snooze %"


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A reminder that has come and that nobody has answered, or one that sleeps.

    `source`, `source_id` and `settles` are what `answer_reminder` asks for.
    """

    source: str  # "task", "occasion", ...
    source_id: int
    settles: str
    occurrence: str
    title: str
    person_id: int | None
    person_name: str
    due_at: datetime  # for what sleeps, until when
    missed: int  # unanswered occurrences before this one
    state: str  # "due", "claimed", "shown", "failed", "disabled" or "snoozed"
    message: str  # why it failed or was disabled
    told_at: datetime | None = None  # when that state began; None where nothing was tried


def waiting(connection: Connection, now: datetime) -> list[WaitingRow]:
    """What has come due, oldest first."""
    return _rows(connection, "r.next_due_at <= ?", (to_text(now),), now)


def sleeping(connection: Connection, now: datetime) -> list[WaitingRow]:
    """What was snoozed and is still asleep, the first to wake first."""
    values = (to_text(now), _SLEEPS)
    return _rows(connection, "r.next_due_at > ? AND r.occurrence LIKE ?", values, now)


def count_waiting(connection: Connection, now: datetime) -> int:
    """How many have come due."""
    query = "SELECT count(*) FROM reminder WHERE next_due_at <= ?"
    return int(connection.sql(query, (to_text(now),))[0][0])


def _rows(
    connection: Connection, where: str, values: tuple[str, ...], now: datetime
) -> list[WaitingRow]:
    found = connection.sql(
        f"""
        SELECT r.source, r.source_id, r.settles, r.occurrence, r.title, p.id,
               coalesce(p.full_name, ''), r.next_due_at, r.missed,
               CASE WHEN r.next_due_at > ? THEN 'snoozed' ELSE coalesce(d.state, 'due') END,
               coalesce(d.message, ''), d.at
        FROM reminder r
        LEFT JOIN person p ON p.id = r.person_id
        LEFT JOIN delivery d
            ON d.source = r.source AND d.source_id = r.source_id AND d.occurrence = r.occurrence
        WHERE {where} ORDER BY r.next_due_at, r.source, r.source_id
        """,
        (to_text(now), *values),
    )
    return [
        WaitingRow(
            source,
            source_id,
            settles,
            occurrence,
            title,
            person_id,
            name,
            # What cannot be read has no instant, and waits from the first.
            from_text(due_at) if due_at else now,
            missed,
            state,
            message,
            from_text(told_at) if told_at else None,
        )
        for (
            source,
            source_id,
            settles,
            occurrence,
            title,
            person_id,
            name,
            due_at,
            missed,
            state,
            message,
            told_at,
        ) in found
    ]
