"""Which occasions may fall near a day: a rough look, so that not all have to be worked out.

Invariant: nothing that falls on one of the days is left out; what does not may be among them.
"""

from __future__ import annotations

from datetime import date, timedelta

from relationship_desk.domain.occasions import LONGEST_LEAD, leads_of_kinds
from relationship_desk.domain.preferences import Preferences
from relationship_desk.store.database import Connection

# Without hyphens the last four figures of every full date, with a year or without, are month and
# day; a month alone ("1985-04", "--04") ends in a hyphen and two figures.
_CARDS = """
    SELECT id FROM detail INDEXED BY detail_date
    WHERE kind = 'date' AND label <> ''
        AND (substr(replace(trim(value), '-', ''), -4) IN ({days})
            OR length(trim(value)) IN (4, 7) AND trim(value) GLOB '*-[0-9][0-9]'
                AND substr(trim(value), -2) IN ({months}))
"""
_LONGEST = """
    SELECT max(days) FROM (
        SELECT max(lead_days) AS days FROM occasion UNION ALL
        SELECT max(lead_days) FROM occasion_lead UNION ALL
        SELECT max(lead_days) FROM circle_lead)
"""


def longest_lead(connection: Connection, preferences: Preferences) -> int:
    """The most days before that are set for anything."""
    [(stored,)] = connection.sql(_LONGEST)
    kinds = leads_of_kinds(preferences.occasion_leads).values()
    return min(max(0, stored or 0, *kinds), LONGEST_LEAD)


def dates_near(connection: Connection, begin: date, end: date) -> list[int]:
    """The details of cards that may fall on the days from `begin` to `end`, less than a year."""
    span = range((end - begin).days + 1)
    days = {f"{begin + timedelta(days=number):%m%d}" for number in span}
    if days & {"0228", "0301"}:
        days.add("0229")
    months = {day[:2] for day in days}
    query = _CARDS.format(days=", ".join("?" * len(days)), months=", ".join("?" * len(months)))
    return [row_id for (row_id,) in connection.sql(query, (*sorted(days), *sorted(months)))]
