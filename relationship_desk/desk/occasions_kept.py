"""Which occasions of the last year were honoured: a contact on the day, before it or soon after.

Invariant: only occasions that the desk tells of count: of people who live and are not archived, and
none that grief silences.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from datetime import date

from relationship_desk.domain.occasion_rules import between
from relationship_desk.domain.preferences import Preferences
from relationship_desk.store.database import Connection
from relationship_desk.store.occasions import occasion_rows

_DAYS = 365
_BEFORE, _AFTER = 3, 7  # days around the occasion in which a word counts


def occasions_kept(
    connection: Connection, on: date, preferences: Preferences
) -> list[tuple[date, bool]]:
    """The occasions of the last year whose time is over, and whether each had a word."""
    begin = date.fromordinal(max(on.toordinal() - _DAYS, 1))
    end = date.fromordinal(max(on.toordinal() - _AFTER, 1))
    contacts = _contacts(connection, begin, on)
    found = []
    for row in occasion_rows(connection, on, preferences):
        days = contacts.get(row.person_id, [])
        for day in between(row.occasion.rule, begin, end, row.leap):
            if row.occasion.counts_on(day) and row.is_told_on(day):
                found.append((day, _has_word(days, day)))
    return sorted(found)


def _contacts(connection: Connection, begin: date, on: date) -> dict[int, list[int]]:
    """The days of contact of each person, as ordinals, in order."""
    found: dict[int, list[int]] = defaultdict(list)
    since = date.fromordinal(max(begin.toordinal() - _BEFORE, 1))
    for person_id, day in connection.sql(
        "SELECT p.person_id, i.happened_on FROM participant p "
        "JOIN interaction i ON i.id = p.interaction_id "
        "WHERE i.counts AND i.happened_on BETWEEN ? AND ? ORDER BY i.happened_on",
        (since.isoformat(), on.isoformat()),
    ):
        found[person_id].append(date.fromisoformat(day).toordinal())
    return found


def _has_word(days: list[int], day: date) -> bool:
    at = bisect_left(days, day.toordinal() - _BEFORE)
    return at < len(days) and days[at] <= day.toordinal() + _AFTER
