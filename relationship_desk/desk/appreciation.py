"""The appreciation calendar: which days to come ask for thanks, and in which standing people are.

Invariant: it is derived anew each time, of what is stored; a day that was answered in Today stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relationship_desk.domain.dates import later
from relationship_desk.domain.occasions import OccasionKind
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.standing import anniversaries, anniversary_words
from relationship_desk.store.batches import batch_rows
from relationship_desk.store.database import Connection
from relationship_desk.store.gifts import gifts_needed
from relationship_desk.store.living import living_people
from relationship_desk.store.occasions import coming, occasion_rows
from relationship_desk.store.standings import milestone_rows, standing_rows

_KINDS = (OccasionKind.WORK, OccasionKind.ANNIVERSARY, OccasionKind.OTHER)


class ComingKind(StrEnum):
    """Why a day is in the calendar. Programs are told the values."""

    TOGETHER = "together"  # a year more of a standing
    MILESTONE = "milestone"
    OCCASION = "occasion"
    GIFT = "gift"
    BATCH = "batch"


@dataclass(frozen=True, slots=True)
class Coming:
    """A day to come. `source_id` is the row of a standing, a milestone, an occasion, a gift or a
    batch; a batch is about nobody."""

    kind: ComingKind
    source_id: int
    on: date
    words: str
    person_id: int | None = None
    person_name: str = ""


def appreciation_calendar(
    connection: Connection, on: date, days: int, preferences: Preferences
) -> list[Coming]:
    """What comes from a day on, so many days long, soonest first; of people who live."""
    end = later(on, days)
    found = [
        *_together(connection, on, end),
        *_milestones(connection, on, end),
        *_occasions(connection, on, end, preferences),
        *_gifts(connection, on, end),
    ]
    people = sorted({each.person_id for each in found if each.person_id is not None})
    living = set(living_people(connection, on, people))
    found = [each for each in found if each.person_id in living]
    found += [
        Coming(ComingKind.BATCH, b.id, b.due_on, f"{b.title}: {b.sent} of {b.people} sent")
        for b in batch_rows(connection)
        if b.due_on is not None and on <= b.due_on <= end and b.sent < b.people
    ]
    return sorted(found, key=lambda each: (each.on, each.kind, each.person_name, each.source_id))


def _together(connection: Connection, on: date, end: date) -> list[Coming]:
    return [
        Coming(
            ComingKind.TOGETHER, row.id, day, anniversary_words(row.kind, number),
            row.person_id, row.person_name,
        )
        for row in standing_rows(connection)
        for day, number in anniversaries(row.since_on, row.until_on, on, end)
    ]  # fmt: skip


def _milestones(connection: Connection, on: date, end: date) -> list[Coming]:
    return [
        Coming(ComingKind.MILESTONE, row.id, row.on, row.text, row.person_id, row.person_name)
        for row in milestone_rows(connection, begin=on, end=end)
    ]


def _occasions(
    connection: Connection, on: date, end: date, preferences: Preferences
) -> list[Coming]:
    """Work anniversaries and days of one's own, of those who have a standing."""
    people = {row.person_id for row in standing_rows(connection) if row.holds(on)}
    rows = [
        row
        for row in occasion_rows(connection, on, preferences)
        if row.person_id in people and row.occasion.kind in _KINDS
    ]
    return [
        Coming(
            ComingKind.OCCASION, each.row.id, each.on, each.row.occasion.words_on(each.on),
            each.row.person_id, each.row.person_name,
        )
        for each in coming(rows, on, end, on)
    ]  # fmt: skip


def _gifts(connection: Connection, on: date, end: date) -> list[Coming]:
    return [
        Coming(
            ComingKind.GIFT, row.id, row.needed_on,
            f"gift: {row.text}" + (f" ({row.occasion})" if row.occasion else ""),
            row.person_id, row.person_name,
        )
        for row in gifts_needed(connection, end)
        if row.needed_on is not None and row.needed_on >= on
    ]  # fmt: skip
