"""The port of what comes into Today: people, occasions, promises, tasks, and whatever follows.

A source is one module with a `TodaySource` and one line in `sources.SOURCES`. It answers for a
whole desk at once, by queries over sets; what the user has answered it leaves out.

Invariant: `asked.on` is today for the whole answer, whenever rows were entered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Protocol

from relationship_desk.domain.instants import from_text
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.today import Offered
from relationship_desk.store.database import Connection


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: for which day, and until which moment what sleeps must have woken."""

    on: date
    awake_at: datetime
    zone: tzinfo
    preferences: Preferences

    @staticmethod
    def whole_day(on: date, zone: tzinfo, preferences: Preferences) -> Asked:
        """A whole day: what wakes in the course of it is there."""
        midnight = datetime.combine(on + timedelta(days=1), time(), tzinfo=zone)
        return Asked(on, midnight.astimezone(UTC), zone, preferences)

    def day_of(self, instant: str) -> date:
        """The user's civil date of a stored instant."""
        return from_text(instant).astimezone(self.zone).date()


class TodaySource(Protocol):
    """One kind of thing that comes due."""

    name: str  # of its kind: "task"

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        """Everything of this kind that is due, in any order."""
        ...


@dataclass(frozen=True, slots=True)
class Reply:
    """What the user said to one occurrence, and when."""

    occurrence: str
    kind: str  # "done", "dismissed" or "snoozed"
    until: datetime | None
    said_on: date

    def hides(self, asked: Asked) -> bool:
        """Whether the occurrence is not to be shown: settled, or still asleep."""
        return self.until is None or self.until > asked.awake_at


def replies(connection: Connection, source: str, asked: Asked) -> Mapping[tuple[int, str], Reply]:
    """All answers to the things of a source, by id and occurrence."""
    return {
        (source_id, occurrence): Reply(
            occurrence, kind, from_text(until) if until else None, asked.day_of(at)
        )
        for source_id, occurrence, kind, until, at in connection.sql(
            "SELECT source_id, occurrence, kind, until, at FROM answer WHERE source = ?", (source,)
        )
    }
