"""Reads of the user's own memberships, and of what an organisation has yielded.

Invariant: what is counted as yield is what can be opened and read: no number stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relationship_desk.domain.instants import from_text
from relationship_desk.domain.money import Money, stored_money
from relationship_desk.domain.organisations import (
    OrganisationKind,
    Renewal,
    Span,
    Verdict,
    review_on,
    span_of,
)
from relationship_desk.domain.text import counted
from relationship_desk.store.database import Connection

# Who belongs to an organisation: who has a place in it, and whom the user met at its events.
_WHO = """
    SELECT organisation_id, person_id FROM affiliation
    UNION
    SELECT e.host_id, c.person_id FROM encounter c JOIN event e ON e.id = c.event_id
    WHERE c.person_id IS NOT NULL AND e.host_id IS NOT NULL
"""
# What came of it: beside what names it, what names one of its events. Each thing stands once.
_INSIGHTS = """
    SELECT organisation_id, id AS thing_id FROM insight WHERE organisation_id IS NOT NULL
    UNION
    SELECT e.host_id, i.id FROM insight i JOIN event e ON e.id = i.event_id
    WHERE e.host_id IS NOT NULL
"""
_OPPORTUNITIES = """
    SELECT organisation_id, id AS thing_id FROM opportunity WHERE organisation_id IS NOT NULL
    UNION
    SELECT organisation_id, opportunity_id FROM opportunity_link WHERE organisation_id IS NOT NULL
    UNION
    SELECT e.host_id, l.opportunity_id FROM opportunity_link l JOIN event e ON e.id = l.event_id
    WHERE e.host_id IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """One membership of the user's own."""

    id: int
    organisation_id: int
    organisation: str
    kind: OrganisationKind
    archived: bool  # the organisation
    role: str
    span: Span
    renewal: Renewal | None
    lead_days: int
    fee: Money | None
    participation: str
    reviewed_on: date | None
    verdict: Verdict | None
    created_on: date

    @property
    def review_on(self) -> date:
        """When it is to be looked at next."""
        return review_on(self.span.since, self.created_on, self.reviewed_on)

    @property
    def comes_up(self) -> Renewal | None:
        """When it renews; None where its end is known, or its organisation is in the archive."""
        return None if self.archived or self.span.until else self.renewal

    @property
    def fee_words(self) -> str:
        """ "€120 every year"; empty where there is no fee."""
        return " ".join(
            str(part)
            for part in (self.fee, self.renewal and self.renewal.words)
            if self.fee and part
        )

    def is_current(self, today: date) -> bool:
        """Whether it goes on, in an organisation that is not in the archive."""
        return not self.archived and not self.span.is_over(today)


@dataclass(frozen=True, slots=True)
class Yield:
    """What an organisation has brought, in numbers that open to what they count."""

    people: int = 0
    insights: int = 0
    opportunities: int = 0
    won: int = 0
    interactions: int = 0

    @property
    def words(self) -> str:
        """ "3 people, 2 insights, 1 opportunity (1 won), 14 entries"; "nothing yet"."""
        won = f" ({self.won} won)" if self.won else ""
        parts = (
            (self.people, "person", "people", ""),
            (self.insights, "insight", "insights", ""),
            (self.opportunities, "opportunity", "opportunities", won),
            (self.interactions, "entry", "entries", ""),
        )
        told = [f"{counted(n, one, many)}{more}" for n, one, many, more in parts if n]
        return ", ".join(told) or "nothing yet"


def membership_rows(
    connection: Connection, organisation_id: int | None = None
) -> list[MembershipRow]:
    """Of one organisation, or of all: by name, those that go on first."""
    if organisation_id is None:
        return _rows(connection, "", [])
    return _rows(connection, "WHERE m.organisation_id = ?", [organisation_id])


def get_membership(connection: Connection, membership_id: int) -> MembershipRow | None:
    """One membership, or None."""
    return next(iter(_rows(connection, "WHERE m.id = ?", [membership_id])), None)


def yields(connection: Connection, on: date, since: date = date.min) -> dict[int, Yield]:
    """What each organisation has yielded from a day until `on`; who yielded nothing is left out.

    People count whenever they came; insights by their day, opportunities by the day on which they
    were written down, entries where they count as contact.
    """
    days = (since.isoformat(), on.isoformat())
    counted = {
        "people": f"SELECT organisation_id, count(*) FROM ({_WHO}) "
        "JOIN person p ON p.id = person_id AND p.archived_at IS NULL GROUP BY organisation_id",
        "interactions": "SELECT w.organisation_id, count(DISTINCT t.interaction_id) "
        f"FROM ({_WHO}) w CROSS JOIN participant t ON t.person_id = w.person_id "
        "JOIN interaction i INDEXED BY interaction_contact ON i.id = t.interaction_id AND i.counts "
        "WHERE i.happened_on BETWEEN ? AND ? GROUP BY w.organisation_id",
        "insights": f"SELECT w.organisation_id, count(*) FROM ({_INSIGHTS}) w "
        "JOIN insight i ON i.id = w.thing_id WHERE i.noted_on BETWEEN ? AND ? "
        "GROUP BY w.organisation_id",
        "opportunities": _opportunities(""),
        "won": _opportunities("AND y.stage = 'won'"),
    }
    found: dict[int, dict[str, int]] = {}
    for name, query in counted.items():
        for organisation_id, number in connection.sql(query, () if name == "people" else days):
            found.setdefault(organisation_id, {})[name] = number
    return {organisation_id: Yield(**numbers) for organisation_id, numbers in found.items()}


def _opportunities(more: str) -> str:
    return (
        f"SELECT w.organisation_id, count(*) FROM ({_OPPORTUNITIES}) w "
        f"JOIN opportunity y ON y.id = w.thing_id {more} "
        "WHERE date(y.created_at) BETWEEN ? AND ? GROUP BY w.organisation_id"
    )


def _rows(connection: Connection, where: str, values: Sequence[Any]) -> list[MembershipRow]:
    return [
        MembershipRow(
            row_id,
            organisation_id,
            name,
            OrganisationKind(kind),
            bool(archived),
            role,
            span_of(since, until),
            Renewal(date.fromisoformat(renews), months, day) if renews else None,
            lead,
            stored_money(fee, currency),
            participation,
            date.fromisoformat(reviewed) if reviewed else None,
            Verdict(verdict) if verdict else None,
            from_text(created).date(),
        )
        for (
            row_id, organisation_id, name, kind, archived, role, since, until, renews, day, months,
            lead, fee, currency, participation, reviewed, verdict, created,
        ) in connection.sql(
            "SELECT m.id, o.id, o.name, o.kind, o.archived_at IS NOT NULL, m.role, m.since_on, "
            "m.until_on, m.renews_on, m.renews_day, m.every_months, m.lead_days, m.fee, "
            "m.currency, m.participation, m.reviewed_on, m.verdict, m.created_at "
            f"FROM membership m JOIN organisation o ON o.id = m.organisation_id {where} "
            "ORDER BY m.until_on IS NOT NULL, o.folded, m.id",
            values,
        )
    ]  # fmt: skip
