"""What a person can do with their own memberships: join, renew, look at once a year, leave.

Invariant: a membership that is over neither renews nor asks to be looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relationship_desk.desk.commands.answers import forget_answers
from relationship_desk.desk.commands.organisations import organisation_called
from relationship_desk.domain.dates import PartialDate, plain_date
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.money import Money
from relationship_desk.domain.organisations import (
    LONGEST_WARNING,
    UNKNOWN,
    OrganisationKind,
    Renewal,
    Span,
    Verdict,
)
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.memberships import MembershipRow, get_membership
from relationship_desk.store.work import Work

MEMBERSHIP = "membership"  # its source of reminders and in Today, as all are called by their table
USUAL_WARNING = 14  # days
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class MembershipForm:
    """A membership as edited. The organisation is called by its name, and made where it is new."""

    organisation: str
    role: str = ""
    span: Span = UNKNOWN
    renewal: Renewal | None = None
    lead_days: int = USUAL_WARNING
    fee: Money | None = None
    participation: str = ""
    kind: OrganisationKind = OrganisationKind.BODY  # of an organisation that is new


def add_membership(work: Work, now: datetime, *, form: MembershipForm) -> int:
    """A new membership of the user's own; the id."""
    columns = _columns(work, now, form)
    work.label = f"New membership in {_short(form.organisation)}"
    return work.insert(s.Membership, created_at=to_text(now), **columns)


def edit_membership(work: Work, now: datetime, *, membership_id: int, form: MembershipForm) -> None:
    """Make a membership what the form says. Another day of renewal ends a snooze."""
    old = _membership(work, membership_id)
    columns = _columns(work, now, form)
    work.label = f"Edit the membership in {_short(form.organisation)}"
    work.coalesce_key = f"membership {membership_id}"
    if old.renewal is None or old.renewal.on.isoformat() != columns["renews_on"]:
        forget_answers(work, MEMBERSHIP, [membership_id])
    work.update(s.Membership, membership_id, **columns)


def renew_membership(work: Work, now: datetime, *, membership_id: int) -> date | None:
    """It was renewed: the day on which it renews next, None where the calendar ends."""
    row = _membership(work, membership_id)
    today = _today(work, now)
    coming = row.comes_up
    if coming is None:
        raise UserError(
            f"The membership in {_short(row.organisation)} does not renew. Edit it to say when."
        )
    following = coming.following(today)
    work.label = f"Renewed: {_short(row.organisation)}"
    work.update(s.Membership, membership_id, **_renewal_columns(following))
    return following.on if following else None


def end_membership(
    work: Work, now: datetime, *, membership_id: int, on: date | None = None
) -> None:
    """The user leaves: on that day, or today."""
    row = _membership(work, membership_id)
    on = on or _today(work, now)
    span = Span(row.span.since, PartialDate(on.year, on.month, on.day))
    work.label = f"Leave {_short(row.organisation)} on {plain_date(on)}"
    forget_answers(work, MEMBERSHIP, [membership_id])
    work.update(s.Membership, membership_id, **span.columns)


def review_membership(work: Work, now: datetime, *, membership_id: int, verdict: Verdict) -> None:
    """The user has looked at what it gave: keep it, or let it go when it comes up."""
    row = _membership(work, membership_id)
    keep = verdict is Verdict.KEEP
    work.label = f"{'Keep' if keep else 'Let go'}: {_short(row.organisation)}"
    work.update(
        s.Membership,
        membership_id,
        reviewed_on=_today(work, now).isoformat(),
        verdict=verdict.value,
    )


def delete_memberships(work: Work, now: datetime, *, membership_ids: Sequence[int]) -> int:
    """Remove memberships, as if they had never been; how many there were."""
    rows = [row for i in membership_ids if (row := get_membership(work.connection, i))]
    which = _short(rows[0].organisation) if len(rows) == 1 else f"{len(rows)} organisations"
    work.label = f"Remove the membership in {which}"
    return work.remove(s.Membership, membership_ids)


def _membership(work: Work, membership_id: int) -> MembershipRow:
    row = get_membership(work.connection, membership_id)
    if row is None:
        raise UserError("This membership is not there any more; nothing was changed.")
    return row


def _columns(work: Work, now: datetime, form: MembershipForm) -> dict[str, Any]:
    if not 0 <= form.lead_days <= LONGEST_WARNING:
        raise UserError(f"It can be told of 0 to {LONGEST_WARNING} days before.")
    return {
        "organisation_id": organisation_called(work, now, form.organisation, form.kind),
        "role": one_line(form.role),
        **form.span.columns,
        **_renewal_columns(form.renewal),
        "lead_days": form.lead_days,
        "fee": form.fee.stored if form.fee else "",
        "currency": form.fee.currency if form.fee else "",
        "participation": form.participation.strip(),
    }


def _renewal_columns(renewal: Renewal | None) -> dict[str, Any]:
    return {
        "renews_on": renewal.on.isoformat() if renewal else None,
        "renews_day": renewal.day if renewal else 0,
        "every_months": renewal.every_months if renewal else 0,
    }


def _today(work: Work, now: datetime) -> date:
    return now.astimezone(work.here.zone).date()


def _short(name: str) -> str:
    return one_line(name, _SHOWN)
