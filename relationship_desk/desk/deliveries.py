"""The rows of the reminder engine: which occurrences are due, claimed, shown or failed.

Invariant: an occurrence is claimed, and the claim is on the disk, before anything is shown of it;
of two programs that beat at once, one gets the claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from relationship_desk.desk.derived import schedule, schedule_all, scheduled_zone, zone_key
from relationship_desk.domain.instants import from_text, to_text
from relationship_desk.domain.preferences import Preferences
from relationship_desk.store import schema as s
from relationship_desk.store.database import Connection
from relationship_desk.store.tasks import UNREADABLE
from relationship_desk.store.work import Work

# A claim without outcome is older than any notifier takes: whoever made it is gone.
STALE_AFTER = timedelta(seconds=60)

CLAIMED, SHOWN, FAILED, DISABLED = "claimed", "shown", "failed", "disabled"

_UNREADABLE_TASK = (
    "The date of this task cannot be read, so it does not remind. "
    "Open the task and set its date again."
)

# A claim from the far future was made before the clock was set back: it is stale as well.
_PENDING = """
    FROM reminder r
    JOIN task t ON t.id = r.id
    LEFT JOIN person p ON p.id = t.person_id
    LEFT JOIN delivery d ON d.task_id = r.id AND d.occurrence = r.occurrence
    WHERE r.next_due_at <= ? AND t.done_at IS NULL AND p.archived_at IS NULL AND (
        d.id IS NULL OR d.state = 'failed'
        OR (d.state = 'claimed' AND (d.at <= ? OR d.at >= ?)))
"""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time at which one task reminds, and what there is to say of the task."""

    task_id: int
    key: str
    due_at: datetime
    text: str
    person_name: str  # empty for a task of nobody
    due_on: date | None
    due_time: time | None
    snoozed_until: datetime | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One occurrence that this beat has to show."""

    delivery_id: int
    attempt: int  # which claim of this occurrence it is, from 1
    occurrence: Occurrence


@dataclass(frozen=True, slots=True)
class Disabled:
    """A task that cannot remind, told once."""

    task_id: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """What one beat found: `due` oldest first."""

    due: tuple[Claim, ...] = ()
    disabled: tuple[Disabled, ...] = ()


def is_anything_due(connection: Connection, now: datetime) -> bool:
    """Whether there is something to claim; a read, and cheap."""
    return bool(connection.sql(f"SELECT 1 {_PENDING} LIMIT 1", _moments(now)))


def is_scheduled_for(connection: Connection, zone: tzinfo) -> bool:
    """Whether the due instants were computed for this zone."""
    return scheduled_zone(connection) == zone_key(zone)


def claim_due(
    work: Work, now: datetime, *, zone: tzinfo, preferences: Preferences, quiet: bool
) -> Claimed:
    """Claim everything that is due; in quiet hours nothing. Follows the zone first."""
    connection = work.connection
    if not is_scheduled_for(connection, zone):
        schedule_all(connection, preferences, zone)
        work.touched.deliveries = True
    if quiet:
        return Claimed()
    good, odd = _pending(connection, now)
    if odd:
        # Perhaps only the derived row is wrong: derive it anew before the task is given up.
        schedule(connection, sorted(odd), preferences, zone)
        mended, odd = _pending(connection, now, only=frozenset(odd))
        good += mended
    return Claimed(_claim(work, now, good), _disable(work, now, odd))


def record_outcomes(
    work: Work, now: datetime, *, outcomes: Sequence[tuple[Claim, str | None]]
) -> None:
    """Write down what became of claims: None for shown, or the sentence that says why not."""
    for claim, failure in outcomes:
        row = work.get(s.Delivery, claim.delivery_id)
        if row is None or row["state"] == SHOWN:
            continue
        if failure is None:
            work.update(s.Delivery, claim.delivery_id, state=SHOWN, at=to_text(now), message="")
        elif row["attempts"] == claim.attempt:
            # A claim that came to nothing after another program took it over says nothing more.
            work.update(
                s.Delivery, claim.delivery_id, state=FAILED, at=to_text(now), message=failure
            )


def _moments(now: datetime) -> tuple[str, str, str]:
    return to_text(now), to_text(now - STALE_AFTER), to_text(now + STALE_AFTER)


# The delivery's id, None for what was never claimed; how often it was claimed; the occurrence.
_Pending = tuple[int | None, int, Occurrence]


def _pending(
    connection: Connection, now: datetime, only: frozenset[int] | None = None
) -> tuple[list[_Pending], dict[int, str]]:
    """What is due, oldest first; and the tasks that cannot be read, with their text."""
    good: list[_Pending] = []
    odd: dict[int, str] = {}
    for delivery_id, attempts, *columns in connection.sql(
        "SELECT d.id, coalesce(d.attempts, 0), r.id, r.occurrence, r.next_due_at, t.text, "
        f"coalesce(p.full_name, ''), t.due_on, t.due_time, t.snoozed_until {_PENDING} "
        "ORDER BY r.next_due_at, r.id",
        _moments(now),
    ):
        task_id, text = columns[0], columns[3]
        if only is not None and task_id not in only:
            continue
        try:
            good.append((delivery_id, attempts, _occurrence(columns)))
        except (ValueError, TypeError):
            odd[task_id] = text if isinstance(text, str) else ""
    return good, odd


def _occurrence(columns: Sequence[Any]) -> Occurrence:
    """Raises `ValueError` or `TypeError` for a row that the desk itself would not write."""
    task_id, key, due_at, text, person, due_on, due_time, snoozed_until = columns
    if not isinstance(text, str) or not isinstance(person, str):
        raise TypeError("not a text")
    return Occurrence(
        task_id,
        key,
        _instant(due_at),
        text,
        person,
        date.fromisoformat(due_on) if due_on else None,
        time.fromisoformat(due_time) if due_time else None,
        _instant(snoozed_until) if snoozed_until else None,
    )


def _instant(text: str) -> datetime:
    instant = from_text(text)
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant


def _claim(work: Work, now: datetime, pending: Sequence[_Pending]) -> tuple[Claim, ...]:
    first = [p for p in pending if p[0] is None]
    ids = iter(
        work.insert_many(
            s.Delivery,
            ("task_id", "occurrence", "state", "at", "attempts", "message"),
            [(o.task_id, o.key, CLAIMED, to_text(now), 1, "") for _, _, o in first],
        )
    )
    claims: list[Claim] = []
    for known_id, attempts, occurrence in pending:
        attempt = attempts + 1
        if known_id is not None:
            work.update(s.Delivery, known_id, state=CLAIMED, at=to_text(now), attempts=attempt)
        delivery_id = next(ids) if known_id is None else known_id
        claims.append(Claim(delivery_id, attempt, occurrence))
    return tuple(claims)


def _disable(work: Work, now: datetime, odd: dict[int, str]) -> tuple[Disabled, ...]:
    """Put these tasks aside until somebody edits them, which schedules them anew."""
    work.connection.many(
        "UPDATE reminder SET next_due_at = ?, occurrence = ? WHERE id = ?",
        [(UNREADABLE, UNREADABLE, task_id) for task_id in odd],
    )
    told = work.ids_where(s.Delivery, "task_id", sorted(odd))
    known = {row["task_id"] for row in work.rows(s.Delivery, told) if row["state"] == DISABLED}
    new = [task_id for task_id in odd if task_id not in known]
    work.insert_many(
        s.Delivery,
        ("task_id", "occurrence", "state", "at", "attempts", "message"),
        [(task_id, UNREADABLE, DISABLED, to_text(now), 0, _UNREADABLE_TASK) for task_id in new],
    )
    return tuple(Disabled(task_id, odd[task_id], _UNREADABLE_TASK) for task_id in new)
